import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trialtracker.ui.trial_tabs import TABS, TrialTabs

TITLES = [plan.title for plan in TABS]
WITH_KEYS = [f"{plan.title}  {plan.key}" for plan in TABS]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def tabs(page: QWidget) -> TrialTabs:
    tabs = TrialTabs(page)
    QVBoxLayout(page).addWidget(tabs)
    return tabs


def show(tabs: TrialTabs, width: int) -> list[str]:
    page = tabs.window()
    page.resize(width, 60)
    page.show()
    return [button.text() for button in tabs.findChildren(QPushButton, "tabButton")]


def test_the_tabs_show_their_keys_where_all_of_them_fit(tabs: TrialTabs) -> None:
    assert show(tabs, 2000) == WITH_KEYS


def test_the_tabs_show_their_titles_alone_where_the_keys_do_not_fit(tabs: TrialTabs) -> None:
    show(tabs, 2000)

    assert show(tabs, 1000) == TITLES


def test_the_keys_never_make_the_window_wider(tabs: TrialTabs) -> None:
    show(tabs, 1000)
    least = tabs.minimumSizeHint().width()

    show(tabs, 2000)

    assert tabs.minimumSizeHint().width() == least


def test_every_tab_tells_its_key_in_its_tooltip(tabs: TrialTabs) -> None:
    tips = [button.toolTip() for button in tabs.findChildren(QPushButton, "tabButton")]

    assert tips == [f"{plan.title} ({plan.key})" for plan in TABS]


def test_in_a_narrow_window_the_changes_stand_in_a_menu(qtbot: QtBot, tabs: TrialTabs) -> None:
    show(tabs, 2000)
    least = tabs.minimumSizeHint().width()
    qtbot.waitUntil(lambda: tabs.window().minimumSizeHint().width() < tabs.width())

    qtbot.waitUntil(lambda: bool(show(tabs, least)) and tabs.menu_button.isVisible())

    with qtbot.waitSignal(tabs.new_trial_wanted):
        tabs._menu.actions()[2].trigger()


def test_in_a_wide_window_the_changes_are_in_view(tabs: TrialTabs) -> None:
    show(tabs, 2000)

    assert not tabs.menu_button.isVisible()
    assert all(link.isVisible() for link in tabs._links)
