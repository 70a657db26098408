"""Fill a store with 100,000 patients, of whom sixty have an open trial with real entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import (
    AllergyStatus,
    Gender,
    Indication,
    TrialMode,
    TrialState,
)
from trialtracker.clinical.trial import PatientDetails, TrialDetails
from trialtracker.db import tables as t
from trialtracker.db.moments import NEVER_DUE_S
from trialtracker.db.search_key import to_mrn_key, to_search_key
from trialtracker.db.store import Store, Transaction, open_store
from trialtracker.services.clinic import Clinic

PATIENTS = 100_000
OPEN_TRIALS = 60
ENTRIES = 84
ACTOR = "benchmark"
FULL = (0, 1)
SINGLE = 2
"""Which open trials have 84 entries of eight values, and which 84 of a single reading."""

FAMILIES = ("Lindqvist", "Okafor", "Garcia", "Novak", "Haddad", "Sorensen", "Ito", "Moreau")
GIVENS = ("Karin", "David", "Ana", "Peter", "Mary", "Tom", "Yuki", "Claire", "Omar", "Nils")
MEASURED = ("pain_rest", "pain_movement", "pain_worst", "pain_least", "pain_average")


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class FilledStore:
    """Where the store is, and the trials in it that have entries."""

    path: Path
    trial_ids: tuple[str, ...]


def key(number: int) -> str:
    """Return the same key for the same number."""
    return UUID(int=number, version=4).hex


def fill(path: Path, now: datetime, patients: int = PATIENTS) -> FilledStore:
    """Make the store; now is the time at which its open trials run."""
    store = open_store(str(path))
    try:
        with store.write(ACTOR, now - timedelta(days=30)) as tx:
            _add_past_patients(tx, patients)
        clock = SetClock(now)
        trial_ids = tuple(_add_open_trial(store, clock, number) for number in range(OPEN_TRIALS))
    finally:
        store.close()
    return FilledStore(path, trial_ids)


def _add_past_patients(tx: Transaction, patients: int) -> None:
    for start in range(1, patients + 1, 5_000):
        people = [to_person(n) for n in range(start, min(start + 5_000, patients + 1))]
        tx.insert_all(t.patient_revision, [to_patient_revision(tx, p) for p in people])
        tx.insert_all(t.patient, [to_patient(p) for p in people])
        tx.insert_all(t.trial_revision, [to_trial_revision(tx, p) for p in people])
        tx.insert_all(t.trial, [to_trial(tx, p) for p in people])
        words = [{"no": p["no"], "words": _to_words(p)} for p in people]
        tx.connection.execute(
            text("INSERT INTO patient_search (rowid, words) VALUES (:no, :words)"), words
        )


def to_person(number: int) -> dict[str, Any]:
    """Return a made-up person by number."""
    family = f"{FAMILIES[number % len(FAMILIES)]}{number % 997:03d}"
    return {
        "no": number,
        "family_name": family,
        "given_name": GIVENS[number % len(GIVENS)],
        "birth_date": (date(1930, 1, 1) + timedelta(days=number % 25_000)).isoformat(),
        "mrn": f"{number:07d}",
    }


def _to_words(person: dict[str, Any]) -> str:
    names = f"{to_search_key(person['family_name'])} {to_search_key(person['given_name'])}"
    return f"{names} {to_mrn_key(person['mrn'])}"


def to_patient_revision(tx: Transaction, person: dict[str, Any]) -> dict[str, Any]:
    """Return the first revision of a person."""
    facts = {name: value for name, value in person.items() if name != "no"}
    return facts | {
        "revision_id": key(person["no"] * 4),
        "patient_id": key(person["no"] * 4 + 1),
        "supersedes_id": None,
        "gender": Gender.FEMALE.value,
        "allergy_status": AllergyStatus.NONE_KNOWN.value,
        "allergies": "",
        "recorded_s": tx.at_s,
        "actor": tx.actor,
        "reason": "",
    }


def to_patient(person: dict[str, Any]) -> dict[str, Any]:
    """Return the row by which a person is found."""
    facts = {name: value for name, value in person.items() if name != "no"}
    return facts | {
        "patient_no": person["no"],
        "patient_id": key(person["no"] * 4 + 1),
        "revision_id": key(person["no"] * 4),
        "family_key": to_search_key(person["family_name"]),
        "given_key": to_search_key(person["given_name"]),
        "mrn_key": to_mrn_key(person["mrn"]),
    }


def _to_trial_facts(tx: Transaction) -> dict[str, Any]:
    return {
        "mode": TrialMode.CONTINUOUS_INTRATHECAL.value,
        "state": TrialState.COMPLETED.value,
        "planned_days": 7,
        "time_zone": "UTC",
        "started_s": tx.at_s - 20 * 86_400,
        "ended_s": tx.at_s - 13 * 86_400,
    }


def to_trial_revision(tx: Transaction, person: dict[str, Any]) -> dict[str, Any]:
    """Return the first revision of a person's past trial."""
    return _to_trial_facts(tx) | {
        "revision_id": key(person["no"] * 4 + 2),
        "trial_id": key(person["no"] * 4 + 3),
        "patient_id": key(person["no"] * 4 + 1),
        "supersedes_id": None,
        "indication": Indication.CANCER_PAIN.value,
        "indication_note": "",
        "entry_interval_minutes": 360,
        "stop_reason": None,
        "recorded_s": tx.at_s,
        "actor": tx.actor,
        "reason": "",
    }


def to_trial(tx: Transaction, person: dict[str, Any]) -> dict[str, Any]:
    """Return the row by which that trial is listed."""
    points = ",".join(f"[{n / 6:.3f},{(person['no'] + n) % 11}.0]" for n in range(42))
    return _to_trial_facts(tx) | {
        "trial_id": key(person["no"] * 4 + 3),
        "patient_no": person["no"],
        "revision_id": key(person["no"] * 4 + 2),
        "sort_name": _to_words(person).rsplit(" ", 1)[0],
        "is_open": False,
        "urgency": 1,
        "next_due_s": NEVER_DUE_S,
        "pain_now_nano": person["no"] % 11 * 1_000_000_000,
        "relief_percent": f"{person['no'] % 100}",
        "relief_text": f"{person['no'] % 100} %",
        "verdict": "borderline",
        "worst_effect": "nausea",
        "worst_grade": 1,
        "worst_resolved": False,
        "sparkline": f"[7.0,{points}]",
        "assessed_s": tx.at_s,
    }


def _add_open_trial(store: Store, clock: SetClock, number: int) -> str:
    """Register a patient and record two weeks of entries, the last a moment before now."""
    now = clock()
    clinic = Clinic(store, clock, ACTOR)
    started = now - timedelta(days=10)
    opened = clinic.register(_to_open_patient(number), _to_open_trial(started))
    trial_id = opened.trial.trial_id
    for answers in _list_kept(now, number):
        clock.now = answers.observed_at + timedelta(minutes=2)
        clinic.record(trial_id, answers)
    clock.now = now
    return trial_id


def _list_kept(now: datetime, number: int) -> Iterator[Answers]:
    """Yield the entries of a trial: two full diaries, one of single readings, the rest short."""
    every = list_answers(now, number, ENTRIES if number in FULL or number == SINGLE else 6)
    if number != SINGLE:
        return every
    return (replace(a, values={"pain_average": a.values["pain_average"]}) for a in every)


def list_answers(now: datetime, number: int, count: int) -> Iterator[Answers]:
    """Yield answers four hours apart, the last a minute before now."""
    for step in reversed(range(count)):
        at = now - timedelta(minutes=5) - step * timedelta(hours=4)
        yield make_answers(10_000_000 + number * 1_000_000 + step, at.replace(microsecond=0))


def make_answers(number: int, at: datetime) -> Answers:
    """Return five pain scores and three graded side effects, whose grades change every two days."""
    scores = {name: Decimal((number + place) % 9 + 1) for place, name in enumerate(MEASURED)}
    grades = {
        f"side_effect:{name}": Decimal((number // 12 + place) % 3)
        for place, name in enumerate(("nausea", "pruritus", "somnolence"))
    }
    return Answers(key(number), at, values=scores | grades)


def _to_open_patient(number: int) -> PatientDetails:
    return PatientDetails(
        family_name=f"Openly{number:02d}",
        given_name="Test",
        birth_date=date(1960, 1, 1),
        gender=Gender.MALE,
        mrn=f"OPEN-{number:03d}",
        allergy_status=AllergyStatus.NONE_KNOWN,
    )


def _to_open_trial(started: datetime) -> TrialDetails:
    return TrialDetails(
        mode=TrialMode.CONTINUOUS_INTRATHECAL,
        indication=Indication.FAILED_BACK_SURGERY,
        planned_days=14,
        time_zone="UTC",
        state=TrialState.RUNNING,
        started_at=started.replace(microsecond=0),
        entry_interval_minutes=240,
    )


def get_now() -> datetime:
    """Return the present, whole seconds of UTC."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251  (there is no clock to take)
