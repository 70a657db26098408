"""A row of cells that holds one answer: typed, moved by arrow keys, or clicked.

It is a line edit that draws cells, so a screen reader is told its name, its text and every change.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from trialtracker.overriding import override
from trialtracker.ui.record_paint import Cell, draw_cells, draw_ring
from trialtracker.ui.record_state import BLANK_ROW, RowState

RING = 3
GAP = 4
NARROWEST = 26


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_PASSING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class CellStrip(QLineEdit):
    """The cells of one row; None is a place without a cell, so that columns stay aligned."""

    changed = Signal()
    entered = Signal()
    left = Signal()
    enter_pressed = Signal()
    stepped = Signal(int)
    reason_wanted = Signal()
    letter_typed = Signal(str)

    def __init__(
        self, cells: Sequence[Cell | None], height: int, *, accumulates: bool, parent: QWidget
    ) -> None:
        """Lay out the cells; accumulates is for answers of more than one digit."""
        super().__init__(parent)
        self._cells = tuple(cells)
        self._height = height
        self._accumulates = accumulates
        self._state = BLANK_ROW
        self._is_fresh = True
        self._hovered: Cell | None = None
        self.setObjectName("cells")
        self.setMouseTracking(True)
        self.setAcceptDrops(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def get_state(self) -> RowState:
        """Return what was typed, or the reason why nothing was assessed."""
        return self._state

    def show_state(self, state: RowState) -> None:
        """Show an answer; the next digit starts anew."""
        self._is_fresh = True
        self._state = state
        self.setText(state.text)
        self.update()

    def change(self, state: RowState) -> None:
        """Take an answer from the user."""
        if state == self._state:
            return
        self._state = state
        self.setText(state.text)
        self.update()
        self.changed.emit()

    def _type(self, text: str) -> None:
        if not self._accumulates and text.isalpha():
            self.letter_typed.emit(text)
            return
        goes_on = self._accumulates and not self._is_fresh
        self._is_fresh = False
        self.change(RowState(text=self._state.text + text if goes_on else text))

    def paste_text(self) -> None:
        """Take the clipboard's text as if it had been typed."""
        self._type(QGuiApplication.clipboard().text().strip())

    def _erase(self) -> None:
        self._is_fresh = False
        self.change(RowState(text=self._state.text[:-1]))

    def _clear(self) -> None:
        self._is_fresh = True
        self.change(BLANK_ROW)

    def _nudge(self, step: int) -> None:
        texts = [cell.text for cell in self._cells if cell is not None]
        self._is_fresh = True
        if self._state.text in texts:
            place = texts.index(self._state.text) + step
            self.change(RowState(text=texts[max(0, min(place, len(texts) - 1))]))
        elif step > 0:
            self.change(RowState(text=texts[0]))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(Qt.Key(event.key())) and not self._take_text(event):
            event.ignore()

    def _take_key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._nudge(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.enter_pressed.emit()
            case Qt.Key.Key_Backspace:
                self._erase()
            case Qt.Key.Key_Delete:
                self._clear()
            case _:
                return False
        return True

    def _take_text(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text()
            return True
        if not _is_plain(event.keyCombination()) or not event.text().strip().isprintable():
            return False
        if event.text().strip():
            self._type(event.text())
        return True

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString().strip():
            self._type(event.commitString())
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        # A line edit claims Ctrl+Z and its like for itself; here they belong to the form.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_typed = bool(event.text()) and event.text().isprintable()
            event.setAccepted(_is_plain(event.keyCombination()) and is_typed)
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self._is_fresh = True
            self.entered.emit()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cell = self._cell_at(event.position().x())
        if self._state.reason is not None:
            self.reason_wanted.emit()
        elif cell is not None:
            self._is_fresh = True
            self.change(RowState(text=cell.text))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._cell_at(event.position().x()))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(self._cell_at(event.position().x()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, cell: Cell | None) -> None:
        if cell is not self._hovered:
            self._hovered = cell
            self.update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.reason_wanted.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._get_width(1.0), self._height + 2 * RING)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._get_width(self._get_least_scale()), self._height + 2 * RING)

    def _get_least_scale(self) -> float:
        return max(NARROWEST / cell.width for cell in self._cells if cell is not None)

    def _get_width(self, scale: float) -> int:
        widths = [self._get_cell_width(place) * scale + GAP for place in range(len(self._cells))]
        return round(sum(widths)) - GAP + 2 * RING + 2

    def _get_cell_width(self, place: int) -> int:
        cell = self._cells[place]
        return cell.width if cell is not None else min(c.width for c in self._cells if c)

    def _get_rects(self) -> list[tuple[Cell, QRectF]]:
        full = self._get_width(1.0)
        spare = full - GAP * (len(self._cells) - 1) - 2 * RING - 2
        scale = min(1.0, (self.width() - full + spare) / spare)
        x, placed = RING + 1.0, []
        for place, cell in enumerate(self._cells):
            width = self._get_cell_width(place) * scale
            if cell is not None:
                placed.append((cell, QRectF(x, RING, width, self._height)))
            x += width + GAP
        return placed

    def get_cell_rect(self, text: str) -> QRectF:
        """Return where the cell of an answer stands."""
        return next(rect for cell, rect in self._get_rects() if cell.text == text)

    def _cell_at(self, x: float) -> Cell | None:
        hits = (
            cell
            for cell, rect in self._get_rects()
            if rect.left() - GAP / 2 <= x <= rect.right() + GAP / 2
        )
        return next(hits, None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = self._get_rects()
        draw_cells(painter, rects, self._state, self._hovered)
        if self.hasFocus():
            draw_ring(painter, QRectF(0, 0, rects[-1][1].right() + RING + 1, self.height()))
        painter.end()


def _is_plain(keys: QKeyCombination) -> bool:
    return not keys.keyboardModifiers() & _COMMANDS
