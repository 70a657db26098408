"""The trial's chart in the window: its tools, the drawing, and a read-out of any moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from trialtracker.clinical.read_out import describe, format_read_out, read_out, step_moment
from trialtracker.clinical.series import ChartRange, ChartSeries, get_first_range, get_series
from trialtracker.clinical.trial import current_entries
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.chart_moves import begin, describe_window
from trialtracker.ui.chart_panels import PanelsButton, format_hidden, parse_hidden
from trialtracker.ui.chart_pictures import ChartPictures, PictureButton, get_heading
from trialtracker.ui.chart_ranges import RangeButtons
from trialtracker.ui.chart_read_out import ReadOutLine
from trialtracker.ui.chart_scroll import make_chart_scroll
from trialtracker.ui.chart_surface import to_panel_keys
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.shortcuts import bind_keys
from trialtracker.ui.theme import current_colours

if TYPE_CHECKING:
    from trialtracker.charts.picture_file import Picture

NAME = "Chart of the trial"
EMPTY_TEXT = "No entries yet. Press Ctrl+R to record the first."
HINT = "Move over the chart, or press Left and Right in it, to read any moment; Enter opens it."
SHORT_HINT = "Left and Right read any moment."
PANELS_LIKED, RANGE_LIKED = "chart_panels", "chart_range"
LOW_WINDOW, SMALL_WINDOW = 600, 700
LEAST_IN_LOW = 160
BESIDE_WIDTH = 720
"""In a narrower chart the read-out has a row of its own, unless the window is small."""


class ChartView(QWidget):
    """Shows one trial's chart; the read-out follows the mouse and the arrow keys."""

    entry_wanted = Signal(str)
    preferred = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(NAME)
        self._snapshot: Snapshot | None = None
        self._series: ChartSeries | None = None
        self._description = ""
        self._focused_at: datetime | None = None
        self._is_low = False
        self.ranges, self.panels = RangeButtons(), PanelsButton()
        self.pictures = ChartPictures(self._take_picture, self)
        self.picture_button = PictureButton(self.pictures)
        self._canvas = ChartCanvas(current_colours())
        self._canvas.setAccessibleName(NAME)
        self._read_out = ReadOutLine()
        self.problem = WrappedLabel("problem")
        self._empty = plain_label(EMPTY_TEXT, "chartEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._canvas)
        self._tools = QWidget()
        self._column, self._head = QVBoxLayout(), QHBoxLayout()
        self._stack = QStackedLayout()
        self._scroll = make_chart_scroll(self._canvas)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.ranges.chosen.connect(self._canvas.set_range)
        self.ranges.preferred.connect(lambda r: self.preferred.emit(RANGE_LIKED, r.value))
        self.panels.chosen.connect(self._hide_panels)
        self._canvas.hovered.connect(self._read_near)
        self._canvas.stepped.connect(self._step)
        self._canvas.moved.connect(self._tell_moved)
        self._canvas.whole_wanted.connect(self.ranges.show_whole)
        self._canvas.entry_wanted.connect(self._ask_for_entry)
        self.pictures.noticed.connect(self.problem.hide)
        self.pictures.failed.connect(self._show_problem)
        bind_keys(self, {"Ctrl+C": self.pictures.copy})

    @property
    def focused_at(self) -> datetime | None:
        """Return the reading moment that the focus line stands at."""
        return self._focused_at

    @property
    def read_out(self) -> str:
        """Return all that is read out, also what is cut on the screen."""
        return self._read_out.full

    @property
    def chosen_range(self) -> ChartRange | None:
        """Return how much of the trial is shown, None for a part that was zoomed to."""
        return self.ranges.value

    def show_preferences(self, liked: Mapping[str, str]) -> None:
        """Show range and panels as somebody likes them; a trial in view keeps its range."""
        self.panels.show_hidden(parse_hidden(liked.get(PANELS_LIKED, "")))
        self._canvas.hide_panels(self.panels.hidden)
        values = {choice.value: choice for choice in ChartRange}
        self.ranges.prefer(values.get(liked.get(RANGE_LIKED, ""), ChartRange.WHOLE))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the trial of a snapshot; the focus line stays if its reading still exists."""
        trial, assessment, before = snapshot.trial, snapshot.assessment, self._snapshot
        is_same = before is not None and before.trial.trial_id == trial.trial_id
        self._snapshot = snapshot
        self._series = get_series(trial, assessment, assessment.as_of)
        self._description = describe(self._series, assessment)
        self.setAccessibleDescription(self._description)
        kept = self._focused_at if is_same else None
        if not is_same:
            self.problem.hide()
            self.ranges.show_first(get_first_range(trial, assessment.as_of))
        has_entries = bool(self._series.moments)
        self._stack.setCurrentIndex(1 if has_entries else 0)
        self.setFocusProxy(self._canvas if has_entries else self._empty)
        self._tools.setVisible(has_entries)
        self._read_out.setVisible(has_entries)
        self.panels.show_series(self._series)
        self._canvas.show_series(self._series)
        self._focus(kept if kept in self._series.moments else None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._canvas.set_colours(current_colours())

    def _lay_out(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(6)
        for tool in (self.panels, self.picture_button, self.ranges):
            tools.addWidget(tool)
        self._head.setSpacing(8)
        self._head.addWidget(self._read_out, 1)
        self._head.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._head)
        self._column.addWidget(self.problem)
        self._column.addLayout(self._stack, 1)
        self.problem.hide()
        self.setLayout(self._column)
        # Only now: a stack without a home would show its first widget as a window of its own.
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._fit()

    def _fit(self) -> None:
        """Take the room that the window has."""
        self._is_low = self.window().height() < LOW_WINDOW
        self._column.setContentsMargins(*((4, 0, 4, 0) if self._is_low else (12, 4, 12, 8)))
        self._column.setSpacing(4)
        self._scroll.setMinimumHeight(LEAST_IN_LOW if self._is_low else 0)
        ways, policies = QHBoxLayout.Direction, QSizePolicy.Policy
        self._scroll.setSizePolicy(
            policies.Expanding, policies.Ignored if self._is_low else policies.Expanding
        )
        is_beside = self.width() >= BESIDE_WIDTH or self.window().height() < SMALL_WINDOW
        self._head.setDirection(ways.LeftToRight if is_beside else ways.BottomToTop)
        alignment = Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag.AlignRight
        self._head.setAlignment(self._tools, alignment)
        if self._focused_at is None:
            self._read_out.show_text(SHORT_HINT if self._is_low else HINT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # The focus line

    @Slot(object)
    def _read_near(self, at: datetime | None) -> None:
        if self._series is not None and at is not None:
            self._focus(read_out(self._series, at).at)

    @Slot(int)
    def _step(self, by: int) -> None:
        if self._series is None:
            return
        if self._focused_at is None:
            at = begin(self._series, self._canvas.get_window(), by)
        else:
            at = step_moment(self._series, self._focused_at, by)
        if at is not None:
            self._focus(at)
            self._announce(self.read_out)

    def _focus(self, at: datetime | None) -> None:
        self._focused_at = at
        text = SHORT_HINT if self._is_low else HINT
        if self._series is not None and at is not None:
            text = format_read_out(read_out(self._series, at))
        self._read_out.show_text(text)
        spoken = self._description if at is None else f"{text}. {self._description}"
        self._canvas.setAccessibleDescription(spoken)
        self._canvas.focus_line(at)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, text))

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self.problem.show_text(sentence)
        self.problem.show()
        self._announce(sentence)

    @Slot()
    def _ask_for_entry(self) -> None:
        """Ask for the entry at the focus line, of several the one recorded last."""
        if self._snapshot is None or self._focused_at is None:
            return
        entries = current_entries(self._snapshot.trial.entries)
        found = [e for e in entries if e.observed_at == self._focused_at]
        if found:
            self.entry_wanted.emit(max(found, key=lambda e: e.recorded_at).entry_id)

    # What is shown

    @Slot(bool)
    def _tell_moved(self, by_key: bool) -> None:
        self.ranges.show_none()
        window = self._canvas.get_window()
        if by_key and self._series is not None and window is not None:
            self._announce(describe_window(self._series, window))

    @Slot(object)
    def _hide_panels(self, hidden: frozenset[str]) -> None:
        self._canvas.hide_panels(hidden)
        self.preferred.emit(PANELS_LIKED, format_hidden(hidden))

    def _take_picture(self) -> "Picture | None":
        """Return what is on the screen as a picture for paper, None while there is nothing."""
        window = self._canvas.get_window()
        if self._snapshot is None or self._series is None or window is None:
            return None
        from trialtracker.charts.colours import PAPER
        from trialtracker.charts.picture_file import Picture

        size = (float(self._canvas.width()), float(self._scroll.height()))
        heading = get_heading(self._snapshot, window)
        panels = to_panel_keys(self.panels.hidden)
        return Picture(self._series, size, PAPER, window, panels, heading)
