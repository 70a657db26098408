"""What every figure of the outcomes does alike: numbers that keys and mouse reach and open."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trialtracker.overriding import override
from trialtracker.ui.outcomes_content import Card, Cell, describe, to_text
from trialtracker.ui.theme import Colours, current_colours

_FOCUS_WIDTH, _CORNER = 2.0, 4.0
TEXT_PX, SMALL_PX = 13, 12
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Spot(NamedTuple):
    """A number that can be reached: its place among the others, on the screen, and what it is."""

    row: int
    column: int
    area: QRectF
    label: str
    cell: Cell


class OutcomeFigure(QWidget):
    """Arrow keys go from number to number, Enter or a click opens the trials behind it."""

    opened = Signal(object)
    copied = Signal(str)
    moved = Signal(QRect)

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.setObjectName("outcomeFigure")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(describe(card))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = to_text(card)
        self._title = card.title
        self._spots: tuple[Spot, ...] = ()
        self._place = 0

    def list_spots(self, width: int) -> Sequence[Spot]:
        """Return every number with its place; each figure has its own."""
        raise NotImplementedError

    def draw(self, painter: QPainter, colours: Colours) -> None:
        """Paint the figure; each has its own look."""
        raise NotImplementedError

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the numbers as they stand now."""
        return self._spots

    @property
    def current(self) -> Spot | None:
        """Return the number that the keyboard is on."""
        return self._spots[self._place] if self._place < len(self._spots) else None

    def make_font(self, size_px: int = TEXT_PX, *, is_bold: bool = False) -> QFont:
        """Return the typeface of the program with tabular figures."""
        font = QFont(self.font())
        font.setPixelSize(size_px)
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def copy(self) -> None:
        """Put the figure on the clipboard as a table."""
        QGuiApplication.clipboard().setText(self._text)
        self.copied.emit(f"{self._title}: copied as a table.")

    def _go_to(self, place: int) -> None:
        self._place = place
        self.update()
        spot = self._spots[place]
        self.moved.emit(spot.area.toAlignedRect())
        event = QAccessibleAnnouncementEvent(self, f"{spot.label}: {_say(spot.cell)}")
        QAccessible.updateAccessibility(event)

    def _step(self, down: int, right: int) -> None:
        here = self.current
        if here is None:
            return
        centre = here.area.center()
        ahead = [s for s in self._spots if _is_ahead(here, s, down, right)]
        if ahead:
            row = min((abs(s.row - here.row) for s in ahead), default=0)
            near = [s for s in ahead if right or abs(s.row - here.row) == row]
            best = min(near, key=lambda s: abs(s.area.center().x() - centre.x()))
            self._go_to(self._spots.index(best))

    def _open(self) -> None:
        here = self.current
        if here is not None and here.cell.chosen is not None:
            self.opened.emit(here.cell.chosen)

    def _find(self, at: QPointF) -> int | None:
        return next((i for i, s in enumerate(self._spots) if s.area.contains(at)), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._spots:
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._spots) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._find(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(found)
            self._open()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._find(event.position())
        is_open = found is not None and self._spots[found].cell.chosen is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor)
        spot = None if found is None else self._spots[found]
        self.setToolTip("" if spot is None else f"{spot.label}: {_say(spot.cell)}")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        here = self.current
        self.moved.emit(self.rect() if here is None else here.area.toAlignedRect())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spots = tuple(self.list_spots(self.width()))
        self._place = min(self._place, max(0, len(self._spots) - 1))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, colours)
        here = self.current
        if self.hasFocus():
            area = QRectF(self.rect()) if here is None else here.area
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.focus), _FOCUS_WIDTH))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        painter.end()


def _say(cell: Cell) -> str:
    opens = ", Enter opens them" if cell.chosen is not None else ""
    return f"{cell.spoken or cell.text}{opens}"


def _is_ahead(here: Spot, other: Spot, down: int, right: int) -> bool:
    if right:
        return other.row == here.row and (other.column - here.column) * right > 0
    return (other.row - here.row) * down > 0
