"""Which panels a chart shows: a menu that stays open while several are chosen."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from trialtracker.clinical.series import ChartSeries
from trialtracker.overriding import override
from trialtracker.ui.plain_text import plain_button_text

KEY = "Alt+P"
ALWAYS = "pain"
ALL = "Show all panels"
_SEPARATOR = ","


class PanelsButton(QPushButton):
    """Opens the menu; says how many panels are hidden, so that nobody misses one unawares."""

    chosen = Signal(object)  # frozenset[str]: the choices that are hidden

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden: frozenset[str] = frozenset()
        self.menu_of_panels = CheckMenu(self)
        self.menu_of_panels.setAccessibleName("Panels of the chart")
        self._series: ChartSeries | None = None
        self.setObjectName("chartTool")
        self._fill_text()
        QShortcut(QKeySequence(KEY), self, self.click)
        self.clicked.connect(self._open)
        self.menu_of_panels.triggered.connect(self._choose)

    def show_series(self, series: ChartSeries) -> None:
        """Tell in the menu which panels have nothing to show of this trial."""
        self._series = series

    def show_hidden(self, hidden: Collection[str]) -> None:
        """Show which choices are hidden."""
        self.hidden = frozenset(hidden) - {ALWAYS}
        self._fill_text()

    def _fill_text(self) -> None:
        count = len(self.hidden)
        self.setText(f"Panels: {count} hidden ▾" if count else "Panels ▾")
        self.setAccessibleName(f"Panels of the chart, {count or 'none'} hidden")
        self.setToolTip(f"Choose what the chart shows ({KEY})")

    def _open(self) -> None:
        if self._series is None:
            return
        self._fill(self._series)
        corner = self.rect().bottomLeft()
        self.menu_of_panels.popup(self.mapToGlobal(corner))
        self.menu_of_panels.setActiveAction(self.menu_of_panels.actions()[1])

    def _fill(self, series: ChartSeries) -> None:
        from trialtracker.charts.panels import PANEL_CHOICES, PANELS  # loads matplotlib

        self.menu_of_panels.clear()
        filled = {panel.key for panel in PANELS if panel.get_height(series).wanted}
        for choice in PANEL_CHOICES:
            is_empty = filled.isdisjoint(choice.panels)
            title = f"{choice.title}: nothing recorded" if is_empty else choice.title
            action = self.menu_of_panels.addAction(plain_button_text(title))
            action.setCheckable(True)
            action.setChecked(choice.key not in self.hidden)
            action.setEnabled(choice.key != ALWAYS)
            action.setData(choice.key)
        self.menu_of_panels.addSeparator()
        self.menu_of_panels.addAction(ALL).setData("")

    def _choose(self, action: QAction) -> None:
        key = str(action.data())
        if not key:
            self.show_hidden(())
            for other in self.menu_of_panels.actions():
                other.setChecked(other.isCheckable())
        else:
            self.show_hidden(self.hidden - {key} if action.isChecked() else self.hidden | {key})
        self.chosen.emit(self.hidden)


class CheckMenu(QMenu):
    """Space and the mouse check an action and leave the menu open; Enter checks it and closes."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        active = self.activeAction()
        if event.key() == Qt.Key.Key_Space and active in self.actions():  # it may be None
            active.trigger()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action in self.actions() and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


def format_hidden(hidden: Collection[str]) -> str:
    """Return the hidden choices as they are kept; a panel that is new later is shown."""
    return _SEPARATOR.join(sorted(hidden))


def parse_hidden(kept: str) -> frozenset[str]:
    """Return the hidden choices from what was kept."""
    return frozenset(key for key in kept.split(_SEPARATOR) if key)
