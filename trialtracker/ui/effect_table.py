"""The table of a trial's episodes: one row is chosen, Enter goes on to what is stated of it."""

from PySide6.QtCore import QSize

from trialtracker.overriding import override
from trialtracker.ui.effect_paint import CourseDelegate
from trialtracker.ui.effect_rows import COLUMNS, COURSE, EffectsModel
from trialtracker.ui.row_table import RowTable

_ROW_HEIGHT = 36


class EffectsTable(RowTable):
    """The episodes, open ones first."""

    def __init__(self, model: EffectsModel) -> None:
        super().__init__(model, "Side effects, open ones first", COLUMNS, _ROW_HEIGHT)
        self.course_delegate = CourseDelegate()
        self.setItemDelegateForColumn(COURSE, self.course_delegate)
        self.setMinimumHeight(2 * _ROW_HEIGHT + 8)

    def span_headings(self, headings: tuple[int, ...]) -> None:
        """Let each heading take its whole row."""
        self.clearSpans()
        for row in headings:
            self.setSpan(row, 0, 1, len(COLUMNS))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())
