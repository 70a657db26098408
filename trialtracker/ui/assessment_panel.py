"""What the assessment says, criterion by criterion, with the caveat always beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.caveats import get_caveats
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.criteria_sets import Role
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.criterion_row import CriterionRow
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.review_card import ReviewCard
from trialtracker.ui.review_forms import SIGN
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.styling import set_style_property
from trialtracker.ui.why_caveats import CaveatLines
from trialtracker.ui.why_used import find_used
from trialtracker.ui.why_verdict import VerdictCard

__all__ = ["AssessmentPanel", "VerdictCard"]

_WIDEST, _NARROWEST = 388, 280
_SHARE = 0.27
_LOW = 440
"""In a lower panel the fixed caveat scrolls with the criteria, so that these keep their room."""
MOST_AT_ONCE = 300
"""Entries of a trial whose caveats are found in less than a frame (16 ms)."""

_BUTTONS = (
    ("Sign review…", "Alt+F9", "Sign a review of the assessment"),
    ("Report (PDF)", "Ctrl+P", "Report of the trial, as PDF"),
    ("Why?", "Alt+W", "Why? Everything behind the verdict"),
    ("Compare…", "", "Compare criteria sets on this trial"),
)
"""Words, key and name; where there is little room the key stands in the tooltip alone."""
_ADVISES = "Also shown: advises, does not decide"


class AssessmentPanel(QWidget):
    """Verdict card above, criteria below; the arrow keys walk the criteria and show each reason.

    Its width follows the window's.
    """

    why_wanted = Signal(str)
    compare_wanted = Signal()
    form_wanted = Signal(str)
    report_wanted = Signal()
    used_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assessmentPanel")
        self.verdict = VerdictCard()
        self.review = ReviewCard()
        self.caveats = CaveatLines()
        self.rows: list[CriterionRow] = []
        self._buttons = tuple(_make_button(*texts) for texts in _BUTTONS)
        self.sign_button, self.report_button, self.why_button, self.compare_button = self._buttons
        self.criteria_set = WrappedLabel("secondary")
        self.caveat = wrapped_label(CAVEAT)
        self._snapshot: Snapshot | None = None
        self._current, self._is_open, self._is_low = 0, False, False
        self._caveat_timer = QTimer(self, interval=0, singleShot=True)
        self._list = QFrame()
        self._column = QVBoxLayout(self._list)
        self.advises = plain_label(_ADVISES, "criteriaHead")
        self._scroll = make_scroll(look="assessmentScroll")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.why_button.clicked.connect(lambda: self.why_wanted.emit(""))
        self.compare_button.clicked.connect(self.compare_wanted)
        self.sign_button.clicked.connect(lambda: self.form_wanted.emit(SIGN))
        self.report_button.clicked.connect(self.report_wanted)
        self.review.form_wanted.connect(self.form_wanted)
        self.caveats.wanted.connect(self.why_wanted)
        self._caveat_timer.timeout.connect(self._show_caveats)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a verdict with everything behind it; the criterion in focus stays in focus."""
        before, self._snapshot = self._snapshot, snapshot
        assessment = snapshot.assessment
        self.verdict.show_assessment(assessment)
        self._show_review(snapshot)
        self.criteria_set.show_text(f"Criteria set: {assessment.criteria_set.title}")
        if before is None or before.trial.trial_id != snapshot.trial.trial_id:
            self._current, self._is_open = 0, False
            self._scroll.verticalScrollBar().setValue(0)
        self._show_criteria(assessment.criteria)
        if len(snapshot.trial.entries) <= MOST_AT_ONCE:
            self._show_caveats()
        else:
            self.caveats.show_caveats(())
            self._caveat_timer.start()

    def take_focus(self) -> None:
        """Put the keyboard on the criterion it was on last."""
        if self.rows:
            self.rows[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_caveats(self) -> None:
        """Look for what could fool the reader; in a long trial once the rest is painted."""
        if self._snapshot is not None:
            found = get_caveats(self._snapshot.trial, self._snapshot.assessment)
            self.caveats.show_caveats(found)

    def _show_review(self, snapshot: Snapshot) -> None:
        self.review.setVisible(snapshot.review is not None)
        if snapshot.review is not None:
            self.review.show_review(snapshot.review, snapshot.trial.details.time_zone)

    def _show_criteria(self, results: Sequence[CriterionResult]) -> None:
        required = [result for result in results if result.role is not Role.ADVISES]
        advising = [result for result in results if result.role is Role.ADVISES]
        while len(self.rows) < len(results):
            self._add_row()
        while len(self.rows) > len(results):
            self.rows.pop().deleteLater()
        self.advises.setVisible(bool(advising))
        if self._column.indexOf(self.advises) != len(required):
            self._column.removeWidget(self.advises)
            self._column.insertWidget(len(required), self.advises)
        if self._snapshot is not None:
            trial = self._snapshot.trial
            for row, result in zip(self.rows, (*required, *advising), strict=True):
                row.show_result(result, find_used(trial, result.label, result.used))
        self._select(min(self._current, max(len(self.rows) - 1, 0)))

    def _add_row(self) -> None:
        row = CriterionRow(len(self.rows))
        row.stepped.connect(self._step)
        row.focused.connect(self._open)
        row.used_wanted.connect(self.used_wanted)
        self.rows.append(row)
        self._column.addWidget(row)

    def _step(self, row: int) -> None:
        """Go to another criterion; one stop of Tab serves them all."""
        row = min(max(row, 0), len(self.rows) - 1)
        self.rows[row].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, number: int) -> None:
        self._is_open = True
        self._select(number)

    def _select(self, number: int) -> None:
        self._current = number
        for row in self.rows:
            is_here = row.number == number
            row.show_selected(selected=is_here, is_open=is_here and self._is_open)
        if self.rows and self.rows[number].hasFocus():
            self._column.activate()
            self._bring_into_view(self.rows[number])

    def _bring_into_view(self, row: CriterionRow) -> None:
        """Scroll the criteria, and in a narrow window the page that they stand on."""
        parent = row.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(row, 0, 8)
            parent = parent.parentWidget()

    @override
    def sizeHint(self) -> QSize:
        width = max(_NARROWEST, min(round(self.window().width() * _SHARE), _WIDEST))
        return QSize(width, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        if is_low != self._is_low:
            self._is_low = is_low
            self._label_buttons()
            for words in (self.criteria_set, self.caveat):
                (self._inside if is_low else self._outside).addWidget(words)

    def _lay_out(self) -> None:
        self._list.setObjectName("card")
        self._column.setContentsMargins(1, 4, 1, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self.advises)
        body = QWidget()
        body.setObjectName("assessmentBody")
        self._inside = QVBoxLayout(body)
        self._inside.setContentsMargins(0, 0, 4, 0)
        self._inside.setSpacing(8)
        for part in (self.verdict, self.review, self.caveats, self._list):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        self._outside = QVBoxLayout(self)
        self._outside.setContentsMargins(0, 0, 0, 0)
        self._outside.setSpacing(6)
        self._outside.addWidget(self._scroll, 1)
        self._outside.addLayout(self._make_buttons())
        self._outside.addWidget(self.criteria_set)
        self._outside.addWidget(self.caveat)

    def _make_buttons(self) -> FlowLayout:
        self.sign_button.setProperty("primary", True)
        row = FlowLayout(gap=6)
        for button in self._buttons:
            row.addWidget(button)
        self._label_buttons()
        return row

    def _label_buttons(self) -> None:
        for button, (words, key, _) in zip(self._buttons, _BUTTONS, strict=True):
            button.setText(words if self._is_low else f"{words}  {key}".rstrip())
            set_style_property(button, "small", self._is_low)


def _make_button(_words: str, key: str, name: str) -> QPushButton:
    button = QPushButton()
    button.setAccessibleName(name)
    button.setToolTip(key)
    return button
