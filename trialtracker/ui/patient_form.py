"""The patient's part of the registration and amendment dialogs."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit

from trialtracker.clinical.checks import check_patient
from trialtracker.clinical.choices import AllergyStatus, Gender
from trialtracker.clinical.trial import PatientDetails
from trialtracker.ui.date_field import DateField
from trialtracker.ui.form_field import ChoiceBox, FieldSet, FormField
from trialtracker.ui.form_reading import FormReading


class PatientForm(FieldSet):
    """Who the patient is; today is asked each time it is needed."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._family_name = QLineEdit()
        self._given_name = QLineEdit()
        self._birth_date = DateField(today, unknown_allowed=True)
        self._gender = ChoiceBox(tuple(Gender))
        self._mrn = QLineEdit()
        self._allergy_status = ChoiceBox(tuple(AllergyStatus))
        self._allergies = QLineEdit()
        self._allergies.setPlaceholderText("Substance (reaction), …")
        self.add_fields(self._make_fields())
        self._lay_out()
        self._birth_date.problem_found.connect(self.fields["birth_date"].show_problem)
        self._allergy_status.currentIndexChanged.connect(self._show_allergy_text)
        self._gender.show_choice(Gender.NOT_KNOWN)
        self._allergy_status.show_choice(AllergyStatus.NOT_RECORDED)
        self._show_allergy_text()

    def show_details(self, details: PatientDetails) -> None:
        """Fill the form with what is stored."""
        self._family_name.setText(details.family_name)
        self._given_name.setText(details.given_name)
        self._birth_date.show_date(details.birth_date)
        self._gender.show_choice(details.gender)
        self._mrn.setText(details.mrn)
        self._allergy_status.show_choice(details.allergy_status)
        self._allergies.setText(details.allergies)

    def get_details(self) -> PatientDetails:
        """Return what was typed.

        Raises:
            RefusedError: with every problem of every field.
        """
        reading = FormReading()
        details = self._read(reading.read("birth_date", self._birth_date.get_date, None))
        reading.check(lambda: check_patient(details, self._today()))
        reading.finish()
        return details

    def get_mrn(self) -> str:
        """Return the MRN as typed."""
        return self._mrn.text().strip()

    def _read(self, birth_date: date | None) -> PatientDetails:
        gender, status = self._gender.choice, self._allergy_status.choice
        known = status is AllergyStatus.KNOWN
        return PatientDetails(
            family_name=self._family_name.text(),
            given_name=self._given_name.text(),
            birth_date=birth_date,
            gender=Gender(gender or Gender.NOT_KNOWN),
            mrn=self._mrn.text(),
            allergy_status=AllergyStatus(status or AllergyStatus.NOT_RECORDED),
            allergies=self._allergies.text() if known else "",
        )

    def _make_fields(self) -> tuple[FormField, ...]:
        family, given, born = self._family_name, self._given_name, self._birth_date
        gender, mrn = self._gender, self._mrn
        status, allergies = self._allergy_status, self._allergies
        return (
            FormField("family_name", "&Family name", family, family.textChanged),
            FormField("given_name", "&Given name", given, given.textChanged),
            FormField("birth_date", "&Born", born, born.changed),
            FormField("gender", "Gen&der", gender, gender.currentIndexChanged),
            FormField("mrn", "&MRN", mrn, mrn.textChanged),
            FormField("allergy_status", "&Allergies", status, status.currentIndexChanged),
            FormField("allergies", "Allergic &to", allergies, allergies.textChanged),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for row, key in enumerate(self.fields):
            grid.addWidget(self.fields[key], row, 0)
        grid.setRowStretch(len(self.fields), 1)

    def _show_allergy_text(self) -> None:
        known = self._allergy_status.choice is AllergyStatus.KNOWN
        self.fields["allergies"].setVisible(known)
