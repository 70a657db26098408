"""The criteria as a whole: their order, an empty trial, and what is not recorded yet."""

from datetime import datetime, timedelta

import pytest

from tests.factories import START, make_trial
from trialtracker.clinical.choices import Status, TrialMode
from trialtracker.clinical.criteria import CAVEAT, CRITERIA, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT

LATER = START + timedelta(days=60)


def test_criteria_are_in_the_order_they_are_shown() -> None:
    keys = [result.key for result in assess(make_trial(), CLINIC_DEFAULT, LATER).criteria]

    assert keys == [
        "pain_relief", "absolute_change", "baseline_level", "baseline_data", "window_data",
        "side_effects", "tolerability", "function", "systemic_opioid", "patient_acceptance",
        "candidacy",
    ]  # fmt: skip


@pytest.mark.parametrize("index", range(len(CRITERIA)))
@pytest.mark.parametrize("mode", TrialMode)
@pytest.mark.parametrize("started_at", [None, START], ids=["not started", "started"])
def test_no_criterion_is_met_by_an_empty_trial(
    index: int, mode: TrialMode, started_at: datetime | None
) -> None:
    trial = make_trial(mode=mode, started_at=started_at)

    result = assess(trial, CLINIC_DEFAULT, LATER).criteria[index]

    assert result.status is not Status.MET
    assert result.reason
    assert result.requirement.startswith("needs ")


def test_the_result_names_its_criteria_set_and_moment() -> None:
    assessment = assess(make_trial(), CLINIC_DEFAULT, LATER)

    assert assessment.criteria_set.title == CLINIC_DEFAULT.title
    assert assessment.as_of == LATER


def test_the_caveat_is_the_fixed_wording() -> None:
    assert CAVEAT == (
        "Decision support only. It summarises recorded scores against thresholds set by this "
        "clinic; it does not diagnose, dose, monitor or recommend surgery. A favourable trial "
        "does not reliably predict long-term benefit."
    )
