"""Move an entry to the trial of another patient: who, why, and both patients before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.entry_rows import NOTHING, format_side_effects, format_when
from trialtracker.clinical.measures import MEASURES
from trialtracker.clinical.paper import MoveReason
from trialtracker.clinical.patient_words import NOT_KNOWN
from trialtracker.clinical.time import format_date
from trialtracker.clinical.trial import Entry, PatientDetails, Trial
from trialtracker.clinical.value_words import format_readings
from trialtracker.overriding import override
from trialtracker.services.rows import PatientHit
from trialtracker.ui.find_field import FindField
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, one_line, plain_label

_REASONS = tuple(MoveReason)
_WIDTH, _HEIGHT = 720, 560

_NOT_MOVED = "Nothing is moved yet. Esc again leaves the entry where it is."


class MoveDialog(QDialog):
    """Find the patient, press the digit of the reason, look at both patients, Enter."""

    typed = Signal(str)
    confirmed = Signal(object, str)

    def __init__(self, trial: Trial, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial = trial
        self._target: PatientHit | None = None
        self._is_warned = False
        self.setWindowTitle("Move entry")
        self.source = PatientLine("From")
        self.entry = WrappedLabel("moveEntry")
        self.finder = FindField(self)
        self.target = PatientLine("To")
        self.reasons = MoveReasons()
        self.question = WrappedLabel("moveQuestion")
        self.problem = WrappedLabel("problem")
        self.move_button = QPushButton()
        self.move_button.setProperty("primary", True)
        self.cancel_button = QPushButton("Leave the entry where it is")
        self._lay_out()
        self._connect()
        self._show_source(entry)

    def show_hits(self, text: str, hits: tuple[PatientHit, ...]) -> None:
        """Show who was found for what was typed."""
        self.finder.show_hits(text, hits)

    def show_problem(self, sentence: str) -> None:
        """Show why the entry cannot be moved; empty takes the sentence away."""
        self.problem.show_text(sentence)
        self.problem.setVisible(bool(sentence))
        self.move_button.setEnabled(self._target is not None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not self.cancel_button.hasFocus():
            self._confirm()
        else:
            super().keyPressEvent(event)

    @override
    def reject(self) -> None:
        """Close on Esc; with a patient chosen only the second time."""
        if self._target is not None and not self._is_warned:
            self._is_warned = True
            self.show_problem(_NOT_MOVED)
        else:
            super().reject()

    def _leave(self) -> None:
        self._is_warned = True
        self.reject()

    def _show_source(self, entry: Entry) -> None:
        self.source.show_patient(self._trial.patient.details)
        said = format_readings(entry.values, entry.not_assessed, MEASURES)
        effects = format_side_effects(entry)
        shown = "" if effects == NOTHING else f"Side effects: {effects}"
        parts = (format_when(entry, self._trial), said, shown, one_line(entry.note))
        self.entry.show_text(" · ".join(part for part in parts if part))

    def _choose(self, hit: PatientHit) -> None:
        if hit.trial_id is None:
            self.show_problem("This patient has no trial that could hold the entry.")
            return
        self._target = hit
        self.target.show_hit(hit)
        self.finder.hide()
        self.target.show()
        self.reasons.setEnabled(True)
        name = one_line(f"{hit.family_name.upper()}, {hit.given_name}")
        self.move_button.setText(f"Move to {name}  Enter".replace("&", "&&"))
        self.question.show_text(
            "Is the entry of the upper patient really the lower patient's? It becomes void above "
            "and is stored below; both records say so. Then press Enter."
        )
        self.show_problem("")
        self.reasons.setFocus()

    def _confirm(self) -> None:
        if self._target is None or not self.move_button.isEnabled():
            return
        if sentence := self.reasons.get_problem():
            self.show_problem(sentence)
            return
        self.move_button.setEnabled(False)
        self.confirmed.emit(self._target, self.reasons.get_reason())

    def _connect(self) -> None:
        self.finder.typed.connect(self.typed)
        self.finder.chosen.connect(self._choose)
        self.finder.dismissed.connect(self.reject)
        self.move_button.clicked.connect(self._confirm)
        self.cancel_button.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        self.finder.setPlaceholderText("The patient it belongs to: name or MRN")
        self.target.hide()
        self.problem.hide()
        self.reasons.setEnabled(False)
        self.move_button.setText("Move the entry")
        self.move_button.setEnabled(False)
        buttons = FlowLayout(gap=8)
        for button in (self.move_button, self.cancel_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(plain_label("Move entry", "pageTitle"))
        for widget in (self.source, self.entry, self.finder, self.target, self.reasons):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.question)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
        self.finder.setFocus()


class PatientLine(QFrame):
    """One patient as in the banner, with the word for the side; nothing in it is cut."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._side = side
        self.name = WrappedLabel("bannerName")
        self.facts = WrappedLabel("bannerValue")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addWidget(plain_label(side, "bannerLabel"))
        column.addWidget(self.name)
        column.addWidget(self.facts)

    def show_patient(self, details: PatientDetails) -> None:
        """Show the patient of the trial that is open."""
        born = NOT_KNOWN if details.birth_date is None else format_date(details.birth_date)
        self._show(details.family_name, details.given_name, f"Born {born}   MRN {details.mrn}")

    def show_hit(self, hit: PatientHit) -> None:
        """Show the patient who was found."""
        born = NOT_KNOWN if hit.birth_date is None else format_date(hit.birth_date)
        facts = f"Born {born}   MRN {hit.mrn}   {hit.trial_label}"
        self._show(hit.family_name, hit.given_name, facts)

    def _show(self, family: str, given: str, facts: str) -> None:
        name = one_line(f"{family.upper()}, {given}")
        self.name.show_text(name)
        self.facts.show_text(facts)
        self.setAccessibleName(f"{self._side} {name}, {facts}")


class MoveReasons(QFrame):
    """The coded reasons, each with its digit, and words for Other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reasonBar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Why the entry is moved")
        self._group = QButtonGroup(self)
        self.words = QLineEdit()
        self.words.setPlaceholderText("The reason in a few words")
        self.words.setAccessibleName("The reason in words")
        self.words.hide()
        row = FlowLayout(gap=6)
        for number, reason in enumerate(_REASONS):
            button = QPushButton(f"{number + 1}  {reason.label}")
            button.setObjectName("reasonChoice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"Reason {number + 1}: {reason.label}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idToggled.connect(self._show_words)
        line = QHBoxLayout()
        line.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(plain_label("Why is it moved?", "reasonTitle"))
        column.addLayout(line)
        column.addWidget(self.words)

    def get_reason(self) -> str:
        """Return the code of the reason, or the words typed."""
        reason = _REASONS[self._group.checkedId()]
        return self.words.text().strip() if reason is MoveReason.OTHER else reason.value

    def get_problem(self) -> str:
        """Return what is missing, empty if nothing is."""
        if self._group.checkedId() < 0:
            return f"Choose a reason, 1 to {len(_REASONS)}."
        is_other = _REASONS[self._group.checkedId()] is MoveReason.OTHER
        if is_other and not self.words.text().strip():
            return "Write the reason in a few words."
        return ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(_REASONS) and not self.words.hasFocus():
            self._group.button(digit).setChecked(True)
        else:
            super().keyPressEvent(event)

    def _show_words(self) -> None:
        is_other = self._group.checkedId() == _REASONS.index(MoveReason.OTHER)
        self.words.setVisible(is_other)
        if is_other:
            self.words.setFocus()
