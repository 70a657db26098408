import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from trialtracker.ui.chart_read_out import ROWS, ReadOutLine

LONG = " · ".join(
    ["Tue 03-Mar-2026 18:00", "Day 2", "Pain rest 4, movement 5, worst 6", "Nausea 2"]
)


@pytest.fixture
def line(qtbot: QtBot) -> ReadOutLine:
    shown = ReadOutLine()
    qtbot.addWidget(shown)
    shown.resize(1200, shown.sizeHint().height())
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_text_that_fits_is_whole(line: ReadOutLine) -> None:
    line.show_text(LONG)

    assert (line.text(), line.toolTip(), line.full) == (LONG, "", LONG)


def test_text_that_does_not_fit_ends_at_a_whole_part_and_says_so(line: ReadOutLine) -> None:
    line.show_text(LONG)

    line.resize(190, line.height())

    kept = line.text().removesuffix("\u00a0…")
    assert LONG.startswith((f"{kept} · ", f"{kept}, "))
    assert (line.accessibleName(), "Nausea 2" in line.toolTip()) == (LONG, True)


def test_measure_without_an_entry_gives_way_first(line: ReadOutLine) -> None:
    line.resize(260, line.height())

    line.show_text("Tue 03-Mar-2026 18:00 · Pain rest 4, worst no entry, least no entry · Nausea 2")

    assert line.text() == "Tue 03-Mar-2026 18:00 · Pain rest 4 · Nausea 2\u00a0…"


def test_text_is_whole_again_with_more_room(line: ReadOutLine) -> None:
    line.show_text(LONG)
    line.resize(190, line.height())

    line.resize(1200, line.height())

    assert line.text() == LONG


@pytest.mark.parametrize("text", ["", "short", LONG, LONG * 20])
def test_height_is_the_same_for_every_text(line: ReadOutLine, text: str) -> None:
    before = line.sizeHint().height()

    line.show_text(text)

    assert (
        line.heightForWidth(200)
        == line.sizeHint().height()
        == before
        >= ROWS * line.fontMetrics().lineSpacing()
    )


def test_name_is_what_assistive_technology_is_told(line: ReadOutLine) -> None:
    line.show_text(LONG)

    told = QAccessible.queryAccessibleInterface(line)
    assert told.text(QAccessible.Text.Name) == LONG
