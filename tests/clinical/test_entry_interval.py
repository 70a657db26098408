"""When the next pain scores are due: the interval of the trial, and a day in the baseline."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import START, make_entry, make_trial
from trialtracker.clinical.choices import NotAssessed, StopReason, TrialState
from trialtracker.clinical.schedules import get_due
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry

SETTINGS = ClinicSettings()


def test_the_next_entry_is_due_an_interval_after_the_last_pain_score() -> None:
    trial = make_trial([make_entry(START + timedelta(hours=2), score=4)], entry_interval_minutes=90)

    assert get_due(trial, SETTINGS).at == START + timedelta(hours=3.5)
    assert get_due(trial, SETTINGS).what == "90-minute entry: pain scores"


def test_the_first_entry_of_a_running_trial_is_due_at_its_start() -> None:
    before = make_entry(START - timedelta(hours=5), score=8)

    assert get_due(make_trial([before]), SETTINGS).at == START


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        (make_entry(START + timedelta(hours=2), {"event": 1}), 0),
        (
            make_entry(
                START + timedelta(hours=2), {"respiratory_rate": 14, "spo2": 97, "sedation": 1}
            ),
            0,
        ),
        (make_entry(START + timedelta(hours=2), not_assessed={"pain_rest": NotAssessed.ASLEEP}), 8),
        (make_entry(START + timedelta(hours=2), {"pain_worst": 3}), 8),
    ],
)
def test_only_pain_or_the_reason_why_it_was_not_scored_answers_what_is_due(
    entry: Entry, due: int
) -> None:
    assert get_due(make_trial([entry]), SETTINGS).at == START + timedelta(hours=due)


def test_a_baseline_diary_is_due_a_day_after_the_last_page() -> None:
    page = make_entry(START - timedelta(days=3), score=8)
    trial = make_trial([page], state=TrialState.BASELINE, started_at=None)

    assert get_due(trial, SETTINGS).at == START - timedelta(days=2)
    assert get_due(trial, SETTINGS).what == "daily entry: pain scores"


def test_a_baseline_without_an_entry_has_no_due_time() -> None:
    trial = make_trial(state=TrialState.BASELINE, started_at=None)

    assert get_due(trial, SETTINGS).at is None
    assert get_due(trial, SETTINGS).what == ""


@pytest.mark.parametrize(
    "details",
    [
        {"state": TrialState.PLANNED, "started_at": None},
        {"state": TrialState.COMPLETED, "ended_at": START + timedelta(hours=60)},
        {
            "state": TrialState.STOPPED,
            "ended_at": START + timedelta(hours=60),
            "stop_reason": StopReason.PATIENT_REQUEST,
        },
    ],
)
def test_nothing_is_due_from_a_trial_that_does_not_run(details: dict[str, Any]) -> None:
    assert get_due(make_trial(**details), SETTINGS).at is None


def test_a_running_trial_without_a_start_has_nothing_due() -> None:
    assert get_due(make_trial(started_at=None), SETTINGS).at is None
