"""The lists and figures that the summaries of trials give."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import NOON, FakeClock
from tests.factories import START, make_answers, make_details, make_dose, make_patient_details
from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.sparkline import parse_sparkline
from trialtracker.db.patients import save_patient
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Store
from trialtracker.services.clinic import ENDED_AT_ONCE, Clinic
from trialtracker.services.first_look import get_first_look
from trialtracker.services.results import Snapshot

UNSAFE = {"pain_rest": 3, "side_effect:apnea": 3}


def test_the_list_shows_pain_side_effect_and_when_the_next_entry_is_due(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    values = {"pain_rest": Decimal("4.5"), "side_effect:nausea": Decimal(2)}
    clinic.record(opened.trial.trial_id, make_answers(clock.now, values))

    (row,) = clinic.list_due(None, 5)

    assert (str(row.pain_now), row.worst_side_effect) == ("4.5", "Nausea 2")
    assert row.next_due_at == clock.now + timedelta(hours=6)
    assert parse_sparkline(row.trend).points == ((3.167, 4.5),)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"pain_rest": 3}, "Not recorded"),
        ({"side_effect:nausea": 0}, "None"),
    ],
)
def test_no_side_effect_and_not_asked_are_told_apart(
    clinic: Clinic, opened: Snapshot, clock: FakeClock, values: dict[str, int], words: str
) -> None:
    clinic.record(opened.trial.trial_id, make_answers(clock.now, values))

    assert clinic.list_due(None, 5)[0].worst_side_effect == words


def test_a_resolved_side_effect_is_named_as_resolved(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id = opened.trial.trial_id
    clinic.record(trial_id, make_answers(clock.now, {"side_effect:nausea": 2}))
    clock.advance(timedelta(hours=1))
    clinic.record(trial_id, make_answers(clock.now, {"side_effect:nausea": 0}))

    assert clinic.list_due(None, 5)[0].worst_side_effect == "Nausea 2 (resolved)"


def test_a_safety_finding_comes_first_in_the_list(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    other = clinic.register(make_patient_details(mrn="T-2"), make_details())
    clinic.record(other.trial.trial_id, make_answers(clock.now, {"side_effect:meningitis": 3}))

    rows = clinic.list_due(None, 5)

    assert [row.mrn for row in rows] == ["T-2", "T-001"]
    assert rows[0].verdict is Verdict.SAFETY_HOLD


def test_a_safety_finding_is_named_in_the_list(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clinic.record(opened.trial.trial_id, make_answers(clock.now, {"respiratory_rate": 7}))

    assert clinic.list_due(None, 5)[0].finding == "Alert: RR 7 /min"


def test_the_list_says_what_is_due_and_when_the_last_entry_was(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id = opened.trial.trial_id
    first = clock.now
    clinic.record(trial_id, make_answers(first, {"pain_rest": 3}))
    clock.advance(timedelta(hours=1))
    snapshot = clinic.record(trial_id, make_answers(clock.now, {"pain_rest": 4}))
    shown = clinic.list_due(None, 5)[0]
    clinic.void_entry(trial_id, snapshot.trial.entries[-1].entry_id, "duplicate")

    assert shown.due_what == "6-hourly entry: pain scores"
    assert shown.last_entry_at == first + timedelta(hours=1)
    assert clinic.list_due(None, 5)[0].last_entry_at == first


def test_a_trial_without_an_entry_has_no_last_one(clinic: Clinic, opened: Snapshot) -> None:
    assert clinic.list_due(None, 5)[0].last_entry_at is None


def test_the_figures_count_what_runs_is_due_and_unsafe(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    planned = make_details(state=TrialState.PLANNED, started_at=None)
    clinic.register(make_patient_details(mrn="T-2"), planned)
    clinic.record(opened.trial.trial_id, make_answers(clock.now, UNSAFE))

    before = clinic.get_counts()
    clock.advance(timedelta(hours=7))
    after = clinic.get_counts()

    assert (before.open, before.running, before.due, before.alerts) == (2, 1, 0, 1)
    assert after.due == 1


def test_summaries_of_another_day_are_renewed_once(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=1))

    assert clinic.refresh_summaries() == 1
    assert clinic.refresh_summaries() == 0


def test_trials_that_are_over_are_renewed_some_at_a_time_after_the_rules_changed(
    clinic: Clinic, store: Store, clock: FakeClock
) -> None:
    for number in range(ENDED_AT_ONCE + 1):
        over = make_details(state=TrialState.COMPLETED, ended_at=clock.now)
        clinic.register(make_patient_details(mrn=f"T-{number}"), over)
    with store.write("upgrade", clock.now) as tx:
        tx.connection.exec_driver_sql("UPDATE trial SET assessed_s = 0")

    assert clinic.refresh_summaries() == 0
    assert [clinic.keep_up() for _ in range(3)] == [ENDED_AT_ONCE, 1, 0]


@pytest.mark.parametrize(("hours", "renewed"), [(3, 0), (5, 1)])
def test_a_day_ends_at_midnight_of_the_clinic(
    clinic: Clinic, clock: FakeClock, hours: int, renewed: int
) -> None:
    clock.now = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)  # 20:00 of the day before in New York
    clinic.register(make_patient_details(), make_details(time_zone="America/New_York"))

    clock.advance(timedelta(hours=hours))

    assert clinic.refresh_summaries() == renewed


@pytest.fixture
def observed(clinic: Clinic, clock: FakeClock) -> str:
    """A trial with a bolus of morphine 7 hours ago, last seen after 5."""
    details = make_details(mode=TrialMode.SINGLE_BOLUS, entry_interval_minutes=1440)
    trial_id = clinic.register(make_patient_details(), details).trial.trial_id
    bolus = make_dose(clock.now, 0, kind=DoseKind.BOLUS, bolus_ng=200_000)
    clinic.dosing.give(trial_id, [bolus])
    clock.advance(timedelta(hours=5))
    seen = {"respiratory_rate": 14, "spo2": 97, "sedation": 0, "pain_rest": 3}
    clinic.record(trial_id, make_answers(clock.now, seen))
    clock.advance(timedelta(hours=2))
    clinic.record(trial_id, make_answers(clock.now, seen))
    return trial_id


def test_other_hours_of_observation_make_what_is_due_right_again(
    clinic: Clinic, clock: FakeClock, observed: str
) -> None:
    before = clinic.list_due(None, 5)[0]

    clinic.house.change_settings(ClinicSettings(observation_hours=6), "PACC")

    assert clinic.refresh_summaries() == 1
    after = clinic.list_due(None, 5)[0]
    assert (before.next_due_at, before.due_what[:18]) == (
        clock.now + timedelta(hours=1),
        "hourly observation",
    )
    assert (after.next_due_at, after.due_what) == (
        clock.now + timedelta(days=1),
        "daily entry: pain scores",
    )


def test_another_setting_leaves_what_is_due_alone(clinic: Clinic, observed: str) -> None:
    clinic.house.change_settings(ClinicSettings(news2=True), "Ward uses NEWS2")

    assert clinic.refresh_summaries() == 0


def test_the_first_look_is_the_first_page(
    clinic: Clinic, opened: Snapshot, store: Store, clock: FakeClock
) -> None:
    look = get_first_look(store.path, clock.now, 5)

    assert look is not None
    assert look.rows == clinic.list_due(None, 5)
    assert look.counts == clinic.get_counts()


def test_there_is_no_first_look_without_a_store(tmp_path: Path) -> None:
    assert get_first_look(tmp_path / "none.sqlite", datetime(2026, 3, 5, tzinfo=UTC), 5) is None


def test_a_trial_is_assessed_as_of_any_moment(clinic: Clinic, opened: Snapshot) -> None:
    as_of = START + timedelta(days=1)

    assert clinic.get_snapshot(opened.trial.trial_id, as_of).assessment.as_of == as_of


def test_a_planned_trial_has_no_day_and_no_due_time(clinic: Clinic) -> None:
    clinic.register(make_patient_details(), make_details(state=TrialState.PLANNED, started_at=None))

    (row,) = clinic.list_due(None, 5)

    assert (row.trial_day, row.next_due_at, row.pain_now) == (None, None, None)


def test_a_patient_without_birth_date_is_found_as_such(clinic: Clinic) -> None:
    clinic.register(make_patient_details(birth_date=None), make_details())

    (hit,) = clinic.find_patients("testc", 5)

    assert hit.birth_date is None


def test_a_patient_whose_trial_is_not_stored_is_found_all_the_same(
    clinic: Clinic, store: Store
) -> None:
    with store.write("tester", NOON) as tx:
        save_patient(tx, "p1", make_patient_details(), Stamp("r1", None, ""))

    (hit,) = clinic.find_patients("testc", 5)

    assert (hit.trial_id, hit.trial_label) == (None, "No trial yet")
