"""The window in which a physician signs an assessment as it is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from trialtracker.clinical.actor import Role
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.clinical.refusal import Problem
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_field import ChoiceBox, FormField, make_form
from trialtracker.ui.plain_text import one_line, wrapped_label

_MEANS = (
    "Your name, your role, the time and what you sign are kept with the data and the rules as "
    "they stand now. Nothing of it can be changed afterwards; later changes of the record show "
    "as such."
)


class SignDialog(FormDialog):
    """Shows what is signed, and asks who signs; submitted carries the signature."""

    submitted = Signal(object)

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__("Sign the assessment", "Sign", parent)
        self.name = QLineEdit()
        self.meaning = ChoiceBox(tuple(Meaning))
        self.statement = QCheckBox("I am a &physician, and have looked at chart and assessment")
        form = make_form(
            FormField("name", "&Name of who signs", self.name, self.name.textEdited),
            FormField("meaning", "&Meaning", self.meaning, self.meaning.currentIndexChanged),
            FormField("role", "Statement", self.statement, self.statement.toggled),
        )
        self.statement.setAccessibleName(self.statement.text().replace("&", ""))
        assessment = snapshot.assessment
        column = self.add_card(assessment.headline, form)
        title = f"Criteria set: {one_line(assessment.criteria_set.title)}"
        # What is signed stands before who signs it.
        for place, line in enumerate((one_line(assessment.summary), title), start=1):
            column.insertWidget(place, wrapped_label(line, ""))
        for line in (_MEANS, CAVEAT):
            column.addWidget(wrapped_label(line))
        self.resize(680, 620)

    @override
    def submit(self) -> None:
        is_physician = self.statement.isChecked()
        sentence = "An assessment is signed by a physician: tick the statement, or close."
        if not is_physician:
            self.show_problems((Problem("role", sentence),))
            return
        self.show_problems(())
        self.save_button.setEnabled(False)
        meaning = tuple(Meaning)[self.meaning.currentIndex()]
        signature = Signature(self.name.text().strip(), Role.PHYSICIAN, meaning)
        self.submitted.emit(signature)
