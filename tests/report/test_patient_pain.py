"""How a patient's pain is told and drawn: by means, never by a best score."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.factories import (
    START,
    make_days,
    make_diary,
    make_entry,
    make_trial,
)
from tests.report.reports import (
    HARD,
    make_bolus_trial,
    make_snapshot,
)
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.report.patient_pain import TOO_FEW, format_pain, get_pain_chart, round_half_up


@pytest.mark.parametrize(
    ("before", "during", "said"),
    [
        (7, 3, "went down. It was about 7 out of 10 {before}, and about 3 {after}."),
        (3, 7, "went up. It was about 3 out of 10 {before}, and about 7 {after}."),
        ("6.5", "5.5", "went down. It was about 7 out of 10 {before}, and about 6 {after}."),
        ("6.6", "6.4", "stayed about the same. It was about 7 out of 10 {before}."),
        ("7.4", "6.5", "stayed about the same. It was about 7 out of 10 {before}."),
        (5, 5, "stayed about the same. It was about 5 out of 10 {before}."),
    ],
)
def test_pain_is_told_by_its_means(before: str, during: str, said: str) -> None:
    trial = make_diary([before] * 7, [during] * 4)

    words = said.format(
        before="before the medicine started", after="in the last 3 days of the trial"
    )
    assert format_pain(make_snapshot(trial)) == f"Your usual pain {words}"


def test_a_single_best_day_is_never_told() -> None:
    trial = make_diary([8] * 7, [6, 6, 0, 6])

    said = format_pain(make_snapshot(trial))

    assert "about 8 out of 10 before the medicine started, and about 4 in the last 3 days" in said


def test_days_of_a_trial_that_goes_on_are_the_last_so_far() -> None:
    trial = make_diary([8] * 7, [6, 4, 4, 4, 4, 4], state=TrialState.RUNNING, ended_at=None)

    said = format_pain(make_snapshot(trial))

    assert said.endswith("in the last 3 days so far.")


@pytest.mark.parametrize(
    ("mean", "shown"), [("2.49", 2), ("2.5", 3), ("3.5", 4), ("0", 0), ("10", 10)]
)
def test_halves_are_told_as_the_next_number_up(mean: str, shown: int) -> None:
    assert round_half_up(Fraction(mean)) == shown


@pytest.mark.parametrize("name", ["not started", "no entry", "one reading", "all missing"])
def test_too_little_is_told_as_such(name: str) -> None:
    assert format_pain(make_snapshot(HARD[name]())) == TOO_FEW


@pytest.mark.parametrize(
    ("mode", "boluses", "said"),
    [
        (TrialMode.SINGLE_BOLUS, 1, "before the dose, and about 3 in the hours after it."),
        (
            TrialMode.REPEATED_BOLUS,
            2,
            "before the first dose, and about 3 in the hours after one of the doses.",
        ),
    ],
)
def test_of_a_bolus_trial_the_hours_after_a_dose_are_told(
    mode: TrialMode, boluses: int, said: str
) -> None:
    trial = make_bolus_trial(mode, boluses)

    assert format_pain(make_snapshot(trial)).endswith(said)


def test_each_day_is_a_dot_and_a_missing_day_is_not_bridged() -> None:
    trial = make_trial(make_days({-2: 8, -1: 6, 1: 4, 3: 5}))

    chart = get_pain_chart(make_snapshot(trial))

    assert "4 dots, from 28-Feb to 04-Mar." in chart.alt
    assert [dot.up for dot in chart.dots] == [0.8, 0.6, 0.4, 0.5]
    assert [dot.is_joined for dot in chart.dots] == [False, True, True, False]
    assert chart.dots[1].across < chart.starts[0].across < chart.dots[2].across


def test_of_a_bolus_trial_each_score_is_a_dot() -> None:
    entries = [make_entry(START + timedelta(hours=h), {"pain_rest": h}) for h in range(5)]
    trial = make_trial(entries, mode=TrialMode.SINGLE_BOLUS)

    chart = get_pain_chart(make_snapshot(trial))

    assert len(chart.dots) == 5
    assert chart.said == "Each dot is one score you gave."
    assert chart.ticks[0].label == "02-Mar\n08:00"


def test_many_scores_of_a_bolus_trial_are_an_hour_a_dot() -> None:
    entries = [make_entry(START + timedelta(minutes=m), {"pain_rest": 4}) for m in range(240)]
    trial = make_trial(entries, mode=TrialMode.SINGLE_BOLUS)

    chart = get_pain_chart(make_snapshot(trial))

    assert len(chart.dots) == 4
    assert chart.said == "Each dot is the average of one hour."


@pytest.mark.parametrize("mode", [TrialMode.SINGLE_BOLUS, TrialMode.CONTINUOUS_INTRATHECAL])
@pytest.mark.parametrize("started_at", [None, START])
def test_without_a_score_there_is_no_chart(mode: TrialMode, started_at: Any) -> None:
    trial = make_trial(mode=mode, started_at=started_at)

    assert get_pain_chart(make_snapshot(trial)).dots == ()
