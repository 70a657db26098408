from itertools import chain

import pytest

from tests.charts.samples import AS_OF, draw, make_series, make_whole_trial
from trialtracker.charts.panels import PANEL_CHOICES, PANELS
from trialtracker.charts.trial_chart import TrialChart


def shown(chart: TrialChart) -> list[str]:
    return [key for key, axes in chart.axes.items() if axes.get_visible()]


def texts_of(chart: TrialChart, panel: str) -> set[str]:
    return {getattr(a, "get_text", str)() for a in chart.get_pen(panel).drawn}


@pytest.mark.parametrize("choice", PANEL_CHOICES, ids=lambda choice: choice.key)
def test_chosen_panels_stand_below_pain_and_no_others(choice: tuple[str, str, list[str]]) -> None:
    chart = draw(make_whole_trial())

    chart.choose_panels(frozenset(choice[2]))

    assert set(shown(chart)) == {"pain", *choice[2]}


def test_pain_stands_whatever_is_chosen() -> None:
    chart = draw(make_whole_trial())

    chart.choose_panels(frozenset({"a panel of another version"}))

    assert shown(chart) == ["pain"]
    assert "Day 4" in texts_of(chart, "pain")


def test_day_axis_stands_under_the_lowest_panel_chosen() -> None:
    chart = draw(make_whole_trial())

    chart.choose_panels(frozenset({"dose", "opioids"}))

    assert "Day 4" in texts_of(chart, "opioids")
    assert "Day 4" not in texts_of(chart, "pain")


def test_fewer_panels_need_less_height() -> None:
    chart = draw(make_whole_trial())
    every = chart.get_least_height()

    chart.choose_panels(frozenset({"dose"}))

    assert chart.get_least_height() < every / 2


def test_choosing_all_again_restores_the_picture() -> None:
    chart = draw(make_whole_trial(), size=(900, 1200))
    before = bytes(chart.get_image()[0])
    chart.choose_panels(frozenset({"dose"}))

    chart.choose_panels(None)

    assert bytes(chart.get_image()[0]) == before


def test_choice_is_kept_for_the_next_trial() -> None:
    chart = draw(make_whole_trial())
    chart.choose_panels(frozenset({"dose"}))

    chart.show(make_series(make_whole_trial(), as_of=AS_OF))

    assert shown(chart) == ["pain", "dose"]


def test_every_panel_belongs_to_one_choice() -> None:
    chosen = list(chain.from_iterable(choice.panels for choice in PANEL_CHOICES))

    assert sorted(chosen) == sorted(panel.key for panel in PANELS)
