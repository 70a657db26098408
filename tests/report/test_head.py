from tests.factories import make_patient, make_trial
from tests.report.reports import (
    HARD,
    make_usual_trial,
    summarise,
)
from trialtracker.clinical.choices import AllergyStatus, Indication
from trialtracker.clinical.settings import ClinicSettings


def test_the_head_names_patient_trial_and_clinic() -> None:
    settings = ClinicSettings(clinic_name="Pain clinic", clinic_phone="555 0100")
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Penicillin")

    head = summarise(make_usual_trial(patient=patient), settings=settings).head

    assert (head.clinic, head.phone, head.name) == ("Pain clinic", "555 0100", "TESTCASE, Ada")
    assert [fact.text for fact in head.patient] == ["12-Mar-1961 (64y)", "Female", "T-001"]
    assert head.trial[2].text == "since 02-Mar-2026 08:00, day 6 of 7"
    assert head.allergies.text == "Penicillin"
    assert head.foot == "Printed 10-Mar-2026 14:05 by R. Alvarez \N{MIDDLE DOT} TrialTracker 0.1.0"


def test_what_is_not_known_of_a_patient_is_said_to_be_so() -> None:
    patient = make_patient(family_name="", given_name="", birth_date=None, mrn="")

    head = summarise(make_trial(patient=patient)).head

    assert head.name == "Not known"
    assert [fact.text for fact in head.patient] == ["Not known", "Female", "Not known"]
    assert head.allergies.text == "Allergies not recorded"


def test_an_indication_outside_the_list_is_told_in_the_clinics_words() -> None:
    trial = make_trial(indication=Indication.OTHER, indication_note="Phantom pain")

    assert summarise(trial).head.trial[0].text == "Phantom pain"


def test_a_stopped_trial_says_why() -> None:
    head = summarise(HARD["stopped"]()).head

    assert head.trial[2].text.endswith("stopped: inadequate relief at the highest planned dose")


def test_a_trial_not_started_says_so() -> None:
    assert summarise(HARD["not started"]()).head.trial[2].text == "Planned, not started"


def test_an_allergy_to_a_drug_of_the_trial_is_loud() -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Morphine")

    head = summarise(make_usual_trial(patient=patient)).head

    assert head.warnings == ("The recorded allergies name morphine, which is in this trial.",)


def test_long_allergies_are_cut_and_say_so() -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Penicillin " * 100)

    head = summarise(make_trial(patient=patient)).head

    assert head.allergies.text.endswith("(cut: the full record has all of it)")
