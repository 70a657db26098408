from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.clinical.effect_records import HOUR, grade, make, make_detail
from tests.conftest import FakeClock
from tests.factories import START
from tests.ui.effect_support import (
    DETAIL,
    DOWN,
    NOW,
    TRIAL,
    VOID,
    listen,
    open_section,
    snapshot_of,
)
from tests.ui.record_support import BACKSPACE, ENTER, SAVE, TAB, press
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.effect_section import EffectSection


@pytest.fixture
def section(qtbot: QtBot, clock: FakeClock) -> EffectSection:
    return open_section(qtbot, clock, TRIAL)


def test_chosen_open_effect_is_described_in_six_keys(section: EffectSection) -> None:
    fake = listen(section)

    keys = press([ENTER, "1", TAB, "2", SAVE])

    ((trial_id, detail),) = fake.described
    assert trial_id == TRIAL.trial_id
    assert (detail.effect, detail.onset_at, detail.ended_at) == ("nausea", START + 2 * HOUR, None)
    assert (detail.relation, detail.action) == (Relation.DRUG, EffectAction.REDUCED)
    assert detail.supersedes_id is None
    assert keys + 1 == 6  # with Ctrl+L


def test_choice_left_empty_is_stored_as_not_known(section: EffectSection) -> None:
    fake = listen(section)

    press([ENTER, ENTER, ENTER, "Rest", SAVE])

    ((_, detail),) = fake.described
    assert (detail.relation, detail.action) == (Relation.NOT_KNOWN, EffectAction.NOT_KNOWN)
    assert detail.treatment == "Rest"


def test_onset_and_end_are_typed_as_everywhere(section: EffectSection) -> None:
    fake = listen(section)

    press([ENTER, ENTER, ENTER, ENTER, "-1d 09:30", ENTER, "-2h", ENTER, SAVE])

    ((_, detail),) = fake.described
    assert detail.onset_at == START + timedelta(hours=1, minutes=30)
    assert detail.ended_at == NOW - 2 * HOUR


def test_moment_is_written_out_when_its_field_is_left(section: EffectSection) -> None:
    press([ENTER, ENTER, ENTER, ENTER, "-2h", TAB])

    assert section.form.onset.text() == "03-Mar-2026 12:00"


def test_second_row_shows_what_is_stored_of_it(section: EffectSection) -> None:
    press([DOWN])

    assert (
        "Pruritus · 02-Mar-2026 09:00 to 02-Mar-2026 13:00" in section.chosen_title.accessibleName()
    )
    assert section.form.get_text().treatment == "Cream"
    assert section.form.onset.text() == "02-Mar-2026 09:00"
    assert section.form.onset.placeholderText() == "as recorded: 02-Mar-2026 11:00"
    assert section.form.end.placeholderText() == "as recorded: 02-Mar-2026 14:00"


def test_changed_description_takes_the_place_of_the_stored_one(section: EffectSection) -> None:
    fake = listen(section)

    press([DOWN, ENTER, "2", SAVE])

    ((_, detail),) = fake.described
    assert detail.supersedes_id == DETAIL.detail_id
    assert (detail.relation, detail.treatment) == (Relation.PROCEDURE, "Cream")
    assert (detail.onset_at, detail.ended_at) == (DETAIL.onset_at, DETAIL.ended_at)


def test_unreadable_fields_are_refused_where_they_stand(section: EffectSection) -> None:
    fake = listen(section)

    press([ENTER, "7", TAB, "8", TAB, TAB, "soon", TAB, "later", SAVE])

    fields = section.form.fields
    assert not fake.described
    assert fields["relation"].problem == "7 is no choice: choose 1 to 4."
    assert fields["action"].problem == "8 is no choice: choose 1 to 4."
    assert fields["onset_at"].problem.startswith("“soon” is not a time.")
    assert fields["ended_at"].problem.startswith("“later” is not a time.")


def test_refusal_of_the_store_stands_at_its_field_and_others_above(
    section: EffectSection,
) -> None:
    section.show_problems((Problem("effect", "No such."), Problem("ended_at", "Too early.")))

    assert section.problem.text() == "No such."
    assert section.form.fields["ended_at"].problem == "Too early."
    assert section.form.end.hasFocus()


def test_what_is_typed_of_one_effect_waits_while_another_is_looked_at(
    section: EffectSection,
) -> None:
    press([ENTER, "3"])
    section.table.setFocus()
    press([DOWN, Qt.Key.Key_Up])

    assert section.form.get_text().relation == "3"


def test_draft_comes_back_with_its_effect(
    section: EffectSection, qtbot: QtBot, clock: FakeClock
) -> None:
    press([ENTER, "3", TAB, TAB, "Rest"])

    again = open_section(qtbot, clock, TRIAL)
    again.show_form(section.get_form())

    assert again.form.get_text() == section.form.get_text()
    assert again.get_form() == section.get_form()


def test_draft_of_nothing_is_empty_once_the_typing_is_taken_back(section: EffectSection) -> None:
    press([ENTER, "3", BACKSPACE])

    assert section.get_form() == ""
    section.show_form("")
    section.show_form('{"nausea": 3}')
    assert section.get_form() == ""


def test_draft_reaches_the_disk_soon(qtbot: QtBot, section: EffectSection) -> None:
    with qtbot.waitSignal(section.draft_changed) as kept:
        press([ENTER, "3"])

    assert kept.args == [section.get_form()]


def test_stored_description_leaves_no_draft_and_the_keyboard_on_the_list(
    section: EffectSection,
) -> None:
    press([ENTER, "1", SAVE])
    stored = make_detail(2)
    section.show_snapshot(snapshot_of(replace(TRIAL, effect_details=(DETAIL, stored))))

    section.show_stored()

    assert section.get_form() == ""
    assert section.table.hasFocus()
    assert section.form.get_text().relation == "1"
    assert section.chosen_title.text().startswith("Nausea")


def test_description_is_made_void_for_a_reason(section: EffectSection) -> None:
    fake = listen(section)

    press([DOWN, VOID, "5", ENTER])

    assert fake.voided == [(TRIAL.trial_id, DETAIL.detail_id, "duplicate")]


def test_effect_without_a_description_has_none_to_make_void(section: EffectSection) -> None:
    fake = listen(section)

    press([VOID])
    section._void(reason=None, words="")  # type: ignore[arg-type]

    assert not section.reasons.isVisible()
    assert not section.void_button.isEnabled()
    assert not fake.voided


def test_keeping_the_description_gives_the_keyboard_back(section: EffectSection) -> None:
    press([DOWN, VOID, Qt.Key.Key_Escape])

    assert section.table.hasFocus()


def test_another_trial_starts_with_an_empty_form(section: EffectSection) -> None:
    press([ENTER, "3"])

    section.show_snapshot(snapshot_of(make(grade(2, 2))))

    assert section.form.get_text().relation == ""
    assert section.get_form() == ""


def test_esc_leaves_the_trial(qtbot: QtBot, section: EffectSection) -> None:
    with qtbot.waitSignal(section.closed):
        press([Qt.Key.Key_Escape])


def test_every_control_has_a_name(section: EffectSection) -> None:
    edits = [edit for edit in section.findChildren(QLineEdit) if edit.isVisible()]
    buttons = [button for button in section.findChildren(QPushButton) if button.isVisible()]

    assert (len(edits), len(buttons)) == (5, 2)
    assert all(edit.accessibleName() for edit in edits)
    assert all(button.text() for button in buttons)


def test_section_asked_before_a_trial_is_shown_is_a_fault(qtbot: QtBot, clock: FakeClock) -> None:
    section = EffectSection(clock)
    qtbot.addWidget(section)

    with pytest.raises(RuntimeError, match="before a trial is shown"):
        section._get_snapshot()


def test_what_is_typed_outlives_the_description_that_is_made_void(section: EffectSection) -> None:
    press([DOWN, ENTER, TAB, "2", VOID, "5", ENTER])
    typed = section.form.get_text()

    section.show_stored()

    assert typed.action == "2"
    assert section.form.get_text() == typed
