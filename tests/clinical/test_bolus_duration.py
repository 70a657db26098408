"""How long relief lasts after a bolus: readings in a row, and what ends them."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.clinical.boluses import at, hourly, make_bolus_trial
from tests.clinical.doses import make_bolus
from tests.factories import START, Number
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, TrialMode
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
LONG = range(1, 13)


def judge(trial: Trial) -> CriterionResult:
    found = assess(trial, CLINIC_DEFAULT, LATER).criteria
    return next(result for result in found if result.key == "relief_duration")


# Baseline 8: a score of 4 is 50 % relief, 5 is not.
CASES = {
    "all day": (hourly(4, LONG), Status.MET, "12hr 0min"),
    "to exactly 8 h": (hourly(4), Status.MET, "8hr 0min"),
    "readings end at 7 h": (hourly(4, range(1, 8)), Status.NOT_KNOWN, "≥ 7hr 0min"),
    "lost at 8 h": (hourly(4) | {8: 5}, Status.NOT_MET, "7hr 0min"),
    "lost in between": (hourly(4) | {4: 5}, Status.NOT_KNOWN, "≥ 3hr 0min"),
    "lost in between and at the end": (hourly(4) | {4: 5, 8: 5}, Status.NOT_MET, "3hr 0min"),
    "late and long": (hourly(4, LONG) | {1: 6, 2: 5, 11: 4}, Status.MET, "9hr 0min"),
    "late, readings end": (hourly(4) | {1: 6}, Status.NOT_KNOWN, "≥ 6hr 0min"),
    "late, one reading": (hourly(6) | {8: 4}, Status.NOT_KNOWN, "At 1 reading"),
    "regained for 8 h": (hourly(4, LONG) | {2: 5}, Status.MET, "9hr 0min"),
    "after the hours of the bolus": (
        hourly(6) | hourly(4, range(9, 20)), Status.NOT_MET, "0min"),
    "none": (hourly(5), Status.NOT_MET, "0min"),
    "a gap of 4 h": (hourly(4, (1, 2, 4, 6, 10)), Status.MET, "10hr 0min"),
    "a longer gap": (hourly(4, (1, 2, 4, 6, 10.1)), Status.NOT_KNOWN, "≥ 6hr 0min"),
}  # fmt: skip


@pytest.mark.parametrize(("scores", "status", "value"), CASES.values(), ids=CASES.keys())
def test_relief_lasts_as_long_as_readings_in_a_row_show_it(
    scores: Mapping[float, Number], status: Status, value: str
) -> None:
    result = judge(make_bolus_trial(scores))

    assert (result.status, result.value) == (status, value)
    assert result.requirement == "needs ≥ 50 % for ≥ 8 h"


BOLUS = "the bolus of 02-Mar-2026 08:00"


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        (hourly(4), f"≥ 50 % relief at each of 8 readings until 16:00, 8hr 0min after {BOLUS}; "
         "8 h are needed."),
        (hourly(4, range(1, 8)), f"≥ 50 % relief at each of 7 readings until 15:00, 7hr 0min "
         f"after {BOLUS}; the readings end there; 8 h are needed."),
        (hourly(4) | {7: 6, 8: 6}, f"≥ 50 % relief at each of 6 readings until 14:00, 6hr 0min "
         f"after {BOLUS}; then 25 % relief at 15:00; 8 h are needed."),
        (hourly(4) | {1: 6, 8: 9}, f"≥ 50 % relief at each of 6 readings from 10:00 to 15:00, "
         f"5hr 0min, after {BOLUS}; then no relief, 12 % worse at 16:00; 8 h are needed."),
        (hourly(6) | {8: 4}, f"≥ 50 % relief at 1 reading, 16:00, after {BOLUS}; the "
         "readings end there; 8 h are needed."),
        (hourly(5), f"No reading from 1 to 8 h after {BOLUS} shows ≥ 50 % relief; "
         "8 h are needed."),
    ],
    ids=["met", "readings end", "lost", "late and lost", "one reading", "none"],
)  # fmt: skip
def test_what_ended_the_relief_is_said(scores: Mapping[float, Number], reason: str) -> None:
    assert judge(make_bolus_trial(scores)).reason == reason


def test_the_next_bolus_ends_the_readings() -> None:
    doses = [make_bolus(), make_bolus(at(7))]
    trial = make_bolus_trial(hourly(4, LONG), doses=doses, mode=TrialMode.REPEATED_BOLUS)

    result = judge(trial)

    assert (result.status, result.value) == (Status.NOT_KNOWN, "≥ 7hr 0min")


def test_the_end_of_the_trial_ends_the_readings() -> None:
    assert judge(make_bolus_trial(hourly(4, LONG), ended_at=at(7))).status is Status.NOT_KNOWN


def test_relief_of_an_unjudged_bolus_is_not_known() -> None:
    result = judge(make_bolus_trial(hourly(4, (1, 9))))

    assert result.status is Status.NOT_KNOWN
    assert result.reason.startswith("From 1 to 8 h after the bolus of 02-Mar-2026 08:00: 1 reading")
