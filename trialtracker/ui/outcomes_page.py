"""The page of the clinic's outcomes: the period above, then a card for each question."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.outcome_figures import Figures
from trialtracker.clinical.outcome_period import Period
from trialtracker.clinical.outcome_words import count_trials, format_interval, format_share
from trialtracker.overriding import override
from trialtracker.ui.outcomes_bars import OutcomeBars
from trialtracker.ui.outcomes_cards import make_cards
from trialtracker.ui.outcomes_content import Bars, Card, Table
from trialtracker.ui.outcomes_figure import OutcomeFigure
from trialtracker.ui.outcomes_funnel import OutcomeFunnel
from trialtracker.ui.outcomes_period_bar import PeriodBar
from trialtracker.ui.outcomes_table import OutcomeTable
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.shortcuts import bind_keys

_SIDE_BY_SIDE = 1080
_BESIDE, _GAP = 24, 14
_WIDE = (0,)
_EMPTY = (
    "No trial started in this period.\n\n"
    "A trial counts from its first active dose; its outcome when it has ended."
)
_NOTE = (
    "Enter or a click on a number opens the trials behind it; Ctrl+C copies a table. Groups of "
    "fewer than 5 are shown here and withheld in the CSV. Of treatments, never of people."
)


class OutcomesPage(QWidget):
    """What it shows comes by show_figures; Tab goes from card to card, arrows inside one."""

    period_wanted = Signal(object)
    opened = Signal(object)
    csv_wanted = Signal()
    noticed = Signal(str)
    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.shown: Figures | None = None
        self.trials_waiting = 0
        self.figures: tuple[OutcomeFigure, ...] = ()
        self.headline = WrappedLabel("figures")
        self.waiting = WrappedLabel("doubt")
        self.period_bar = PeriodBar(today)
        self.csv_button = QPushButton("Save CSV…  Ctrl+S")
        self.csv_button.setAccessibleName("Save CSV")
        self._cards: list[QFrame] = []
        self._grid = QGridLayout()
        self._empty = wrapped_label(_EMPTY, "emptyState")
        self._body = QWidget()
        self._scroll = make_scroll()
        self._stack = QStackedWidget()
        self._lay_out()
        self.show_waiting(0)
        self.period_bar.chosen.connect(self.period_wanted)
        self.csv_button.clicked.connect(self.csv_wanted)
        bind_keys(self, {"Esc": self.closed.emit, "Ctrl+S": self.csv_wanted.emit})

    def show_figures(self, figures: Figures, bounds: Period) -> None:
        """Show the figures of a period; the same ones again leave everything as it is."""
        self.period_bar.show_bounds(bounds)
        if figures == self.shown:
            return
        self.shown = figures
        self.headline.show_text(_format_headline(figures))
        self._stack.setCurrentWidget(self._scroll if figures.started else self._empty)
        self.csv_button.setEnabled(bool(figures.started))
        self._clear()
        self.figures = tuple(self._add(card) for card in make_cards(figures))
        self._arrange()

    def show_waiting(self, trials: int) -> None:
        """Say how many trials are still to be counted, as after an upgrade."""
        self.trials_waiting = trials
        self.waiting.setVisible(trials > 0)
        are = "is" if trials == 1 else "are"
        self.waiting.show_text(
            f"{count_trials(trials)} {are} still to be counted; that goes on now."
        )

    def take_focus(self) -> None:
        """Put the keyboard where it was, else on the period."""
        held = cast("QWidget | None", self.focusWidget())
        first = next(b for b in self.period_bar.buttons.values() if b.isChecked())
        # The pages of the window hand the keyboard to the first button by themselves.
        target = first if held is None or held is self.csv_button else held
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _add(self, card: Card) -> OutcomeFigure:
        figure = _make_figure(card)
        figure.opened.connect(self.opened)
        figure.copied.connect(self.noticed)
        figure.moved.connect(lambda area: self._bring_into_view(figure, area))
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(4)
        column.addWidget(plain_label(card.title, "sectionTitle"))
        column.addWidget(wrapped_label(card.note))
        column.addSpacing(4)
        column.addWidget(figure)
        column.addStretch(1)
        self._cards.append(frame)
        return figure

    def _bring_into_view(self, figure: OutcomeFigure, area: QRect) -> None:
        centre = figure.mapTo(self._body, area.center())
        self._scroll.ensureVisible(
            centre.x(), centre.y(), area.width() // 2 + _GAP, area.height() // 2 + _GAP
        )

    def _arrange(self) -> None:
        """Put two cards beside each other where there is room, in the order of reading."""
        columns = 2 if self.width() >= _SIDE_BY_SIDE else 1
        row = column = 0
        for number, card in enumerate(self._cards):
            is_wide = columns == 1 or number in _WIDE
            self._grid.addWidget(card, row, column, 1, columns if is_wide else 1)
            column = 0 if is_wide else 1 - column
            row += is_wide or column == 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _clear(self) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label("Outcomes", "pageTitle"))
        head.addStretch(1)
        head.addWidget(self.csv_button)
        self._body.setObjectName("formBody")
        self._grid.setSpacing(_GAP)
        self._grid.setContentsMargins(0, 0, 8, 0)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped_label(_NOTE))
        column.addLayout(self._grid)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._fill(head)

    def _fill(self, head: QLayout) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BESIDE, 16, _BESIDE, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.headline)
        layout.addWidget(self.period_bar)
        layout.addWidget(self.waiting)
        layout.addWidget(self._stack, 1)


def _make_figure(card: Card) -> OutcomeFigure:
    if isinstance(card, Table):
        return OutcomeTable(card)
    return OutcomeBars(card) if isinstance(card, Bars) else OutcomeFunnel(card)


def _format_headline(figures: Figures) -> str:
    parts = [
        f"{count_trials(figures.started)} started",
        f"{figures.ended:,} ended",
        f"{figures.running:,} still running",
    ]
    if figures.ended:
        share, interval = format_share(figures.favourable), format_interval(figures.favourable)
        parts.append(f"favourable {share} of those that ended (95 % interval {interval})")
    return " · ".join(parts)
