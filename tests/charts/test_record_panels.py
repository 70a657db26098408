from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from matplotlib.lines import Line2D

from tests.charts.samples import (
    AS_OF,
    COLOURS,
    draw,
    make_full_trial,
    make_series,
    make_whole_trial,
)
from tests.factories import START, Number, amend, make_entry, make_trial, moment_of_day, to_decimals
from trialtracker.charts.panels import PANELS
from trialtracker.charts.pen import Stroke, to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.level_series import ROW_MEASURES
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.clinical.vital_series import LANE_MEASURES

ALWAYS = {"pain", "side_effects"}
VITALS: dict[str, Number] = {
    "respiratory_rate": 14,
    "spo2": 97,
    "heart_rate": 72,
    "temperature": "36.8",
}
PRESSURE = {"systolic": 120, "diastolic": 70}


def line_of(chart: TrialChart, panel: str, name: str) -> Line2D:
    artist = chart.get_pen(panel).get(name)
    assert isinstance(artist, Line2D)
    return artist


def points_of(chart: TrialChart, panel: str, name: str) -> list[tuple[float, float]]:
    xs, ys = line_of(chart, panel, name).get_data()
    pairs = zip(np.asarray(xs).tolist(), np.asarray(ys).tolist(), strict=True)
    return [(x, y) for x, y in pairs if not np.isnan(y)]


def stored(trial: Trial, key: str) -> list[tuple[float, float]]:
    return [
        (to_x(entry.observed_at), float(entry.values[key]))
        for entry in current_entries(trial.entries)
        if key in entry.values
    ]


def shown(chart: TrialChart) -> set[str]:
    return {key for key, axes in chart.axes.items() if axes.get_visible()}


def texts_of(chart: TrialChart, panel: str) -> set[str]:
    return {getattr(a, "get_text", str)() for a in chart.get_pen(panel).drawn}


def names_of(chart: TrialChart, panel: str) -> set[str]:
    return {str(artist.get_gid()) for artist in chart.get_pen(panel).drawn}


def make_corrected_trial() -> Trial:
    whole = make_whole_trial()
    ones = to_decimals({measure.key: 1 for measure in LANE_MEASURES})
    first = make_entry(moment_of_day(3), ones)
    void = make_entry(moment_of_day(3, 14), ones)
    changed = amend(first, values=to_decimals({measure.key: 2 for measure in LANE_MEASURES}))
    return replace(
        whole, entries=(*whole.entries, first, changed, void, amend(void, is_void=True, values={}))
    )


def is_cut_off(chart: TrialChart, key: str) -> bool:
    bottom, top = chart.axes[key].get_ylim()
    return not all(bottom <= y <= top for _, y in points_of(chart, key, key))


def test_points_drawn_in_a_lane_are_the_current_readings_stored() -> None:
    trial = make_corrected_trial()

    chart = draw(trial)

    drawn = {measure.key: points_of(chart, measure.key, measure.key) for measure in LANE_MEASURES}
    assert drawn == {measure.key: stored(trial, measure.key) for measure in LANE_MEASURES}


def test_no_reading_is_cut_off_by_its_scale() -> None:
    chart = draw(make_whole_trial())

    assert [m.key for m in LANE_MEASURES if is_cut_off(chart, m.key)] == []


@pytest.mark.parametrize(
    ("key", "limits"),
    [
        ("respiratory_rate", (0, 40)),
        ("spo2", (70, 100)),
        ("heart_rate", (30, 150)),
        ("temperature", (34, 42)),
    ],
)
def test_usual_readings_stand_on_a_fixed_scale(key: str, limits: tuple[int, int]) -> None:
    chart = draw(make_trial([make_entry(values=VITALS)]))

    assert chart.axes[key].get_ylim() == limits


def test_wider_scale_of_one_trial_is_not_kept_for_the_next() -> None:
    chart = draw(make_whole_trial())
    narrow = make_series(make_trial([make_entry(values=VITALS)]))

    chart.show(narrow)

    assert chart.axes["spo2"].get_ylim() == (70, 100)


def test_pressure_is_one_stem_from_systolic_to_diastolic() -> None:
    trial = make_trial([make_entry(values=PRESSURE), make_entry(AS_OF, {"systolic": 90})])

    chart = draw(trial)

    assert points_of(chart, "blood_pressure", "systolic") == stored(trial, "systolic")
    assert points_of(chart, "blood_pressure", "diastolic") == stored(trial, "diastolic")
    assert [y for _, y in points_of(chart, "blood_pressure", "pressure stems")] == [120, 70]


def test_every_level_recorded_has_its_dot() -> None:
    trial = make_whole_trial()

    chart = draw(trial)

    dots = {m.key: points_of(chart, "levels", f"{m.key} readings") for m in ROW_MEASURES}
    times = {key: [x for x, _ in points] for key, points in dots.items()}
    assert times == {m.key: [x for x, _ in stored(trial, m.key)] for m in ROW_MEASURES}


def test_asleep_is_a_letter_of_its_own_and_not_a_nought() -> None:
    chart = draw(make_trial([make_entry(values={"poss": 9})]))

    assert {"poss mark S", "poss chip 0"} <= names_of(chart, "levels")
    assert "S" in texts_of(chart, "levels")
    assert "poss mark 0" not in names_of(chart, "levels")


def test_of_levels_too_close_to_read_the_loudest_keeps_its_mark() -> None:
    minutes = [timedelta(minutes=n) for n in range(3)]
    values = [{"sedation": level} for level in (0, 3, 1)]
    entries = [make_entry(AS_OF - at, v) for at, v in zip(minutes, values, strict=True)]

    chart = draw(make_trial(entries))

    marks = {name for name in names_of(chart, "levels") if "mark" in name}
    assert marks == {"sedation mark 3"}
    assert len(points_of(chart, "levels", "sedation readings")) == 3


def test_warning_sign_never_present_has_no_row() -> None:
    chart = draw(make_trial([make_entry(values={"sedation": 0, "site_pus": 0})]))

    assert "site_pus readings" not in names_of(chart, "levels")


def test_day_without_a_reading_breaks_the_line() -> None:
    entries = [make_entry(moment_of_day(day), VITALS) for day in (1, 2, 4)]

    chart = draw(make_trial(entries))

    ys = np.asarray(line_of(chart, "spo2", "spo2").get_ydata(), dtype=float)
    assert int(np.isnan(ys).sum()) == 2


def test_every_panel_is_drawn_where_the_trial_has_data_and_only_there() -> None:
    chart = draw(make_whole_trial())
    shown_with_data = shown(chart)

    chart.show(make_series(make_trial([make_entry(score=3)])))

    assert shown_with_data == {panel.key for panel in PANELS}
    assert shown(chart) == ALWAYS


def test_late_reading_is_hollow_in_its_lane() -> None:
    late = make_entry(AS_OF, VITALS, recorded_at=AS_OF + timedelta(hours=3))

    chart = draw(make_trial([late]), as_of=AS_OF + timedelta(hours=4))

    marker = line_of(chart, "spo2", "spo2 late")
    assert marker.get_markerfacecolor() == COLOURS.ground


@pytest.mark.parametrize(
    ("key", "limit"),
    [("respiratory_rate", 8), ("spo2", 90), ("temperature", 38), ("blood_pressure", 90)],
)
def test_lane_with_a_threshold_has_its_line(key: str, limit: int) -> None:
    chart = draw(make_trial([make_entry(values={**VITALS, **PRESSURE})]))

    assert [y for _, y in points_of(chart, key, "limit 0")] == [limit, limit]


def test_lane_without_a_threshold_has_no_line() -> None:
    chart = draw(make_trial([make_entry(values=VITALS)]))

    assert "limit 0" not in names_of(chart, "heart_rate")


def test_young_trial_stands_with_its_start_an_hour_from_the_left() -> None:
    chart = draw(make_trial([make_entry(score=3)]), as_of=START + timedelta(hours=5))

    chart.set_range(ChartRange.HOURS_24)

    low, high = chart.axes["pain"].get_xlim()
    assert low == pytest.approx(to_x(START - timedelta(hours=1)))
    assert high - low == pytest.approx(1)


def test_window_of_a_trial_that_has_not_begun_ends_now() -> None:
    chart = draw(make_trial([make_entry(score=3)], started_at=None))

    chart.set_range(ChartRange.HOURS_24)

    assert chart.axes["pain"].get_xlim()[1] == pytest.approx(to_x(AS_OF))


def test_hours_stand_on_the_axis_of_a_day() -> None:
    trial = make_trial([make_entry(score=3)], mode=TrialMode.SINGLE_BOLUS, planned_days=1)
    chart = draw(trial, as_of=START + timedelta(hours=5))

    chart.set_range(ChartRange.HOURS_24)

    assert {"08:00", "12:00", "00:00", "06:00"} <= texts_of(chart, "side_effects")


def test_line_that_changes_its_look_is_made_anew() -> None:
    pen = draw(make_full_trial()).get_pen("pain")
    pen.line("test", [0, 1], [0, 1], Stroke("#000000", dashes="--"))

    pen.line("test", [0, 1], [0, 1], Stroke("#000000"))

    assert getattr(pen.get("test"), "get_linestyle", str)() == "-"
