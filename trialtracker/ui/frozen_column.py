"""The first column of a table, kept in view while the others are scrolled sideways."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from trialtracker.overriding import override


class FrozenColumn(QTableView):
    """Lies over the table only while it is scrolled; chooses, scrolls and looks as the table does.

    The keyboard stays in the table, and a screen reader is told of the table alone.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("frozenColumn")
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(0, table.itemDelegateForColumn(0))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(table.horizontalHeader().defaultAlignment())
        self.hide()
        self._follow()

    def _follow(self) -> None:
        across, down = self._table.horizontalScrollBar(), self._table.verticalScrollBar()
        across.valueChanged.connect(self.place)
        down.valueChanged.connect(self.verticalScrollBar().setValue)
        self._table.horizontalHeader().sectionResized.connect(self.place)
        self._table.viewport().installEventFilter(self)

    def place(self) -> None:
        """Stand where the column would be, or go away where it is in view by itself."""
        is_scrolled = self._table.horizontalScrollBar().value() > 0
        self.setVisible(is_scrolled)
        if not is_scrolled:
            return
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        width = self._table.columnWidth(0)
        self.setColumnWidth(0, width)
        rows = self._table.verticalHeader().defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(rows)
        header = self._table.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        inside = self._table.viewport().geometry()
        self.setGeometry(inside.left(), header.y(), width, header.height() + inside.height())
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._table.mousePressEvent(self._shift(event))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._table.mouseDoubleClickEvent(self._shift(event))

    def _shift(self, event: QMouseEvent) -> QMouseEvent:
        """Return the event as it would reach the table if it were not scrolled sideways."""
        across = QPoint(self._table.horizontalScrollBar().value(), 0)
        at = event.position() - across
        return QMouseEvent(
            event.type(),
            at,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
