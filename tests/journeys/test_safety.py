"""N11: an unsafe reading is shown at once and acknowledged with two keys; N1: what is due."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.conftest import FakeClock
from tests.factories import make_answers, make_details, make_dose, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, NOW, SCORES, Ward, text_of
from trialtracker.clinical.choices import TrialMode, Verdict
from trialtracker.clinical.record_choices import DoseKind, FindingAction
from trialtracker.door import StoreDoor
from trialtracker.ui.banner import PatientBanner
from trialtracker.ui.trial_rows import COLUMNS, DAY, NEXT_ENTRY, PATIENT
from trialtracker.ui.trial_tabs import Tab

PAINS = ("3", "Tab", "4", "Tab", "5", "Tab", "2", "Tab", "3", "Tab")
N2_BUDGET = 22
SEDATED = "Sedation score 3 (hard to rouse) at 14:05 is at the alert level."


def links(ward: Ward) -> list[str]:
    return [row.link.text() for row in ward.page.findings.rows if row.isVisible()]


def type_sedated_entry(ward: Ward) -> None:
    ward.open_record()
    ward.press(*PAINS, "2", "Tab", "3", "Tab")


def save_sedated_entry(ward: Ward) -> None:
    type_sedated_entry(ward)
    ward.press("Alt+0", "Ctrl+S")
    ward.clock.advance(timedelta(minutes=1))


def test_n11_sedation_at_the_threshold_is_shown_while_it_is_typed(ward: Ward) -> None:
    type_sedated_entry(ward)

    assert links(ward) == [SEDATED]
    assert "Not saved yet" in text_of(ward.page.findings)
    assert ward.page.record.isVisible()
    assert len(ward.stored) == 2


def test_n11_two_more_keys_acknowledge_what_was_saved(ward: Ward) -> None:
    save_sedated_entry(ward)
    shown = text_of(ward.page.findings)

    ward.press("Alt+K", "1")

    (seen,) = ward.read().trial.acknowledgements
    assert ward.keys.count <= N2_BUDGET + 2
    assert "Alert" in shown
    assert "Follow local protocol; this program is not a monitor." in shown
    assert (seen.action, seen.resolved) == (FindingAction.PHYSICIAN_NOTIFIED, False)
    assert (seen.author, seen.recorded_at) == ("nurse", ward.clock.now)
    assert ward.window.message.text == f"Acknowledged: Physician notified. {SEDATED}"


def test_n11_the_trial_is_in_safety_hold_on_its_page_and_in_the_list(ward: Ward) -> None:
    save_sedated_entry(ward)
    ward.press("Alt+K", "1")

    headline = ward.page.assessment.verdict.accessibleName()
    ward.press("Esc")

    assert ward.read().assessment.verdict is Verdict.SAFETY_HOLD
    assert "Safety event" in headline
    assert "Alert: Sedation" in text_of(ward.window.today.safety)


def test_n11_a_lower_score_does_not_lift_the_hold(ward: Ward) -> None:
    save_sedated_entry(ward)
    ward.press("Ctrl+R", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "0", "Ctrl+S")

    assert ward.read().assessment.verdict is Verdict.SAFETY_HOLD
    assert links(ward) == [f"{SEDATED} Back in range since 14:06."]


def test_n11_resolved_is_said_in_words_and_lifts_the_hold(ward: Ward) -> None:
    save_sedated_entry(ward)

    ward.press("Alt+K", "R")
    ward.keys.type_text("awake")
    ward.press("Return")

    (seen,) = ward.read().trial.acknowledgements
    assert (seen.words, seen.resolved) == ("awake", True)
    assert ward.read().assessment.verdict is not Verdict.SAFETY_HOLD
    assert links(ward) == []


def test_n11_resolved_without_words_is_refused_where_they_are_missing(ward: Ward) -> None:
    save_sedated_entry(ward)

    ward.press("Alt+K", "R", "Return")

    assert ward.read().trial.acknowledgements == ()
    assert ward.page.findings.question.problem.isVisible()


def test_n11_the_datum_leads_to_its_entry(ward: Ward) -> None:
    save_sedated_entry(ward)

    ward.page.findings.rows[0].link.click()

    assert ward.page.tab is Tab.ENTRIES
    selected = ward.page.entries._selected()
    assert selected is not None
    assert selected.entry.entry_id == ward.current[-1].entry_id


def test_n11_every_control_of_the_bar_is_named_and_large_enough(ward: Ward) -> None:
    save_sedated_entry(ward)
    ward.page.findings.history_button.setChecked(True)
    ward.press("Alt+K", "R")

    buttons = [b for b in ward.page.findings.findChildren(QPushButton) if b.isVisible()]

    assert len(buttons) == 3 + 8
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert all(min(button.width(), button.height()) >= 24 for button in buttons)
    assert ward.focus is ward.page.findings.question.words


# N1


def cell(ward: Ward, row: int, name: str) -> str:
    columns = {"patient": PATIENT, "day": DAY, "due": NEXT_ENTRY}
    rows = ward.window.today.table.rows
    index = rows.index(row, COLUMNS.index(columns[name]))
    return str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole))


@pytest.fixture
def morning(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """Today with an infusion that is scored later, and a bolus of morphine 80 min after its due."""
    door = StoreDoor(store_path, clock, "nurse")
    clinic = door.open()
    clock.now = NOW - timedelta(hours=1)
    infused = clinic.register(
        make_patient_details(mrn="T-1", family_name="Infused"), make_details(started_at=BEGUN)
    )
    clinic.record(infused.trial.trial_id, make_answers(clock.now, SCORES))
    given_at = NOW - timedelta(hours=2, minutes=20)
    bolus = clinic.register(
        make_patient_details(mrn="T-2", family_name="Bolus"),
        make_details(started_at=given_at, mode=TrialMode.SINGLE_BOLUS, planned_days=1),
    )
    dose = make_dose(given_at, 0, kind=DoseKind.BOLUS, bolus_ng=100_000)
    clinic.dosing.give(bolus.trial.trial_id, [dose])
    clinic.record(bolus.trial.trial_id, make_answers(given_at, SCORES))
    door.close()
    clock.now = NOW
    return open_window(store_path)


def test_n1_the_list_shows_first_what_is_overdue_and_what_it_asks_for(morning: Ward) -> None:
    assert morning.keys.count == 0
    assert cell(morning, 0, "patient").startswith("BOLUS, Ada")
    assert cell(morning, 0, "due") == (
        "overdue 1hr 20min, hourly observation: RR, SpO2, sedation, last today 11:45"
    )
    assert cell(morning, 1, "patient").startswith("INFUSED, Ada")
    assert cell(morning, 1, "due") == ("today 19:05, 6-hourly entry: pain scores, last today 13:05")


def test_n1_the_list_shows_the_trial_day_and_no_patient_banner(morning: Ward) -> None:
    assert (cell(morning, 0, "day"), cell(morning, 1, "day")) == ("1 of 1", "4 of 7")
    assert morning.window.pages.currentWidget() is morning.window.today
    assert morning.window.today.table.hasFocus()
    assert not [w for w in morning.window.findChildren(PatientBanner) if w.isVisible()]
