"""What the dose form refuses, asks and hands on."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tests.clinical.doses import make_refill, make_stop
from tests.factories import make_dose
from tests.ui.dose_support import EARLIER, Open, fill, make, press_enter, take_requests, type_text
from tests.ui.record_support import NOW
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.dose_draft import ComponentDraft


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [("", "1", "amount"), ("0.3 g", "1", "amount"), ("0.3", "", "why"), ("0", "1", "amount")],
)
def test_what_is_missing_or_impossible_stands_at_its_field(
    open_doses: Open, amount: str, reason: str, field: str
) -> None:
    section = open_doses(make())
    asked = take_requests(section)
    fill(section, amount, reason)

    section.save()

    at_field = {"amount": section.form.drugs.rows[0].problem, "why": section.form.why.problem}
    assert [name for name, sentence in at_field.items() if sentence] == [field]
    assert asked == []


@pytest.mark.parametrize(("when", "words"), [("25:00", "is not a time of day"), ("-99h", "before")])
def test_a_time_that_cannot_be_stands_at_the_time(open_doses: Open, when: str, words: str) -> None:
    section = open_doses(make(started_at=EARLIER))
    fill(section, "0.3")
    section.form.when.edit.setFocus()
    type_text(when)

    section.save()

    assert words in section.form.when._messages.get_problem()
    assert QApplication.focusWidget() is section.form.when.edit


def test_a_refill_is_read_with_concentration_and_volume(open_doses: Open) -> None:
    plan = Plan(drugs=(PlannedDrug("morphine", 2_000_000),))
    section = open_doses(make(make_refill(EARLIER), plan=plan))
    section.form.kinds.get_button(DoseKind.REFILL).click()
    offered = section.form.get_draft().components
    missing = section.form.volume.problem
    section.save()
    refused = section.form.volume.problem
    section.form.volume.setFocus()
    type_text("20")
    asked = take_requests(section)

    section.save()

    assert offered == (ComponentDraft("morphine", "2"),)
    assert (missing, refused) == ("", "The volume is missing: write it like 20 mL.")
    assert len(asked) == 1
    assert asked[0].said == "Refill or reservoir change saved 14:05."


def test_a_stop_names_what_runs_and_nothing_else_can_be_stopped(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER), make_stop(NOW - timedelta(hours=1))))
    section.form.kinds.get_button(DoseKind.STOP).click()
    section.form.why.setFocus()
    type_text("4")

    section.save()

    told = section.form.problem_label.accessibleName()
    assert told == "No infusion is running, so there is nothing to stop."


def test_a_drug_is_added_and_taken_out(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER)))
    section.form.kinds.add_button.click()
    both = section.form.get_draft().components

    section.form.drugs.rows[0].remove_button.click()

    assert both == (ComponentDraft("morphine", "0.5"), ComponentDraft("hydromorphone"))
    assert section.form.get_draft().components == (ComponentDraft("hydromorphone"),)


def test_a_drug_that_would_end_unsaid_is_asked_about(open_doses: Open) -> None:
    running = make(make_dose(EARLIER), make_dose(EARLIER, 2_000_000, drug="bupivacaine"))
    section = open_doses(running)
    section.form.drugs.rows[0].remove_button.click()
    fill(section, "0.8")
    asked = take_requests(section)
    section.save()
    question = section.form.doubts.sentences.accessibleName()

    section.save()

    assert "Bupivacaine 2 mg/day is running and is not named here" in question
    assert len(asked) == 1


def test_another_reason_to_keep_a_dose_needs_a_note(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER)))
    asked = take_requests(section)
    fill(section, "5")
    section.save()
    type_text("3")
    section.save()
    refused = section.form.doubts.reasons.problem
    type_text("Order of 14:00 read back")

    section.save()

    assert refused == "Write in the note why the dose is right."
    assert len(asked) == 1


def test_a_change_after_the_question_takes_the_question_away(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER)))
    fill(section, "5")
    section.save()
    section.form.take_focus()

    type_text("0.6")

    assert not section.form.doubts.isVisible()
    assert section.form.drugs.rows[0].doubt == ""


def test_enter_goes_on_and_never_saves(open_doses: Open) -> None:
    section = open_doses(make())
    asked = take_requests(section)
    type_text("0.3")

    stops = [press_enter(), press_enter(), press_enter()]

    assert stops == [section.form.when.edit, section.form.why, section.form.note.edit]
    assert asked == []


def test_problems_of_the_store_stand_at_their_fields(open_doses: Open) -> None:
    section = open_doses(make())

    section.show_problems(
        (
            Problem("second_person", "Name who checked it."),
            Problem("drugs", "Morphine is named twice."),
        )
    )

    assert section.form.second_person.problem == "Name who checked it."
    assert section.form.problem_label.accessibleName() == "Morphine is named twice."
    section.form.summary.lines[1].click()
    assert QApplication.focusWidget() is section.form.drugs.rows[0].amount
