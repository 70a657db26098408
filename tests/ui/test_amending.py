import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.page_support import (
    EARLIER,
    LATER,
    begin_amending,
    make_two_entries,
    open_page,
    typed,
)
from tests.ui.record_support import press
from trialtracker.services.results import Snapshot
from trialtracker.ui.trial_page import TrialPage
from trialtracker.ui.trial_tabs import Tab

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
SAVE = (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_S)


@pytest.fixture
def snapshot() -> Snapshot:
    return make_two_entries()


@pytest.fixture
def page(qtbot: QtBot, clock: FakeClock, snapshot: Snapshot) -> TrialPage:
    return open_page(qtbot, clock, snapshot)


def test_amendment_asks_for_a_reason_and_hands_out_entry_answers_and_reason(
    qtbot: QtBot, page: TrialPage, snapshot: Snapshot
) -> None:
    begin_amending(page)
    press(["2", SAVE])
    asked = page.reasons.isVisible()

    with qtbot.waitSignal(page.amended) as sent:
        press(["1", ENTER])

    trial_id, entry_id, answers, reason = sent.args
    assert asked
    assert (trial_id, entry_id, reason) == (
        snapshot.trial.trial_id,
        EARLIER.entry_id,
        "typing_error",
    )
    assert answers.values["pain_rest"] == 2


def test_other_reason_is_handed_out_in_words(qtbot: QtBot, page: TrialPage) -> None:
    begin_amending(page)
    press(["2", SAVE, "6", *"Misheard"])

    with qtbot.waitSignal(page.amended) as sent:
        press([ENTER])

    assert sent.args[3] == "Misheard"


def test_esc_at_the_reason_goes_back_to_the_form_as_typed(page: TrialPage) -> None:
    begin_amending(page)
    press(["2", SAVE, ESC])

    assert not page.reasons.isVisible()
    assert page.tab is Tab.RECORD
    assert typed(page)["pain_rest"] == "2"
    assert page.record.form.score_rows[0].strip.hasFocus()


def test_changing_the_form_again_takes_the_question_back(qtbot: QtBot, page: TrialPage) -> None:
    begin_amending(page)
    press(["2", SAVE])
    page.record.take_focus()

    with qtbot.waitSignal(page.draft_changed):
        press(["1"])

    assert not page.reasons.isVisible()


def test_reason_without_a_question_changes_nothing(qtbot: QtBot, page: TrialPage) -> None:
    with qtbot.assertNotEmitted(page.amended), qtbot.assertNotEmitted(page.voided):
        page.reasons.chosen.emit("typing_error", "")


def test_amending_does_not_wipe_out_a_new_entry_that_is_half_typed(page: TrialPage) -> None:
    page.show_tab(Tab.RECORD)
    press(["7"])

    begin_amending(page)

    assert page.tab is Tab.RECORD
    assert typed(page) == {"pain_rest": "7"}
    assert "Save or discard this form first" in page.record.bar.get_summary()


def test_amending_again_goes_on_where_it_was_left(page: TrialPage) -> None:
    begin_amending(page)
    press(["2"])
    page.show_tab(Tab.ENTRIES)

    begin_amending(page)

    assert typed(page)["pain_rest"] == "2"


def test_amendment_that_was_only_looked_at_makes_way_for_another(page: TrialPage) -> None:
    begin_amending(page, EARLIER)
    page.show_tab(Tab.ENTRIES)

    begin_amending(page, LATER)

    assert page.record.form.get_amended() == LATER


def test_amendment_that_was_only_looked_at_is_no_draft_and_gone_after_esc(
    qtbot: QtBot, page: TrialPage
) -> None:
    begin_amending(page)

    with qtbot.assertNotEmitted(page.draft_changed):
        press([Qt.Key.Key_Tab, ESC])

    assert page.record.form.get_state().is_blank
