"""The form of a version of a criteria set: who answers for it, and every rule."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_set_thresholds import Threshold
from trialtracker.clinical.criteria_set_words import (
    ALL_THRESHOLDS,
    CRITERION_WORDS,
    PAIN_MEASURES,
    format_threshold_name,
    get_number,
    with_numbers,
)
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, DEFAULT_SOURCE, CriteriaSet, Role
from trialtracker.clinical.wording import format_measure
from trialtracker.ui.criteria_cards import lay_out_cards
from trialtracker.ui.criteria_fields import (
    CheckRow,
    MeasureOrder,
    NumberEdit,
    format_bands_to_edit,
    parse_bands,
)
from trialtracker.ui.date_field import DateField
from trialtracker.ui.form_field import ChoiceBox, FieldSet, FormField, QuietComboBox
from trialtracker.ui.form_reading import FormReading

OPERATORS = ("or more (≥)", "more than (>)")
_MNEMONICS = {"relief_percent": "&Relief, %", "borderline_percent": "&Borderline from, %"}
_TEXTS = (
    ("name", "Na&me: keep it for a new version of this set", ""),
    ("version", "V&ersion", ""),
    ("author", "Ph&ysician who answers for it", "Dr Name, role"),
    ("reason", "Reason for the c&hange", "Kept with the version, its author and the time"),
    ("about", "&What the set is for", ""),
    ("bands", "Words for relief, lowest first", "10 minimal, 30 moderate, 50 substantial"),
)


class CriteriaForm(FieldSet):
    """Filled from a version and read as the next one; what has no field here stays as it was."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._base = CLINIC_DEFAULT
        self._texts = {key: QLineEdit() for key, _, _ in _TEXTS}
        self._date = DateField(today)
        self._measures = {field: MeasureOrder() for field in ("measures", "bolus_measures")}
        self._secondary = CheckRow({key: format_measure(key) for key in PAIN_MEASURES})
        self._modes = CheckRow({mode.value: mode.label for mode in TrialMode})
        self._operator = QuietComboBox()
        self._operator.addItems(list(OPERATORS))
        self._numbers = {t.field: NumberEdit(t) for t in ALL_THRESHOLDS}
        self._roles = {words.key: ChoiceBox(tuple(Role)) for words in CRITERION_WORDS}
        self._sources = {words.key: QLineEdit() for words in CRITERION_WORDS}
        fields = (*self._make_heads(), *self._make_numbers(), *self._make_criteria())
        self.add_fields(fields)
        self._name_parts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        self.order = lay_out_cards(self.fields, column)
        self._date.problem_found.connect(self.fields["effective_from"].show_problem)

    # What is shown

    def show_set(self, base: CriteriaSet, version: str) -> None:
        """Fill the form with a version; who makes the next one, when and why is still to write."""
        self._base = base
        for key in ("name", "about"):
            self._texts[key].setText(getattr(base, key))
        for key in ("author", "reason"):
            self._texts[key].clear()
        self._texts["version"].setText(version)
        self._texts["bands"].setText(format_bands_to_edit(base.bands))
        self._date.editor.clear()
        for field, order in self._measures.items():
            order.show_keys(getattr(base, field))
        self._secondary.show_keys(base.secondary_measures)
        self._modes.show_keys(base.modes)
        self._operator.setCurrentIndex(0 if base.relief_includes_threshold else 1)
        for field, edit in self._numbers.items():
            edit.show_number(get_number(base, field))
        for key, box in self._roles.items():
            box.show_choice(base.get_role(key))
            self._sources[key].setText(base.get_source(key))
        for line in (*self._texts.values(), *self._sources.values()):
            line.setCursorPosition(0)
        self.show_problems(())

    # What is typed

    def get_set(self, reading: FormReading) -> CriteriaSet:
        """Return what is typed; what cannot be read is among the problems of the reading."""
        texts = {key: " ".join(edit.text().split()) for key, edit in self._texts.items()}
        numbers = {
            field: reading.read(field, edit.get_number, get_number(self._base, field))
            for field, edit in self._numbers.items()
        }
        typed = replace(
            with_numbers(self._base, numbers),
            name=texts["name"],
            version=texts["version"],
            author=texts["author"],
            reason=texts["reason"],
            about=texts["about"],
            effective_from=reading.read("effective_from", self._get_date, None),
            measures=self._measures["measures"].get_keys(),
            bolus_measures=self._measures["bolus_measures"].get_keys(),
            secondary_measures=self._secondary.get_keys(),
            modes=tuple(TrialMode(key) for key in self._modes.get_keys()),
            relief_includes_threshold=self._operator.currentIndex() == 0,
            bands=reading.read("bands", lambda: parse_bands(self._texts["bands"].text()), ()),
        )
        return replace(typed, roles=self._get_roles(), sources=self._get_sources())

    def get_date(self) -> date | None:
        """Return the day from which it is in force, None while none can be read."""
        try:
            return self._date.get_date()
        except ValueError:
            return None

    def _get_date(self) -> date | None:
        return self._date.get_date() if self._date.editor.text().strip() else None

    def _get_roles(self) -> tuple[tuple[str, Role], ...]:
        chosen = ((key, Role(box.choice or Role.REQUIRED)) for key, box in self._roles.items())
        return tuple(pair for pair in chosen if pair[1] is not Role.REQUIRED)

    def _get_sources(self) -> tuple[tuple[str, str], ...]:
        typed = ((key, " ".join(edit.text().split())) for key, edit in self._sources.items())
        return tuple(pair for pair in typed if pair[1] not in {"", DEFAULT_SOURCE})

    # How it is made

    def _make_heads(self) -> Iterable[FormField]:
        for key, label, hint in _TEXTS:
            self._texts[key].setPlaceholderText(hint)
            yield FormField(key, label, self._texts[key], self._texts[key].textChanged)
        day, operator = self._date, self._operator
        yield FormField("effective_from", "In force &from", day, day.changed)
        titles = {"measures": "Relief is &judged by", "bolus_measures": "After a bolus by"}
        for key, order in self._measures.items():
            yield FormField(key, titles[key], order, order.changed)
        secondary, modes = self._secondary, self._modes
        yield FormField("secondary_measures", "Shown beside it", secondary, secondary.changed)
        yield FormField("modes", "Meant for", modes, modes.changed)
        yield FormField("operator", "&Operator", operator, operator.currentIndexChanged)

    def _make_numbers(self) -> Iterable[FormField]:
        for threshold in ALL_THRESHOLDS:
            edit = self._numbers[threshold.field]
            label = _MNEMONICS.get(threshold.field) or _format_label(threshold)
            field = FormField(threshold.field, label, edit, edit.textChanged)
            field.title = format_threshold_name(threshold)
            unit = f", {threshold.scale.unit}" if threshold.scale.unit else ""
            edit.setAccessibleName(f"{field.title}{unit}")
            yield field

    def _make_criteria(self) -> Iterable[FormField]:
        for words in CRITERION_WORDS:
            box, edit = self._roles[words.key], self._sources[words.key]
            role = FormField(f"role:{words.key}", words.label, box, box.currentIndexChanged)
            box.setAccessibleName(f"{words.label}: role")
            edit.setPlaceholderText(DEFAULT_SOURCE)
            source = FormField(f"source:{words.key}", "Source", edit, edit.textChanged)
            edit.setAccessibleName(f"{words.label}: source")
            yield from (role, source)

    def _name_parts(self) -> None:
        for key, order in self._measures.items():
            order.name_parts(self.fields[key].title)
        self._secondary.name_parts("Shown beside it")
        self._modes.name_parts("Meant for")


def _format_label(threshold: Threshold) -> str:
    unit = threshold.scale.unit
    shown = f"{unit}s" if unit.isalpha() and unit.islower() else unit
    return f"{threshold.label}, {shown}" if unit and unit != "mL" else threshold.label


def list_stops(field: FormField) -> tuple[QWidget, ...]:
    """Return the widgets of a field that Tab visits, in order."""
    checks = field.editor.findChildren(QCheckBox)
    boxes = field.editor.findChildren(QuietComboBox)
    parts: tuple[QWidget, ...] = (*checks, *boxes)
    return parts if parts and not isinstance(field.editor, QComboBox) else field.tab_stops()
