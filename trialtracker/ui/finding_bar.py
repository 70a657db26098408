"""The safety findings of the open trial, above everything else of it; not an alarm."""

from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.findings import (
    Finding,
    get_entry_findings,
    get_findings,
    get_standing,
)
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction, Priority
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.finding_ask import FindingAsk
from trialtracker.ui.finding_row import FindingRow, StepLabel
from trialtracker.ui.finding_words import (
    NOT_A_MONITOR,
    NOTHING_STANDS,
    format_history,
    format_next_step,
)
from trialtracker.ui.plain_text import WrappedLabel, plain_tooltip
from trialtracker.ui.section import Request, Section
from trialtracker.ui.styling import set_style_property

MOST_ROWS = 3
_COMFORTABLE_HEIGHT = 800
"""In a lower window one row stands for all, so that form and chart keep their room."""
_LOW_HEIGHT = 600
"""In a window lower than this all of it stands in one line."""
_HISTORY_HEIGHT, _HISTORY_HEIGHT_LOW = 150, 90
_ACKNOWLEDGE, _ACKNOWLEDGE_SHORT = "Acknowledge…  Alt+K", "Acknowledge…"


class FindingBar(Section):
    """Alerts first, newest first; hidden while nothing was ever found.

    It takes neither the keyboard nor the page: Alt+K goes to it.
    """

    entry_wanted = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self.setAccessibleName("Safety findings of this trial")
        self._snapshot: Snapshot | None = None
        self._findings: tuple[Finding, ...] = ()
        self._typed: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()
        self._came_from: QWidget | None = None
        self._frame = QFrame()
        self._frame.setObjectName("findingBar")
        self.rows = tuple(FindingRow() for _ in range(MOST_ROWS))
        self._note = WrappedLabel("findingStep")
        self.history_button = QPushButton()
        self.acknowledge_button = QPushButton(_ACKNOWLEDGE)
        self.step = StepLabel()
        self._line, self._foot, self._inside = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self.history = WrappedLabel("findingHistory")
        self._scroll = QScrollArea()
        self.question = FindingAsk()
        self._lay_out()
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for row in self.rows:
            row.entry_wanted.connect(self.entry_wanted)
        self.history_button.toggled.connect(self._scroll.setVisible)
        self.acknowledge_button.clicked.connect(self.ask)
        self.question.answered.connect(self._acknowledge)
        self.question.closed.connect(self._go_back)

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Return the findings of the trial that are not resolved."""
        return get_standing(self._findings)

    @property
    def _trial_id(self) -> str:
        return "" if self._snapshot is None else self._snapshot.trial.trial_id

    @property
    def _time_zone(self) -> str:
        return "UTC" if self._snapshot is None else self._snapshot.trial.details.time_zone

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        if self._snapshot is None or self._trial_id != snapshot.trial.trial_id:
            self.history_button.setChecked(False)
            self.question.hide()
        self._snapshot = snapshot
        limits = snapshot.assessment.criteria_set.safety
        self._findings = get_findings(snapshot.trial, limits, snapshot.taken_at)
        self._typed = ()
        self._show()

    def show_typed(self, answers: Answers) -> None:
        """Show what a form that is not saved yet would find."""
        if self._snapshot is None:
            return
        limits = self._snapshot.assessment.criteria_set.safety
        found = get_entry_findings(self._snapshot.trial, answers, self.clock(), limits)
        if found != self._typed:
            self._typed = found
            self._show()

    def ask(self) -> None:
        """Ask what was done about the finding that is most urgent; nothing without one."""
        if self.standing:
            self._came_from = QApplication.focusWidget()
            self.question.ask(self.standing, self._time_zone)

    @override
    def leave(self) -> None:
        if self.question.isVisible():
            self.show_stored()
        else:
            super().leave()

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.question.show_problem(" ".join(problem.sentence for problem in problems))

    @override
    def show_stored(self) -> None:
        self.question.hide()
        self._go_back()

    def _acknowledge(
        self, finding: Finding, action: FindingAction, words: str, is_resolved: bool
    ) -> None:
        trial_id = self._trial_id
        seen = Acknowledgement(
            acknowledgement_id=uuid4().hex,
            finding_key=finding.key,
            action=action,
            words=words,
            resolved=is_resolved,
            author="",  # the store says who and when
            recorded_at=self.clock(),
        )
        done = "Resolved" if is_resolved else f"Acknowledged: {action.label}"
        self.asked.emit(
            Request(
                work=lambda clinic: clinic.safety.acknowledge(trial_id, seen),
                said=f"{done}. {finding.sentence}",
            )
        )

    def _go_back(self) -> None:
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        standing = self.standing
        shown = [*((f, False) for f in self._typed), *((f, True) for f in standing)]
        for row, (finding, is_saved) in zip(self.rows, shown, strict=False):
            row.show_finding(finding, self._time_zone, is_saved=is_saved)
        self._shown = tuple(finding for finding, _ in shown)
        self._fit()
        self.acknowledge_button.setVisible(bool(standing))
        self.history_button.setVisible(bool(self._findings))
        self.history.show_text(format_history(self._findings, self._time_zone))
        is_alert = any(f.priority is Priority.ALERT for f, _ in shown)
        urgency = ("alert" if is_alert else "caution") if shown else "none"
        set_style_property(self._frame, "urgency", urgency)
        self.setVisible(bool(shown or self._findings))
        if not standing:
            self.question.hide()

    def _fit(self) -> None:
        height = self.window().height()
        is_short = height < _LOW_HEIGHT and bool(self._shown)
        most = MOST_ROWS if height >= _COMFORTABLE_HEIGHT else 1
        for place, row in enumerate(self.rows):
            row.setVisible(place < min(most, len(self._shown)))
            row.show_in_short(is_short=is_short)
        self._show_note(len(self._shown) - most)
        self._show_short(len(self._shown) - 1, is_short=is_short)
        margins = (12, 6, 10, 6) if self._shown else (2, 0, 0, 0)
        self._inside.setContentsMargins(*margins)
        low = height < _LOW_HEIGHT
        self._scroll.setMaximumHeight(_HISTORY_HEIGHT_LOW if low else _HISTORY_HEIGHT)

    def _show_note(self, more: int) -> None:
        if not self._shown:
            self._note.show_text(NOTHING_STANDS)
            return
        step = format_next_step(self._shown[0], self._time_zone)
        parts = (f"And {more} more." if more > 0 else "", step, NOT_A_MONITOR)
        self._note.show_text(" ".join(filter(None, parts)))
        self.step.show_text(step)
        self.rows[0].setToolTip(plain_tooltip(self._note.accessibleName()))

    def _show_short(self, more: int, *, is_short: bool) -> None:
        """Put the buttons beside the first finding, or below all of them."""
        count = len(self._findings)
        short = f"+{more} more" if more > 0 else f"All ({count})"
        self.history_button.setText(short if is_short else f"All findings ({count})")
        self.history_button.setAccessibleName(f"All findings ({count})")
        self.acknowledge_button.setText(_ACKNOWLEDGE_SHORT if is_short else _ACKNOWLEDGE)
        set_style_property(self.history_button, "link", not self._shown)
        self._note.setHidden(is_short)
        self.step.setVisible(is_short)
        place = self._line if is_short else self._foot
        for button in (self.acknowledge_button, self.history_button):
            if place.indexOf(button) < 0:
                place.addWidget(button)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        for button in (self.acknowledge_button, self.history_button):
            button.setProperty("small", True)
        self.history_button.setCheckable(True)
        self._scroll.setObjectName("findingScroll")
        self._scroll.setAccessibleName("All safety findings and what was done")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.history)
        self._scroll.hide()
        self.acknowledge_button.setToolTip("Alt+K")
        for line in (self._line, self._foot):
            line.setSpacing(8)
        self._line.addWidget(self.rows[0])
        self._line.addWidget(self.step, 1)
        self._foot.addWidget(self._note, 1)
        self._inside.setSpacing(3)
        self._inside.addLayout(self._line)
        for row in self.rows[1:]:
            self._inside.addWidget(row)
        self._inside.addLayout(self._foot)
        self._inside.addWidget(self._scroll)
        self._inside.addWidget(self.question)
        self._frame.setLayout(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
