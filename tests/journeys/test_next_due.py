"""Two patients in turn, events between the rounds, and every measure from its key to the disk."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_details, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import (
    BEGUN,
    NOW,
    Ward,
    fill_store,
    make_earlier_entries,
    put_usual_store,
    read_store,
)
from trialtracker.ui.trial_tabs import Tab

VITALS = {
    "respiratory_rate": Decimal(14),
    "spo2": Decimal(96),
    "oxygen": Decimal(0),
    "heart_rate": Decimal(72),
    "systolic": Decimal(124),
    "diastolic": Decimal(78),
    "temperature": Decimal("36.8"),
}


@pytest.fixture
def two_due(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on Today with two trials, each with its entry overdue."""
    put_usual_store(store_path, clock)
    fill_store(
        store_path,
        clock,
        make_earlier_entries()[:1],
        make_patient_details(family_name="Zweite", mrn="T-002"),
        make_details(started_at=BEGUN),
    )
    return open_window(store_path)


def trial_of(ward: Ward) -> str:
    assert ward.page.trial is not None
    return ward.page.trial.trial_id


def wait_for_other(ward: Ward, trial_id: str) -> None:
    ward.wait(lambda: trial_of(ward) != trial_id and ward.page.record.form.isVisible())
    ward.settle()


def test_ctrl_enter_saves_and_opens_the_form_of_the_next_patient_due(two_due: Ward) -> None:
    two_due.open_record()
    first = trial_of(two_due)
    two_due.press("3", "Ctrl+Return")
    wait_for_other(two_due, first)

    two_due.press("4", "Ctrl+S")

    second = trial_of(two_due)
    stored = [read_store(two_due.path, two_due.clock, t).trial.entries[-1] for t in (first, second)]
    assert [entry.values["pain_rest"] for entry in stored] == [3, 4]
    assert [entry.observed_at for entry in stored] == [NOW, NOW]


def test_ctrl_enter_after_the_last_says_that_nothing_is_due(ward: Ward) -> None:
    ward.open_record()

    ward.press("3", "Ctrl+Return")

    ward.wait(lambda: "No other entry is due now." in ward.window.message.text)
    assert ward.window.message.text.startswith("Saved 14:05.")
    assert ward.page.tab is Tab.CHART
    assert ward.current[-1].values["pain_rest"] == 3


def test_two_patients_in_turn_keep_their_drafts(two_due: Ward) -> None:
    two_due.open_record()
    first = trial_of(two_due)
    two_due.press("3", "Tab", "4", "Alt+T", "0")
    two_due.press("Escape", "Down", "Ctrl+R")
    wait_for_other(two_due, first)
    two_due.press("7", "Ctrl+Return")
    wait_for_other(two_due, trial_of(two_due) if trial_of(two_due) != first else "")

    state = two_due.page.record.form.get_state()
    assert trial_of(two_due) == first
    assert {key: row.text for key, row in state.rows.items()} == {
        "pain_rest": "3",
        "pain_movement": "4",
    }
    assert state.opioid.times == "0"


def test_one_key_opens_the_form_of_an_event_from_anywhere_in_the_trial(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.keys.count = 0

    ward.press("Ctrl+U", "1", "Tab", "I", "C", "E", "Ctrl+S")

    entry = ward.current[-1]
    assert ward.keys.count == 7
    assert entry.values == {"event": Decimal(1)}
    assert entry.note.casefold() == "ice"


@pytest.mark.parametrize("field", ["Alt+H", "Alt+N", "Alt+A", "Alt+P", "Alt+T", "Alt+R"])
def test_the_event_is_one_key_away_from_every_kind_of_field(ward: Ward, field: str) -> None:
    ward.open_record()

    ward.press(field, "Ctrl+U")

    assert ward.page.record.form.get_state().focus == "event"
    assert ward.page.record.form.happening.get_rows()[0].strip.hasFocus()


def test_vital_signs_are_typed_one_after_the_other(ward: Ward) -> None:
    ward.open_record()

    ward.press("Alt+P", *"14", "Tab", *"96", "Tab", "A", "Tab", *"72", "Tab", *"124", "/", *"78")
    ward.press("Tab", *"36", ",", "8", "Ctrl+S")

    assert ward.current[-1].values == VITALS


def test_the_entries_say_vital_signs_in_one_line(ward: Ward) -> None:
    ward.open_record()
    ward.press("Alt+P", *"14", "Tab", *"96", "Ctrl+S")

    ward.press("Ctrl+E", "Up")

    assert "RR 14 · SpO2 96" in ward.page.entries.detail.accessibleName()


def test_the_full_form_is_one_key_and_its_rows_are_stored(ward: Ward) -> None:
    ward.open_record()
    ward.press("Alt+F")

    ward.press("4", "Ctrl+S")

    assert ward.current[-1].values == {"postural_headache": Decimal(4)}
