from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from trialtracker.clinical.choices import Source, TrialState, Verdict
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.db.store import Store, open_store
from trialtracker.demo import fill_clinic
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

MOMENTS = [
    pytest.param(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), id="afternoon"),
    pytest.param(datetime(2026, 3, 29, 0, 5, tzinfo=UTC), id="night the clocks go on"),
    pytest.param(datetime(2026, 10, 25, 5, 40, tzinfo=UTC), id="morning after they went back"),
]

VERDICTS = {
    "Okafor": Verdict.SAFETY_HOLD,
    "Harland": Verdict.BORDERLINE,
    "Lindqvist": Verdict.BORDERLINE,
    "Nakamura": Verdict.BORDERLINE,
    "Petrov": Verdict.NOT_FAVOURABLE,
    "Smith": Verdict.NOT_ENOUGH_DATA,
    "Mendes": Verdict.BORDERLINE,
    "Kowalski": Verdict.NOT_FAVOURABLE,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A demo clinic and what is in it."""

    clinic: Clinic
    now: datetime
    snapshots: dict[str, Snapshot]

    def trial(self, family_name: str) -> Trial:
        return self.snapshots[family_name].trial

    def entries(self) -> list[Entry]:
        return [e for s in self.snapshots.values() for e in s.trial.entries]

    def observed(self) -> list[tuple[datetime, Mapping[str, Decimal], str]]:
        return [(e.observed_at, e.values, e.note) for e in self.entries()]


def fill(path: Path, now: datetime, stores: list[Store]) -> Filled:
    store = open_store(str(path))
    stores.append(store)
    clinic = Clinic(store, lambda: now, "tester")
    fill_clinic(clinic, now, lambda at: Clinic(store, lambda: at, "tester"))
    snapshots = [clinic.get_snapshot(trial_id) for trial_id in clinic.list_trial_ids()]
    by_name = {s.trial.patient.details.family_name: s for s in snapshots}
    return Filled(clinic, now, by_name)


@pytest.fixture(scope="module")
def stores() -> Iterator[list[Store]]:
    opened: list[Store] = []
    yield opened
    for store in opened:
        store.close()


@pytest.fixture(scope="module", params=MOMENTS)
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, stores: list[Store]
) -> Filled:
    return fill(tmp_path_factory.mktemp("demo") / "demo.sqlite", request.param, stores)


def test_demo_shows_every_verdict_but_the_one_that_cannot_be_reached(demo: Filled) -> None:
    verdicts = {name: s.assessment.verdict for name, s in demo.snapshots.items()}

    assert verdicts == VERDICTS


def test_demo_has_open_completed_and_stopped_trials(demo: Filled) -> None:
    states = [s.trial.details.state for s in demo.snapshots.values()]

    assert states.count(TrialState.RUNNING) == 6
    assert states.count(TrialState.COMPLETED) == 1
    assert states.count(TrialState.STOPPED) == 1


def test_demo_has_due_overdue_and_later_entries(demo: Filled) -> None:
    due = [row.next_due_at for row in demo.clinic.list_due(None, 10)]

    assert sum(at is not None and at <= demo.now for at in due) == 2
    assert sum(at is not None and at > demo.now for at in due) == 4


def test_demo_has_amended_void_late_and_not_assessed_entries(demo: Filled) -> None:
    entries = demo.entries()

    assert sum(e.is_void for e in entries) == 1
    assert sum(e.supersedes_id is not None and not e.is_void for e in entries) == 1
    assert sum(e.is_late and e.source is Source.NURSE and not e.supersedes_id for e in entries) >= 1
    assert any(e.not_assessed for e in entries)


def test_demo_records_nothing_ahead_of_its_time(demo: Filled) -> None:
    assert all(e.observed_at <= e.recorded_at <= demo.now for e in demo.entries())


def test_demo_has_a_gap_of_most_of_a_day(demo: Filled) -> None:
    trial = demo.trial("Lindqvist")
    at = [e.observed_at for e in trial.entries if e.source is Source.NURSE]

    longest = max(later - earlier for earlier, later in pairwise(at))

    assert longest > timedelta(hours=12)


def test_demo_is_the_same_in_every_run(tmp_path: Path, stores: list[Store]) -> None:
    now = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)

    first = fill(tmp_path / "first.sqlite", now, stores)
    second = fill(tmp_path / "second.sqlite", now, stores)

    assert first.observed() == second.observed()
