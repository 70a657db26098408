from datetime import timedelta

from tests.factories import START, make_details, make_dose, make_patient_details, next_id
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

EARLIER = make_details(
    started_at=START - timedelta(days=60),
    ended_at=START - timedelta(days=55),
    state=TrialState.COMPLETED,
)
PLANNED = make_details(
    started_at=None, state=TrialState.PLANNED, plan=Plan(drugs=(PlannedDrug("ziconotide"),))
)


def test_the_trials_of_a_patient_come_newest_first_whenever_they_were_stored(
    clinic: Clinic, opened: Snapshot
) -> None:
    patient_id = opened.trial.patient.patient_id
    earlier = clinic.add_trial(patient_id, EARLIER).trial.trial_id

    listed = clinic.list_trials_of(patient_id)

    assert [trial.trial_id for trial in listed] == [opened.trial.trial_id, earlier]
    assert listed[1].details == EARLIER


def test_a_trial_that_has_not_begun_is_the_newest_and_has_its_planned_drug(clinic: Clinic) -> None:
    patient_id = clinic.register(make_patient_details(), EARLIER).trial.patient.patient_id
    planned = clinic.add_trial(patient_id, PLANNED).trial.trial_id

    listed = clinic.list_trials_of(patient_id)

    assert listed[0].trial_id == planned
    assert [trial.drugs for trial in listed] == [("ziconotide",), ()]


def test_the_drugs_are_those_that_were_given_and_count(clinic: Clinic, opened: Snapshot) -> None:
    trial_id, key = opened.trial.trial_id, next_id()
    clinic.dosing.give(trial_id, [make_dose(event_id=key, drug="hydromorphone")])
    clinic.dosing.give(trial_id, [make_dose(START + timedelta(hours=1), event_id=next_id())])
    clinic.dosing.give(trial_id, [make_dose(START + timedelta(hours=2), event_id=next_id())])
    clinic.dosing.void(trial_id, key, "typing_error")

    (listed,) = clinic.list_trials_of(opened.trial.patient.patient_id)

    assert listed.drugs == ("morphine",)


def test_another_patients_trials_are_not_among_them(clinic: Clinic, opened: Snapshot) -> None:
    clinic.register(make_patient_details(mrn="T-002"), make_details())

    listed = clinic.list_trials_of(opened.trial.patient.patient_id)

    assert [trial.trial_id for trial in listed] == [opened.trial.trial_id]


def test_an_unknown_patient_has_no_trials(clinic: Clinic) -> None:
    assert clinic.list_trials_of("nobody") == ()
