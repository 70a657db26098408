"""The dossier by keyboard: one key an answer, one save for all, nothing typed is lost."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial, next_id
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.dossier import ITEM_BY_KEY
from trialtracker.clinical.dossier_choices import DossierPart
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record import Fact
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.dossier_row import Typed
from trialtracker.ui.dossier_section import DISCHARGE, END, PLAN, DossierSection
from trialtracker.ui.section import Request

FIRST = ("conventional_failed", "surgery_ruled_out", "long_on_painkillers")


def show_trial(trial: Trial) -> Snapshot:
    return replace(make_snapshot(trial), assessment=assess(trial, CLINIC_DEFAULT, NOW))


def with_facts(**values: str) -> Trial:
    facts = tuple(Fact(next_id(), key, value, "", "nurse", NOW) for key, value in values.items())
    return replace(make_trial(), facts=facts)


@pytest.fixture
def section(qtbot: QtBot, clock: FakeClock) -> DossierSection:
    clock.now = NOW
    section = DossierSection(clock)
    qtbot.addWidget(section)
    section.resize(1300, 700)
    section.show_snapshot(show_trial(make_trial()))
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.take_focus()
    return section


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def save(section: DossierSection, qtbot: QtBot) -> Request:
    with qtbot.waitSignal(section.asked) as asked:
        QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    request = asked.args[0] if asked.args else None
    assert isinstance(request, Request)
    return request


def answers_of(section: DossierSection) -> dict[str, str]:
    return {key: row.get_typed().answer for key, row in section.page.rows.items() if row.is_changed}


def test_one_key_answers_and_goes_on_to_the_next_item(section: DossierSection) -> None:
    press(Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U)

    assert answers_of(section) == dict(zip(FIRST, ("yes", "no", "not_known"), strict=True))


def test_delete_takes_an_answer_back(section: DossierSection) -> None:
    section.show_snapshot(show_trial(with_facts(conventional_failed="yes")))
    section.page.focus_row("conventional_failed")

    press(Qt.Key.Key_Delete)

    assert section.page.rows["conventional_failed"].get_answer() == ("", "")


def test_a_mouse_click_answers_as_well(section: DossierSection) -> None:
    row = section.page.rows["no_infection"]

    QTest.mouseClick(
        row.editor.findChildren(type(section.save_button))[1], Qt.MouseButton.LeftButton
    )

    assert row.is_bad


def test_all_changed_answers_are_asked_for_at_once(section: DossierSection, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Y, Qt.Key.Key_N)

    request = save(section, qtbot)

    assert request.said == "2 answers of the dossier saved."


def test_saving_without_a_change_asks_for_nothing(section: DossierSection) -> None:
    section.save()

    assert section.state_label.text() == "Nothing has changed since it was saved."


def test_an_absolute_no_is_loud_before_it_is_saved(section: DossierSection) -> None:
    section.page.focus_row("no_infection")

    press(Qt.Key.Key_N)

    label = ITEM_BY_KEY["no_infection"].label
    assert section.loud.isVisible()
    assert section.loud.text == f"{label}: No, not saved yet."


def test_a_stored_absolute_no_is_loud_until_it_is_changed(section: DossierSection) -> None:
    section.show_snapshot(show_trial(with_facts(no_infection="no")))
    before = section.loud.text
    section.page.focus_row("no_infection")

    press(Qt.Key.Key_Y)

    assert "No (nurse, 07-Mar-2026 14:05)." in before
    assert not section.loud.isVisible()


def test_the_form_comes_back_as_it_was_left(section: DossierSection) -> None:
    section.page.rows["goals"].show_typed(Typed("Walk", "said twice"))
    section.page.rows["catheter_placed_at"].show_typed(Typed("02-Mar-2026\t8", ""))
    form = section.get_form()
    section.show_snapshot(show_trial(make_trial()))

    section.show_form(form)

    assert section.page.rows["goals"].get_typed() == Typed("Walk", "said twice")
    assert section.page.rows["catheter_placed_at"].get_typed() == Typed("02-Mar-2026\t8", "")


def test_an_untouched_form_has_no_draft(section: DossierSection) -> None:
    section.show_snapshot(show_trial(with_facts(no_infection="yes", catheter_side="left")))

    assert section.get_form() == ""


def test_a_key_puts_the_draft_on_its_way(section: DossierSection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(section.draft_changed) as kept:
        press(Qt.Key.Key_Y)

    assert json.loads(str((kept.args or [""])[0])) == {"conventional_failed": ["yes", ""]}


def test_what_is_typed_stays_when_the_plan_brings_new_items(section: DossierSection) -> None:
    trial = make_trial()
    section.show_snapshot(show_trial(trial))
    section.page.focus_row("conventional_failed")
    press(Qt.Key.Key_Y)
    planned = replace(trial.details, plan=Plan(drugs=(PlannedDrug("ziconotide"),)))

    section.show_snapshot(show_trial(replace(trial, details=planned)))

    assert answers_of(section) == {"conventional_failed": "yes"}
    assert "no_psychosis" in section.page.rows


def test_another_trial_shows_nothing_of_the_one_before(section: DossierSection) -> None:
    press(Qt.Key.Key_Y)

    section.show_snapshot(show_trial(make_trial()))

    assert answers_of(section) == {}


def test_what_is_typed_stays_when_the_same_trial_is_shown_again(section: DossierSection) -> None:
    trial = with_facts(body_size="no")
    section.show_snapshot(show_trial(trial))
    section.page.focus_row("conventional_failed")
    press(Qt.Key.Key_Y)

    section.show_snapshot(show_trial(replace(trial, facts=(*trial.facts, *trial.facts))))

    assert answers_of(section) == {"conventional_failed": "yes"}


def test_what_is_stored_is_no_longer_a_change(section: DossierSection) -> None:
    trial = make_trial()
    section.show_snapshot(show_trial(trial))
    section.page.rows["anticoagulant_held_since"].show_typed(Typed("5 march 2026", ""))
    fact = Fact(next_id(), "anticoagulant_held_since", "2026-03-05", "", "nurse", NOW)

    section.show_snapshot(show_trial(replace(trial, facts=(fact,))))
    section.show_stored()

    assert answers_of(section) == {}
    assert section.page.rows["anticoagulant_held_since"].get_typed().answer == "05-Mar-2026"


def test_a_date_that_cannot_be_read_is_refused_at_its_row(section: DossierSection) -> None:
    section.page.rows["anticoagulant_held_since"].show_typed(Typed("05/03/2026", ""))

    section.save()

    row = section.page.rows["anticoagulant_held_since"]
    assert "can be read in two ways" in row.problem_label.text()
    assert section.state_label.text() == "Not saved: see the marked answers."


def test_a_refusal_of_the_store_is_shown_at_its_row(section: DossierSection) -> None:
    section.show_problems((Problem("no_infection", "Not possible."), Problem("", "Locked.")))

    assert section.page.rows["no_infection"].problem_label.isVisible()
    assert section.state_label.text() == "Not saved. Locked."


def test_earlier_answers_can_be_read(section: DossierSection) -> None:
    first = Fact(next_id(), "body_size", "no", "by eye", "night nurse", NOW)
    second = Fact(next_id(), "body_size", "yes", "", "nurse", NOW)
    section.show_snapshot(show_trial(replace(make_trial(), facts=(first, second))))
    row = section.page.rows["body_size"]

    row.history_button.click()

    assert row.history_button.text() == "1 earlier"
    assert row.history.accessibleName() == "Earlier: No · by eye (night nurse, 07-Mar-2026 14:05)"


def test_a_letter_too_many_chooses_nothing_from_a_list(section: DossierSection) -> None:
    section.page.focus_row("goal_met")

    press(Qt.Key.Key_N, Qt.Key.Key_N)

    assert answers_of(section) == {"goal_met": "no"}


@pytest.mark.parametrize(
    ("strokes", "answer"),
    [
        ([Qt.Key.Key_Down], "none"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down], "minimal"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Delete], ""),
    ],
)
def test_a_list_is_answered_by_arrow_and_taken_back_by_delete(
    section: DossierSection, strokes: list[Qt.Key], answer: str
) -> None:
    section.page.focus_row("sedation_procedure")

    press(*strokes)

    assert section.page.rows["sedation_procedure"].get_typed().answer == answer


def test_enter_goes_on_and_saves_nothing(section: DossierSection) -> None:
    section.page.focus_row("goals")
    section.page.rows["activity_goal"].focus_editor()

    press(Qt.Key.Key_Return)

    assert section.focusWidget() is section.page.rows["activity_goal"].note


def test_the_index_goes_to_a_part(section: DossierSection) -> None:
    section.page.go_to(DossierPart.ENDING)

    assert section.focusWidget() is section.page.rows["effects_tolerable"].editor


@pytest.mark.parametrize("form", [PLAN, END, DISCHARGE])
def test_the_forms_open_from_here(section: DossierSection, qtbot: QtBot, form: str) -> None:
    wanted: list[str] = []
    section.form_wanted.connect(wanted.append)

    section._want(form)

    assert wanted == [form]


@pytest.mark.parametrize("key", ["catheter_side", "goals", "catheter_tip", "catheter_placed_at"])
def test_every_kind_of_item_comes_back_from_the_store_as_typed(
    section: DossierSection, key: str
) -> None:
    values = {
        "catheter_side": "left",
        "goals": "Walk\nagain",
        "catheter_tip": "T10",
        "catheter_placed_at": "2026-03-02T07:30:00+00:00",
    }

    section.show_snapshot(show_trial(with_facts(**values)))

    assert section.page.rows[key].get_answer() == (values[key], "")
