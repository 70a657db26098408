"""The trial's chart in the window: range buttons, the drawing, and a read-out of any moment."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.read_out import describe, format_read_out, read_out, step_moment
from trialtracker.clinical.series import ChartRange, ChartSeries, get_first_range, get_series
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.chart_scroll import make_chart_scroll
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.theme import current_colours

NAME = "Chart of the trial"
EMPTY_TEXT = "No entries yet. Press Ctrl+R to record the first."
HINT = "Move over the chart, or press Left and Right in it, to read any moment."
SHORT_HINT = "Left and Right read any moment."
LOW_WINDOW = 600
"""In a lower window there is a read-out only once a moment is chosen."""
LEAST_IN_LOW = 160
READ_OUT_PAD = 14
EDGES = ("first", "middle", "last")


class ChartView(QWidget):
    """Shows one trial's chart; the read-out follows the mouse and the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(NAME)
        self._series: ChartSeries | None = None
        self._trial_id = ""
        self._description = ""
        self._focused_at: datetime | None = None
        self._ranges = RangeButtons()
        self._canvas = ChartCanvas(current_colours())
        self._canvas.setAccessibleName(NAME)
        self._read_out = plain_label(HINT, "chartReadOut")
        self._read_out.setWordWrap(True)
        self._read_out.setAccessibleDescription("Read-out of the chart")
        self._empty = plain_label(EMPTY_TEXT, "chartEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._canvas)
        self._is_low = False
        self._column, self._head = QVBoxLayout(), QHBoxLayout()
        self._stack = QStackedLayout()
        self._scroll = make_chart_scroll(self._canvas)
        self._lay_out()
        self._ranges.chosen.connect(self._canvas.set_range)
        self._canvas.hovered.connect(self._read_near)
        self._canvas.stepped.connect(self._step)

    @property
    def focused_at(self) -> datetime | None:
        """Return the reading moment that the focus line stands at."""
        return self._focused_at

    @property
    def chosen_range(self) -> ChartRange:
        """Return how much of the trial is shown."""
        return self._ranges.value

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the trial of a snapshot; the focus line stays if its reading still exists."""
        trial, assessment = snapshot.trial, snapshot.assessment
        self._series = get_series(trial, assessment, assessment.as_of)
        self._description = describe(self._series, assessment)
        self.setAccessibleDescription(self._description)
        kept = self._focused_at if trial.trial_id == self._trial_id else None
        if trial.trial_id != self._trial_id:
            self._ranges.show_first(get_first_range(trial, assessment.as_of))
        self._trial_id = trial.trial_id
        has_entries = bool(self._series.moments)
        self._stack.setCurrentIndex(1 if has_entries else 0)
        self.setFocusProxy(self._canvas if has_entries else self._empty)
        self._ranges.setVisible(has_entries)
        self._read_out.setVisible(has_entries)
        self._fit_read_out()
        self._canvas.show_series(self._series)
        self._focus(kept if kept in self._series.moments else None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._canvas.set_colours(current_colours())

    def _lay_out(self) -> None:
        self._head.setSpacing(12)
        self._head.addStretch()
        self._head.addWidget(self._ranges, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._head)
        self._column.addLayout(self._stack, 1)
        self.setLayout(self._column)
        # Only now: a stack without a home would show its first widget as a window of its own.
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._fit()

    def _fit(self) -> None:
        """Take the room that the window has: a low one has none for a read-out of nothing."""
        self._is_low = self.window().height() < LOW_WINDOW
        self._column.setContentsMargins(*((4, 0, 4, 0) if self._is_low else (12, 8, 12, 8)))
        self._column.setSpacing(4 if self._is_low else 8)
        self._scroll.setMinimumHeight(LEAST_IN_LOW if self._is_low else 0)
        self._scroll.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Ignored if self._is_low else QSizePolicy.Policy.Expanding,
        )
        self._place_read_out()

    def _place_read_out(self) -> None:
        if self._is_low and self._focused_at is not None:
            self._column.insertWidget(1, self._read_out)
        else:
            self._head.insertWidget(0, self._read_out, 1)
        if self._focused_at is None:
            self._read_out.setText(SHORT_HINT if self._is_low else HINT)
        self._fit_read_out()

    def _fit_read_out(self) -> None:
        """Give the read-out room for its longest text: the chart must not jump as texts differ."""
        metrics, width = self._read_out.fontMetrics(), self._read_out.width() - 2 * READ_OUT_PAD
        if self._is_low:
            is_empty, width = self._focused_at is None, self.width() - 8 - 2 * READ_OUT_PAD
        else:
            is_empty = False
        least = metrics.lineSpacing() * (1 if self._is_low else 2)
        for text in () if self._series is None or is_empty else list_long_read_outs(self._series):
            wrapped = metrics.boundingRect(0, 0, width, 1000, Qt.TextFlag.TextWordWrap, text)
            least = max(least, wrapped.height())
        self._read_out.setMinimumHeight(least + (8 if self._is_low else 12))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(object)
    def _read_near(self, at: datetime | None) -> None:
        if self._series is not None and at is not None:
            self._focus(read_out(self._series, at).at)

    @Slot(int)
    def _step(self, by: int) -> None:
        if self._series is None:
            return
        at = step_moment(self._series, self._focused_at, by)
        if at is not None:
            self._focus(at)
            self._announce()

    def _focus(self, at: datetime | None) -> None:
        was_empty, self._focused_at = self._focused_at is None, at
        text = SHORT_HINT if self._is_low else HINT
        if self._series is not None and at is not None:
            text = format_read_out(read_out(self._series, at))
        self._read_out.setText(text)
        spoken = self._description if at is None else f"{text}. {self._description}"
        self._canvas.setAccessibleDescription(spoken)
        self._canvas.focus_line(at)
        if was_empty != (at is None):
            self._place_read_out()

    def _announce(self) -> None:
        event = QAccessibleAnnouncementEvent(self._canvas, self._read_out.text())
        QAccessible.updateAccessibility(event)


def list_long_read_outs(series: ChartSeries) -> list[str]:
    """Return the texts of the moments at which a measure was read last: some tell of them all."""
    lines = (*series.lines, *(lane.line for lane in series.numbers))
    moments = {line.points[-1].at for line in lines}
    return [format_read_out(read_out(series, at)) for at in moments]


class RangeButtons(QWidget):
    """One button per range, joined; Alt+1 to Alt+3 press them while the chart has the focus."""

    chosen = Signal(object)  # ChartRange

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (choice, edge) in enumerate(zip(ChartRange, EDGES, strict=True)):
            button = _make_button(choice, edge, place + 1)
            self._group.addButton(button, place)
            layout.addWidget(button)
        self._group.button(list(ChartRange).index(ChartRange.WHOLE)).setChecked(True)
        self._group.idToggled.connect(self._choose)
        self._group.idClicked.connect(self._keep)
        self._kept = ChartRange.WHOLE

    def show_first(self, first: ChartRange) -> None:
        """Show a trial in the range that suits it, the one last asked for where any does."""
        wanted = self._kept if first is ChartRange.WHOLE else first
        self._group.button(list(ChartRange).index(wanted)).setChecked(True)

    @property
    def value(self) -> ChartRange:
        """Return the chosen range."""
        return list(ChartRange)[self._group.checkedId()]

    @Slot(int)
    def _keep(self, _: int) -> None:
        self._kept = self.value

    @Slot(int, bool)
    def _choose(self, _: int, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit(self.value)


def _make_button(choice: ChartRange, edge: str, number: int) -> QPushButton:
    button = QPushButton(choice.label)
    button.setCheckable(True)
    button.setProperty("segment", edge)
    button.setToolTip(f"Show {choice.label.lower()} (Alt+{number})")
    button.setAccessibleName(f"Show {choice.label.lower()}")
    QShortcut(QKeySequence(f"Alt+{number}"), button, button.click)
    return button
