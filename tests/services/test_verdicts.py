"""The verdict of every trial: the kept one where it holds, else as it is now."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text

from tests.conftest import FakeClock
from tests.factories import START, make_answers, make_details, make_patient_details
from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot
from trialtracker.services.verdicts import TrialVerdict

UNSAFE = {"pain_rest": 3, "side_effect:apnea": 3}
DAY = timedelta(days=1)


def put(clinic: Clinic, store: Store, column: str, value: object) -> None:
    """Write into the summary row of every trial, as nothing in the program does."""
    with store.write("tester", START) as tx:
        tx.connection.execute(text(f"UPDATE trial SET {column} = :value"), {"value": value})  # noqa: S608


def test_a_trial_stands_in_a_line(clinic: Clinic, opened: Snapshot) -> None:
    mode = TrialMode.CONTINUOUS_INTRATHECAL

    assert clinic.list_verdicts() == (
        TrialVerdict("T-001", date(2026, 3, 2), mode, "not known", Verdict.NOT_ENOUGH_DATA),
    )


def test_a_trial_that_has_not_begun_has_no_start(clinic: Clinic) -> None:
    clinic.register(make_patient_details(), make_details(started_at=None, state=TrialState.PLANNED))

    assert clinic.list_verdicts()[0].start is None


def test_only_the_trials_of_a_patient_are_listed(clinic: Clinic, opened: Snapshot) -> None:
    clinic.register(make_patient_details(mrn="T-002"), make_details())

    assert [found.mrn for found in clinic.list_verdicts()] == ["T-001", "T-002"]
    assert [found.mrn for found in clinic.list_verdicts("T-002")] == ["T-002"]
    assert clinic.list_verdicts("T-003") == ()


def test_what_was_assessed_today_is_read_and_not_assessed(
    clinic: Clinic, store: Store, opened: Snapshot
) -> None:
    put(clinic, store, "verdict", "favourable")
    put(clinic, store, "relief_text", "77 %")

    (found,) = clinic.list_verdicts()

    assert (found.verdict, found.relief) == (Verdict.FAVOURABLE, "77 %")


def test_an_open_trial_of_an_earlier_day_is_assessed_anew(
    clinic: Clinic, store: Store, opened: Snapshot, clock: FakeClock
) -> None:
    put(clinic, store, "verdict", "favourable")

    clock.advance(DAY)

    assert clinic.list_verdicts()[0].verdict is Verdict.NOT_ENOUGH_DATA


@pytest.mark.parametrize("column", ["assessed_s", "verdict"])
def test_what_was_never_assessed_is_assessed(
    clinic: Clinic, store: Store, opened: Snapshot, column: str
) -> None:
    put(clinic, store, "verdict", "favourable")
    put(clinic, store, column, 0 if column == "assessed_s" else None)

    assert clinic.list_verdicts()[0].verdict is Verdict.NOT_ENOUGH_DATA


def end(clinic: Clinic, opened: Snapshot, ended_at: datetime) -> None:
    details = make_details(state=TrialState.COMPLETED, ended_at=ended_at)
    clinic.amend_trial(opened.trial, details, "completed")


def test_a_trial_that_is_over_does_not_grow_old(
    clinic: Clinic, store: Store, opened: Snapshot, clock: FakeClock
) -> None:
    end(clinic, opened, clock.now)
    put(clinic, store, "verdict", "favourable")

    clock.advance(30 * DAY)

    assert clinic.list_verdicts()[0].verdict is Verdict.FAVOURABLE


def test_what_was_assessed_before_the_end_is_assessed_anew(
    clinic: Clinic, store: Store, opened: Snapshot, clock: FakeClock
) -> None:
    end(clinic, opened, clock.now)
    put(clinic, store, "verdict", "favourable")
    put(clinic, store, "assessed_s", int(clock.now.timestamp()) - 1)

    assert clinic.list_verdicts()[0].verdict is Verdict.NOT_ENOUGH_DATA


@pytest.mark.parametrize(("minutes", "verdict"), [
    (-1, Verdict.FAVOURABLE),
    (0, Verdict.NOT_ENOUGH_DATA),
])  # fmt: skip
def test_hours_of_infusion_that_became_enough_today_are_seen(
    clinic: Clinic, store: Store, clock: FakeClock, minutes: int, verdict: Verdict
) -> None:
    started_at = clock.now - timedelta(hours=23)
    clinic.register(make_patient_details(), make_details(started_at=started_at))
    put(clinic, store, "verdict", "favourable")

    clock.advance(timedelta(hours=1, minutes=minutes))

    assert clinic.list_verdicts()[0].verdict is verdict


def test_midnight_is_that_of_the_clinic(clinic: Clinic, store: Store, clock: FakeClock) -> None:
    clock.now = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)
    clinic.register(make_patient_details(), make_details(time_zone="Europe/Oslo"))
    put(clinic, store, "verdict", "favourable")

    clock.advance(timedelta(hours=1))

    assert clinic.list_verdicts()[0].verdict is Verdict.NOT_ENOUGH_DATA


def test_relief_is_in_words_when_assessed_anew(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id = opened.trial.trial_id
    for day in (-4, -3, -2, -1, 1, 2):
        at = START + day * DAY
        clinic.record(trial_id, make_answers(at, {"pain_rest": 8 if day < 0 else 2}))
    clock.now = START + 3 * DAY

    (found,) = clinic.list_verdicts()

    assert found.relief == "75 %"


def test_listing_verdicts_writes_nothing(
    clinic: Clinic, store: Store, opened: Snapshot, clock: FakeClock
) -> None:
    said: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    clock.advance(DAY)

    clinic.list_verdicts()

    assert not [sql for sql in said if not sql.lstrip().upper().startswith(("SELECT", "BEGIN"))]
