"""Side effects and warning signs of the Record form: in view, added, and none of these."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.measures import Measure
from trialtracker.clinical.side_effects import GRADING
from trialtracker.ui.grade_row import GradeRow
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_add_effect import AddEffectField, Found, get_key
from trialtracker.ui.record_level_row import LevelRow
from trialtracker.ui.record_state import RowState

_HINT = f"grade by {GRADING}: a letter finds, a digit grades, 0 is none"
_COLUMN_GAP = 16

EffectRow = GradeRow | LevelRow


class EffectsSection(QWidget):
    """Rows of side effects in one or two columns."""

    row_made = Signal(object)
    effect_picked = Signal(object)
    none_wanted = Signal()
    same_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: dict[str, EffectRow] = {}
        self.columns = 2
        self._landed = ("", "")
        self.add_field = AddEffectField(self)
        self._open: Mapping[str, int] = {}
        self.none_button = QPushButton("None of these  Alt+0", self)
        self.same_button = QPushButton("Open ones unchanged  Alt+S", self)
        self._grid = QGridLayout()
        self._lay_out()
        self.add_field.picked.connect(self.effect_picked)
        self.none_button.clicked.connect(self.none_wanted)
        self.same_button.clicked.connect(self.same_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(plain_label("Side effects", "sectionTitle", self))
        hint = plain_label(_HINT, "secondary", self)
        hint.setWordWrap(True)
        head.addWidget(hint, 1)
        head.addWidget(self.same_button)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_COLUMN_GAP)
        self._grid.setVerticalSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.none_button)
        add = plain_label("&Add", "rowLabel", self)
        add.setBuddy(self.add_field)
        foot.addWidget(add)
        foot.addWidget(self.add_field)
        foot.addStretch(1)
        self.add_field.setFixedWidth(290)
        self.none_button.setObjectName("small")
        self.same_button.setObjectName("small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(self._grid)
        box.addLayout(foot)

    def get_rows(self) -> tuple[EffectRow, ...]:
        """Return the rows in view, in reading order."""
        return tuple(self._rows.values())

    def show_effects(self, effects: Iterable[Found]) -> None:
        """Show exactly these rows, in this order, keeping what stands in them."""
        wanted = {get_key(effect): effect for effect in effects}
        if list(wanted) == list(self._rows):
            return
        for key in self._rows.keys() - wanted.keys():
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        self._rows = {key: self._rows.get(key) or self._make(wanted[key]) for key in wanted}
        self._place()

    def _make(self, found: Found) -> EffectRow:
        row = LevelRow(found, self) if isinstance(found, Measure) else GradeRow(found, self)
        row.letter_typed.connect(self.find_letter)
        self.row_made.emit(row)
        return row

    def fit(self, width: int) -> None:
        """Use two columns where the width allows it."""
        widest = max(row.minimumSizeHint().width() for row in self._rows.values())
        columns = 2 if width >= 2 * widest + _COLUMN_GAP else 1
        if columns != self.columns:
            self.columns = columns
            self._place()

    def _place(self) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
        for place, row in enumerate(self._rows.values()):
            line, column = divmod(place, self.columns)
            self._grid.addWidget(row, line, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, self.columns - 1)

    def answer_none(self) -> bool:
        """Record 'none' for every side effect without an answer; tell whether there was one.

        A warning sign is answered by itself, never in passing.
        """
        grades = [row for row in self._rows.values() if isinstance(row, GradeRow)]
        answered = [row for row in grades if row.answer_none()]
        return bool(answered)

    def show_open(self, grades: Mapping[str, int]) -> None:
        """Offer to answer the open side effects with their last grades, by row."""
        self._open = grades
        self.same_button.setVisible(bool(grades))

    def answer_same(self) -> bool:
        """Record its last grade for every open side effect without an answer, if there is one."""
        rows = [self._rows[key] for key in self._open if key in self._rows]
        blank = [row for row in rows if row.get_state().is_blank]
        for row in blank:
            row.show_state(RowState(text=str(self._open[row.key])))
        return bool(blank)

    def find_letter(self, key: str, letter: str) -> None:
        """Go to the row that begins with a letter, or else begin the search with it."""
        found = [k for k, row in self._rows.items() if row.starts_with(letter)]
        if found:
            # Who stands in a row with this letter, by Tab say, stays: only a second press of the
            # letter that led here goes on, else a grade could land in a row nobody looked at.
            goes_on = self._landed == (key, letter)
            place = found.index(key) + goes_on if key in found else 0
            target = found[place % len(found)]
            self._landed = (target, letter)
            self._rows[target].strip.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.add_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.add_field.find_effects(letter)
