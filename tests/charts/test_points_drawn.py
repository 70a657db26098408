"""What is drawn of every panel, in every window, is what is stored of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from tests.charts.samples import AS_OF, draw, make_series, make_whole_trial
from tests.clinical.doses import make_bolus, make_refill
from tests.factories import START, amend, make_entry, moment_of_day, to_decimals
from trialtracker.charts.panels import PANELS
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.charts.value_line import get_drawn_line
from trialtracker.clinical.chart_marks import MarkKind
from trialtracker.clinical.level_series import ROW_MEASURES
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.clinical.value_series import Point, ValueLine

Place = tuple[float, float]
Found = tuple[str, Place]
"""What it is, then where on the time axis and at which value."""

WINDOWS = {
    "whole": (moment_of_day(-3, 0), moment_of_day(8, 0)),
    "72 h": (AS_OF - timedelta(hours=72), AS_OF),
    "24 h": (AS_OF - timedelta(hours=24), AS_OF),
    "one day in the middle": (moment_of_day(2, 0), moment_of_day(3, 0)),
    "one hour": (
        moment_of_day(2, 9) + timedelta(minutes=20),
        moment_of_day(2, 10) + timedelta(minutes=20),
    ),
    "nothing in it": (moment_of_day(3, 1), moment_of_day(3, 8)),
}


@cache
def make_rich_trial() -> Trial:
    """Return the whole trial with doses of each kind, a late, an amended and a void entry."""
    whole = make_whole_trial()
    ones = to_decimals({"pain_rest": 1, "heart_rate": 71, "systolic": 121, "sedation": 1})
    first = make_entry(moment_of_day(2, 12), ones, note="amended")
    void = make_entry(moment_of_day(2, 13), ones, note="void")
    late = make_entry(
        moment_of_day(2, 14), ones, recorded_at=moment_of_day(2, 23), note="written at night"
    )
    changed = amend(first, values={**ones, **to_decimals({"pain_rest": 6})})
    more = (first, void, late, changed, amend(void, is_void=True, values={}))
    doses = (*whole.doses, make_bolus(moment_of_day(2, 10)), make_refill(moment_of_day(3, 10)))
    return replace(whole, entries=(*whole.entries, *more), doses=doses)


@cache
def draw_window(name: str) -> TrialChart:
    """Return the chart in a window; tests only read of it."""
    chart = draw(make_rich_trial())
    chart.show_window(*WINDOWS[name])
    return chart


def line_at(chart: TrialChart, panel: str, name: str) -> list[Place]:
    pen = chart.get_pen(panel)
    drawn = {str(artist.get_gid()) for artist in pen.drawn}
    artist = pen.get(name) if name in drawn else Line2D([], [])
    assert isinstance(artist, Line2D)
    pairs = zip(np.asarray(artist.get_xdata()), np.asarray(artist.get_ydata()), strict=True)
    return [(float(x), float(y)) for x, y in pairs if not np.isnan(y)]


def name_each(name: str, places: Iterable[Place]) -> list[Found]:
    return [(name, place) for place in places]


def list_stored(trial: Trial, keys: Iterable[str]) -> list[Found]:
    return [
        (key, (to_x(entry.observed_at), float(entry.values[key])))
        for key in keys
        for entry in current_entries(trial.entries)
        if key in entry.values
    ]


def list_lines(chart: TrialChart, panel: str, keys: Iterable[str]) -> list[Found]:
    return list(chain.from_iterable(name_each(key, line_at(chart, panel, key)) for key in keys))


def list_markers(chart: TrialChart, panel: str, keys: Iterable[str]) -> list[Found]:
    names = [(key, f"{key} {look}") for key in keys for look in ("filled", "late")]
    return list(chain.from_iterable(name_each(key, line_at(chart, panel, n)) for key, n in names))


def spans_at(chart: TrialChart) -> list[tuple[float, float, float]]:
    artist = chart.get_pen("side_effects").get("spans")
    assert isinstance(artist, PolyCollection)
    corners = [np.asarray(path.vertices, dtype=float) for path in artist.get_paths()]
    return [(c[:, 0].min(), c[:, 0].max(), c[:, 1].mean()) for c in corners]


PAINS = [measure.key for measure in PAIN_MEASURES]
ENDS = ["systolic", "diastolic"]
ROWS = [measure.key for measure in ROW_MEASURES]


def read_pain(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    return list_lines(chart, "pain", PAINS), list_stored(trial, PAINS)


def read_pressures(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    return list_lines(chart, "blood_pressure", ENDS), list_stored(trial, ENDS)


def read_levels(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    dots = [(key, line_at(chart, "levels", f"{key} readings")) for key in ROWS]
    drawn = [(key, (x, 0.0)) for key, places in dots for x, _ in places]
    return drawn, [(key, (x, 0.0)) for key, (x, _) in list_stored(trial, ROWS)]


def read_doses(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    names = ("bolus marks", "refill marks")
    marks = [("mark", (x, 0.0)) for name in names for x, _ in line_at(chart, "dose", name)]
    steps = {("rate", place) for place in line_at(chart, "dose", "dose morphine")}
    rates = [d for d in trial.doses if d.kind.value == "rate"]
    given = [("mark", (to_x(d.at), 0.0)) for d in trial.doses if d.kind.value != "rate"]
    starts = [("rate", (to_x(d.at), float(d.rate_ng_per_day))) for d in rates]
    return [*marks, *(step for step in steps if step in starts)], [*given, *starts]


def read_effects(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    """A grade above nought is drawn if a span of its lane holds at its time."""
    lanes = [lane.key for lane in make_series(trial).lanes]
    spans = spans_at(chart)
    stored = [each for each in list_stored(trial, SIDE_EFFECT_BY_MEASURE) if each[1][1] > 0]
    held = [
        (key, place)
        for key, place in stored
        if any(
            left <= place[0] <= right and int(middle) == lanes.index(key.split(":")[1])
            for left, right, middle in spans
        )
    ]
    return held, stored


def read_opioids(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    series = make_series(trial)
    artist = chart.get_pen("opioids").get("bars")
    assert isinstance(artist, PolyCollection)
    corners = [np.asarray(path.vertices, dtype=float) for path in artist.get_paths()]
    drawn = [
        ("bar", (float(c[:, 0].min() + c[:, 0].max()) / 2, float(c[:, 1].max()))) for c in corners
    ]
    days = {day.date: day for day in series.days}
    counted = [] if series.opioids is None else [d for d in series.opioids.days if d.counted]
    return [(name, (round(x, 3), y)) for name, (x, y) in drawn], [
        (
            "bar",
            (
                round((to_x(days[d.date].start) + to_x(days[d.date].end)) / 2, 3),
                float(d.counted or 0),
            ),
        )
        for d in counted
    ]


def read_marks(chart: TrialChart, trial: Trial) -> tuple[list[Found], list[Found]]:
    drawn = [
        (kind.value, (x, 0.0))
        for kind in MarkKind
        for x, _ in line_at(chart, "marks", f"{kind.value} marks")
    ]
    notes = [e for e in current_entries(trial.entries) if e.note]
    found = [m for m in make_series(trial).marks if m.kind is not MarkKind.NOTE]
    return drawn, [
        *((mark.kind.value, (to_x(mark.at), 0.0)) for mark in found),
        *(("note", (to_x(entry.observed_at), 0.0)) for entry in notes),
    ]


Reader = Callable[[TrialChart, Trial], tuple[list[Found], list[Found]]]
READERS: dict[str, Reader] = {
    "pain": read_pain,
    "marks": read_marks,
    "dose": read_doses,
    "side_effects": read_effects,
    "opioids": read_opioids,
    "levels": read_levels,
    "blood_pressure": read_pressures,
}


def read_lane(key: str) -> Reader:
    return lambda chart, trial: (list_lines(chart, key, [key]), list_stored(trial, [key]))


def within(found: Iterable[Found], window: tuple[datetime, datetime]) -> list[Found]:
    low, high = to_x(window[0]), to_x(window[1])
    return sorted(each for each in found if low <= each[1][0] <= high)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("key", [panel.key for panel in PANELS])
def test_points_drawn_equal_the_rows_stored(key: str, window: str) -> None:
    trial, chart = make_rich_trial(), draw_window(window)

    drawn, stored = READERS.get(key, read_lane(key))(chart, trial)

    assert within(drawn, chart.get_window()) == within(stored, chart.get_window())
    assert stored != []


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("key", [p.key for p in PANELS if p.key not in READERS or p.key == "pain"])
def test_every_reading_in_view_has_one_marker(key: str, window: str) -> None:
    chart, keys = draw_window(window), PAINS if key == "pain" else [key]

    drawn = list_markers(chart, key, keys)

    assert sorted(drawn) == within(list_stored(make_rich_trial(), keys), chart.get_window())


def make_minutes(values: bytes) -> ValueLine:
    entries = [
        make_entry(START + timedelta(minutes=n), {"pain_rest": value % 11})
        for n, value in enumerate(values)
    ]
    points = (Point(e.observed_at, e.values["pain_rest"], is_late=False) for e in entries)
    return ValueLine("pain_rest", "rest", (tuple(points),))


@given(st.binary(min_size=700, max_size=1_500), st.integers(0, 600), st.integers(60, 1_500))
def test_extremes_of_minute_data_are_drawn_in_every_window(
    values: bytes, first: int, length: int
) -> None:
    low, high = to_x(START) + first / 1440, to_x(START) + (first + length) / 1440

    drawn = get_drawn_line(make_minutes(values), (low, high), columns=100)

    seen = [v % 11 for n, v in enumerate(values) if low <= to_x(START) + n / 1440 <= high]
    is_seen = (drawn.xs >= low) & (drawn.xs <= high) & ~np.isnan(drawn.ys)
    assert (drawn.ys[is_seen].min(), drawn.ys[is_seen].max()) == (min(seen), max(seen))
