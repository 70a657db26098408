"""The Doses tab on its own: what it offers, keeps, asks for and hands on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.clinical.doses import make_bolus, make_break, make_coded, make_refill, make_stop
from tests.conftest import FakeClock
from tests.factories import make_dose, make_trial
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.dose_draft import ComponentDraft, from_text
from trialtracker.ui.dose_rows import NOTHING
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.section import Request

EARLIER = NOW - timedelta(hours=31)
Open = Callable[[Snapshot], DoseSection]


@pytest.fixture
def open_section(qtbot: QtBot, clock: FakeClock) -> Open:
    def open_it(snapshot: Snapshot) -> DoseSection:
        clock.now = NOW
        section = DoseSection(clock)
        qtbot.addWidget(section)
        section.resize(1200, 800)
        section.show_snapshot(snapshot)
        with qtbot.waitActive(section):
            section.show()
            section.activateWindow()
        section.take_focus()
        return section

    return open_it


def make(*doses: Any, **details: Any) -> Snapshot:
    return make_snapshot(make_trial(doses=doses, **details))


def take_requests(section: DoseSection) -> list[Request]:
    asked: list[Request] = []
    section.asked.connect(asked.append)
    return asked


def type_text(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def press_enter() -> QWidget | None:
    """Press Enter where the keyboard is, and return where it is then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    return QApplication.focusWidget()


def fill(section: DoseSection, amount: str, reason: str = "1") -> None:
    """Type an amount into the first row, and give the reason."""
    section.form.take_focus()
    type_text(amount)
    section.form.why.setFocus()
    type_text(reason)


@pytest.mark.parametrize(
    ("snapshot", "kind", "components"),
    [
        (make(), DoseKind.RATE, (ComponentDraft("morphine"),)),
        (make(make_dose(EARLIER)), DoseKind.RATE, (ComponentDraft("morphine", "0.5"),)),
        (
            make(make_dose(EARLIER), make_dose(EARLIER, 2_000_000, drug="bupivacaine")),
            DoseKind.RATE,
            (ComponentDraft("bupivacaine", "2"), ComponentDraft("morphine", "0.5")),
        ),
        (
            make(plan=Plan(drugs=(PlannedDrug("ziconotide"),))),
            DoseKind.RATE,
            (ComponentDraft("ziconotide"),),
        ),
        (
            make(make_bolus(EARLIER, drug="clonidine"), mode=TrialMode.REPEATED_BOLUS),
            DoseKind.BOLUS,
            (ComponentDraft("clonidine"),),
        ),
        (
            make(make_bolus(EARLIER), make_dose(NOW, drug="fentanyl"), mode=TrialMode.SINGLE_BOLUS),
            DoseKind.BOLUS,
            (ComponentDraft("morphine"),),
        ),
        (
            make(make_refill(EARLIER, drug="baclofen")),
            DoseKind.RATE,
            (ComponentDraft("baclofen"),),
        ),
    ],
)
def test_the_form_opens_with_the_mode_and_what_runs(
    open_section: Open, snapshot: Snapshot, kind: DoseKind, components: tuple[ComponentDraft, ...]
) -> None:
    section = open_section(snapshot)

    draft = section.form.get_draft()
    assert (draft.kind, draft.components) == (kind, components)


def test_the_unit_is_that_of_the_drugs_doses(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER, 60_000)))

    row = section.form.drugs.rows[0]
    assert (row.unit.text(), row.meaning.text()) == (
        "micrograms/day",
        "= morphine 60 micrograms/day · last 60 micrograms/day",
    )


def test_what_is_typed_is_told_again_in_full(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER)))

    type_text(".25")

    meaning = section.form.drugs.rows[0].meaning.text()
    assert meaning == "= morphine 0.25 mg/day · last 0.5 mg/day"


def test_an_unfinished_form_comes_back_as_it_was(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER)))
    fill(section, "0.8", "2")
    section.form.when.edit.setFocus()
    type_text("-1h")
    section.form.note.setFocus()
    type_text("asked for more")
    kept = section.get_form()

    section.show_form("")
    blank = section.get_form()
    section.show_form(kept)

    draft = section.form.get_draft()
    assert blank == ""
    assert draft == from_text(kept)
    assert (draft.components[0].amount, draft.why) == ("0.8", DoseReason.RELIEF)
    assert (draft.when, draft.typed_at, draft.note) == ("-1h", NOW, "asked for more")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "rate"}', "null"])
def test_a_draft_that_cannot_be_read_is_a_blank_form(open_section: Open, text: str) -> None:
    section = open_section(make())

    section.show_form(text)

    assert section.get_form() == ""


def test_a_draft_whose_dose_is_stored_already_is_a_blank_form(open_section: Open) -> None:
    section = open_section(make())
    fill(section, "0.3")
    kept = section.get_form()
    stored = make_dose(NOW, event_id=section.form.get_draft().form_id)
    section.show_snapshot(make(stored))

    section.show_form(kept)

    assert section.get_form() == ""


def test_another_trial_brings_its_own_form(open_section: Open) -> None:
    section = open_section(make())
    fill(section, "0.3")

    section.show_snapshot(make(make_dose(EARLIER, 700_000)))

    assert section.get_form() == ""
    assert section.form.get_draft().components == (ComponentDraft("morphine", "0.7"),)


def test_what_is_typed_stays_when_the_same_trial_is_shown_again(open_section: Open) -> None:
    snapshot = make()
    section = open_section(snapshot)
    fill(section, "0.3")

    section.show_snapshot(snapshot)

    assert section.form.get_draft().components[0].amount == "0.3"


@pytest.mark.parametrize(
    ("amount", "reason", "field"),
    [("", "1", "amount"), ("0.3 g", "1", "amount"), ("0.3", "", "why"), ("0", "1", "amount")],
)
def test_what_is_missing_or_impossible_stands_at_its_field(
    open_section: Open, amount: str, reason: str, field: str
) -> None:
    section = open_section(make())
    asked = take_requests(section)
    fill(section, amount, reason)

    section.save()

    at_field = {"amount": section.form.drugs.rows[0].problem, "why": section.form.why.problem}
    assert [name for name, sentence in at_field.items() if sentence] == [field]
    assert asked == []


@pytest.mark.parametrize(("when", "words"), [("25:00", "is not a time of day"), ("-99h", "before")])
def test_a_time_that_cannot_be_stands_at_the_time(
    open_section: Open, when: str, words: str
) -> None:
    section = open_section(make(started_at=EARLIER))
    fill(section, "0.3")
    section.form.when.edit.setFocus()
    type_text(when)

    section.save()

    assert words in section.form.when._messages.get_problem()
    assert QApplication.focusWidget() is section.form.when.edit


def test_a_refill_is_read_with_concentration_and_volume(open_section: Open) -> None:
    plan = Plan(drugs=(PlannedDrug("morphine", 2_000_000),))
    section = open_section(make(make_refill(EARLIER), plan=plan))
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


def test_a_stop_names_what_runs_and_nothing_else_can_be_stopped(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER), make_stop(NOW - timedelta(hours=1))))
    section.form.kinds.get_button(DoseKind.STOP).click()
    section.form.why.setFocus()
    type_text("4")

    section.save()

    told = section.form.problem_label.accessibleName()
    assert told == "No infusion is running, so there is nothing to stop."


def test_a_drug_is_added_and_taken_out(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER)))
    section.form.kinds.add_button.click()
    both = section.form.get_draft().components

    section.form.drugs.rows[0].remove_button.click()

    assert both == (ComponentDraft("morphine", "0.5"), ComponentDraft("hydromorphone"))
    assert section.form.get_draft().components == (ComponentDraft("hydromorphone"),)


def test_a_drug_that_would_end_unsaid_is_asked_about(open_section: Open) -> None:
    running = make(make_dose(EARLIER), make_dose(EARLIER, 2_000_000, drug="bupivacaine"))
    section = open_section(running)
    section.form.drugs.rows[0].remove_button.click()
    fill(section, "0.8")
    asked = take_requests(section)
    section.save()
    question = section.form.doubts.sentences.accessibleName()

    section.save()

    assert "Bupivacaine 2 mg/day is running and is not named here" in question
    assert len(asked) == 1


def test_another_reason_to_keep_a_dose_needs_a_note(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER)))
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


def test_a_change_after_the_question_takes_the_question_away(open_section: Open) -> None:
    section = open_section(make(make_dose(EARLIER)))
    fill(section, "5")
    section.save()
    section.form.take_focus()

    type_text("0.6")

    assert not section.form.doubts.isVisible()
    assert section.form.drugs.rows[0].doubt == ""


def test_enter_goes_on_and_never_saves(open_section: Open) -> None:
    section = open_section(make())
    asked = take_requests(section)
    type_text("0.3")

    stops = [press_enter(), press_enter(), press_enter()]

    assert stops == [section.form.when.edit, section.form.why, section.form.note.edit]
    assert asked == []


def test_problems_of_the_store_stand_at_their_fields(open_section: Open) -> None:
    section = open_section(make())

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


def test_void_leaves_what_is_typed(open_section: Open) -> None:
    snapshot = make(make_dose(EARLIER))
    section = open_section(snapshot)
    fill(section, "0.8")
    asked = take_requests(section)
    section.list.ask_void()
    section.list.reasons.setFocus()
    QTest.keyClicks(section.list.reasons, "1")
    QTest.keyClick(section.list.reasons, Qt.Key.Key_Return)

    section.show_stored()
    section.show_snapshot(snapshot)

    assert len(asked) == 1
    assert section.form.get_draft().components[0].amount == "0.8"


def test_the_two_person_rule_shows_its_field(open_section: Open) -> None:
    settings = ClinicSettings(two_person_doses=True)
    section = open_section(replace(make(), settings=settings))
    fill(section, "0.3")

    section.save()

    assert section.form.second_person.isVisible()
    assert section.form.second_person.problem.startswith("The second person is missing")


def coded(trial: Trial) -> Trial:
    doses = (make_coded(EARLIER, DoseKind.RATE), make_coded(NOW, DoseKind.BOLUS, "B"))
    return replace(trial, blinded_doses=doses, blind_breaks=(make_break("B", NOW),))


def test_a_coded_infusion_is_stopped_under_its_code(open_section: Open) -> None:
    trial = coded(make_trial(plan=Plan(is_blinded=True)))
    section = open_section(make_snapshot(trial))
    asked = take_requests(section)
    section.form.kinds.get_button(DoseKind.STOP).click()
    offered = section.form.code.text

    section.save()

    assert offered == "A-12"
    assert len(asked) == 1


def test_a_coded_dose_without_its_code_is_refused(open_section: Open) -> None:
    section = open_section(make())
    section.form.kinds.coded.click()

    section.save()

    assert section.form.code.problem.startswith("The code is missing")
    assert section.list.seal_button.isVisible()


def test_every_kind_of_dose_is_one_row_newest_first(open_section: Open) -> None:
    doses = (
        make_dose(EARLIER, why=DoseReason.PLANNED, second_person="J. Doe", note="as ordered"),
        make_bolus(EARLIER + timedelta(hours=1), confirmed="Asked. Kept: Ordered."),
        make_refill(EARLIER + timedelta(hours=2)),
        make_dose(EARLIER + timedelta(hours=3), 0),
    )
    trial = coded(make_trial(doses=doses, started_at=EARLIER))

    section = open_section(make_snapshot(trial))

    rows = [(row.what, row.dose) for row in section.list.model.rows]
    assert rows == [
        ("Coded bolus", "code B = saline 1 mL"),
        ("Stop", "morphine"),
        ("Refill or reservoir change", "morphine 1 mg/mL, 20 mL"),
        ("Bolus", "morphine 0.1 mg"),
        ("Rate", "morphine 0.5 mg/day"),
        ("Coded rate", "code A-12"),
    ]
    assert section.list.model.rows[4].detail.endswith(
        "Planned step. Checked with J. Doe. as ordered Recorded by tester."
    )


def test_before_the_start_there_is_no_trial_day(open_section: Open) -> None:
    snapshot = make(make_refill(EARLIER), state=TrialState.PLANNED, started_at=None)

    section = open_section(snapshot)

    assert section.list.model.rows[0].day == NOTHING


def test_the_first_dose_says_that_the_trial_runs(open_section: Open) -> None:
    section = open_section(make(state=TrialState.PLANNED, started_at=None))
    asked = take_requests(section)
    fill(section, "0.3")

    section.save()

    said = asked[0].said
    assert said.endswith("The trial is running: its first dose was at 07-Mar-2026 14:05, day 1.")


def test_a_trial_without_doses_says_so(open_section: Open) -> None:
    section = open_section(make())

    section.list.ask_void()

    assert section.list.detail.accessibleName() == "No dose is recorded yet."
    assert not section.list.reasons.isVisible()
