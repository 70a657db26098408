"""What the models of all tables under fixed columns answer alike."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trialtracker.overriding import override

AnyIndex = QModelIndex | QPersistentModelIndex
NO_INDEX: Final = QModelIndex()
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TitledColumn(Protocol):
    """A column that knows the words of its head."""

    @property
    def title(self) -> str:
        """Return the words of its head."""


class ColumnModel(QAbstractTableModel):
    """Counts rows and columns and shows the titles; each table says what stands in a cell."""

    def __init__(self, columns: Sequence[TitledColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(column.title for column in columns)

    def count_rows(self) -> int:
        """Return the number of rows; each table has its own."""
        raise NotImplementedError

    def get_side(self, _place: int) -> Qt.AlignmentFlag:
        """Return where the title of a column stands."""
        return LEFT

    @override
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else self.count_rows()

    @override
    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return self.get_side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
