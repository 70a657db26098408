"""What is changed later never contradicts what is recorded already."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.clinical.intakes import make_intake
from tests.conftest import FakeClock
from tests.factories import (
    START,
    make_answers,
    make_dose,
    make_patient_details,
    next_id,
)
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import RefusedError
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


def test_another_time_under_a_used_key_is_refused(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(clock.now, {"pain_rest": 4})
    clinic.record(opened.trial.trial_id, answers)
    earlier = replace(answers, observed_at=clock.now - timedelta(hours=3))

    with pytest.raises(RefusedError, match="saved before with other answers"):
        clinic.record(opened.trial.trial_id, earlier)


@pytest.mark.parametrize("changes", [{"times": 3}, {"dose": Decimal(20)}, {"intake_id": "other"}])
def test_another_opioid_under_a_used_key_is_refused(
    clinic: Clinic, opened: Snapshot, clock: FakeClock, changes: dict[str, Any]
) -> None:
    taken = make_intake(at=clock.now)
    answers = make_answers(clock.now, {"pain_rest": 4}, intakes=(taken,))
    clinic.record(opened.trial.trial_id, answers)
    clinic.record(opened.trial.trial_id, answers)

    with pytest.raises(RefusedError, match="saved before with other answers"):
        clinic.record(opened.trial.trial_id, replace(answers, intakes=(taken._replace(**changes),)))


@pytest.mark.parametrize("what", ["dose", "coded dose", "oral opioid"])
def test_a_trial_cannot_end_before_anything_that_is_recorded(
    clinic: Clinic, opened: Snapshot, clock: FakeClock, what: str
) -> None:
    trial_id, at = opened.trial.trial_id, clock.now
    give = {
        "dose": lambda: clinic.dosing.give(trial_id, [make_dose(at)]),
        "coded dose": lambda: clinic.dosing.give_blinded(
            trial_id, BlindedDose(next_id(), at, DoseKind.BOLUS, "A7", "")
        ),
        "oral opioid": lambda: clinic.opioids.add(trial_id, [make_intake(at=at)]),
    }
    trial = give[what]().trial
    ended = replace(
        trial.details,
        state=TrialState.STOPPED,
        ended_at=at - timedelta(hours=1),
        stop_reason=StopReason.PATIENT_REQUEST,
    )

    with pytest.raises(RefusedError, match=f"before its last {what.removeprefix('coded ')}, of"):
        clinic.amend_trial(trial, ended, "End")
    with pytest.raises(RefusedError, match="cannot end before"):
        clinic.dossier.end(trial, ended, {}, "End")


@pytest.mark.parametrize(
    "changes",
    [
        {"started_at": START + timedelta(hours=2)},
        {"started_at": None, "state": TrialState.BASELINE},
    ],
)
def test_a_trial_cannot_begin_after_its_first_dose(
    clinic: Clinic, opened: Snapshot, changes: dict[str, Any]
) -> None:
    trial_id = opened.trial.trial_id
    trial = clinic.dosing.give(trial_id, [make_dose(START + timedelta(hours=1))]).trial
    wanted = replace(trial.details, **changes)

    with pytest.raises(RefusedError, match="The first dose was given at 02-Mar-2026 09:00"):
        clinic.amend_trial(trial, wanted, "Start")

    clinic.dosing.void(trial_id, trial.doses[0].event_id, "wrong_time")
    assert clinic.amend_trial(trial, wanted, "Start").trial.details == wanted


@pytest.mark.parametrize("born", [START.date(), None])
def test_a_birth_date_is_changed_to_what_can_be(
    clinic: Clinic, opened: Snapshot, born: date | None
) -> None:
    snapshot = clinic.amend_patient(opened.trial, make_patient_details(birth_date=born), "Passport")

    assert snapshot.trial.patient.details.birth_date == born


def test_a_patient_is_not_born_after_a_trial_began(clinic: Clinic, opened: Snapshot) -> None:
    late = make_patient_details(birth_date=date(2026, 3, 3))

    with pytest.raises(RefusedError, match=r"after the start of a trial \(02-Mar-2026\)"):
        clinic.amend_patient(opened.trial, late, "Passport")
