"""The desk of a trial: what is opened, stored, made void and not stored."""

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import make_answers, make_trial
from tests.ui.record_support import NOW, make_earlier, make_snapshot
from tests.ui.trial_desk_support import FULL, REFUSED, Heard, settle, trial_id_of, type_score
from tests.ui.window_support import FakeClinic
from trialtracker.services.results import Snapshot
from trialtracker.ui.jobs import STOPPED_BY_A_FAULT
from trialtracker.ui.trial_desk import TrialDesk
from trialtracker.ui.trial_tabs import Tab

EARLIER = make_earlier()


@pytest.fixture
def snapshot() -> Snapshot:
    return make_snapshot(make_trial([EARLIER]))


def test_opening_shows_the_page_on_the_wanted_tab(desk: TrialDesk, snapshot: Snapshot) -> None:
    assert desk.page.trial == snapshot.trial
    assert desk.page.tab is Tab.RECORD


def test_trial_that_cannot_be_read_is_a_failure(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic, other: Snapshot
) -> None:
    with clinic.failing_with(FULL):
        desk.open_chart(trial_id_of(other))
        settle(qtbot, desk)

    assert heard.failures == [FULL]


def test_saved_entry_is_told_everywhere(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    type_score(desk, "3")
    desk.page.record.save()
    settle(qtbot, desk)

    assert [answers.values for answers in clinic.recorded] == [{"pain_rest": 3}]
    assert heard.notices == ["Saved 14:05. Ctrl+Z makes the entry void."]
    assert heard.saved == ["Saved 14:05"]
    assert heard.changes == [True]
    assert desk.page.tab is Tab.CHART
    assert not desk.is_unsaved


def test_refused_entry_shows_its_problems_and_is_no_failure(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    type_score(desk, "3")
    settle(qtbot, desk)

    with clinic.failing_with(REFUSED):
        desk._record(desk.page._trial_id(), make_answers(NOW, {"pain_rest": 3}))
        settle(qtbot, desk)

    assert desk.page.record.form.score_rows[0].has_problem()
    assert heard.failures == []
    assert not desk.is_unsaved


def test_entry_that_finds_no_room_says_so_last(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    with clinic.failing_with(FULL):
        type_score(desk, "3")
        desk.page.record.save()
        settle(qtbot, desk)

    assert heard.failures[-1] == FULL
    assert heard.unsaved[-1] == "Not saved: what you typed is kept in the form"
    assert desk.page.record.form.get_state().rows["pain_rest"].text == "3"
    assert desk.is_unsaved


def test_a_draft_that_fails_after_a_save_does_not_hide_that_nothing_was_saved(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    with clinic.failing_with(FULL):
        type_score(desk, "3")
        desk.page.record.save()
        settle(qtbot, desk)

        type_score(desk, "4")
        settle(qtbot, desk)

    assert heard.unsaved[-1] == "Not saved: what you typed is kept in the form"


def test_drafts_are_kept_again_after_a_fault_of_the_program_in_a_save(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    type_score(desk, "3")
    with qtbot.capture_exceptions(), clinic.failing_with(ZeroDivisionError()):
        desk.page.record.save()
        settle(qtbot, desk)

    type_score(desk, "4")
    settle(qtbot, desk)

    assert str(heard.failures[-1]) == STOPPED_BY_A_FAULT
    assert '"pain_rest": {"text": "4"}' in clinic.drafts[trial_id_of(snapshot)]


def test_what_is_typed_reaches_the_disk(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    type_score(desk, "3")
    before = desk.is_unsaved
    settle(qtbot, desk)

    assert (before, desk.is_unsaved) == (True, False)
    assert trial_id_of(snapshot) in clinic.drafts
    assert desk.page.record.bar.get_status().startswith("Draft kept 14:05")


def test_discarded_form_is_gone_from_the_disk(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    type_score(desk, "3")
    desk.page.record.bar.discard_confirmed.emit()
    settle(qtbot, desk)

    assert clinic.drafts == {}
    assert heard.changes == [True]


def test_discarding_that_fails_is_told(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    with clinic.failing_with(FULL):
        desk.page.record.bar.discard_confirmed.emit()
        settle(qtbot, desk)

    assert heard.failures == [FULL]


def test_form_that_could_not_be_kept_comes_back_with_its_trial(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    with clinic.failing_with(FULL):
        type_score(desk, "3")
        settle(qtbot, desk)
    desk.open_record(trial_id_of(other))
    settle(qtbot, desk)
    blank = desk.page.record.form.get_state().is_blank

    desk.open_record(trial_id_of(snapshot))
    settle(qtbot, desk)

    assert blank
    assert desk.page.record.form.get_state().rows["pain_rest"].text == "3"


def test_draft_of_a_trial_that_is_left_says_nothing_on_the_other_page(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, other: Snapshot
) -> None:
    type_score(desk, "3")
    desk.page.show_snapshot(other)
    settle(qtbot, desk)

    assert desk.page.record.bar.get_status() == ""


def test_entry_made_void_is_told(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    desk._void(desk.page._trial_id(), EARLIER, "duplicate")
    settle(qtbot, desk)

    assert clinic.voided == [EARLIER.entry_id]
    assert heard.notices == ["The entry of 10:00 is void. It stays readable under Entries."]


def test_voiding_that_fails_does_not_speak_of_the_form(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic
) -> None:
    with clinic.failing_with(FULL):
        desk._void(desk.page._trial_id(), EARLIER, "duplicate")
        settle(qtbot, desk)

    assert heard.failures == [FULL]
    assert heard.unsaved == []


def test_trying_again_keeps_drafts_when_the_form_that_failed_is_not_in_view(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    with clinic.failing_with(FULL):
        type_score(desk, "3")
        desk.page.record.save()
        settle(qtbot, desk)
    desk.show_tab(Tab.CHART)

    desk.try_again()
    settle(qtbot, desk)

    assert trial_id_of(snapshot) in clinic.drafts
    assert clinic.recorded == []
    assert not desk.is_unsaved


@pytest.mark.parametrize("tab", Tab, ids=lambda tab: tab.name)
def test_every_tab_is_shown_when_its_key_asks_for_it(
    qtbot: QtBot, desk: TrialDesk, tab: Tab
) -> None:
    desk.show_tab(tab)
    settle(qtbot, desk)

    assert desk.page.tab is tab


def test_window_may_close_when_nothing_is_typed(desk: TrialDesk) -> None:
    assert desk.may_close()


def test_a_further_trial_is_of_the_same_patient(desk: TrialDesk, snapshot: Snapshot) -> None:
    desk.page.new_trial_wanted.emit(snapshot.trial)

    dialog = desk.registration.dialog
    assert dialog is not None
    family_name = dialog.get_field("family_name")
    assert family_name is not None
    assert not family_name.isEnabled()
    dialog.close()
