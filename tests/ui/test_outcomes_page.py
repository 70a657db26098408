"""The page of the outcomes: every number is said, reached by keys, and opens what is behind it."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.outcomes_support import CARDS, COUNTS, TITLES, make_figures
from trialtracker.clinical.outcome_period import Period
from trialtracker.ui.outcomes_cards import make_cards
from trialtracker.ui.outcomes_figure import OutcomeFigure
from trialtracker.ui.outcomes_page import OutcomesPage

TODAY = date(2026, 3, 5)
BOUNDS = Period("2026-01", "2026-12")


@pytest.fixture
def page(qtbot: QtBot) -> OutcomesPage:
    page = OutcomesPage(lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_figures(make_figures(), BOUNDS)
    with qtbot.waitExposed(page):
        page.show()
    return page


def find(page: OutcomesPage, title: str) -> OutcomeFigure:
    figure = page.figures[TITLES.index(title)]
    figure.setFocus()
    return figure


def press(figure: OutcomeFigure, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(figure, key)


def text_at(figure: OutcomeFigure) -> str:
    return "" if figure.current is None else f"{figure.current.label} {figure.current.cell.text}"


def test_a_card_tells_its_numbers_to_those_who_do_not_see_it(page: OutcomesPage) -> None:
    verdicts = find(page, "Verdicts")

    assert verdicts.accessibleName() == "Verdicts"
    assert "Borderline: 6 of 40, 15 %" in verdicts.accessibleDescription()


@pytest.mark.parametrize(
    ("title", "keys", "reached"),
    [
        ("Verdicts", (), "Favourable 22"),
        ("Verdicts", (Qt.Key.Key_Right,), "Favourable 55 %"),
        ("Verdicts", (Qt.Key.Key_Down,), "Borderline 6"),
        ("Verdicts", (Qt.Key.Key_Down, Qt.Key.Key_Up), "Favourable 22"),
        ("Verdicts", (Qt.Key.Key_Up, Qt.Key.Key_Left), "Favourable 22"),
        ("Verdicts", (Qt.Key.Key_End,), "Safety hold 0"),
        ("Verdicts", (Qt.Key.Key_End, Qt.Key.Key_Home), "Favourable 22"),
        ("Pain relief", (Qt.Key.Key_Right,), "0\u20139 0"),
        ("Trials by month", (Qt.Key.Key_Down,), "Jan-2026 40"),
        ("Trials by month", (Qt.Key.Key_Down, Qt.Key.Key_Right), "Feb-2026 0"),
        ("Groups against the whole clinic", (), "Drug bupivacaine + morphine 50 %"),
        (
            "Groups against the whole clinic",
            (Qt.Key.Key_Right,),
            "Mode Continuous intrathecal 20 %",
        ),
    ],
)
def test_arrows_go_from_number_to_number(
    page: OutcomesPage, title: str, keys: tuple[Qt.Key, ...], reached: str
) -> None:
    figure = find(page, title)

    press(figure, *keys)

    assert text_at(figure) == reached


@pytest.mark.parametrize("title", TITLES)
def test_enter_opens_the_trials_behind_the_number(
    page: OutcomesPage, qtbot: QtBot, title: str
) -> None:
    figure = find(page, title)
    place = next(i for i, spot in enumerate(figure.spots) if spot.cell.chosen is not None)
    figure._go_to(place)

    with qtbot.waitSignal(page.opened) as opened:
        press(figure, Qt.Key.Key_Return)

    assert opened.args == [figure.spots[place].cell.chosen]


def test_enter_on_a_zero_opens_nothing(page: OutcomesPage, qtbot: QtBot) -> None:
    figure = find(page, "Verdicts")
    assert figure.spots[-1].cell.chosen is None

    with qtbot.assertNotEmitted(page.opened):
        press(figure, Qt.Key.Key_End, Qt.Key.Key_Return)


def test_a_click_opens_what_it_hits_and_nothing_beside(page: OutcomesPage, qtbot: QtBot) -> None:
    figure = find(page, "Decisions")
    at = figure.spots[2].area.center().toPoint()

    with qtbot.assertNotEmitted(page.opened):
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=at)

    assert opened.args == [figure.spots[2].cell.chosen]


def move(figure: OutcomeFigure, at: QPointF) -> None:
    none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, figure.mapToGlobal(at), buttons, buttons, none)
    QApplication.sendEvent(figure, event)


def test_the_pointer_tells_what_can_be_opened(page: OutcomesPage) -> None:
    figure = find(page, "Decisions")

    move(figure, figure.spots[0].area.center())
    over, said = figure.cursor().shape(), figure.toolTip()
    move(figure, QPointF(2, 2))

    assert over == Qt.CursorShape.PointingHandCursor
    assert said.endswith("Enter opens them")
    assert (figure.cursor().shape(), figure.toolTip()) == (Qt.CursorShape.ArrowCursor, "")


def test_a_card_is_copied_as_a_table(page: OutcomesPage, qtbot: QtBot) -> None:
    figure = find(page, "Verdicts")

    with qtbot.waitSignal(page.noticed) as noticed:
        QTest.keyClick(figure, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert noticed.args == ["Verdicts: copied as a table."]
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[:3] == [
        "Verdicts",
        "Verdict\tn\tShare\t95 % interval",
        "Favourable\t22\t55 %\t39 to 70 %",
    ]


def test_tab_leaves_a_card(page: OutcomesPage) -> None:
    figure = find(page, "Verdicts")

    press(figure, Qt.Key.Key_Tab)

    assert page.focusWidget() is page.figures[TITLES.index("Decisions")]


def test_the_same_figures_leave_the_keyboard_where_it_was(page: OutcomesPage) -> None:
    figure = find(page, "Verdicts")
    press(figure, Qt.Key.Key_Down)

    page.show_figures(make_figures(), BOUNDS)

    assert page.focusWidget() is figure
    assert text_at(figure) == "Borderline 6"


def test_what_is_reached_is_brought_into_view(page: OutcomesPage, qtbot: QtBot) -> None:
    figure = find(page, "Groups against the whole clinic")

    press(figure, Qt.Key.Key_End)

    spot = figure.current
    assert spot is not None
    seen = figure.visibleRegion().boundingRect()
    assert seen.contains(spot.area.center().toPoint())


@pytest.mark.parametrize("width", [640, 1024, 1440, 2400])
def test_no_card_is_cut_at_the_side(page: OutcomesPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page._scroll.horizontalScrollBar().maximum() == 0)

    reach = max(spot.area.right() for figure in page.figures for spot in figure.spots)
    assert reach <= max(figure.width() for figure in page.figures) + 12


def test_a_long_name_takes_a_second_line_and_is_not_cut(page: OutcomesPage) -> None:
    drugs = "bupivacaine+clonidine+hydromorphone+ziconotide"
    counts = {**COUNTS, f"drug={drugs}": 4, f"verdict=favourable&drug={drugs}": 1}
    height = find(page, "Favourable by drug").height()

    page.resize(640, 700)
    page.show_figures(make_figures(counts), BOUNDS)

    assert find(page, "Favourable by drug").height() > height + 28


def test_a_period_without_a_trial_says_so(page: OutcomesPage) -> None:
    page.show_figures(make_figures({}), BOUNDS)

    assert not page.csv_button.isEnabled()
    assert page._stack.currentWidget() is page._empty
    assert page.headline.accessibleName().startswith("0 trials started")


def test_trials_still_to_be_counted_are_told(page: OutcomesPage) -> None:
    page.show_waiting(1)

    assert page.waiting.isVisible()
    assert page.waiting.accessibleName().startswith("1 trial is still to be counted")


@pytest.mark.parametrize("card", range(len(CARDS)))
@pytest.mark.parametrize("counts", [COUNTS, {}, {"ended": 1, "running": 90_000}], ids=len)
def test_every_card_is_drawn_of_many_one_and_none(
    qtbot: QtBot, card: int, counts: dict[str, int]
) -> None:
    from trialtracker.ui.outcomes_page import _make_figure

    figure = _make_figure(make_cards(make_figures(counts))[card])
    qtbot.addWidget(figure)
    figure.resize(600, figure.height())

    press(figure, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Return)
    image = figure.grab().toImage()

    assert is_drawn(image)


def is_drawn(image: QImage) -> bool:
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(image.height())}
    return len(seen) > 1
