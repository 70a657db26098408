"""An entry that is stored late: nothing of one trial lands in another, nothing typed is lost."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.trial_desk_support import FULL, REFUSED, Heard, settle, trial_id_of, type_score
from tests.ui.window_support import FakeClinic
from trialtracker.clinical.choices import AmendReason
from trialtracker.services.results import Snapshot
from trialtracker.ui.trial_desk import TrialDesk


def save_while_opening(qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, other: Snapshot) -> None:
    """Save the form of the first trial when another is on its way, and wait until it is there."""
    type_score(desk, "3")
    settle(qtbot, desk)
    clinic.gate.clear()
    desk.open_record(trial_id_of(other))
    desk.page.record.save()
    qtbot.waitUntil(lambda: desk.page.trial == other.trial)


def score_of(desk: TrialDesk) -> str:
    return desk.page.record.form.get_state().rows["pain_rest"].text


def test_an_entry_stored_late_leaves_the_other_trial_as_it_is(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic, other: Snapshot
) -> None:
    save_while_opening(qtbot, desk, clinic, other)
    type_score(desk, "7")

    clinic.gate.set()
    settle(qtbot, desk)

    assert [answers.values for answers in clinic.recorded] == [{"pain_rest": 3}]
    assert desk.page.trial == other.trial
    assert score_of(desk) == "7"
    assert '"7"' in clinic.drafts[trial_id_of(other)]
    assert heard.notices == ["TESTCASE, Ada, MRN T-001: Saved 14:05."]


def test_an_entry_refused_late_is_told_with_its_patient(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: FakeClinic, other: Snapshot
) -> None:
    save_while_opening(qtbot, desk, clinic, other)

    with clinic.failing_with(REFUSED):
        clinic.gate.set()
        settle(qtbot, desk)

    assert not desk.page.record.form.score_rows[0].has_problem()
    assert str(heard.failures[-1]).startswith("TESTCASE, Ada, MRN T-001: not saved.")
    assert heard.unsaved == ["Not saved: what you typed is kept as the draft of that patient"]


def test_trying_again_never_saves_the_form_of_another_trial(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, other: Snapshot
) -> None:
    type_score(desk, "3")
    settle(qtbot, desk)
    with clinic.failing_with(FULL):
        desk.page.record.save()
        settle(qtbot, desk)
    desk.open_record(trial_id_of(other))
    settle(qtbot, desk)
    type_score(desk, "7")

    desk.try_again()
    settle(qtbot, desk)

    assert clinic.recorded == []
    assert score_of(desk) == "7"


def test_what_is_typed_while_another_trial_is_read_is_kept(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    desk.open_record(trial_id_of(other))
    QTest.keyClicks(desk.page.record.form.score_rows[0].strip, "3")

    qtbot.waitUntil(lambda: desk.page.trial == other.trial)
    settle(qtbot, desk)

    assert desk.page.record.form.get_state().is_blank
    assert '"pain_rest": {"text": "3"}' in clinic.drafts[trial_id_of(snapshot)]


def test_keys_typed_while_an_amendment_is_stored_go_nowhere(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    entry = snapshot.trial.entries[0]
    desk.page.entries.amend_requested.emit(entry)
    type_score(desk, "7")
    desk.page.record.save()
    desk.page.record.save()  # keeps the improbable 7
    clinic.gate.clear()
    desk.page.reasons.chosen.emit(AmendReason.TYPING_ERROR, "")
    QTest.keyClicks(QApplication.focusWidget() or desk.page, "9")
    while_stored = score_of(desk)

    clinic.gate.set()
    settle(qtbot, desk)

    assert while_stored == "7"
    assert clinic.recorded[0].values["pain_rest"] == 7
