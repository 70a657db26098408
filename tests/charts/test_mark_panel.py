from datetime import timedelta

import numpy as np
import pytest
from matplotlib.lines import Line2D

from tests.charts.samples import AS_OF, COLOURS, draw, make_series, make_whole_trial
from tests.factories import Number, make_entry, make_trial, moment_of_day
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.chart_marks import MarkKind

AT = moment_of_day(2)
SLOW: dict[str, Number] = {"respiratory_rate": 7}


def names_of(chart: TrialChart) -> set[str]:
    return {str(artist.get_gid()) for artist in chart.get_pen("marks").drawn}


def xs_of(chart: TrialChart, name: str) -> list[float]:
    artist = chart.get_pen("marks").get(name)
    assert isinstance(artist, Line2D)
    return [float(x) for x in np.asarray(artist.get_xdata())]


def texts_of(chart: TrialChart) -> set[str]:
    return {getattr(a, "get_text", str)() for a in chart.get_pen("marks").drawn} - {""}


@pytest.mark.parametrize("kind", MarkKind)
def test_every_mark_has_its_dot(kind: MarkKind) -> None:
    trial = make_whole_trial()

    chart = draw(trial)

    stored = [to_x(m.at) for m in make_series(trial).marks if m.kind is kind]
    assert xs_of(chart, f"{kind.value} marks") == stored


def test_marks_too_close_to_each_other_show_the_most_urgent() -> None:
    soon = AT + timedelta(minutes=10)
    entries = [make_entry(AT, {"spo2": 91}), make_entry(soon, SLOW)]

    chart = draw(make_trial(entries))

    assert xs_of(chart, "alert shapes") == [to_x(soon)]
    assert "caution shapes" not in names_of(chart)


def test_marks_apart_have_each_their_shape_and_letter() -> None:
    entries = [make_entry(AT, {"spo2": 91}), make_entry(AS_OF, SLOW)]

    chart = draw(make_trial(entries))

    assert xs_of(chart, "caution shapes") == xs_of(chart, "caution letters") == [to_x(AT)]
    assert xs_of(chart, "alert shapes") == xs_of(chart, "alert letters") == [to_x(AS_OF)]


def test_row_says_how_many_there_are() -> None:
    entries = [make_entry(AT, SLOW, note="drowsy"), make_entry(AS_OF, {"spo2": 91}, note="better")]

    chart = draw(make_trial(entries))

    assert texts_of(chart) == {"Safety", "1 alert, 1 caution", "Notes", "2 notes"}


def test_notes_alone_have_a_single_row() -> None:
    chart = draw(make_trial([make_entry(AT, {"pain_rest": 3}, note="slept")]))

    assert texts_of(chart) == {"Notes", "1 note"}
    assert chart.axes["marks"].get_ylim() == (1, 0)


def test_late_mark_is_hollow() -> None:
    late = make_entry(AT, SLOW, recorded_at=AT + timedelta(hours=9))

    chart = draw(make_trial([late]))

    shape = chart.get_pen("marks").get("alert late shapes")
    assert isinstance(shape, Line2D)
    assert shape.get_markerfacecolor() == COLOURS.ground


def test_trial_without_finding_or_note_has_no_lane() -> None:
    chart = draw(make_trial([make_entry(AT, {"pain_rest": 3})]))

    assert "marks" not in chart.axes
