"""The grid itself: one digit a score, Tab the next cell, Enter the next row."""

import re

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from trialtracker.clinical.paper import is_complete
from trialtracker.overriding import override
from trialtracker.ui.paper_model import PaperModel, Place
from trialtracker.ui.paper_rows import DAY, NOTE, TIME

_WHOLE_TIME = re.compile(r"[0-9]{4}|[0-9]{1,2}:[0-9]{2}")
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ROW_HEIGHT, _ROW_HEIGHT_LOW = 36, 28
_HEADER_HEIGHT, _HEADER_HEIGHT_LOW = 46, 36
_NUMBER_WIDTH = 36
_WIDTHS = {DAY: 118, TIME: 72, NOTE: 240}
_LEAST_WIDTH = 62
_LONG_TITLE = 8
_LONG_WIDTH = 84
_AnyIndex = QModelIndex | QPersistentModelIndex


class PaperGrid(QTableView):
    """Takes every key that types or moves; Tab leaves it at its two ends, so that it is no trap."""

    current_changed = Signal()

    def __init__(self, model: PaperModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_fresh = True
        self.setObjectName("paperGrid")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(True)  # Tab comes here first; what is ignored leaves the grid
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setFixedHeight(_HEADER_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(_wrap()))
        columns.setHighlightSections(False)
        rows.setHighlightSections(False)
        rows.setFixedWidth(_NUMBER_WIDTH)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName("Row numbers")

    @property
    def place(self) -> Place | None:
        """Return the cell that has the keyboard."""
        index = self.currentIndex()
        return self._model.place_of(index) if index.isValid() else None

    def fit(self, *, is_low: bool) -> None:
        """Make rows and titles lower where the window is low."""
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_LOW if is_low else _ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(_HEADER_HEIGHT_LOW if is_low else _HEADER_HEIGHT)

    def size_columns(self) -> None:
        """Give each column the width of what is usual in it."""
        for number, column in enumerate(self._model.columns):
            title = str(self._model.headerData(number, Qt.Orientation.Horizontal))
            width = _LONG_WIDTH if len(title) > _LONG_TITLE else _LEAST_WIDTH
            self.setColumnWidth(number, _WIDTHS.get(column, width))

    def go_to(self, place: Place) -> None:
        """Put the keyboard on a cell and bring it into view."""
        index = self._model.find(place)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self._is_fresh = True

    def go_to_first_open(self) -> None:
        """Put the keyboard on the first cell that can be typed into."""
        if self._model.rows:
            self.go_to((0, self._first_open(0)))

    @override
    def currentChanged(self, current: _AnyIndex, previous: _AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._is_fresh = True
        self._model.typing = None
        self.viewport().update()
        self.current_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.place
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            step = 1 if event.key() == Qt.Key.Key_Tab else -1
            event.setAccepted(place is not None and self._tab(place, step))
        elif place is None or not self._take(event, place):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent, place: Place) -> bool:
        key = Qt.Key(event.key())
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(place)
            case Qt.Key.Key_Backspace:
                self._put(place, self._model.get_text(place)[:-1])
            case Qt.Key.Key_Delete:
                self._put(place, "")
            case _:
                return self._type(event, place)
        return True

    def _type(self, event: QKeyEvent, place: Place) -> bool:
        letter = event.text()
        is_command = bool(event.modifiers() & _COMMANDS)
        if is_command or not letter.isprintable() or not letter or place[1] == NOTE:
            return False
        if not self._model.is_open(place):
            return True
        # What is refused is not replaced by the next digit: typed blindly, that would go on.
        before = "" if self._is_fresh else self._model.get_text(place)
        self._put(place, (before + letter).lstrip())
        if _is_whole(place[1], self._model.get_text(place)):
            self._step(place, 1)
        return True

    def _put(self, place: Place, text: str) -> None:
        self._is_fresh = False
        self._model.typing = place
        self._model.type_text(place, text)
        self.current_changed.emit()

    def _enter(self, place: Place) -> None:
        number, column = place
        if column not in {DAY, TIME}:
            self._leave(place)
            self._go_down(number)
        elif self._model.accept_suggestion(number):
            self.go_to((number, self._model.columns[2]))
        else:
            row = self._model.get_row(number)
            self.go_to((number, TIME if row.day else DAY))

    def _go_down(self, number: int) -> None:
        below = number + 1
        if below < self._model.rowCount():
            self.go_to((below, self._first_open(below)))

    def _tab(self, place: Place, step: int) -> bool:
        """Go to the next or former cell; tell whether there is one, else Tab leaves the grid."""
        self._leave(place)
        is_last = place[0] == self._model.rowCount() - 1
        is_done = is_last and self._model.get_row(place[0]).is_blank
        if step > 0 and is_done and place[1] == self._first_open(place[0]):
            return False
        return self._step(place, step)

    def _first_open(self, number: int) -> str:
        return next(c for c in self._model.columns if self._model.is_open((number, c)))

    def _step(self, place: Place, step: int) -> bool:
        """Go to the next cell that can be typed into; tell whether there is one."""
        self._leave(place)
        cells = [(n, c) for n in range(self._model.rowCount()) for c in self._model.columns]
        here = cells.index(place)
        onward = cells[here + 1 :] if step > 0 else cells[:here][::-1]
        following = next((cell for cell in onward if self._model.is_open(cell)), None)
        if following is None:
            self._model.typing = None
            return False
        self.go_to(following)
        return True

    def _leave(self, place: Place) -> None:
        self._model.typing = None
        if place[1] in {DAY, TIME}:
            self._model.write_out(place[0])


def _is_whole(column: str, text: str) -> bool:
    if column == TIME:
        return bool(_WHOLE_TIME.fullmatch(text))
    return column != DAY and is_complete(column, text)


def _wrap() -> int:
    return int(Qt.TextFlag.TextWordWrap)
