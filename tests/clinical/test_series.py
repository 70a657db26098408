from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from tests.charts.samples import AS_OF, make_assessment, make_series
from tests.factories import (
    START,
    amend,
    make_days,
    make_dose,
    make_entry,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.choices import NotAssessed, TrialState
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.series import (
    OVERRUN_SHOWN,
    ChartSeries,
    get_series,
)
from trialtracker.clinical.time import local_date
from trialtracker.clinical.value_series import ValueLine

NAUSEA = "side_effect:nausea"
BERLIN = "Europe/Berlin"
ZONES = [BERLIN, "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "UTC"]


def line_of(series: ChartSeries, key: str = "pain_average") -> ValueLine:
    return next(line for line in series.lines if line.key == key)


def test_line_holds_the_recorded_value_and_its_utc_time() -> None:
    berlin = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo(BERLIN))

    series = make_series(make_trial([make_entry(berlin, score="3.5")]))

    (point,) = line_of(series).points
    assert (point.at, point.value) == (datetime(2026, 3, 2, 8, tzinfo=UTC), Decimal("3.5"))
    assert point.at.tzinfo is UTC


@pytest.mark.parametrize("measure", PAIN_MEASURES, ids=lambda measure: measure.key)
def test_every_measure_has_a_line_when_it_was_recorded(measure: object) -> None:
    key = getattr(measure, "key", "")

    series = make_series(make_trial([make_entry(values={key: 4})]))

    assert [line.key for line in series.lines] == [key]


def test_zero_is_drawn_as_a_value() -> None:
    series = make_series(make_trial([make_entry(score=0)]))

    assert [point.value for point in line_of(series).points] == [0]


def test_amended_score_replaces_the_first_in_the_chart() -> None:
    first = make_entry(score=8)

    series = make_series(make_trial([first, amend(first, values={"pain_average": Decimal(3)})]))

    assert [point.value for point in line_of(series).points] == [3]


def test_void_entry_is_not_drawn() -> None:
    first = make_entry(score=8)

    series = make_series(make_trial([first, amend(first, is_void=True)]))

    assert (series.lines, series.moments) == ((), ())


def test_entry_after_the_moment_looked_at_is_not_drawn() -> None:
    series = make_series(make_trial([make_entry(score=8)]), as_of=START - timedelta(minutes=1))

    assert series.lines == ()


def test_late_entry_is_marked() -> None:
    late = make_entry(score=4, recorded_at=START + timedelta(hours=2))

    series = make_series(make_trial([late]))

    assert [point.is_late for point in line_of(series).points] == [True]


def test_line_goes_on_from_one_day_to_the_next() -> None:
    series = make_series(make_trial(make_days({1: 5, 2: 4})))

    assert len(line_of(series).segments) == 1


def test_line_breaks_over_a_day_without_a_reading() -> None:
    series = make_series(make_trial(make_days({1: 5, 3: 4, 4: 4})))

    assert [len(segment) for segment in line_of(series).segments] == [1, 2]


def test_line_breaks_where_another_measure_was_read_but_not_this_one() -> None:
    others = make_days({2: 4}, measure="pain_rest")

    series = make_series(make_trial([*make_days({1: 5, 3: 4}), *others]))

    assert [len(segment) for segment in line_of(series).segments] == [1, 1]
    assert series.missing_days == ()


def test_clock_change_day_without_a_reading_breaks_the_line_though_it_has_23_hours() -> None:
    before = datetime(2026, 3, 28, 23, 59, tzinfo=ZoneInfo(BERLIN))
    after = datetime(2026, 3, 30, 0, 0, tzinfo=ZoneInfo(BERLIN))
    entries = [make_entry(before, score=5), make_entry(after, score=5)]

    series = make_series(make_trial(entries, time_zone=BERLIN), as_of=after)

    assert after.astimezone(UTC) - before.astimezone(UTC) < timedelta(hours=24)
    assert len(line_of(series).segments) == 2


def test_day_without_any_entry_is_missing() -> None:
    series = make_series(make_trial(make_days({1: 5, 4: 4})))

    assert [day.number for day in series.missing_days] == [2, 3]


def test_day_that_is_not_over_is_not_missing() -> None:
    series = make_series(make_trial(make_days({1: 5, 2: 5, 3: 4})), as_of=moment_of_day(4, 9))

    assert series.missing_days == ()


def test_last_day_of_an_ended_trial_is_missing_without_an_entry() -> None:
    trial = make_trial(make_days({1: 5}), state=TrialState.COMPLETED, ended_at=moment_of_day(2, 16))

    series = make_series(trial)

    assert [day.number for day in series.missing_days] == [2]
    assert series.until == moment_of_day(2, 16)


def test_chart_of_an_ended_trial_ends_with_the_day_of_its_end() -> None:
    trial = make_trial(make_days({1: 5}), ended_at=moment_of_day(3, 0))

    series = make_series(trial)

    assert [day.number for day in series.days] == [1, 2]


def test_trial_day_of_the_end_lies_ahead_as_long_as_the_trial_runs() -> None:
    trial = make_trial(make_days({1: 5}), ended_at=moment_of_day(6, 12), planned_days=7)

    series = make_series(trial)

    assert series.until == AS_OF
    assert series.days[-1].number == 7


def test_whole_trial_reaches_from_the_first_entry_to_the_planned_end() -> None:
    series = make_series(make_trial(make_days({-2: 8, 1: 5}), planned_days=5))

    assert [day.number for day in series.days] == [-2, -1, 1, 2, 3, 4, 5]
    assert (series.start, series.end) == (series.days[0].start, series.days[-1].end)


def test_new_entry_does_not_change_the_scale_of_the_whole_trial() -> None:
    before = make_series(make_trial(make_days({-2: 8, 1: 5})))

    after = make_series(make_trial(make_days({-2: 8, 1: 5, 2: 4})), as_of=moment_of_day(5))

    assert (after.start, after.end) == (before.start, before.end)


def test_trial_that_nobody_ended_is_drawn_for_a_limited_time() -> None:
    series = make_series(make_trial(make_days({1: 5})), as_of=START + timedelta(days=900))

    assert series.until == START + timedelta(days=7) + OVERRUN_SHOWN


def test_days_have_no_number_before_a_trial_has_started() -> None:
    trial = make_trial(make_days({1: 8}), started_at=None, state=TrialState.BASELINE)

    series = make_series(trial, as_of=moment_of_day(2))

    assert {day.number for day in series.days} == {None}
    assert len(series.days) == 7
    assert series.started_at is None


def test_planned_trial_without_anything_has_days_to_draw() -> None:
    series = make_series(make_trial(started_at=None, state=TrialState.PLANNED))

    assert (len(series.days), series.days[0].date) == (7, AS_OF.date())
    assert series.missing_days == ()


@pytest.mark.parametrize("zone", ZONES)
def test_each_day_is_a_clinic_local_calendar_day_over_a_clock_change(zone: str) -> None:
    started_at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    trial = make_trial(time_zone=zone, started_at=started_at, planned_days=40)

    days = make_series(trial, as_of=started_at).days

    assert [local_date(day.start, zone) for day in days] == [day.date for day in days]
    assert [day.end for day in days[:-1]] == [day.start for day in days[1:]]
    assert [day.number for day in days] == list(range(1, 41))


def test_spring_night_makes_a_day_of_23_hours() -> None:
    started_at = datetime(2026, 3, 28, 12, tzinfo=UTC)
    trial = make_trial(time_zone=BERLIN, started_at=started_at, planned_days=3)

    days = make_series(trial, as_of=started_at).days

    lengths = {day.date: day.end - day.start for day in days}
    assert lengths[date(2026, 3, 29)] == timedelta(hours=23)


def test_dose_of_the_future_is_not_drawn() -> None:
    doses = [make_dose(START), make_dose(AS_OF + timedelta(hours=1))]

    series = make_series(make_trial(doses=doses))

    assert [step.start for step in series.doses] == [START]


def test_reason_for_a_missing_score_is_kept() -> None:
    entry = make_entry(values={}, not_assessed={"pain_rest": NotAssessed.ASLEEP})

    (missing,) = make_series(make_trial([entry])).unassessed

    assert (missing.at, missing.key, missing.reason) == (START, "pain_rest", NotAssessed.ASLEEP)


@pytest.mark.parametrize(
    ("mean", "threshold"),
    [(None, None), (Fraction(39, 5), Fraction(39, 10)), (Fraction(23, 3), Fraction(23, 6))],
)
def test_threshold_is_exact(mean: Fraction | None, threshold: Fraction | None) -> None:
    series = get_series(make_trial(), make_assessment(mean), AS_OF)

    assert (series.baseline_mean, series.threshold_score) == (mean, threshold)


@pytest.mark.parametrize(("days", "expected"), [((1,), [1]), ((1, 2), [1, 2]), ((1, 4, 7), [4, 7])])
def test_latest_readings_are_the_last_two_even_over_a_gap(
    days: tuple[int, ...], expected: list[int]
) -> None:
    entries = [make_entry(moment_of_day(day), {"pain_rest": day}) for day in days]

    (line,) = make_series(make_trial(entries), as_of=moment_of_day(8)).lines

    assert [point.value for point in line.latest] == expected
    assert line.latest == line.points[-2:]


def test_lane_is_found_by_its_measure_and_none_without_a_reading() -> None:
    series = make_series(make_trial([make_entry(values={"heart_rate": 72})]))

    assert series.find_lane("heart_rate") is series.numbers[0]
    assert series.find_lane("spo2") is None
