"""The windows that seal a code and that break its blind; what is sealed is shown by neither."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from trialtracker.clinical.patient_words import format_name_and_number
from trialtracker.clinical.record import BlindContent
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_field import FormField, make_form
from trialtracker.ui.plain_text import WrappedLabel, plain_button_text, wrapped_label

_SEALED = (
    "For the pharmacy. The contents are kept apart and are shown nowhere, here neither, "
    "until a physician breaks the blind of this code."
)
_BROKEN = "Only for this one code of this patient. It cannot be undone, and it stays in the record."


class SealDialog(FormDialog):
    """Carries code and contents once; what was typed is wiped when the window closes."""

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Seal a code", "Seal the code", parent)
        self.code, self.contents = QLineEdit(), QLineEdit()
        form = make_form(
            FormField("code", "&Code on the syringe", self.code, self.code.textEdited),
            FormField(
                "contents", "C&ontents, as labelled", self.contents, self.contents.textEdited
            ),
        )
        self.add_card("Code and contents", form).addWidget(wrapped_label(_SEALED))
        self.resize(620, 380)
        self.finished.connect(self._wipe)

    @override
    def submit(self) -> None:
        self.show_problems(())
        self.submitted.emit(BlindContent(self.code.text().strip(), self.contents.text().strip()))

    def _wipe(self) -> None:
        self.code.clear()
        self.contents.clear()


class BreakDialog(FormDialog):
    """Asks who and why, then once more by patient and code; submitted carries code, who and why."""

    submitted = Signal(str, str, str)

    def __init__(self, trial: Trial, code: str, parent: QWidget | None = None) -> None:
        super().__init__("Break the blind", "Go on to the confirmation", parent)
        self._patient = format_name_and_number(trial.patient.details)
        self.code, self.physician, self.reason = QLineEdit(code), QLineEdit(), QLineEdit()
        self.statement = QCheckBox("The person named is a physician and breaks the &blind")
        form = make_form(
            FormField("code", "&Code on the syringe", self.code, self.code.textEdited),
            FormField("physician", "&Physician", self.physician, self.physician.textEdited),
            FormField("statement", "Statement", self.statement, self.statement.toggled),
            FormField("reason", "&Reason", self.reason, self.reason.textEdited),
        )
        self.statement.setAccessibleName(self.statement.text().replace("&", ""))
        card = self.add_card(self._patient, form)
        card.addWidget(wrapped_label(_BROKEN))
        self.confirmation = _Confirmation()
        self.confirmation.break_button.clicked.connect(self._confirm)
        self.confirmation.keep_button.clicked.connect(self.confirmation.hide)
        card.addWidget(self.confirmation)
        form.changed.connect(self.confirmation.hide)
        self.resize(660, 560)

    @override
    def submit(self) -> None:
        problems = [
            Problem(key, sentence) for key, is_missing, sentence in self._look() if is_missing
        ]
        self.show_problems(problems)
        if not problems:
            self.confirmation.ask(self._patient, self.code.text().strip())

    def _look(self) -> tuple[tuple[str, bool, str], ...]:
        return (
            ("code", not self.code.text().strip(), "The code is missing: type it."),
            (
                "physician",
                not self.physician.text().strip(),
                "The physician is missing: give the name of who breaks it.",
            ),
            (
                "statement",
                not self.statement.isChecked(),
                "Only a physician breaks a blind: tick the statement, or close.",
            ),
            (
                "reason",
                not self.reason.text().strip(),
                "The reason is missing: say why the blind is broken.",
            ),
        )

    def _confirm(self) -> None:
        texts = (edit.text().strip() for edit in (self.code, self.physician, self.reason))
        self.submitted.emit(*texts)


class _Confirmation(QFrame):
    """The last question, which names patient and code."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leaveQuestion")
        self.question = WrappedLabel("leaveQuestionText")
        self.break_button = QPushButton()
        self.keep_button = QPushButton("Keep it blind")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(self.question, 1)
        row.addWidget(self.break_button)
        row.addWidget(self.keep_button)
        self.hide()

    def ask(self, patient: str, code: str) -> None:
        """Ask for one code of one patient."""
        self.question.show_text(f"Break the blind of code {code} for {patient}?")
        self.break_button.setText(plain_button_text(f"Break the blind of {code}"))
        self.show()
        self.keep_button.setFocus()
