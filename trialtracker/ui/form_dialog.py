"""The frame of every form in a window of its own: nothing typed is lost by accident."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.refusal import Problem
from trialtracker.overriding import override
from trialtracker.ui.form_field import FieldSet, FormField
from trialtracker.ui.plain_text import ElidedLabel, plain_label
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.scroll_area import make_scroll

_MOST_OF_SCREEN = 0.95
_LEAST_NAME = 200


class FormDialog(QDialog):
    """Forms in cards, a summary of problems, one button that stores and one that does not.

    Enter goes to the next field and never stores; Ctrl+S stores; Esc asks when anything was typed.
    """

    side_by_side_px = 820
    """In a narrower dialog the cards stand one below the other."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._forms: list[FieldSet] = []
        self._is_changed = False
        self.whose = ElidedLabel("sectionTitle", _LEAST_NAME)
        self.whose.hide()
        self.summary = ProblemSummary()
        self.summary.jumped.connect(self._jump)
        self.cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cards.setSpacing(16)
        self._footer = QVBoxLayout()
        self.save_button = QPushButton(f"{verb}  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName(verb)
        self.save_button.clicked.connect(self._save)
        self.close_button = QPushButton("Close without saving")
        self.close_button.clicked.connect(self.reject)
        self.question = _LeaveQuestion()
        self.question.keep_button.clicked.connect(self._keep_editing)
        self.question.discard_button.clicked.connect(self._discard)
        self._lay_out(title)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)

    def add_card(self, title: str, form: FieldSet, *, stretch: int = 1) -> QVBoxLayout:
        """Add a form under its title and return the card's column, for anything below the form."""
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(12)
        column.addWidget(plain_label(title, "sectionTitle"))
        column.addWidget(form)
        self.cards.addWidget(card, stretch)
        self._forms.append(form)
        form.changed.connect(self._note_change)
        return column

    def add_footer(self, form: FieldSet) -> None:
        """Add a form that stays in view between the cards and the buttons."""
        self._footer.addWidget(form)
        self._forms.append(form)
        form.changed.connect(self._note_change)

    def show_whose(self, patient: str) -> None:
        """Say whose form it is: the window may cover the banner, or another trial be behind it."""
        self.whose.show_text(patient)
        self.whose.show()

    def start(self) -> None:
        """Take what the forms hold now as unchanged, and show the dialog without blocking."""
        self._is_changed = False
        self._order_tabs()
        self.resize(self.size().boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self.open()
        self._focus_first()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show why nothing was stored; everything typed stays."""
        self.save_button.setEnabled(True)
        fields = {key: field for form in self._forms for key, field in form.fields.items()}
        order = {key: place for place, key in enumerate(fields)}
        listed = sorted(problems, key=lambda problem: order.get(problem.field, -1))
        for form in self._forms:
            form.show_problems(listed)
        self.summary.show_problems(listed, {key: f.title for key, f in fields.items()})
        if listed:
            self._jump(listed[0].field)

    @override
    def reject(self) -> None:
        if self._is_changed and not self.question.isVisible():
            self.question.show()
            self.question.keep_button.setFocus()
        elif not self._is_changed:
            super().reject()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = event.size().width() >= self.side_by_side_px or self.cards.count() < 2
        self.cards.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.focusNextChild()

    def submit(self) -> None:
        """Read the forms and hand them on; each dialog says how."""
        raise NotImplementedError

    def get_field(self, key: str) -> FormField | None:
        """Return the field of a problem, None if no form has it."""
        return next((form.fields[key] for form in self._forms if key in form.fields), None)

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            self.submit()

    def _note_change(self) -> None:
        self._is_changed = True
        self.save_button.setEnabled(True)

    def _keep_editing(self) -> None:
        self.question.hide()
        self._focus_first()

    def _discard(self) -> None:
        self._is_changed = False
        self.reject()

    def _jump(self, key: str) -> None:
        if field := self.get_field(key):
            field.focus_editor()
            self._scroll.ensureWidgetVisible(field)

    def _focus_first(self) -> None:
        fields = (field for form in self._forms for field in form.fields.values())
        first = next((field for field in fields if field.editor.isEnabled()), None)
        if first:
            first.focus_editor()

    def _order_tabs(self) -> None:
        fields = (field for form in self._forms for field in form.fields.values())
        stops = [stop for field in fields for stop in field.tab_stops()]
        stops += [self.save_button, self.close_button]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _lay_out(self, title: str) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        body.setLayout(self.cards)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self._scroll = make_scroll(body)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        heading = plain_label(title, "pageTitle")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(self.whose)
        column.addWidget(self.summary)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._footer)
        column.addWidget(self.question)
        column.addLayout(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)


class _LeaveQuestion(QFrame):
    """The inline question that Esc asks when something was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leaveQuestion")
        self.keep_button = QPushButton("&Keep editing")
        self.keep_button.setProperty("primary", True)
        self.discard_button = QPushButton("Discard what was typed")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(plain_label("What you typed is not stored.", "leaveQuestionText"), 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.discard_button)
        self.hide()
