"""A row of cells that holds one answer: typed, moved by arrow keys, or clicked.

It is a line edit that draws cells, so a screen reader is told its name, its text and every change.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trialtracker.overriding import override
from trialtracker.ui.record_answer_edit import AnswerEdit, is_plain
from trialtracker.ui.record_paint import Cell, draw_cells, draw_ring
from trialtracker.ui.record_state import BLANK_ROW, RowState

RING = 3
GAP = 4
NARROWEST = 26


class CellStrip(AnswerEdit):
    """The cells of one row; None is a place without a cell, so that columns stay aligned."""

    def __init__(
        self,
        cells: Sequence[Cell | None],
        height: int,
        *,
        accumulates: bool,
        toggles: str = "",
        parent: QWidget,
    ) -> None:
        """Lay out the cells; accumulates is for answers of more than one digit.

        toggles is the answer that the space bar gives and takes back, '' for none.
        """
        super().__init__(parent)
        self._cells = tuple(cells)
        self._height = height
        self._accumulates = accumulates
        self._toggles = toggles
        self._is_fresh = True
        self._hovered: Cell | None = None
        self.setObjectName("cells")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(height + 2 * RING)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def show_state(self, state: RowState) -> None:
        self._is_fresh = True
        super().show_state(state)

    @override
    def begin(self) -> None:
        self._is_fresh = True

    def _type(self, text: str) -> None:
        cell = self._find_cell(text)
        if cell is None and text.isalpha():
            self.letter_typed.emit(text)
            return
        if cell is not None and text.isalpha():
            text = cell.text
        goes_on = self._accumulates and not self._is_fresh
        self._is_fresh = False
        self.change(RowState(text=self._state.text + text if goes_on else text))

    def _find_cell(self, typed: str) -> Cell | None:
        wanted = typed.casefold()
        cells = (cell for cell in self._cells if cell is not None)
        return next((c for c in cells if wanted in {c.text.casefold(), c.letter}), None)

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

    @override
    def _take_key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._nudge(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Backspace:
                self._erase()
            case Qt.Key.Key_Delete:
                self._clear()
            case _:
                return super()._take_key(key)
        return True

    def _take_text(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text()
            return True
        if not is_plain(event.keyCombination()) or not event.text().strip().isprintable():
            return False
        if event.text().strip():
            self._type(event.text())
        elif self._toggles:
            self._toggle()
        return True

    def _toggle(self) -> None:
        is_on = self._state.text == self._toggles
        self.change(BLANK_ROW if is_on else RowState(text=self._toggles))

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString().strip():
            self._type(event.commitString())
        event.accept()

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
