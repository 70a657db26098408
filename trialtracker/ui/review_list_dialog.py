"""Every review of a trial, the latest first, with what each was signed on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.frozen import Frozen
from trialtracker.clinical.number_words import format_percent
from trialtracker.clinical.review import Review
from trialtracker.clinical.time import format_moment
from trialtracker.ui.plain_text import ElidedLabel, one_line, plain_label, wrapped_label
from trialtracker.ui.review_card import ReviewCard
from trialtracker.ui.scroll_area import make_scroll

_LEAST_NAME = 200
_WIDTH, _HEIGHT = 720, 680
_MOST_OF_SCREEN = 0.95
_DAMAGED = "not readable: the kept copy is damaged"
_SHOWN_OF_HASH = 16


class ReviewListDialog(QDialog):
    """A card a review; Esc goes back."""

    def __init__(
        self, reviews: Sequence[Review], time_zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("All reviews")
        self.whose = ElidedLabel("sectionTitle", _LEAST_NAME)
        self.cards = [ReviewCard(is_whole=True) for _ in reviews]
        self.close_button = QPushButton("Close  Esc")
        self.close_button.clicked.connect(self.accept)
        body = QWidget()
        body.setObjectName("formBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for card, review in zip(self.cards, reversed(reviews), strict=True):
            card.show_review(review, time_zone)
            column.addWidget(card)
            column.addWidget(_make_facts(review, time_zone))
        column.addStretch(1)
        self.area = make_scroll(body)
        self._lay_out()

    def show_whose(self, patient: str) -> None:
        """Say whose trial it is: the window may cover the banner."""
        self.whose.show_text(patient)

    def start(self) -> None:
        """Show the window without blocking."""
        room = self.screen().availableSize() * _MOST_OF_SCREEN
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self.open()
        self.close_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(plain_label("All reviews, the latest first", "pageTitle"))
        column.addWidget(self.whose)
        column.addWidget(self.area, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)


def _make_facts(review: Review, time_zone: str) -> QFrame:
    frame = QFrame()
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 0, 14, 10)
    column.setSpacing(2)
    for line in list_facts(review, time_zone):
        column.addWidget(wrapped_label(line))
    return frame


def list_facts(review: Review, time_zone: str) -> tuple[str, ...]:
    """Return what a review was signed on, and its seal."""
    frozen = review.frozen
    return (
        f"Flag as signed: {_format_flag(frozen)}",
        f"As of {format_moment(frozen.as_of, time_zone)}, program {frozen.program_version}",
        f"Criteria set: {one_line(frozen.criteria_set)}",
        f"Seal: {review.head[:_SHOWN_OF_HASH]}… over data {frozen.data_hash[:_SHOWN_OF_HASH]}…",
    )


def _format_flag(frozen: Frozen) -> str:
    if frozen.verdict is None:
        return _DAMAGED
    if frozen.relief_percent is None:
        return frozen.verdict.label
    return f"{frozen.verdict.label}, {format_percent(frozen.relief_percent, ())} relief"
