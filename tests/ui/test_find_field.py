from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trialtracker.services.rows import PatientHit
from trialtracker.ui.find_field import NOTHING_FOUND, FindField

DOWN, UP, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return


def make_hit(family_name: str, trial_id: str | None = "t", **changes: object) -> PatientHit:
    born = date(1961, 3, 12)
    hit = PatientHit("p", trial_id, family_name, "Ada", born, "T-001", "Continuous intrathecal")
    return hit._replace(**changes)  # type: ignore[arg-type]


LAND, LANG = make_hit("Landmark"), make_hit("Lang")


@pytest.fixture
def field(qtbot: QtBot) -> FindField:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    field = FindField(window)
    other = QWidget(window)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    return field


def press(field: FindField, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(field, key)


def shown(field: FindField) -> list[str]:
    items = (field.hits.item(row) for row in range(field.hits.count()))
    return [item.text() for item in items]


def test_every_letter_asks(qtbot: QtBot, field: FindField) -> None:
    asked: list[str] = []
    field.typed.connect(asked.append)

    QTest.keyClicks(field, "lan")

    assert asked == ["l", "la", "lan"]


def test_blanks_ask_nothing(qtbot: QtBot, field: FindField) -> None:
    with qtbot.assertNotEmitted(field.typed):
        QTest.keyClicks(field, "  ")

    assert not field.hits.isVisible()


def test_hit_shows_name_birth_number_and_trial(field: FindField) -> None:
    QTest.keyClicks(field, "la")

    field.show_hits("la", (LAND,))

    text = "LANDMARK, Ada\nBorn 12-Mar-1961   MRN T-001   Continuous intrathecal"
    assert shown(field) == [text]


def test_hit_without_a_birth_date_says_so(field: FindField) -> None:
    QTest.keyClicks(field, "la")

    field.show_hits("la", (make_hit("Landmark", birth_date=None),))

    assert "birth date not known" in shown(field)[0]


def test_enter_opens_the_first_hit(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "la")
    field.show_hits("la", (LAND, LANG))

    with qtbot.waitSignal(field.chosen) as chosen:
        press(field, ENTER)

    assert chosen.args == [LAND]
    assert field.text() == ""
    assert not field.hits.isVisible()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [((DOWN,), LANG), ((DOWN, UP), LAND), ((DOWN, DOWN, DOWN), LANG), ((UP,), LAND)],
    ids=["down", "down up", "never past the last", "never before the first"],
)
def test_arrows_choose_another_hit(
    qtbot: QtBot, field: FindField, keys: tuple[Qt.Key, ...], expected: PatientHit
) -> None:
    QTest.keyClicks(field, "la")
    field.show_hits("la", (LAND, LANG))

    with qtbot.waitSignal(field.chosen) as chosen:
        press(field, *keys, ENTER)

    assert chosen.args == [expected]


def test_click_opens_a_hit(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "la")
    field.show_hits("la", (LAND, LANG))
    second = field.hits.visualItemRect(field.hits.item(1)).center()

    with qtbot.waitSignal(field.chosen) as chosen:
        QTest.mouseClick(field.hits.viewport(), Qt.MouseButton.LeftButton, pos=second)

    assert chosen.args == [LANG]


def test_enter_before_the_answer_opens_the_first_hit_when_it_comes(
    qtbot: QtBot, field: FindField
) -> None:
    QTest.keyClicks(field, "la")
    press(field, ENTER)

    with qtbot.waitSignal(field.chosen) as chosen:
        field.show_hits("la", (LAND, LANG))

    assert chosen.args == [LAND]


def test_enter_waits_for_the_answer_to_what_is_typed_now(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "l")
    field.show_hits("l", (LANG,))
    QTest.keyClicks(field, "a")

    with qtbot.assertNotEmitted(field.chosen):
        press(field, ENTER)


def test_another_letter_takes_the_early_enter_back(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "l")
    press(field, ENTER)
    QTest.keyClicks(field, "a")

    with qtbot.assertNotEmitted(field.chosen):
        field.show_hits("la", (LAND,))


def test_answer_to_an_older_text_is_passed_over(field: FindField) -> None:
    QTest.keyClicks(field, "la")

    field.show_hits("l", (LANG,))

    assert not field.hits.isVisible()


def test_nothing_found_says_what_to_do_and_opens_nothing(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "zz")
    field.show_hits("zz", ())

    with qtbot.assertNotEmitted(field.chosen):
        press(field, DOWN, ENTER)

    assert shown(field) == [NOTHING_FOUND]


def test_click_on_nothing_found_opens_nothing(qtbot: QtBot, field: FindField) -> None:
    QTest.keyClicks(field, "zz")
    field.show_hits("zz", ())

    with qtbot.assertNotEmitted(field.chosen):
        field.hits.itemClicked.emit(field.hits.item(0))


def test_enter_in_an_empty_field_opens_nothing(qtbot: QtBot, field: FindField) -> None:
    with qtbot.assertNotEmitted(field.chosen):
        press(field, ENTER)


def test_esc_puts_the_search_away_and_asks_to_leave_the_field(
    qtbot: QtBot, field: FindField
) -> None:
    QTest.keyClicks(field, "la")
    field.show_hits("la", (LAND,))

    with qtbot.waitSignal(field.dismissed):
        press(field, Qt.Key.Key_Escape)

    assert field.text() == ""
    assert not field.hits.isVisible()


def test_leaving_the_field_puts_the_hits_away(field: FindField) -> None:
    QTest.keyClicks(field, "la")
    field.show_hits("la", (LAND,))

    press(field, Qt.Key.Key_Tab)

    assert not field.hits.isVisible()


def test_markup_in_a_name_stays_as_it_is(field: FindField) -> None:
    QTest.keyClicks(field, "la")

    field.show_hits("la", (make_hit("<b>x</b>"),))

    assert shown(field)[0].startswith("<B>X</B>, Ada")


def test_the_list_stays_inside_a_narrow_window(field: FindField) -> None:
    field.window().resize(300, 200)
    QTest.keyClicks(field, "la")

    field.show_hits("la", (LAND,) * 30)

    assert field.window().rect().contains(field.hits.geometry())


def test_long_name_leaves_the_list_without_scroll_bars(field: FindField) -> None:
    QTest.keyClicks(field, "la")

    field.show_hits("la", (make_hit("Landmark " * 20),))

    assert not field.hits.horizontalScrollBar().isVisible()
    assert not field.hits.verticalScrollBar().isVisible()
