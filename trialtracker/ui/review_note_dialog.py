"""The window in which something is put to a signed review: it adds, and changes nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.review import NoteKind, Review
from trialtracker.overriding import override
from trialtracker.ui.form_field import FormField, make_form
from trialtracker.ui.plain_text import plain_label, wrapped_label
from trialtracker.ui.review_signing import SigningDialog, WordsEdit
from trialtracker.ui.review_words import MEANINGS, format_signed, format_state

_TITLES = {
    NoteKind.ADDENDUM: ("Addendum to the review", "Sign addendum", "&Addendum"),
    NoteKind.COUNTERSIGNATURE: ("Countersign the review", "Countersign", "&Remark, optional"),
    NoteKind.OPENED: ("Open for correction", "Open for correction", "&Reason"),
}
_ABOUT = {
    NoteKind.ADDENDUM: "The review and its lock stay as they are; the addendum stands beside them.",
    NoteKind.COUNTERSIGNATURE: (
        "A second physician states to have reviewed the same chart and assessment."
    ),
    NoteKind.OPENED: (
        "What was signed can be changed after this, and every change shows as “Changed after "
        "signature”. Sign again when it is right: the earlier review stays readable."
    ),
}
_MISSING = {
    NoteKind.ADDENDUM: "Write the addendum: it is empty.",
    NoteKind.OPENED: "Say why the review is opened for correction.",
}


class ReviewNoteDialog(SigningDialog):
    """Shows the review it is put to; submitted carries the words."""

    submitted = Signal(str)

    def __init__(
        self, kind: NoteKind, review: Review, time_zone: str, parent: QWidget | None = None
    ) -> None:
        title, verb, label = _TITLES[kind]
        super().__init__(title, verb, MEANINGS[kind], parent)
        self.kind = kind
        self.needs_right = kind is not NoteKind.OPENED
        self.text = WordsEdit()
        form = make_form(FormField("text", label, self.text, self.text.textChanged))
        column = self.add_card(review.decided, form)
        signed, state = format_signed(review, time_zone), format_state(review)
        for place, line in enumerate((signed, state), start=1):
            column.insertWidget(place, wrapped_label(line))
        column.addWidget(plain_label("What it does", "caption"))
        column.addWidget(wrapped_label(_ABOUT[kind]))
        column.addStretch(1)
        self.resize(640, 520)

    @override
    def find_problems(self) -> tuple[Problem, ...]:
        missing = _MISSING.get(self.kind, "")
        return (Problem("text", missing),) if missing and not self.text.words else ()

    @override
    def sign(self) -> None:
        self.submitted.emit(self.text.words)
