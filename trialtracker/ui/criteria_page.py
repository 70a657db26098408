"""The page of the criteria sets: the versions at the left, the chosen one or its editor beside."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.overriding import override
from trialtracker.ui.criteria_editor import CriteriaEditor
from trialtracker.ui.criteria_list import CriteriaList
from trialtracker.ui.criteria_preview import CriteriaPreview
from trialtracker.ui.criteria_texts import NEVER_CHANGED, find_former
from trialtracker.ui.criteria_view import CriteriaView
from trialtracker.ui.plain_text import plain_label, wrapped_label
from trialtracker.ui.shortcuts import bind_keys

_SIDE_BY_SIDE = 980
_LIST_WIDTH = 290
_LIST_HEIGHT = 106
_UNLIMITED = 16_777_215
_ABOVE = (_UNLIMITED, _LIST_HEIGHT)
_NEW = "New version…  Alt+N"
_GO_ON = "Go on with the new version  Alt+N"


class CriteriaPage(QWidget):
    """Esc goes one step back: from the preview to the form, to the chosen version, off the page.

    What is typed stays until it is stored or discarded.
    """

    submitted = Signal(object)
    preview_wanted = Signal(object)
    preview_left = Signal()
    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._sets: tuple[CriteriaSet, ...] = ()
        self.list = CriteriaList()
        self.view = CriteriaView()
        self.editor = CriteriaEditor(today)
        self.preview = CriteriaPreview()
        self.new_button = QPushButton()
        self.new_button.setProperty("primary", True)
        self._stack = QStackedWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._name_button()
        self._lay_out()
        self._connect()
        # A key of its own: a button's mnemonic acts late, and what is typed at once would be lost.
        bind_keys(self, {"Alt+N": self.edit, "Ctrl+S": self._save, "Esc": self.go_back})

    def show_sets(self, sets: Sequence[CriteriaSet], title: str = "") -> None:
        """Show every version there is, one of them chosen by its title, else the one in view."""
        self._sets = tuple(sets)
        self.editor.show_existing(sets)
        before = self.list.chosen
        self.list.blockSignals(True)
        self.list.show_sets(sets, title or ("" if before is None else before.title))
        self.list.blockSignals(False)
        chosen = self.list.chosen
        if chosen is not None and chosen != self.view.shown:
            self.view.show_set(chosen, find_former(sets, chosen))

    def show_stored(self, sets: Sequence[CriteriaSet], title: str) -> None:
        """Show the version that was stored just now."""
        self.editor.is_changed = False
        self.editor.save_button.setEnabled(True)
        self.show_sets(sets, title)
        self._show(self.view)
        self.list.setFocus()

    def take_focus(self) -> None:
        """Put the keyboard where the page was left."""
        shown = self._stack.currentWidget()
        if shown is self.view:
            self.list.setFocus()
        elif shown is self.editor:
            self.editor.take_focus()
        else:
            self.preview.back_button.setFocus()

    def edit(self) -> None:
        """Begin a version from the one in view, or go on with the one that was begun."""
        if not self.editor.is_changed and self.list.chosen is not None:
            self.editor.start(self.list.chosen)
        self._show(self.editor)
        self.editor.take_focus()

    def go_back(self) -> None:
        """Go one step back; nothing typed is lost."""
        shown = self._stack.currentWidget()
        if shown is self.preview:
            self._leave_preview()
        elif shown is self.editor:
            self._show(self.view)
            self.list.setFocus()
        else:
            self.closed.emit()

    def show_preview(self, criteria_set: CriteriaSet) -> None:
        """Show that past trials are held against a set."""
        self.preview.start(criteria_set)
        self._show(self.preview)
        self.preview.cancel_button.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._name_button()
        self.new_button.setVisible(part is self.view)
        self._fit()

    def _name_button(self) -> None:
        text = _GO_ON if self.editor.is_changed else _NEW
        self.new_button.setText(text)
        self.new_button.setAccessibleName(text.partition("  ")[0])

    def _fit(self) -> None:
        """Stand list and version side by side where there is room; a form needs all of a little."""
        is_wide = self.width() >= _SIDE_BY_SIDE
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self.list.setMaximumSize(*((_LIST_WIDTH, _UNLIMITED) if is_wide else _ABOVE))
        self.list.setMinimumSize(*((_LIST_WIDTH, 0) if is_wide else (0, _LIST_HEIGHT)))
        self.list.setVisible(is_wide or self._stack.currentWidget() is self.view)

    def _show_chosen(self, criteria_set: CriteriaSet) -> None:
        self.view.show_set(criteria_set, find_former(self._sets, criteria_set))
        self._show(self.view)

    def _leave_preview(self) -> None:
        self.preview.cancel()
        self.preview_left.emit()
        self._show(self.editor)
        self.editor.take_focus()

    def _save(self) -> None:
        if self._stack.currentWidget() is not self.view:
            self._show(self.editor)
            self.editor.save()

    def _discard(self) -> None:
        self._show(self.view)
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.wanted.connect(self._show_chosen)
        self.new_button.clicked.connect(self.edit)
        self.editor.submitted.connect(self.submitted)
        self.editor.preview_wanted.connect(self.preview_wanted)
        self.editor.discarded.connect(self._discard)
        self.preview.left.connect(self._leave_preview)
        self.preview.cancelled.connect(self.preview_left)

    def _lay_out(self) -> None:
        note = wrapped_label(NEVER_CHANGED)
        room = self.new_button.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.new_button.setSizePolicy(room)
        head = QHBoxLayout()
        head.addWidget(plain_label("Criteria sets", "pageTitle"))
        head.addStretch(1)
        head.addWidget(self.new_button)
        for part in (self.view, self.editor, self.preview):
            self._stack.addWidget(part)
        self._body.setSpacing(14)
        self._body.addWidget(self.list)
        self._body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(note)
        column.addLayout(self._body, 1)
