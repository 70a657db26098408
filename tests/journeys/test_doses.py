"""Doses in the real window: a change of rate in nine keys, ten times the last, coded syringes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import FakeClock
from tests.factories import make_details, make_dose
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import (
    ACTOR,
    BEGUN,
    NOW,
    Ward,
    fill_store,
    make_earlier_entries,
    put_usual_store,
)
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.trial import TrialDetails
from trialtracker.door import StoreDoor
from trialtracker.ui.blind_dialogs import BreakDialog, SealDialog
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.trial_tabs import Tab

CONTENTS = "Morphin-Placebo Charge 7731"
N5 = ("Ctrl+D", "0", ".", "8", "Tab", "Tab", "1", "Ctrl+S")


def open_trial(
    open_window: OpenWard, path: Path, clock: FakeClock, trial: TrialDetails | None = None
) -> Ward:
    fill_store(path, clock, make_earlier_entries() if trial is None else (), trial=trial)
    ward = open_window(path)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.keys.count = 0
    return ward


def give_rate(path: Path, clock: FakeClock, rate_ng_per_day: int) -> None:
    """Give a rate thirty-one hours ago."""
    door = StoreDoor(path, clock, ACTOR)
    clinic = door.open()
    dose = make_dose(NOW - timedelta(hours=31), rate_ng_per_day)
    clinic.dosing.give(clinic.list_trial_ids()[0], [dose])
    door.close()


@pytest.fixture
def running(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of a trial with morphine 0.5 mg/day."""
    put_usual_store(store_path, clock)
    give_rate(store_path, clock, 500_000)
    ward = open_window(store_path)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.keys.count = 0
    return ward


@pytest.fixture
def blinded(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of a trial whose plan is blinded."""
    plan = Plan(is_blinded=True)
    details = make_details(started_at=BEGUN, plan=plan)
    return open_trial(open_window, store_path, clock, details)


def get_doses(ward: Ward) -> DoseSection:
    section = ward.page.get_section(Tab.DOSES)
    assert isinstance(section, DoseSection)
    return section


def press_button(ward: Ward, button: QPushButton) -> None:
    button.setFocus()
    ward.press("Space")


def test_n5_a_change_of_rate_takes_at_most_nine_keys(running: Ward) -> None:
    running.press(*N5)

    dose = running.read().trial.doses[-1]
    assert running.keys.count <= 9
    assert (dose.drug, dose.rate_ng_per_day, dose.kind) == ("morphine", 800_000, DoseKind.RATE)
    assert (dose.at, dose.why, dose.author) == (NOW, DoseReason.PLANNED, ACTOR)


def test_n5_the_clock_of_the_dose_starts_anew_and_units_are_in_full(running: Ward) -> None:
    before = running.page.doses.line.accessibleName()

    running.press(*N5)

    after = running.page.doses.line.accessibleName()
    assert before == "Running: morphine 0.5 mg/day · 31 h since dose change"
    assert after == "Running: morphine 0.8 mg/day · 0 min since dose change"
    assert get_doses(running).list.running.accessibleName() == after
    assert running.window.today.table.rows.get_row(0).dose == "morphine 0.8 mg/day"


def test_n5_the_step_stands_on_the_dose_lane_of_the_chart(running: Ward) -> None:
    running.press(*N5, "Ctrl+T")

    series = running.page.chart._series
    assert series is not None
    assert [(step.rate_ng_per_day, step.end) for step in series.doses][-1] == (800_000, NOW)


@pytest.mark.parametrize("tab", [Tab.CHART, Tab.RECORD, Tab.DOSES])
def test_the_time_since_the_dose_is_in_view_on_every_screen(running: Ward, tab: Tab) -> None:
    running.window.desk.show_tab(tab)
    running.settle()

    assert running.page.doses.line.isVisible()


def test_n4_ten_times_the_last_dose_is_asked_and_kept_with_a_reason(running: Ward) -> None:
    running.press("Ctrl+D", "5", "Tab", "Tab", "1", "Ctrl+S")
    asked = get_doses(running).form.drugs.rows[0].doubt
    stored_before = len(running.read().trial.doses)
    running.keys.count = 0

    running.press("1", "Ctrl+S")

    dose = running.read().trial.doses[-1]
    sentence = "Morphine 5 mg/day is ten times the last (0.5 mg/day)."
    assert asked == f"▲ {sentence}"
    assert (stored_before, running.keys.count) == (1, 2)
    assert dose.rate_ng_per_day == 5_000_000
    assert dose.confirmed == f"{sentence} Kept: Ordered by the physician."


def test_n4_ten_times_the_last_is_not_stored_by_pressing_save_again(running: Ward) -> None:
    running.press("Ctrl+D", "5", "Tab", "Tab", "1", "Ctrl+S", "Ctrl+S", "Ctrl+S")

    reasons = get_doses(running).form.doubts.reasons
    assert len(running.read().trial.doses) == 1
    assert reasons.problem == "Say why the dose is right, 1 to 3, or change it."


def test_what_runs_is_offered_and_kept_only_after_a_question(running: Ward) -> None:
    running.press("Ctrl+D", "Tab", "Tab", "1", "Ctrl+S")
    asked = get_doses(running).form.drugs.rows[0].doubt
    stored_before = len(running.read().trial.doses)

    running.press("Ctrl+S")

    assert asked == "▲ Morphine stays at 0.5 mg/day."
    assert (stored_before, len(running.read().trial.doses)) == (1, 2)


def test_an_infusion_is_stopped(running: Ward) -> None:
    running.press("Ctrl+D")
    press_button(running, get_doses(running).form.kinds.get_button(DoseKind.STOP))
    get_doses(running).form.why.setFocus()

    running.press("4", "Ctrl+S")

    dose = running.read().trial.doses[-1]
    assert (dose.kind, dose.why) == (DoseKind.STOP, DoseReason.SAFETY)
    line = running.page.doses.line.accessibleName()
    assert line == "No infusion is running · 0 min since dose change"


def test_a_mixture_is_one_dose_of_two_drugs(running: Ward) -> None:
    running.press("Ctrl+D", "0", ".", "6")
    press_button(running, get_doses(running).form.kinds.add_button)
    running.press("B", "Tab")
    running.keys.type_text("2.5")
    get_doses(running).form.why.setFocus()

    running.press("2", "Ctrl+S")

    first, second = running.read().trial.doses[-2:]
    assert first.group_id == second.group_id != ""
    assert {d.drug: d.rate_ng_per_day for d in (first, second)} == {
        "morphine": 600_000,
        "bupivacaine": 2_500_000,
    }


def test_a_dose_is_made_void_with_a_reason_and_never_by_a_mundane_key(running: Ward) -> None:
    running.press(*N5, "Delete")
    stored = len(running.read().trial.doses)

    running.press("Alt+F8", "1", "Return")

    assert stored == 2
    assert [dose.rate_ng_per_day for dose in running.read().trial.doses] == [500_000]


def test_esc_takes_the_question_of_voiding_away_and_voids_nothing(running: Ward) -> None:
    running.press("Ctrl+D", "Alt+F8")
    asked = get_doses(running).list.reasons.isVisible()

    running.press("Esc")

    assert asked
    assert not get_doses(running).list.reasons.isVisible()
    assert get_doses(running).isVisible()
    assert len(running.read().trial.doses) == 1


def test_a_dose_half_typed_is_there_again_after_the_list(running: Ward) -> None:
    running.press("Ctrl+D", "0", ".", "8", "Tab", "Tab", "1", "Esc")
    running.wait(running.window.today.isVisible)

    running.press("Return")
    running.press("Ctrl+D")

    draft = get_doses(running).form.get_draft()
    assert (draft.components[0].amount, draft.why) == ("0.8", DoseReason.PLANNED)


def test_the_first_active_dose_lets_a_planned_trial_run(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    planned = make_details(state=TrialState.PLANNED, started_at=None)
    ward = open_trial(open_window, store_path, clock, planned)

    ward.press("Ctrl+D", "0", ".", "3", "Tab", "Tab", "1", "Ctrl+S")

    details = ward.read().trial.details
    assert (details.state, details.started_at) == (TrialState.RUNNING, NOW)
    assert ward.page.banner.trial_day.text() == "Day 1 of 7"
    assert "The trial is running: its first dose was at 05-Mar-2026 14:05" in (
        ward.window.message.text
    )


def test_a_second_person_is_asked_for_where_the_clinic_wants_two(running: Ward) -> None:
    settings = replace(running.read().settings, two_person_doses=True)
    running.jobs.run(
        lambda clinic: clinic.house.change_settings(settings, "Policy"), lambda _: None, print
    )
    running.settle()
    running.press("Esc")
    running.wait(running.window.today.isVisible)
    running.press("Return")
    running.press(*N5)
    missing = get_doses(running).form.second_person.problem

    running.keys.type_text("J. Doe")
    running.press("Ctrl+S")

    assert missing == "The second person is missing: name who checked the dose with you."
    assert running.read().trial.doses[-1].second_person == "J. Doe"


def seal(ward: Ward, code: str) -> None:
    """Seal a code as the pharmacy does."""
    press_button(ward, get_doses(ward).list.seal_button)
    dialog = get_doses(ward).dialog
    assert isinstance(dialog, SealDialog)
    ward.wait(dialog.isActiveWindow)
    ward.keys.type_text(code)
    ward.keys.press("Tab")
    ward.keys.type_text(CONTENTS)
    ward.press("Ctrl+S")
    ward.wait(lambda: get_doses(ward).dialog is None)
    ward.window.activateWindow()
    ward.wait(ward.window.isActiveWindow)


def test_a_coded_syringe_is_sealed_given_and_opened_by_a_physician(blinded: Ward) -> None:
    blinded.press("Ctrl+D")
    seal(blinded, "A-12")
    get_doses(blinded).form.code.setFocus()
    blinded.keys.type_text("A-12")
    blinded.press("Ctrl+S")
    given = blinded.read().trial.blinded_doses
    press_button(blinded, get_doses(blinded).list.break_button)
    dialog = get_doses(blinded).dialog
    assert isinstance(dialog, BreakDialog)
    blinded.wait(dialog.isActiveWindow)
    blinded.keys.press("Tab")
    blinded.keys.type_text("Dr Test")
    blinded.keys.press("Tab", "Space", "Tab")
    blinded.keys.type_text("Respiratory depression")
    blinded.press("Ctrl+S")
    question = dialog.confirmation.question.accessibleName()
    before = blinded.read().trial.blind_breaks
    press_button(blinded, dialog.confirmation.break_button)
    blinded.wait(lambda: get_doses(blinded).dialog is None)

    (opened,) = blinded.read().trial.blind_breaks
    assert [(dose.code, dose.kind) for dose in given] == [("A-12", DoseKind.RATE)]
    assert question == "Break the blind of code A-12 for TESTCASE, Ada, MRN T-001?"
    assert before == ()
    assert (opened.author, opened.reason) == ("Dr Test", "Respiratory depression")
    assert CONTENTS in get_doses(blinded).list.detail.accessibleName()
