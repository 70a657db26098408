"""A signed review as a card: what was decided, by whom, and what has become of it since."""

from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from trialtracker.clinical.review import NoteKind, Review
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, plain_tooltip
from trialtracker.ui.review_forms import ALL_REVIEWS
from trialtracker.ui.review_words import (
    DAMAGED,
    format_note,
    format_signed,
    format_state,
)
from trialtracker.ui.shape_icon import Shape, ShapeIcon
from trialtracker.ui.styling import set_style_property

_TITLE = "Decision of the physician"
_LONGEST = 240
"""Characters of a reason or a note on the card; All reviews… shows every one."""
_MOST_NOTES = 3
_BUTTONS = (
    ("Addendum…", NoteKind.ADDENDUM.value, "Addendum to the review"),
    ("Countersign…", NoteKind.COUNTERSIGNATURE.value, "Countersign the review"),
    ("Open for correction…", NoteKind.OPENED.value, "Open the review for correction"),
    ("All reviews…", ALL_REVIEWS, "All reviews of this trial"),
)


class ReviewCard(QFrame):
    """form_wanted carries what is to be put to the review: a kind of note, or the list of all."""

    form_wanted = Signal(str)

    def __init__(self, *, is_whole: bool = False) -> None:
        super().__init__()
        self.setObjectName("reviewCard")
        self._longest, self._most = (10**6, 10**6) if is_whole else (_LONGEST, _MOST_NOTES)
        self.decision = WrappedLabel("reviewDecision")
        self.reason = WrappedLabel("reviewReason")
        self.signed = WrappedLabel("secondary")
        self.state = WrappedLabel("reviewState")
        self.notes = WrappedLabel("reviewNotes")
        self.icon = ShapeIcon("reviewIcon", side=15)
        self.buttons = {form: self._make_button(*row, form) for form, row in _rows()}
        self._lay_out(has_buttons=not is_whole)

    def show_review(self, review: Review, time_zone: str) -> None:
        """Show a review as it stands."""
        reason = "" if review.opinion is None else review.opinion.reason
        notes = [format_note(note, time_zone) for note in review.notes]
        left_out = len(notes) - self._most
        shown = [*([f"{left_out} earlier: All reviews…"] if left_out > 0 else [])]
        shown += [self._cut(note) for note in notes[-self._most :]]
        self.decision.show_text(review.decided)
        self.signed.show_text(format_signed(review, time_zone))
        self._show(self.reason, self._cut(reason))
        self._show(self.notes, "\n".join(shown))
        self._show_state(review)
        self.buttons[NoteKind.OPENED].setVisible(review.is_locked)
        self.reason.setToolTip(plain_tooltip(reason))
        self.setAccessibleName(f"{_TITLE}: {review.decided}")
        self.setAccessibleDescription(f"{reason} {self.signed.accessibleName()}".strip())

    def _show_state(self, review: Review) -> None:
        self.state.show_text(format_state(review) if review.is_whole else DAMAGED)
        since = review.frozen.since.state.value if review.is_whole else "changed"
        self.icon.show_shape(Shape.WARNING if since == "changed" else Shape.TICK)
        for widget in (self, self.state, self.icon):
            set_style_property(widget, "since", since)

    def _cut(self, text: str) -> str:
        return text if len(text) <= self._longest else shorten(text, self._longest, placeholder="…")

    def _show(self, label: WrappedLabel, text: str) -> None:
        label.show_text(text)
        label.setVisible(bool(text))

    def _make_button(self, text: str, name: str, form: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("small", True)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.form_wanted.emit(form))
        return button

    def _lay_out(self, *, has_buttons: bool) -> None:
        title = WrappedLabel("secondary")
        title.show_text(_TITLE)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        for part in (title, self.decision, self.reason, self.signed):
            column.addWidget(part)
        column.addLayout(state)
        column.addWidget(self.notes)
        if has_buttons:
            flow = FlowLayout(gap=6)
            for button in self.buttons.values():
                flow.addWidget(button)
            column.addSpacing(4)
            column.addLayout(flow)


def _rows() -> tuple[tuple[str, tuple[str, str]], ...]:
    return tuple((form, (text, name)) for text, form, name in _BUTTONS)
