from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from trialtracker.clinical.choices import Source, TrialMode, TrialState, Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import FindingState, get_findings
from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.opioid_baseline import get_baseline_mme
from trialtracker.clinical.record import current_facts
from trialtracker.clinical.record_choices import DoseKind, IntakeKind
from trialtracker.clinical.review import Decision, NoteKind
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
    "Mendes": Verdict.FAVOURABLE,
    "Kowalski": Verdict.NOT_FAVOURABLE,
    "Bauer": Verdict.BORDERLINE,
    "Costa": Verdict.NOT_ENOUGH_DATA,
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


def test_demo_shows_every_verdict(demo: Filled) -> None:
    verdicts = {name: s.assessment.verdict for name, s in demo.snapshots.items()}

    assert verdicts == VERDICTS
    assert set(verdicts.values()) == set(Verdict)


def test_demo_has_open_completed_and_stopped_trials(demo: Filled) -> None:
    states = [s.trial.details.state for s in demo.snapshots.values()]

    assert states.count(TrialState.RUNNING) == 7
    assert states.count(TrialState.COMPLETED) == 2
    assert states.count(TrialState.STOPPED) == 1


def test_demo_has_due_overdue_and_later_entries(demo: Filled) -> None:
    due = [row.next_due_at for row in demo.clinic.list_due(None, 10)]

    assert sum(at is not None and at <= demo.now for at in due) == 2
    assert sum(at is not None and at > demo.now for at in due) == 5


def test_demo_has_amended_void_late_and_not_assessed_entries(demo: Filled) -> None:
    entries = demo.entries()

    assert sum(e.is_void for e in entries) == 1
    assert sum(e.supersedes_id is not None and not e.is_void for e in entries) == 2
    assert sum(e.is_late and e.source is Source.NURSE and not e.supersedes_id for e in entries) >= 1
    assert any(e.not_assessed for e in entries)


def test_demo_records_nothing_ahead_of_its_time(demo: Filled) -> None:
    assert all(e.observed_at <= e.recorded_at <= demo.now for e in demo.entries())


def test_demo_has_a_gap_of_most_of_a_day(demo: Filled) -> None:
    trial = demo.trial("Lindqvist")
    at = [e.observed_at for e in trial.entries if e.source is Source.NURSE]

    longest = max(later - earlier for earlier, later in pairwise(at))

    assert longest > timedelta(hours=12)


def test_demo_has_a_trial_of_every_mode(demo: Filled) -> None:
    modes = {s.trial.details.mode for s in demo.snapshots.values()}

    assert modes == set(TrialMode)


def test_demo_has_boluses_a_mixture_and_coded_syringes(demo: Filled) -> None:
    doses = [dose for s in demo.snapshots.values() for dose in s.trial.doses]
    coded = [dose.code for s in demo.snapshots.values() for dose in s.trial.blinded_doses]

    assert {dose.kind for dose in doses} == {DoseKind.BOLUS, DoseKind.RATE}
    assert {dose.drug for dose in doses if dose.group_id} == {"morphine", "bupivacaine"}
    assert coded == ["B-07"]
    assert not any(s.trial.blind_breaks for s in demo.snapshots.values())


def test_demo_has_vital_signs_sedation_and_motor_block_at_every_round(demo: Filled) -> None:
    rounds = [e for e in demo.entries() if e.source is Source.NURSE and not e.is_void]

    wanted = {"respiratory_rate", "spo2", "systolic", "sedation", "motor_left", "motor_right"}

    assert all(wanted <= e.values.keys() for e in rounds)


def test_demo_has_an_unresolved_and_a_resolved_respiratory_finding(demo: Filled) -> None:
    okafor = get_findings(demo.trial("Okafor"), CLINIC_DEFAULT.safety, demo.now)
    nakamura = get_findings(demo.trial("Nakamura"), CLINIC_DEFAULT.safety, demo.now)

    states = {f.flag.key: f.state for f in (*okafor, *nakamura)}

    assert states["respiratory_alert"] is FindingState.ACKNOWLEDGED
    assert states["spo2_alert"] is FindingState.RESOLVED


def test_demo_has_each_kind_of_opioid_and_one_that_is_excluded(demo: Filled) -> None:
    kinds = {i.kind for s in demo.snapshots.values() for i in s.trial.intakes}

    petrov = demo.trial("Petrov")

    assert kinds == set(IntakeKind)
    assert get_baseline_mme(petrov).mean is None
    assert get_baseline_mme(petrov).left_out == ("buprenorphine",)


def test_demo_has_dossiers_and_an_ending_in_the_patients_own_words(demo: Filled) -> None:
    stated = [current_facts(s.trial.facts) for s in demo.snapshots.values()]

    assert sum("goals" in facts for facts in stated) == 9
    assert sum("wants_to_go_on" in facts for facts in stated) == 3
    assert sum("catheter_level" in facts for facts in stated) == 9


def test_demo_describes_its_treated_side_effects(demo: Filled) -> None:
    details = [d for s in demo.snapshots.values() for d in s.trial.effect_details]

    assert {detail.effect for detail in details} == {"nausea", "pruritus", "vomiting"}


def test_demo_has_a_patient_with_an_earlier_trial_of_another_drug(demo: Filled) -> None:
    patient = demo.trial("Bauer").patient

    trials = demo.clinic.list_trials_of(patient.patient_id)

    assert [trial.drugs for trial in trials] == [("fentanyl",), ("ziconotide",)]
    ended_at = trials[1].details.ended_at
    assert ended_at is not None
    assert timedelta(days=30) < demo.now - ended_at < timedelta(days=45)


def test_demo_judges_the_earlier_trial_by_its_own_entries(demo: Filled) -> None:
    trials = demo.clinic.list_trials_of(demo.trial("Bauer").patient.patient_id)
    now, before = (demo.clinic.get_snapshot(trial.trial_id) for trial in trials)

    keys = [{entry.entry_id for entry in s.trial.entries} for s in (now, before)]

    assert before.assessment.verdict is Verdict.NOT_FAVOURABLE
    assert keys[0].isdisjoint(keys[1])
    assert min(len(each) for each in keys) >= 10


def test_demo_is_the_same_in_every_run(tmp_path: Path, stores: list[Store]) -> None:
    now = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)

    first = fill(tmp_path / "first.sqlite", now, stores)
    second = fill(tmp_path / "second.sqlite", now, stores)

    assert first.observed() == second.observed()


def test_demo_has_each_kind_of_review(demo: Filled) -> None:
    reviews = {name: s.review for name, s in demo.snapshots.items() if s.review is not None}
    decided = {name: review.opinion for name, review in reviews.items()}

    assert {name: opinion and opinion.decision for name, opinion in decided.items()} == {
        "Mendes": Decision.DISCUSS,
        "Kowalski": Decision.DO_NOT_PROCEED,
        "Costa": Decision.REPEAT,
    }
    assert [note.kind for note in reviews["Mendes"].notes] == [
        NoteKind.ADDENDUM,
        NoteKind.COUNTERSIGNATURE,
    ]
    assert {name: review.frozen.since.state for name, review in reviews.items()} == {
        "Mendes": SinceState.UNCHANGED,
        "Kowalski": SinceState.UNCHANGED,
        "Costa": SinceState.CHANGED,
    }
    assert all(review.is_whole for review in reviews.values())
    assert not reviews["Costa"].is_locked
    assert demo.clinic.actor == "tester"
