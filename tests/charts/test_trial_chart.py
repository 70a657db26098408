from datetime import datetime, timedelta

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from tests.charts.samples import (
    AS_OF,
    COLOURS,
    draw,
    make_assessment,
    make_full_trial,
    make_series,
    make_whole_trial,
)
from tests.factories import (
    START,
    amend,
    make_days,
    make_entry,
    make_trial,
    moment_of_day,
    to_decimals,
)
from trialtracker.charts.panels import PANELS, Panel
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.series import ChartRange, ChartSeries, get_series
from trialtracker.clinical.trial import current_entries

BERLIN = "Europe/Berlin"


def line_of(chart: TrialChart, name: str, panel: str = "pain") -> Line2D:
    artist = chart.get_pen(panel).get(name)
    assert isinstance(artist, Line2D)
    return artist


def points_of(chart: TrialChart, name: str) -> list[tuple[float, float]]:
    xs, ys = line_of(chart, name).get_data()
    pairs = zip(np.asarray(xs).tolist(), np.asarray(ys).tolist(), strict=True)
    return [(x, y) for x, y in pairs if not np.isnan(y)]


def breaks_of(chart: TrialChart, name: str) -> int:
    return int(np.isnan(np.asarray(line_of(chart, name).get_ydata(), dtype=float)).sum())


def spans_of(chart: TrialChart) -> list[tuple[float, float]]:
    artist = chart.get_pen("side_effects").get("spans")
    assert isinstance(artist, PolyCollection)
    corners = [np.asarray(path.vertices, dtype=float) for path in artist.get_paths()]
    return [(corner[0, 0], corner[1, 0]) for corner in corners]


def has(chart: TrialChart, panel: str, name: str) -> bool:
    return name in {artist.get_gid() for artist in chart.get_pen(panel).drawn}


@pytest.mark.parametrize("key", ["pain_rest", "pain_movement"])
def test_points_drawn_are_the_current_readings_stored(key: str) -> None:
    first = make_entry(moment_of_day(3), {"pain_rest": 9, "pain_movement": 9})
    void = make_entry(moment_of_day(3, 14), {"pain_rest": 10, "pain_movement": 10})
    changed = to_decimals({"pain_rest": "2.5", "pain_movement": 3})
    more = (first, void, amend(first, values=changed), amend(void, is_void=True))
    full = make_full_trial()
    trial = make_trial((*full.entries, *more))

    chart = draw(trial)

    stored = [
        (to_x(entry.observed_at), float(entry.values[key]))
        for entry in current_entries(trial.entries)
        if key in entry.values
    ]
    assert points_of(chart, key) == stored
    assert 2.5 in [y for _, y in points_of(chart, "pain_rest")]


def test_markers_stand_on_every_reading_and_late_ones_are_hollow() -> None:
    trial = make_full_trial()
    late = trial.entries[-1]

    chart = draw(trial)

    filled, hollow = points_of(chart, "pain_rest filled"), points_of(chart, "pain_rest late")
    assert sorted([*filled, *hollow]) == points_of(chart, "pain_rest")
    assert hollow == [(to_x(late.observed_at), 3.0)]
    assert line_of(chart, "pain_rest late").get_markerfacecolor() == COLOURS.ground


def test_line_has_one_break_per_segment_and_a_tick_per_missing_day() -> None:
    chart = draw(make_trial(make_days({-2: 8, 1: 5, 2: 4, 4: 4}, measure="pain_rest")))

    assert breaks_of(chart, "pain_rest") == 3
    assert breaks_of(chart, "gaps") == 2


def test_pain_scale_is_always_0_to_10() -> None:
    chart = draw(make_trial([make_entry(values={"pain_rest": 1})]))

    assert chart.axes["pain"].get_ylim() == (0, 10)


@pytest.mark.parametrize("chosen", ChartRange)
def test_all_panels_share_the_time_axis(chosen: ChartRange) -> None:
    chart = draw(make_full_trial())

    chart.set_range(chosen)

    assert len({axes.get_xlim() for axes in chart.axes.values()}) == 1


@pytest.mark.parametrize(
    ("chosen", "days"), [(ChartRange.HOURS_24, 1), (ChartRange.HOURS_72, 3), (ChartRange.WHOLE, 10)]
)
def test_range_changes_the_time_axis_alone(chosen: ChartRange, days: float) -> None:
    chart = draw(make_full_trial())

    chart.set_range(chosen)

    low, high = chart.axes["pain"].get_xlim()
    assert high - low == pytest.approx(days)
    assert chart.axes["pain"].get_ylim() == (0, 10)


@pytest.mark.parametrize("chosen", [ChartRange.HOURS_24, ChartRange.HOURS_72])
def test_new_point_shifts_the_window_but_not_its_scale(chosen: ChartRange) -> None:
    trial = make_full_trial()
    chart = draw(trial)
    chart.set_range(chosen)
    before = chart.axes["pain"].get_xlim()
    later = AS_OF + timedelta(hours=6)
    grown = make_trial((*trial.entries, make_entry(later, {"pain_rest": 10})))

    chart.show(make_series(grown, as_of=later))

    after = chart.axes["pain"].get_xlim()
    assert after[1] - before[1] == pytest.approx(0.25)
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])


def count_drawn_anew(chart: TrialChart, panel: Panel, series: ChartSeries) -> int:
    pen = chart.get_pen(panel.key)
    pen.begin()
    panel.draw(pen, series)
    return len(pen.drawn)


@pytest.mark.parametrize("started_at", [None, START])
def test_every_panel_draws_an_empty_trial(started_at: datetime | None) -> None:
    chart = draw(make_trial(started_at=started_at))
    series = make_series(make_trial(started_at=started_at))

    drawn = {panel.key: count_drawn_anew(chart, panel, series) for panel in PANELS}

    assert [key for key, count in drawn.items() if count == 0] == []


def test_every_panel_has_a_title_with_its_unit() -> None:
    chart = draw(make_whole_trial())

    assert [panel.key for panel in PANELS if not has(chart, panel.key, "title")] == []


def test_dose_panel_is_only_there_with_doses() -> None:
    chart = draw(make_full_trial())
    with_doses = chart.axes["dose"].get_visible()

    chart.show(make_series(make_trial(make_days({1: 5}))))

    assert (with_doses, chart.axes["dose"].get_visible()) == (True, False)


def test_dose_steps_stand_at_their_times() -> None:
    chart = draw(make_full_trial())

    xs, ys = line_of(chart, "dose morphine", "dose").get_data()

    change = to_x(moment_of_day(2))
    assert np.asarray(xs).tolist() == [to_x(START), change, change, to_x(AS_OF)]
    assert np.asarray(ys).tolist() == [200_000, 200_000, 350_000, 350_000]


def test_side_effect_spans_are_one_collection_from_grade_to_its_end() -> None:
    chart = draw(make_full_trial())

    (span,) = spans_of(chart)

    end = to_x(moment_of_day(2, 18) + timedelta(hours=24))
    assert span == pytest.approx((to_x(moment_of_day(2, 9)), end))


def test_grade_is_written_on_its_span() -> None:
    chart = draw(make_full_trial())

    texts = [getattr(a, "get_text", str)() for a in chart.get_pen("side_effects").drawn]

    assert {"Nausea", "2"} <= set(texts)


def test_grade_recorded_this_moment_is_visible_with_its_number() -> None:
    trial = make_trial([make_entry(values={"side_effect:nausea": 3})])

    chart = draw(trial, as_of=START)

    ((left, right),) = spans_of(chart)
    assert right > left
    assert has(chart, "side_effects", "grade behind 0 0")


def test_effect_that_goes_on_has_an_arrow_at_now_and_an_ended_one_has_none() -> None:
    values = {"side_effect:nausea": 2, "side_effect:pruritus": 1}
    ended = make_entry(moment_of_day(2), {"side_effect:pruritus": 0})

    chart = draw(make_trial([make_entry(START, values), ended]))

    xs, ys = line_of(chart, "open ends", "side_effects").get_data()
    assert np.asarray(xs).tolist() == [to_x(AS_OF)]
    assert np.asarray(ys).tolist() == [0.5]


def test_side_effects_without_room_are_named_in_the_last_row() -> None:
    keys = ("nausea", "vomiting", "pruritus", "headache", "dizziness", "somnolence", "constipation")
    values = {f"side_effect:{key}": 1 for key in keys}

    chart = draw(make_trial([make_entry(values=values)]), size=(500, 250))

    (rest,) = [a for a in chart.get_pen("side_effects").drawn if a.get_gid() == "rest"]
    assert getattr(rest, "get_text", str)().startswith("and ")


def test_trial_over_a_clock_change_has_its_gridlines_at_local_midnights() -> None:
    started_at = datetime.fromisoformat("2026-03-28T09:00+01:00")
    trial = make_trial(time_zone=BERLIN, started_at=started_at, planned_days=3)

    chart = draw(trial, as_of=started_at)

    xs = sorted(set(points_of(chart, "days")))
    hours = [round((b[0] - a[0]) * 24) for a, b in zip(xs[::2], xs[2::2], strict=False)]
    assert hours == [23]


def test_baseline_and_threshold_stand_at_their_scores() -> None:
    chart = draw(make_full_trial())

    assert [y for _, y in points_of(chart, "baseline")] == [7.8, 7.8]
    assert [y for _, y in points_of(chart, "threshold")] == [3.9, 3.9]


def test_without_a_baseline_there_is_no_reference_line() -> None:
    chart = draw(make_full_trial())

    chart.show(get_series(make_full_trial(), make_assessment(None), AS_OF))

    assert not line_of(chart, "baseline").get_visible()
    assert not line_of(chart, "threshold").get_visible()


def test_time_without_any_entry_says_so() -> None:
    chart = draw(make_trial(make_days({1: 5})))

    chart.set_range(ChartRange.HOURS_24)

    assert has(chart, "pain", "silence")


def test_another_patient_reuses_figure_axes_and_artists() -> None:
    chart = draw(make_full_trial())
    before = (line_of(chart, "pain_rest"), chart.figure.axes)

    chart.show(make_series(make_trial(make_days({1: 5}, measure="pain_rest"))))

    assert (line_of(chart, "pain_rest"), chart.figure.axes) == before
    assert not line_of(chart, "pain_movement").get_visible()
