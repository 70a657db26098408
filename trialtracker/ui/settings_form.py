"""The form of the clinic's settings: each with a sentence of what it does."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.settings import (
    LABEL_OBSERVATION_HOURS,
    PACC_OBSERVATION_HOURS,
    ClinicSettings,
)
from trialtracker.clinical.settings_checks import check_settings
from trialtracker.ui.criteria_box import CriteriaBox
from trialtracker.ui.form_field import FieldSet, FormField, QuietComboBox
from trialtracker.ui.form_reading import FormReading, read_reason
from trialtracker.ui.plain_text import wrapped_label

_HOURS = (LABEL_OBSERVATION_HOURS, PACC_OBSERVATION_HOURS)
_HOURS_SAID = (
    "24 h: boxed warning of the Duramorph and Mitigo labels",
    "6 h: PACC 2016 safety table, PMC6442748",
)
_WORDING_HEIGHT = 130
_SENTENCES = {
    "clinic_name": "Stands on the discharge sheet and on printed sheets.",
    "clinic_phone": "The number that patients are told to call; it stands on the discharge sheet.",
    "discharge_text": "Takes the place of the shipped after-care, which is shown in grey.",
    "observation_hours": "How long the observation schedule runs after a bolus.",
    "criteria_set": "A new trial takes it unless another is chosen; trials there are keep theirs.",
    "poss_permitted": "POSS is copyright 1994 C. Pasero and used by permission. Without it the "
    "generic sedation scale 0 to 3 is recorded.",
    "news2": "Royal College of Physicians, National Early Warning Score (NEWS) 2, London, 2017. "
    "Off unless chosen; incomplete unless all seven measures share a time.",
    "news2_scale_2": "Only where a prescriber has chosen it (hypercapnic respiratory failure).",
    "two_person_doses": "A dose is stored only with the name of a second person who checked it.",
    "verify_paper": "An entry typed from paper asks for a second person's reading.",
}
_CHECKS = (
    ("poss_permitted", "POSS", "I &confirm that this clinic holds the permission for POSS"),
    ("news2", "NEWS2", "Show &NEWS2"),
    ("news2_scale_2", "NEWS2, SpO2 scale 2", "Use SpO2 scale &2"),
    ("two_person_doses", "Doses", "A dose needs a second &person"),
    ("verify_paper", "Paper", "Entries from paper ask for a second &reading"),
)


class SettingsForm(FieldSet):
    """Three groups of fields; a change says why in the field at the end."""

    def __init__(self, shipped_wording: str) -> None:
        super().__init__()
        self._name, self._phone = QLineEdit(), QLineEdit()
        self._wording = QPlainTextEdit()
        self._wording.setPlaceholderText(shipped_wording)
        self._wording.setTabChangesFocus(True)
        self._wording.setFixedHeight(_WORDING_HEIGHT)
        self._hours = QuietComboBox()
        self._hours.addItems(list(_HOURS_SAID))
        self._set = CriteriaBox()
        self._checks = {key: QCheckBox(text) for key, _, text in _CHECKS}
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Kept with the former settings, your name and the time")
        self.add_fields(self._make_fields())
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(28)
        columns.addLayout(self._stack("clinic_name", "clinic_phone", "discharge_text"), 1)
        checks = [key for key, _, _ in _CHECKS]
        columns.addLayout(self._stack("observation_hours", "criteria_set", *checks, "reason"), 1)

    def show_sets(self, sets: Sequence[CriteriaSet]) -> None:
        """Offer the criteria sets for new trials; what is chosen stays chosen."""
        self._set.show_sets(sets, None)

    def show_settings(self, settings: ClinicSettings) -> None:
        """Fill the form."""
        self._name.setText(settings.clinic_name)
        self._phone.setText(settings.clinic_phone)
        self._wording.setPlainText(settings.discharge_text)
        is_offered = settings.observation_hours in _HOURS
        self._hours.setCurrentIndex(_HOURS.index(settings.observation_hours) if is_offered else -1)
        self._checks["poss_permitted"].setChecked(settings.poss_permitted)
        self._checks["news2"].setChecked(settings.news2)
        self._checks["news2_scale_2"].setChecked(settings.news2_scale_2)
        self._checks["two_person_doses"].setChecked(settings.two_person_doses)
        self._checks["verify_paper"].setChecked(settings.verify_paper)
        self._set.show_name(settings.criteria_set)
        self._reason.clear()
        self.show_problems(())

    def get_settings(self) -> ClinicSettings:
        """Return what is chosen.

        Raises:
            RefusedError: with every problem of every field.
        """
        settings = ClinicSettings(
            clinic_name=self._name.text().strip(),
            clinic_phone=self._phone.text().strip(),
            poss_permitted=self._checks["poss_permitted"].isChecked(),
            news2=self._checks["news2"].isChecked(),
            news2_scale_2=self._checks["news2_scale_2"].isChecked(),
            observation_hours=_HOURS[max(0, self._hours.currentIndex())],
            two_person_doses=self._checks["two_person_doses"].isChecked(),
            verify_paper=self._checks["verify_paper"].isChecked(),
            discharge_text=self._wording.toPlainText().strip(),
            criteria_set=self._set.name,
        )
        reading = FormReading()
        reading.check(lambda: check_settings(settings))
        reading.finish()
        return settings

    def get_reason(self) -> str:
        """Return the reason.

        Raises:
            ValueError: with a sentence, if there is none.
        """
        return read_reason(self._reason.text())

    def _make_fields(self) -> list[FormField]:
        name, phone, wording, hours = self._name, self._phone, self._wording, self._hours
        fields = [
            FormField("clinic_name", "Clinic &name", name, name.textChanged),
            FormField("clinic_phone", "&Telephone number", phone, phone.textChanged),
            FormField("discharge_text", "&Wording of the after-care", wording, wording.textChanged),
            FormField(
                "observation_hours", "&Observation after a bolus", hours, hours.currentIndexChanged
            ),
            FormField("criteria_set", "Criteria set of new tria&ls", self._set, self._set.chosen),
        ]
        for key, title, _ in _CHECKS:
            field = FormField(key, title, self._checks[key], self._checks[key].toggled)
            self._checks[key].setAccessibleName(self._checks[key].text().replace("&", ""))
            fields.append(field)
        reason = self._reason
        fields.append(FormField("reason", "Reason for the c&hange", reason, reason.textChanged))
        return fields

    def _stack(self, *keys: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for key in keys:
            field: QWidget = self.fields[key]
            column.addWidget(field)
            sentence = wrapped_label(_SENTENCES.get(key, ""))
            column.addWidget(sentence)
            column.addSpacing(6)
        column.addStretch(1)
        return column
