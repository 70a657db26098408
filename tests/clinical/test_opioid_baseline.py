from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from tests.factories import START, make_dose, make_trial, moment_of_day
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.opioids import (
    get_baseline_mme,
    get_percent_change,
    get_window_mme,
    list_days,
)
from trialtracker.clinical.record import Intake
from trialtracker.clinical.trial import Trial


def make_trial_with(*intakes: Intake, **details: Any) -> Trial:
    return replace(make_trial(doses=[make_dose()], **details), intakes=intakes)


def test_baseline_is_the_mean_of_the_days_with_data_before_the_start() -> None:
    trial = make_trial_with(
        make_intake(10, at=moment_of_day(-2)),
        make_intake(20, at=moment_of_day(-1)),
        make_intake(100, at=moment_of_day(1, 7)),
        make_intake(100, at=moment_of_day(2)),
    )

    baseline = get_baseline_mme(trial)

    assert baseline.mean == Fraction(45, 2)
    assert [day.day for day in baseline.counted] == [date(2026, 2, 28), date(2026, 3, 1)]
    assert len(baseline.days) == 7


def test_regular_dose_from_long_ago_holds_on_every_baseline_day() -> None:
    trial = make_trial_with(make_regular(10, at=moment_of_day(-400)))

    baseline = get_baseline_mme(trial)

    assert [baseline.mean, len(baseline.counted)] == [30, 7]


def test_patch_that_was_changed_after_the_start_is_in_the_baseline() -> None:
    trial = make_trial_with(make_patch(25, at=moment_of_day(-2), until=moment_of_day(2)))

    assert get_baseline_mme(trial).mean == 60


def test_baseline_names_what_is_left_out_of_it() -> None:
    trial = make_trial_with(
        make_intake(10, at=moment_of_day(-2)),
        make_intake(10, "buprenorphine", at=moment_of_day(-2)),
        make_intake(10, "opium", at=moment_of_day(-1)),
    )

    baseline = get_baseline_mme(trial)

    assert [baseline.mean, baseline.left_out] == [15, ("buprenorphine", "opium")]


@pytest.mark.parametrize("state", [TrialState.BASELINE, TrialState.PLANNED])
def test_trial_without_a_start_has_no_baseline(state: TrialState) -> None:
    trial = make_trial_with(make_regular(at=moment_of_day(-3)), state=state, started_at=None)

    assert [get_baseline_mme(trial).mean, get_baseline_mme(trial).days] == [None, ()]


def test_baseline_without_intake_is_not_known() -> None:
    assert get_baseline_mme(make_trial_with()).mean is None


def test_intrathecal_dose_enters_no_day() -> None:
    trial = make_trial_with(make_none(moment_of_day(1)))

    window = get_window_mme(trial, date(2026, 3, 2), date(2026, 3, 2), moment_of_day(2))

    assert trial.doses
    assert window.mean == 0


def test_window_is_as_it_was_known_at_the_moment() -> None:
    trial = make_trial_with(
        make_intake(10, at=moment_of_day(1)), make_intake(10, at=moment_of_day(1, 20))
    )

    window = get_window_mme(trial, date(2026, 3, 2), date(2026, 3, 2), moment_of_day(1, 13))

    assert window.mean == 15


def test_days_are_listed_from_the_baseline_to_the_end_of_the_trial() -> None:
    trial = make_trial_with(
        make_regular(at=moment_of_day(-100)),
        state=TrialState.COMPLETED,
        ended_at=moment_of_day(3),
    )

    days = list_days(trial, moment_of_day(9))

    assert [days[0].day, days[-1].day] == [date(2026, 2, 23), date(2026, 3, 4)]


def test_days_begin_with_an_earlier_record() -> None:
    trial = make_trial_with(make_intake(at=moment_of_day(-20)))

    days = list_days(trial, START)

    assert days[0].day == date(2026, 2, 10)
    assert len(days) == 21


@pytest.mark.parametrize(
    ("baseline", "total", "percent"),
    [
        (Fraction(60), Fraction(66), Fraction(10)),
        (Fraction(60), Fraction(0), Fraction(-100)),
        (Fraction(0), Fraction(30), None),
        (None, Fraction(30), None),
        (Fraction(60), None, None),
    ],
)
def test_change_from_baseline_is_exact_or_not_known(
    baseline: Fraction | None, total: Fraction | None, percent: Fraction | None
) -> None:
    assert get_percent_change(baseline, total) == percent
