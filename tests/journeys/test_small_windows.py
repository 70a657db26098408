"""Every tab of a trial in windows from large to 1440 x 900 at double size: nothing is cut."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from trialtracker.door import DemoDoor
from trialtracker.services.results import Snapshot
from trialtracker.ui.plain_text import ElidedLabel
from trialtracker.ui.trial_page import TrialPage
from trialtracker.ui.trial_tabs import Tab

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
ROUNDS = 3
"""A layout that follows from another is done one round of events later."""
FEWEST_ROWS = 3
NAV_HEIGHT, STATUS_HEIGHT = 48, 24
DOUBLE = (720, 450)
"""A window of 1440 x 900 at 200 %."""
SIZES = [(1440, 900), (1280, 720), (1024, 640), DOUBLE]
at_every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
of_every_trial = pytest.mark.parametrize("place", [0, 1, 3], ids=["findings", "calm", "opioids"])
in_every_tab = pytest.mark.parametrize("tab", list(Tab), ids=lambda tab: tab.name.lower())


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Snapshot]]:
    """Give the trials of the demo clinic in the order of Today."""
    door = DemoDoor(tmp_path_factory.mktemp("demo") / "demo.sqlite", lambda: NOW, "demo nurse")
    clinic = door.open()
    yield [clinic.get_snapshot(row.trial_id) for row in clinic.list_due(None, 20)]
    door.close()


class Window(QWidget):
    """A page as high as the window leaves it, between what stands above and below it."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.page = TrialPage(clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, NAV_HEIGHT, 0, STATUS_HEIGHT)
        column.addWidget(self.page)


@pytest.fixture(scope="module")
def opened(themed: None, snapshots: list[Snapshot]) -> Iterator[Window]:
    """Give one window for all: to make one for each would take ten times as long."""
    window = Window(FakeClock(NOW))
    window.page.show_snapshot(snapshots[0])
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def window(
    qtbot: QtBot,
    opened: Window,
    snapshots: list[Snapshot],
    place: int,
    tab: Tab,
    size: tuple[int, int],
) -> Window:
    """Return the window on one tab of a trial, with every layout done."""
    opened.resize(*size)
    opened.page.show_snapshot(snapshots[place])
    opened.page.show_tab(tab)
    for _ in range(ROUNDS):
        pass_round(qtbot)
    return opened


def pass_round(qtbot: QtBot) -> None:
    """Let everything happen that waits now."""
    passed: list[bool] = []
    QTimer.singleShot(0, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    place = widget.geometry().getRect()
    return f"{type(widget).__name__} {widget.objectName()} {text[:40]!r} at {place}"


def shown(page: TrialPage) -> list[QWidget]:
    """Return what stands on the page and is no part of a table or a scroll area's own."""
    return [w for w in page.findChildren(QWidget) if w.isVisible() and not is_inside_view(w)]


def is_inside_view(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def is_scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    area = parent.parentWidget() if parent is not None else None
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return (
        parent is not None
        and not is_scrolled(widget)
        and not parent.rect().contains(widget.geometry())
    )


def is_cut(widget: QWidget) -> bool:
    """Tell whether the text of a label or a button has less room than it needs."""
    size = widget.size()
    if isinstance(widget, ElidedLabel):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return bool(widget.text()) and size.height() < widget.heightForWidth(size.width())
    if isinstance(widget, QLabel | QAbstractButton):
        least = widget.minimumSizeHint()
        return size.width() < least.width() or size.height() < least.height()
    return False


def overlapping(page: TrialPage) -> list[tuple[str, str]]:
    """Return the controls and labels of one parent that lie upon each other."""
    parts = [w for w in shown(page) if isinstance(w, QLabel | QAbstractButton)]
    places = {part: QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in parts}
    return [
        (name_of(one), name_of(other))
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if one.parentWidget() is other.parentWidget() and places[one].intersects(places[other])
    ]


def find_faults(page: TrialPage) -> list[str]:
    """Return in words what a user would see as broken."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    parts = shown(page)
    return [
        *(f"sideways: {a.objectName()}" for a in areas if a.horizontalScrollBar().maximum() > 0),
        *(f"sticks out: {name_of(part)}" for part in parts if sticks_out(part)),
        *(f"cut: {name_of(part)}" for part in parts if is_cut(part)),
        *(f"overlap: {one} and {other}" for one, other in overlapping(page)),
    ]


@in_every_tab
@at_every_size
@of_every_trial
def test_nothing_is_cut_or_covered_and_no_page_scrolls_sideways(window: Window) -> None:
    assert find_faults(window.page) == []


@pytest.mark.parametrize("size", [DOUBLE], ids=["720x450"])
@pytest.mark.parametrize("place", [1], ids=["calm"])
@pytest.mark.parametrize(("tab", "name"), [(Tab.ENTRIES, "entriesTable"), (Tab.PAPER, "paperGrid")])
def test_at_double_size_a_table_shows_three_rows(window: Window, name: str) -> None:
    tables = window.page.findChildren(QTableView, name)

    (table,) = (table for table in tables if table.isVisible())
    assert table.viewport().height() >= FEWEST_ROWS * table.verticalHeader().defaultSectionSize()


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("place", [3], ids=["opioids"])
@pytest.mark.parametrize("tab", [Tab.OPIOIDS], ids=["opioids"])
def test_no_opioid_is_scrolled_out_of_view_sideways(window: Window) -> None:
    tables = [table for table in window.page.findChildren(QTableView) if table.isVisible()]

    assert [table.horizontalScrollBar().maximum() for table in tables] == [0, 0]
