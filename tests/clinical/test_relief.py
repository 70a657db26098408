"""Baseline, window and relief: exact, without imputation, on clinic-local days."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from tests.factories import (
    START,
    amend,
    make_days,
    make_diary,
    make_entry,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief import get_day_scores, get_infused, get_relief

AVERAGE = "pain_average"
LATER = START + timedelta(days=60)


def test_a_days_score_is_the_exact_mean_of_its_readings() -> None:
    readings = [
        make_entry(moment_of_day(2, hour), score=s) for hour, s in ((8, 3), (12, 4), (16, 3))
    ]

    (day,) = get_day_scores(make_trial(readings), AVERAGE, LATER)

    assert (day.trial_day, day.date) == (2, date(2026, 3, 3))
    assert (day.mean, day.readings) == (Fraction(10, 3), 3)


def test_a_day_without_reading_has_no_score() -> None:
    trial = make_trial([*make_days({1: 5, 3: 4}), make_entry(moment_of_day(2), note="asleep")])

    assert [day.trial_day for day in get_day_scores(trial, AVERAGE, LATER)] == [1, 3]


def test_a_trial_without_start_has_no_days() -> None:
    trial = make_trial([make_entry(score=5)], started_at=None, state=TrialState.PLANNED)

    assert get_day_scores(trial, AVERAGE, LATER) == ()
    assert get_infused(trial, LATER) == timedelta(0)


def test_amended_and_void_readings_do_not_count() -> None:
    wrong, doubled = (
        make_entry(moment_of_day(2), score=9),
        make_entry(moment_of_day(2, 13), score=8),
    )
    trial = make_trial([wrong, amend(wrong, values=make_entry(score=4).values),
                        doubled, amend(doubled, is_void=True)])  # fmt: skip

    (day,) = get_day_scores(trial, AVERAGE, LATER)

    assert (day.mean, day.readings) == (Fraction(4), 1)


def test_an_amended_time_moves_the_reading_to_its_new_day() -> None:
    first = make_entry(moment_of_day(2), score=4)
    trial = make_trial([first, amend(first, observed_at=moment_of_day(3))])

    assert [day.trial_day for day in get_day_scores(trial, AVERAGE, LATER)] == [3]


def test_a_late_entry_counts_on_the_day_it_was_observed() -> None:
    late = make_entry(moment_of_day(2), score=4, recorded_at=moment_of_day(5))

    (day,) = get_day_scores(make_trial([late]), AVERAGE, LATER)

    assert day.trial_day == 2


def test_readings_after_the_as_of_moment_do_not_count() -> None:
    trial = make_trial(make_days({1: 5, 2: 4, 3: 3}))

    scores = get_day_scores(trial, AVERAGE, moment_of_day(2))

    assert [day.trial_day for day in scores] == [1, 2]


def test_a_reading_before_the_dose_on_day_1_is_neither_baseline_nor_trial() -> None:
    before, after = make_entry(START - timedelta(hours=1), score=9), make_entry(START, score=5)

    (day,) = get_day_scores(make_trial([before, after]), AVERAGE, LATER)

    assert (day.mean, day.readings) == (Fraction(5), 1)


def test_a_reading_after_the_trials_end_does_not_count() -> None:
    trial = make_trial(
        make_days({2: 4}, hour=11) + make_days({2: 8}, hour=13),
        state=TrialState.COMPLETED,
        ended_at=moment_of_day(2),
    )

    (day,) = get_day_scores(trial, AVERAGE, LATER)

    assert day.mean == 4


def test_the_baseline_is_days_minus_7_to_minus_1() -> None:
    trial = make_diary([9, 7, 7, 7, 7, 7, 7, 7], [3, 3, 3])

    baseline = get_relief(trial, CLINIC_DEFAULT, LATER).baseline

    assert (baseline.mean, baseline.days, baseline.of) == (Fraction(7), 7, 7)
    assert (baseline.first, baseline.last) == (date(2026, 2, 23), date(2026, 3, 1))


def test_every_day_weighs_the_same_however_many_readings_it_has() -> None:
    trial = make_trial(
        [*make_days(dict.fromkeys(range(-7, 0), 8)), *make_days({1: 2, 2: 2}),
         *make_days({2: 4}, hour=15), *make_days({3: 4})],
        state=TrialState.COMPLETED, ended_at=moment_of_day(3, 20),
    )  # fmt: skip

    assert get_relief(trial, CLINIC_DEFAULT, LATER).window.mean == 3


def test_the_window_ends_with_the_day_of_the_trials_end() -> None:
    trial = make_diary([8] * 7, [7, 6, 5, 4, 3])

    window = get_relief(trial, CLINIC_DEFAULT, LATER).window

    assert (window.first, window.last) == (date(2026, 3, 4), date(2026, 3, 6))
    assert (window.mean, window.days, window.of) == (Fraction(4), 3, 3)


def test_the_window_ends_with_the_as_of_day_while_the_trial_runs() -> None:
    trial = make_trial(make_days({**dict.fromkeys(range(-7, 0), 8), 3: 5, 4: 4, 5: 3}))

    window = get_relief(trial, CLINIC_DEFAULT, moment_of_day(6)).window

    assert (window.last, window.days, window.of) == (date(2026, 3, 7), 2, 3)
    assert window.mean == Fraction(7, 2)


def test_an_end_after_the_as_of_moment_does_not_count_yet() -> None:
    trial = make_diary([8] * 7, [7, 6, 5, 4, 3])

    assert get_relief(trial, CLINIC_DEFAULT, moment_of_day(3)).window.last == date(2026, 3, 4)


def test_the_window_never_reaches_back_before_day_1() -> None:
    trial = make_diary([8] * 7, [4, 3])

    window = get_relief(trial, CLINIC_DEFAULT, LATER).window

    assert (window.first, window.of, window.days) == (date(2026, 3, 2), 2, 2)


def test_before_the_first_dose_there_is_no_window() -> None:
    trial = make_trial(make_days(dict.fromkeys(range(-7, 0), 8)))

    relief = get_relief(trial, CLINIC_DEFAULT, START - timedelta(minutes=1))

    assert (relief.window.first, relief.window.of, relief.percent) == (None, 0, None)
    assert relief.baseline.days == 7
    assert relief.infused == timedelta(0)


def test_relief_is_exact() -> None:
    trial = make_diary(["6.1"] * 7, ["3.1", "3.0", "3.0"])

    assert get_relief(trial, CLINIC_DEFAULT, LATER).percent == Fraction(9200, 183)


def test_worsening_is_a_negative_relief() -> None:
    trial = make_diary([5] * 7, [6, 6, 6])

    assert get_relief(trial, CLINIC_DEFAULT, LATER).percent == -20


def test_relief_from_a_baseline_of_zero_is_not_calculable() -> None:
    trial = make_diary([0] * 7, [0, 0, 0])

    assert get_relief(trial, CLINIC_DEFAULT, LATER).percent is None


@pytest.mark.parametrize(
    ("baseline", "window"),
    [([8, 8, 8], [4, 4, 4]), ([8] * 7, [4, None, None])],
    ids=["3 baseline days", "1 window day"],
)
def test_relief_needs_the_minimum_days(
    baseline: list[int | None], window: list[int | None]
) -> None:
    assert get_relief(make_diary(baseline, window), CLINIC_DEFAULT, LATER).percent is None


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(timedelta(hours=24), 50), (timedelta(hours=23, minutes=59), None)],
)
def test_relief_needs_24_hours_of_infusion(hours: timedelta, expected: int | None) -> None:
    trial = make_diary([8] * 7, [4, None])
    ended = make_trial(
        [*trial.entries, make_entry(START + timedelta(hours=20), score=4)],
        state=TrialState.COMPLETED,
        ended_at=START + hours,
    )

    assert get_relief(ended, CLINIC_DEFAULT, LATER).percent == expected


def test_a_bolus_trial_without_a_recorded_bolus_has_no_relief() -> None:
    trial = make_diary([8] * 7, [4, 4, 4], mode=TrialMode.REPEATED_BOLUS)

    assert get_relief(trial, CLINIC_DEFAULT, LATER).percent is None


def test_pain_at_rest_stands_in_where_the_average_has_too_few_days() -> None:
    average = make_diary([8] * 7, [4, None, None])
    rest = make_diary([6] * 7, [2, 2, 2], measure="pain_rest")
    trial = make_trial(
        [*average.entries, *rest.entries], state=TrialState.COMPLETED,
        ended_at=moment_of_day(3, 20),
    )  # fmt: skip

    relief = get_relief(trial, CLINIC_DEFAULT, LATER)

    assert relief.measure == "pain_rest"
    assert (relief.baseline.mean, relief.window.mean) == (Fraction(6), Fraction(2))


def test_measures_are_never_mixed() -> None:
    before = make_diary([8] * 7, [None] * 3)
    during = make_diary([None] * 7, [2, 2, 2], measure="pain_rest")
    trial = make_trial(
        [*before.entries, *during.entries], state=TrialState.COMPLETED,
        ended_at=moment_of_day(3, 20),
    )  # fmt: skip

    relief = get_relief(trial, CLINIC_DEFAULT, LATER)

    assert (relief.measure, relief.window.days, relief.percent) == (AVERAGE, 0, None)


def test_without_enough_days_the_first_measure_with_a_scored_day_is_named() -> None:
    trial = make_trial(make_days({2: 4}, measure="pain_rest"))

    assert get_relief(trial, CLINIC_DEFAULT, moment_of_day(2)).measure == "pain_rest"


def test_without_any_score_the_first_measure_is_named() -> None:
    assert get_relief(make_trial(), CLINIC_DEFAULT, LATER).measure == AVERAGE


@pytest.mark.parametrize(
    ("started_at", "zone"),
    [
        (datetime(2026, 3, 27, 7, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 10, 23, 6, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 3, 6, 13, tzinfo=UTC), "America/New_York"),
    ],
    ids=["23-hour day", "25-hour day", "23-hour day in the west"],
)
def test_trial_days_across_a_clock_change_follow_the_clinics_dates(
    started_at: datetime, zone: str
) -> None:
    readings = [
        make_entry(moment_of_day(day, hour, started_at=started_at, zone=zone), score=day)
        for day in (2, 3, 4)
        for hour in (0, 23)
    ]
    trial = make_trial(readings, started_at=started_at, time_zone=zone)

    scores = get_day_scores(trial, AVERAGE, started_at + timedelta(days=9))

    assert [(day.trial_day, int(day.mean), day.readings) for day in scores] == [
        (2, 2, 2),
        (3, 3, 2),
        (4, 4, 2),
    ]
