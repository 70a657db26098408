"""Find a patient by name or MRN as you type; the arrows choose and Enter opens."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from trialtracker.clinical.time import format_date
from trialtracker.overriding import override
from trialtracker.services.rows import PatientHit
from trialtracker.ui.plain_text import one_line

_MOST_HITS = 12
_HIT_HEIGHT = 44
_HIT_ROLE = Qt.ItemDataRole.UserRole + 1
NOTHING_FOUND = "No patient matches. Ctrl+N makes a new trial."


class FindField(QLineEdit):
    """The field and the list of hits below it; the list lives in the window, not in a popup."""

    typed = Signal(str)
    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("findField")
        self.setPlaceholderText("Find a patient or MRN   Ctrl+K")
        self.setAccessibleName("Find a patient by name or MRN")
        self.setClearButtonEnabled(True)
        self._window = window
        self.hits = QListWidget(window)
        self.hits.setObjectName("findHits")
        self.hits.setAccessibleName("Patients found")
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setUniformItemSizes(True)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.hide()
        self._is_asked = False
        self._opens_first = False
        self.textEdited.connect(self._ask)
        self.hits.itemClicked.connect(self._choose_item)

    def _ask(self, text: str) -> None:
        self._opens_first = False
        self._is_asked = bool(text.strip())
        if self._is_asked:
            self.typed.emit(text)
        else:
            self.hits.hide()

    def show_hits(self, text: str, found: tuple[PatientHit, ...]) -> None:
        """Show who was found for a text; an answer to an older text is passed over."""
        if text != self.text():
            return
        self._is_asked = False
        self.hits.clear()
        for hit in found:
            self._add(hit)
        if not found:
            nothing = QListWidgetItem(NOTHING_FOUND)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(nothing)
        self.hits.setCurrentRow(0 if found else -1)
        self._place()
        if self._opens_first:
            self._choose_current()

    def _add(self, hit: PatientHit) -> None:
        born = "birth date not known" if hit.birth_date is None else format_date(hit.birth_date)
        name = one_line(f"{hit.family_name.upper()}, {hit.given_name}")
        # What tells namesakes apart stands first in a line, where a long name cannot push it out.
        item = QListWidgetItem(f"{name}\nBorn {born}   MRN {one_line(hit.mrn)}   {hit.trial_label}")
        item.setData(_HIT_ROLE, hit)
        self.hits.addItem(item)

    def _place(self) -> None:
        window = self._window
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        width = max(self.width(), min(460, window.width() - 32))
        height = min(self.hits.count(), _MOST_HITS) * _HIT_HEIGHT + 10
        left = min(corner.x(), window.width() - width - 16)
        self.hits.setGeometry(left, corner.y(), width, min(height, window.height() - corner.y()))
        self.hits.show()
        self.hits.raise_()

    def close_hits(self) -> None:
        """Put the list away."""
        self.hits.hide()
        self._opens_first = False

    def _choose_current(self) -> None:
        if self._is_asked:
            self._opens_first = True
            return
        item = self.hits.currentItem()
        if self.hits.isVisible() and item is not None:
            self._choose_item(item)

    def _choose_item(self, item: QListWidgetItem) -> None:
        hit = item.data(_HIT_ROLE)
        if hit is None:
            return
        self.clear()
        self.close_hits()
        self.chosen.emit(hit)

    def _move(self, step: int) -> None:
        row = self.hits.currentRow() + step
        if self.hits.isVisible() and 0 <= row < self.hits.count():
            self.hits.setCurrentRow(row)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_hits()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose_current()
            case Qt.Key.Key_Escape:
                self.clear()
                self.close_hits()
                self.dismissed.emit()
            case _:
                super().keyPressEvent(event)
