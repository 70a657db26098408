"""Doses stored and made void, the start of a trial, and what is sealed under a code."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.doses import make_bolus, make_coded, make_refill
from tests.conftest import FakeClock
from tests.factories import START, make_details, make_dose, make_patient_details
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.record import BlindContent
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import DoseEvent
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

GIVEN = START + timedelta(hours=5)
CONTENTS = "Morphin-Placebo 7731"


@pytest.fixture
def planned(clinic: Clinic) -> Snapshot:
    return clinic.register(
        make_patient_details(), make_details(state=TrialState.PLANNED, started_at=None)
    )


def test_a_mixture_is_stored_as_one_group(clinic: Clinic, opened: Snapshot) -> None:
    events = [make_dose(GIVEN, drug=drug, group_id="g") for drug in ("morphine", "clonidine")]

    snapshot = clinic.dosing.give(opened.trial.trial_id, events)

    assert snapshot.trial.doses == tuple(events)


def test_a_repeated_save_stores_nothing_more(clinic: Clinic, opened: Snapshot) -> None:
    event = make_dose(GIVEN)
    clinic.dosing.give(opened.trial.trial_id, [event])

    snapshot = clinic.dosing.give(opened.trial.trial_id, [event])

    assert snapshot.trial.doses == (event,)


@pytest.mark.parametrize("events", [[], [make_dose(GIVEN, 0)]])
def test_what_cannot_be_is_refused_and_not_stored(
    clinic: Clinic, opened: Snapshot, events: list[DoseEvent]
) -> None:
    with pytest.raises(RefusedError):
        clinic.dosing.give(opened.trial.trial_id, events)

    assert clinic.get_snapshot(opened.trial.trial_id).trial.doses == ()


def test_the_first_active_dose_lets_a_planned_trial_run(clinic: Clinic, planned: Snapshot) -> None:
    at = GIVEN.replace(microsecond=7)

    snapshot = clinic.dosing.give(planned.trial.trial_id, [make_bolus(at)])

    details = snapshot.trial.details
    assert (details.state, details.started_at) == (TrialState.RUNNING, GIVEN)


def test_a_filled_reservoir_starts_no_trial(clinic: Clinic, planned: Snapshot) -> None:
    snapshot = clinic.dosing.give(planned.trial.trial_id, [make_refill(GIVEN)])

    assert snapshot.trial.details == planned.trial.details


def test_a_first_dose_in_another_trial_of_the_patient_is_refused_whole(
    clinic: Clinic, opened: Snapshot
) -> None:
    waiting = make_details(state=TrialState.PLANNED, started_at=None)
    further = clinic.add_trial(opened.trial.patient.patient_id, waiting)

    with pytest.raises(RefusedError, match="two may not overlap"):
        clinic.dosing.give(further.trial.trial_id, [make_dose(GIVEN)])

    assert clinic.get_snapshot(further.trial.trial_id).trial.doses == ()


def test_a_coded_first_dose_starts_the_trial_as_well(clinic: Clinic, planned: Snapshot) -> None:
    snapshot = clinic.dosing.give_blinded(planned.trial.trial_id, make_coded(GIVEN, code=" A-12 "))

    assert snapshot.trial.details.started_at == GIVEN
    assert [dose.code for dose in snapshot.trial.blinded_doses] == ["A-12"]


def test_a_clinic_of_two_persons_refuses_a_dose_of_one(clinic: Clinic, opened: Snapshot) -> None:
    settings = replace(opened.settings, two_person_doses=True)
    clinic.house.change_settings(settings, "Policy")

    with pytest.raises(RefusedError, match="The second person is missing"):
        clinic.dosing.give(opened.trial.trial_id, [make_dose(GIVEN)])

    checked = make_dose(GIVEN, second_person="J. Doe")
    snapshot = clinic.dosing.give(opened.trial.trial_id, [checked])
    assert snapshot.trial.doses == (checked,)


def test_void_takes_the_whole_mixture_and_leaves_other_doses(
    clinic: Clinic, opened: Snapshot
) -> None:
    trial_id, bolus = opened.trial.trial_id, make_bolus(GIVEN)
    mixture = [make_dose(GIVEN, drug=drug, group_id="g") for drug in ("morphine", "clonidine")]
    clinic.dosing.give(trial_id, mixture)
    clinic.dosing.give(trial_id, [bolus])

    snapshot = clinic.dosing.void(trial_id, mixture[1].event_id, "typing_error")

    assert snapshot.trial.doses == (bolus,)


def test_void_needs_a_reason_and_a_dose_of_the_trial(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        clinic.dosing.void(opened.trial.trial_id, "x", " ")
    with pytest.raises(LookupError, match="Dose x is not one of trial"):
        clinic.dosing.void(opened.trial.trial_id, "x", "typing_error")


def test_a_coded_dose_is_stored_once_and_checked(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id, dose = opened.trial.trial_id, make_coded(GIVEN)
    clinic.dosing.give_blinded(trial_id, dose)

    snapshot = clinic.dosing.give_blinded(trial_id, dose)

    assert [given.code for given in snapshot.trial.blinded_doses] == ["A-12"]
    with pytest.raises(RefusedError, match="was given at"):
        clinic.dosing.give_blinded(trial_id, make_coded(clock.now))


def test_what_is_sealed_is_nowhere_in_the_trial_until_the_blind_is_broken(
    clinic: Clinic, opened: Snapshot
) -> None:
    trial_id = opened.trial.trial_id
    clinic.dosing.give_blinded(trial_id, make_coded(GIVEN, DoseKind.RATE))
    sealed = clinic.dosing.seal(trial_id, BlindContent(" A-12 ", CONTENTS))

    broken = clinic.dosing.break_blind(trial_id, "a-12", " Dr Test ", "Sedation")

    assert CONTENTS not in repr(sealed)
    assert clinic.dosing.list_sealed_codes(trial_id) == ("A-12",)
    (opening,) = broken.trial.blind_breaks
    assert opening.content == BlindContent("A-12", CONTENTS)
    assert (opening.author, opening.reason) == ("Dr Test", "Sedation")


def test_a_code_is_sealed_once(clinic: Clinic, opened: Snapshot) -> None:
    clinic.dosing.seal(opened.trial.trial_id, BlindContent("A-12", CONTENTS))

    with pytest.raises(RefusedError, match="sealed already") as refused:
        clinic.dosing.seal(opened.trial.trial_id, BlindContent("a-12", "saline"))

    assert CONTENTS not in str(refused.value)


def test_one_code_says_nothing_of_another(clinic: Clinic, opened: Snapshot) -> None:
    trial_id = opened.trial.trial_id
    clinic.dosing.seal(trial_id, BlindContent("A-12", CONTENTS))
    clinic.dosing.seal(trial_id, BlindContent("A-13", "saline"))

    snapshot = clinic.dosing.break_blind(trial_id, "A-13", "Dr Test", "Sedation")

    assert CONTENTS not in repr(snapshot)
    with pytest.raises(RefusedError, match="was broken"):
        clinic.dosing.break_blind(trial_id, "A-13", "Dr Test", "Sedation")
    with pytest.raises(RefusedError, match="Nothing is sealed"):
        clinic.dosing.break_blind(trial_id, "B", "Dr Test", "Sedation")


def test_a_coded_dose_keeps_its_note_and_who_checked_it(clinic: Clinic, planned: Snapshot) -> None:
    dose = replace(make_coded(GIVEN), note="slowly", second_person="Second Nurse")

    snapshot = clinic.dosing.give_blinded(planned.trial.trial_id, dose)

    (given,) = snapshot.trial.blinded_doses
    assert (given.note, given.second_person) == ("slowly", "Second Nurse")


def test_a_coded_dose_made_void_no_longer_counts(clinic: Clinic, planned: Snapshot) -> None:
    dose = make_coded(GIVEN)
    clinic.dosing.give_blinded(planned.trial.trial_id, dose)

    snapshot = clinic.dosing.void(planned.trial.trial_id, dose.event_id, "typing_error")

    assert snapshot.trial.blinded_doses == ()


def test_a_coded_dose_needs_a_second_person_where_the_clinic_says_so(
    clinic: Clinic, planned: Snapshot
) -> None:
    clinic.house.change_settings(ClinicSettings(two_person_doses=True), "Policy")

    with pytest.raises(RefusedError, match="The second person is missing"):
        clinic.dosing.give_blinded(planned.trial.trial_id, make_coded(GIVEN))
