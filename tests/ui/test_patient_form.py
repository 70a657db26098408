from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import make_patient_details
from trialtracker.clinical.choices import AllergyStatus, Gender
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.ui.date_field import DateField
from trialtracker.ui.patient_form import PatientForm

TODAY = date(2026, 3, 5)


@pytest.fixture
def form(qtbot: QtBot) -> PatientForm:
    form = PatientForm(lambda: TODAY)
    qtbot.addWidget(form)
    return form


def test_details_shown_are_read_back_unchanged(form: PatientForm) -> None:
    details = make_patient_details(
        gender=Gender.OTHER, allergy_status=AllergyStatus.KNOWN, allergies="Latex (rash)"
    )

    form.show_details(details)

    assert form.get_details() == details


def test_birth_date_that_is_not_known_is_read_back_so(form: PatientForm) -> None:
    details = make_patient_details(birth_date=None)

    form.show_details(details)

    assert form.get_details() == details


def test_new_form_claims_nothing_about_the_patient(form: PatientForm) -> None:
    with pytest.raises(RefusedError) as refused:
        form.get_details()

    unanswered = {"family_name", "given_name", "birth_date", "mrn"}
    assert {p.field for p in refused.value.problems} == unanswered


def test_doubtful_birth_date_is_told_together_with_every_other_problem(form: PatientForm) -> None:
    form.show_details(make_patient_details(family_name=" "))
    born = form.fields["birth_date"].editor
    assert isinstance(born, DateField)
    born.editor.setText("03/04/1961")

    with pytest.raises(RefusedError) as refused:
        form.get_details()

    assert [p.field for p in refused.value.problems] == ["birth_date", "family_name"]


def test_allergies_are_asked_for_only_when_known(form: PatientForm) -> None:
    details = make_patient_details(allergy_status=AllergyStatus.KNOWN, allergies="Latex")
    form.show_details(details)
    shown = form.fields["allergies"].isVisibleTo(form)

    form.show_details(make_patient_details(allergy_status=AllergyStatus.NONE_KNOWN))

    assert (shown, form.fields["allergies"].isVisibleTo(form)) == (True, False)


def test_problem_stands_beside_its_field_until_the_field_is_changed(form: PatientForm) -> None:
    form.show_details(make_patient_details(mrn="T-1"))
    form.show_problems((Problem("mrn", "MRN T-1 is taken."),))
    before = form.fields["mrn"].problem

    form.show_details(make_patient_details(mrn="T-2"))

    assert (before, form.fields["mrn"].problem) == ("MRN T-1 is taken.", "")


def test_refusal_keeps_everything_typed(form: PatientForm) -> None:
    details = make_patient_details(family_name="O'Neil", mrn="X & Y")
    form.show_details(details)

    form.show_problems((Problem("mrn", "MRN X & Y is taken."),))

    assert form.get_details() == details
