"""One item of the dossier: what is asked, the answer, its note, who gave it, and what it means."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.dossier import Item, format_value
from trialtracker.clinical.dossier_choices import Weight
from trialtracker.clinical.record import Fact
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.time import format_moment
from trialtracker.ui.dossier_editors import AnswerKeys, Place, make_editor
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.shape_icon import Shape, ShapeIcon
from trialtracker.ui.styling import set_style_property

_LABEL_WIDTH, _EDITOR_WIDTH, _NOTE_WIDTH, _WHO_WIDTH = 300, 304, 150, 190
_GAP = 12
_COLUMNS = 5
_SHAPE_OF_WEIGHT = {
    Weight.ABSOLUTE: Shape.HEXAGON,
    Weight.FAILS: Shape.CROSS,
    Weight.CLOSER_WATCH: Shape.WARNING,
    Weight.NOTED: Shape.TRIANGLE,
}


class Typed(NamedTuple):
    """What stands in a row: the answer as typed, and the note."""

    answer: str = ""
    note: str = ""


class DossierRow(QWidget):
    """Shows the stored answer; what is typed over it stays until it is stored."""

    changed = Signal()
    done = Signal()

    def __init__(self, item: Item, place: Place) -> None:
        super().__init__()
        self.item = item
        self.setObjectName("dossierRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = place
        self._stored = Typed()
        self.editor = make_editor(item, place)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note")
        self.note.setAccessibleName(f"Note: {item.label}")
        self.mark = _Mark()
        self.who = WrappedLabel("secondary")
        self.history_button = QPushButton()
        self.history = WrappedLabel("secondary")
        self.problem_label = WrappedLabel("problem")
        self._grid = QGridLayout(self)
        self._is_narrow = False
        self._words, self._past = self._make_words(), self._make_past()
        self._lay_out()
        self.editor.changed.connect(self._tell)
        self.note.textChanged.connect(self._tell)
        self.history_button.clicked.connect(self._turn_history)
        if isinstance(self.editor, AnswerKeys):
            self.editor.answered.connect(self.done)

    @property
    def is_changed(self) -> bool:
        """Tell whether what is typed differs from what is stored."""
        return self.get_typed() != self._stored

    @property
    def is_bad(self) -> bool:
        """Tell whether the answer in the row, stored or not, is the bad one."""
        return bool(self.item.bad_answer) and self.editor.get_typed() == self.item.bad_answer

    def get_typed(self) -> Typed:
        """Return what stands in the row."""
        return Typed(self.editor.get_typed(), self.note.text())

    def show_typed(self, typed: Typed) -> None:
        """Show what was typed before."""
        self.editor.show_typed(typed.answer)
        self.note.setText(typed.note)
        self._show_mark()

    def forget(self) -> None:
        """Throw away what is typed and shown: another trial follows."""
        self._stored = Typed()
        self.show_typed(Typed())
        self.show_problem("")
        self.history.hide()

    def get_answer(self) -> tuple[str, str]:
        """Return value and note as they are stored.

        Raises:
            ValueError: with a sentence, if what is typed cannot be read.
        """
        return self.editor.get_value(), self.note.text().strip()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show the stored answers, the newest first; what is typed over them stays."""
        value, note = (facts[0].value, facts[0].note) if facts else ("", "")
        stored = Typed(self.editor.to_typed(value), note)
        was_changed = self.is_changed and not self._says(value, note)
        self._stored = stored
        if not was_changed:
            self.show_typed(stored)
        self._show_who(facts)

    def show_problem(self, sentence: str) -> None:
        """Show why the answer is refused; an empty sentence takes it away."""
        self.problem_label.show_text(sentence)
        self.problem_label.setVisible(bool(sentence))

    def focus_editor(self) -> None:
        """Put the keyboard on the answer."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _says(self, value: str, note: str) -> bool:
        try:
            return self.get_answer() == (value, note)
        except ValueError:
            return False

    def _tell(self) -> None:
        self.show_problem("")
        self._show_mark()
        self.changed.emit()

    def _show_mark(self) -> None:
        self.mark.show_weight(self.item.weight if self.is_bad else Weight.NONE)
        set_style_property(self, "changed", self.is_changed)

    def _show_who(self, facts: tuple[Fact, ...]) -> None:
        zone = self._place.get_zone()
        self.who.show_text(_format_who(facts[0], zone, "\n") if facts else "")
        earlier = facts[1:]
        self.history_button.setVisible(bool(earlier))
        self.history_button.setText(f"{len(earlier)} earlier")
        self.history_button.setAccessibleName(f"Earlier answers: {self.item.label}")
        lines = [_format_earlier(self.item, fact, zone) for fact in earlier]
        self.history.show_text("\n".join(lines))
        self.history.setVisible(self.history.isVisible() and bool(earlier))

    def _turn_history(self) -> None:
        self.history.setVisible(not self.history.isVisible())

    def fit(self, *, is_narrow: bool) -> None:
        """Stand in one line, or where that is too wide with the question above its answer."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._place_parts()

    def _make_words(self) -> QWidget:
        """Return the question with its source below it."""
        label = wrapped_label(self.item.label, "dossierLabel")
        label.setToolTip(f"Source: {self.item.source}")
        words = QWidget()
        left = QVBoxLayout(words)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(label)
        left.addWidget(plain_label(self.item.source, "source"))
        left.addStretch(1)
        return words

    def _make_past(self) -> QWidget:
        """Return who answered, with the way to what was answered before."""
        self.history_button.setProperty("link", True)
        self.history_button.setProperty("small", True)
        self.history_button.setAutoDefault(False)
        past = QWidget()
        right = QHBoxLayout(past)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.who, 1)
        right.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignTop)
        return past

    def _lay_out(self) -> None:
        for widget in (self.history, self.problem_label, self.history_button):
            widget.hide()
        self._grid.setContentsMargins(8, 3, 8, 3)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        for part in (self._words, self._past, self.note, self.editor):
            if not isinstance(part, AnswerKeys):
                _take_column_width(part)
        self._place_parts()

    def _place_parts(self) -> None:
        """Put every part in its cell; one that stands in another cell leaves it."""
        has_mark = self.item.weight is not Weight.NONE
        is_framed = isinstance(self.editor, AnswerKeys)
        side = Qt.AlignmentFlag.AlignLeft if is_framed else Qt.AlignmentFlag(0)
        at = (1, 0) if self._is_narrow else (0, 1)
        self._grid.addWidget(self._words, 0, 0, 1, 2 if self._is_narrow else 1)
        self._grid.addWidget(self.editor, *at, 1, 1 if has_mark else 2, side)
        # Also where no mark is possible, below the editor: a grid leaves out the gap before a
        # column that nothing stands in.
        self._grid.addWidget(self.mark, at[0], at[1] + 1)
        self.mark.lower()
        self._grid.addWidget(self.note, at[0], at[1] + 2)
        self._grid.addWidget(self._past, 0, 2 if self._is_narrow else 4)
        self._grid.addWidget(self.problem_label, 2, 0, 1, _COLUMNS)
        self._grid.addWidget(self.history, 3, 0, 1, _COLUMNS)
        self._share_width()

    def _share_width(self) -> None:
        editor, mark = (_EDITOR_WIDTH, 0), (_Mark.WIDTH, 0)
        note = (_NOTE_WIDTH // 2, 2)
        wide = ((_LABEL_WIDTH // 2, 4), editor, mark, note, (_WHO_WIDTH // 2, 2))
        narrow = (editor, mark, note, (0, 0), (0, 0))
        shares = narrow if self._is_narrow else wide
        for column, (least, stretch) in enumerate(shares):
            self._grid.setColumnMinimumWidth(column, least)
            self._grid.setColumnStretch(column, stretch)


class ComputedRow(QWidget):
    """An item that the trial fills in: shown with its reason, never typed."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setObjectName("dossierRow")
        self._label = wrapped_label(item.label, "dossierLabel")
        self._answer = plain_label("", "dossierComputed")
        self._reason = WrappedLabel("secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._label, 4)
        row.addWidget(self._answer, 0)
        row.addWidget(self._reason, 7)

    def show_answer(self, answer: Answer, reason: str) -> None:
        """Show what the trial says."""
        self._answer.setText(f"{answer.label}, from the trial")
        self._reason.show_text(reason)


class _Mark(QWidget):
    """Shape and words of a bad answer; nothing for any other."""

    WIDTH = 128

    def __init__(self) -> None:
        super().__init__()
        self._icon = ShapeIcon("dossierMark")
        self._word = WrappedLabel("dossierMark")
        self.setFixedWidth(self.WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._word, 1)
        self._icon.hide()

    def show_weight(self, weight: Weight) -> None:
        """Show what the answer means."""
        is_shown = weight is not Weight.NONE
        self._icon.setVisible(is_shown)
        self._word.show_text(weight.label if is_shown else "")
        if is_shown:
            self._icon.show_shape(_SHAPE_OF_WEIGHT[weight])
        for widget in (self._icon, self._word):
            set_style_property(widget, "weight", weight.value)


def _take_column_width(part: QWidget) -> None:
    """Let the columns alone say how wide a part is: they are the same in every row."""
    policy = part.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)


def _format_who(fact: Fact, zone: str, between: str = ", ") -> str:
    return f"{fact.author}{between}{format_moment(fact.recorded_at, zone)}"


def _format_earlier(item: Item, fact: Fact, zone: str) -> str:
    said = format_value(item, fact.value, zone) or "taken back"
    note = f" · {fact.note}" if fact.note else ""
    return f"Earlier: {said}{note} ({_format_who(fact, zone)})"
