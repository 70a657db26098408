from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import amend, make_trial
from tests.ui.page_support import EARLIER, LATER, begin_amending, make_two_entries, open_page, typed
from tests.ui.record_support import NOW, make_snapshot, press
from trialtracker.overriding import override
from trialtracker.services.results import Draft, Snapshot
from trialtracker.ui.trial_page import TrialPage
from trialtracker.ui.trial_tabs import Tab

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
SAVE, UNDO = (CTRL, Qt.Key.Key_S), (CTRL, Qt.Key.Key_Z)


class WindowWatch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window:
            self.shown.append(watched.objectName())
        return False


@pytest.fixture
def snapshot() -> Snapshot:
    return make_two_entries()


@pytest.fixture
def page(qtbot: QtBot, clock: FakeClock, snapshot: Snapshot) -> TrialPage:
    return open_page(qtbot, clock, snapshot)


def button(page: TrialPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_no_part_of_the_page_shows_as_a_window_of_its_own(
    qapp: QApplication, qtbot: QtBot, clock: FakeClock, snapshot: Snapshot
) -> None:
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    page = TrialPage(clock)
    qtbot.addWidget(page)

    page.show_snapshot(snapshot)
    qapp.removeEventFilter(watch)

    assert watch.shown == []


def test_chart_and_assessment_are_in_view_together_in_a_small_window(
    qtbot: QtBot, page: TrialPage
) -> None:
    page.resize(1280, 630)
    page.show_tab(Tab.CHART)

    qtbot.waitUntil(lambda: page._chart_page.width() > 1000)
    page.grab()

    assert page._chart_page.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("tab", list(Tab))
def test_a_tab_that_is_chosen_has_the_keyboard(page: TrialPage, tab: Tab) -> None:
    button = page.tabs.findChildren(QPushButton, "tabButton")[tab]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    focused = page.focusWidget()
    own = {Tab.CHART: page.chart, Tab.RECORD: page.record, Tab.ENTRIES: page.entries}
    shown = own.get(tab) or page.get_section(tab)
    assert page.tab is tab
    assert button.isChecked()
    assert shown is focused or shown.isAncestorOf(focused)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Edit patient…", "edit_patient_wanted"),
        ("Edit trial…", "edit_trial_wanted"),
        ("Further trial…", "new_trial_wanted"),
    ],
)
def test_changes_are_wanted_of_the_trial_that_is_shown(
    qtbot: QtBot, page: TrialPage, snapshot: Snapshot, text: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(page, signal)) as wanted:
        button(page, text).click()

    assert wanted.args == [snapshot.trial]


@pytest.mark.parametrize("tab", list(Tab))
def test_esc_leaves_from_every_tab(qtbot: QtBot, page: TrialPage, tab: Tab) -> None:
    page.show_tab(tab)

    with qtbot.waitSignal(page.closed):
        press([ESC])


def test_form_is_handed_out_with_its_trial(
    qtbot: QtBot, page: TrialPage, snapshot: Snapshot
) -> None:
    page.show_tab(Tab.RECORD)

    with qtbot.waitSignal(page.submitted) as sent:
        press(["3", SAVE])

    trial_id, answers = sent.args
    assert trial_id == snapshot.trial.trial_id
    assert answers.values == {"pain_rest": 3}


def test_draft_is_handed_out_with_its_trial(
    qtbot: QtBot, page: TrialPage, snapshot: Snapshot
) -> None:
    page.show_tab(Tab.RECORD)

    with qtbot.waitSignal(page.draft_changed) as sent:
        press(["3"])

    assert sent.args[0] == snapshot.trial.trial_id


def test_ctrl_z_on_the_chart_asks_why_the_entry_saved_last_is_made_void(
    qtbot: QtBot, page: TrialPage, snapshot: Snapshot
) -> None:
    page.show_saved(LATER.entry_id)
    press([UNDO])

    with qtbot.waitSignal(page.voided) as sent:
        press(["5", ENTER])

    assert sent.args == [snapshot.trial.trial_id, LATER, "duplicate"]


def test_ctrl_z_without_a_saved_entry_asks_nothing(page: TrialPage) -> None:
    press([UNDO])

    assert not page.reasons.isVisible()


def test_ctrl_z_after_voiding_asks_nothing_more(page: TrialPage, snapshot: Snapshot) -> None:
    page.show_saved(LATER.entry_id)
    void = amend(LATER, is_void=True)
    trial = replace(snapshot.trial, entries=(EARLIER, LATER, void))
    page.show_snapshot(make_snapshot(trial))
    page.show_voided()

    press([UNDO])

    assert not page.reasons.isVisible()


def test_entry_is_made_void_from_the_entries(qtbot: QtBot, page: TrialPage) -> None:
    page.show_tab(Tab.ENTRIES)
    press([(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_F8)])

    with qtbot.waitSignal(page.voided) as sent:
        press(["1", ENTER])

    assert sent.args[1] == LATER
    assert page.tab is Tab.ENTRIES


def test_another_trial_takes_the_question_and_the_form_away(page: TrialPage) -> None:
    begin_amending(page)
    press(["2", SAVE])

    page.show_snapshot(make_snapshot(make_trial([LATER])))

    assert not page.reasons.isVisible()
    assert page.record.form.get_state().is_blank


def test_another_trial_brings_its_draft(page: TrialPage) -> None:
    page.show_tab(Tab.RECORD)
    drafts: list[str] = []
    page.draft_changed.connect(lambda _trial, form: drafts.append(form))
    press(["7"])
    page.record.flush_draft()
    page.show_snapshot(make_snapshot(make_trial([LATER])))
    other = make_snapshot(make_trial([LATER]))
    draft = Draft(other.trial.trial_id, drafts[-1], NOW)

    page.show_snapshot(replace(other, draft=draft))

    assert typed(page) == {"pain_rest": "7"}


def test_new_snapshot_of_the_same_trial_leaves_the_form_alone(
    page: TrialPage, snapshot: Snapshot
) -> None:
    page.show_tab(Tab.RECORD)
    press(["7"])

    page.show_snapshot(snapshot)

    assert typed(page) == {"pain_rest": "7"}


def test_undo_in_the_form_is_the_forms_own(page: TrialPage) -> None:
    page.show_saved(LATER.entry_id)
    page.show_tab(Tab.RECORD)

    press(["7", UNDO])

    assert not page.reasons.isVisible()
    assert page.record.form.get_state().is_blank


def test_page_without_a_trial_offers_nothing(qtbot: QtBot, clock: FakeClock) -> None:
    page = TrialPage(clock)
    qtbot.addWidget(page)

    page.undo()
    page.entries.void_requested.emit(LATER)

    assert page.trial is None
    assert not page.reasons.isVisible()
