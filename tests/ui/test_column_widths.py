import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from trialtracker.ui.column_widths import ColumnWidths, share_width


@pytest.mark.parametrize(
    ("width", "shared"),
    [
        (400, (100, 200, 100)),
        (340, (100, 160, 80)),
        (250, (100, 100, 50)),
        (100, (100, 100, 50)),
        (550, (100, 300, 150)),
    ],
)
def test_columns_that_give_bear_the_difference(width: int, shared: tuple[int, ...]) -> None:
    assert share_width([100, 200, 100], [100, 100, 50], width) == shared


def test_where_no_column_gives_each_is_as_wide_as_it_wants() -> None:
    assert share_width([100, 200], [100, 200], 400) == (100, 200)


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    table = QTableView()
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(1, 3, table))
    columns = [("When", "20-Nov-2026 14:05"), ("Note", "A note of some words"), ("By", "r.a")]
    ColumnWidths(table, columns, {"Note"}, 20)
    table.show()
    return table


def test_a_table_does_not_scroll_sideways_while_a_column_can_give(
    qtbot: QtBot, table: QTableView
) -> None:
    table.resize(80, 200)
    least = table.horizontalHeader().length()

    table.resize(least + 60, 200)

    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_a_column_never_becomes_narrower_than_its_least(table: QTableView) -> None:
    table.resize(80, 200)

    assert table.columnWidth(1) >= 76
    assert table.horizontalScrollBar().maximum() > 0
