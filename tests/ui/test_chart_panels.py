import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial, make_whole_trial
from tests.ui.chart_support import canvas_of, chart_of, make_snapshot, open_chart
from trialtracker.charts.panels import PANEL_CHOICES, PANELS
from trialtracker.clinical.series import ChartRange
from trialtracker.ui.chart_panels import ALL, format_hidden, parse_hidden
from trialtracker.ui.chart_view import ChartView

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    return open_chart(qtbot, make_whole_trial())


def open_menu(view: ChartView) -> dict[str, QAction]:
    view.activateWindow()
    view.panels.click()
    return {action.text(): action for action in view.panels.menu_of_panels.actions()}


def shown_in(view: ChartView) -> set[str]:
    view.grab()
    return {key for key, axes in chart_of(view).axes.items() if axes.get_visible()}


def test_menu_names_every_choice_and_pain_always_stands(view: ChartView) -> None:
    actions = open_menu(view)

    assert list(actions) == [*(choice.title for choice in PANEL_CHOICES), "", ALL]
    assert not actions["Pain"].isEnabled()
    assert all(action.isChecked() for action in actions.values() if action.isCheckable())


def test_choice_hides_its_panels_and_the_button_says_so(view: ChartView, qtbot: QtBot) -> None:
    vitals = next(choice for choice in PANEL_CHOICES if choice.key == "vitals")
    before = shown_in(view)

    with qtbot.waitSignal(view.preferred) as liked:
        open_menu(view)[vitals.title].trigger()

    assert shown_in(view) == before - set(vitals.panels)
    assert (view.panels.text(), liked.args) == ("Panels: 1 hidden ▾", ["chart_panels", "vitals"])
    assert view.panels.accessibleName() == "Panels of the chart, 1 hidden"


def test_space_checks_one_after_the_other_while_the_menu_stays_open(view: ChartView) -> None:
    open_menu(view)
    menu = view.panels.menu_of_panels

    QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)

    assert menu.isVisible()
    assert view.panels.hidden == {choice.key for choice in PANEL_CHOICES[1:3]}


def test_click_on_a_choice_leaves_the_menu_open(view: ChartView) -> None:
    action = open_menu(view)["Intrathecal dose"]
    menu = view.panels.menu_of_panels
    place = menu.actionGeometry(action).center()

    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    assert menu.isVisible()
    assert view.panels.hidden == {"dose"}


def test_one_choice_shows_all_panels_again(view: ChartView) -> None:
    before = shown_in(view)
    view.show_preferences({"chart_panels": "dose,vitals"})
    actions = open_menu(view)

    actions[ALL].trigger()

    assert (shown_in(view), view.panels.text()) == (before, "Panels ▾")


def test_choice_without_a_reading_says_so(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_full_trial())

    assert "Oral opioids: nothing recorded" in open_menu(view)


def test_panels_of_fewer_choices_need_less_height(view: ChartView, qtbot: QtBot) -> None:
    before = chart_of(view).get_least_height()

    view.show_preferences({"chart_panels": "vitals,levels"})

    assert chart_of(view).get_least_height() < before
    qtbot.waitUntil(lambda: canvas_of(view).minimumHeight() < before - 1)


def test_choice_before_the_first_painting_is_drawn(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_preferences({"chart_panels": "dose", "chart_range": "hours_72"})

    view.show_snapshot(make_snapshot(make_full_trial()))
    view.grab()

    assert "dose" not in shown_in(view)
    assert view.chosen_range is ChartRange.HOURS_72


def test_range_that_a_person_chose_is_told(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.preferred) as liked:
        view.ranges._group.button(0).click()

    assert liked.args == ["chart_range", "hours_24"]


def test_what_is_kept_of_a_choice_that_is_no_more_does_no_harm(view: ChartView) -> None:
    view.show_preferences({"chart_panels": "gone", "chart_range": "gone"})

    assert shown_in(view) == {panel.key for panel in PANELS if panel.key in shown_in(view)}
    assert view.chosen_range is ChartRange.WHOLE


@pytest.mark.parametrize("hidden", [(), ("dose",), ("dose", "vitals")])
def test_hidden_choices_are_kept_as_one_text(hidden: tuple[str, ...]) -> None:
    assert parse_hidden(format_hidden(hidden)) == frozenset(hidden)
