"""A signed trial with something of every kind in it, and every way of writing to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from tests.clinical.doses import make_coded
from tests.clinical.intakes import make_intake, make_patch
from tests.conftest import NOON, FakeClock
from tests.factories import START, make_answers, make_details, make_dose, make_patient_details
from tests.services.reviewing import MOORE, sign
from tests.stores import make_empty_store
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Indication, Source, StopReason, TrialState
from trialtracker.clinical.record import Acknowledgement, BlindContent, EffectDetail, Verification
from trialtracker.clinical.record_choices import EffectAction, FindingAction, IntakeKind, Relation
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import refuse_if
from trialtracker.db.store import Store, open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.import_store import import_trials
from trialtracker.services.importing import ImportedEntry, ImportedTrial

HOUR = timedelta(hours=1)
COVERED = START + 5 * HOUR
"""About when the signed rows are; the trial is signed at noon on day 4."""
LATER = NOON + HOUR
"""About when the rows are that came after the signature."""
NOW = NOON + 5 * HOUR


@dataclass(frozen=True, slots=True)
class Rows:
    """The keys of one row of every kind, all about the hours from one moment on."""

    at: datetime
    entry: str
    paper: str
    dose: str
    coded: str
    intake: str
    detail: EffectDetail


@dataclass(frozen=True, slots=True)
class Place:
    """Where is written: the signed trial, an earlier one of the patient, one of another."""

    clinic: Clinic
    store: Store
    trial_id: str
    earlier_id: str
    other_id: str
    rows: Rows

    @property
    def trial(self) -> Trial:
        """Return the signed trial as it stands."""
        return self.clinic.get_snapshot(self.trial_id).trial


Way = Callable[[Place], object]


@cache
def fill_signed_store(at: datetime) -> tuple[bytes, tuple[str, str, str], Rows]:
    """Return a store with a locked trial, the keys of its trials, and rows about a moment."""
    clock = FakeClock(NOON)
    with TemporaryDirectory() as folder:
        path = make_empty_store(Path(folder) / "signed.sqlite")
        store = open_store(str(path))
        clinic = Clinic(store, clock, MOORE.name)
        keys = _register(clinic)
        rows = _fill(clinic, keys[0], COVERED)
        clinic.opioids.add(keys[0], [make_patch(at=COVERED)])
        sign(clinic, clinic.get_snapshot(keys[0]))
        clock.now = NOW
        rows = rows if at == COVERED else _fill(clinic, keys[0], at)
        store.close()
        return path.read_bytes(), keys, rows


def _register(clinic: Clinic) -> tuple[str, str, str]:
    trial = clinic.register(make_patient_details(), make_details()).trial
    past = {"started_at": START - 900 * HOUR, "ended_at": START - 800 * HOUR}
    ended = make_details(state=TrialState.COMPLETED, **past)
    earlier = clinic.add_trial(trial.patient.patient_id, ended).trial
    other = clinic.register(make_patient_details(mrn="T-002"), make_details()).trial
    return trial.trial_id, earlier.trial_id, other.trial_id


def _fill(clinic: Clinic, trial_id: str, at: datetime) -> Rows:
    effect = "nausea" if at == COVERED else "pruritus"  # one episode is described once
    graded = {"pain_average": 3, f"side_effect:{effect}": 2, "respiratory_rate": 7}
    entry = make_answers(at, graded)
    paper = make_answers(at + HOUR, {"pain_average": 4}, source=Source.PAPER)
    dose, coded = make_dose(at), make_coded(at + HOUR, code=f"A-{at:%d%H}")
    intake = make_intake(at=at)
    detail = EffectDetail(
        uuid4().hex, effect, at, None, Relation.DRUG, EffectAction.REDUCED, "Ondansetron"
    )
    clinic.record(trial_id, replace(entry, intakes=(make_intake(at=at, entry_id=entry.entry_id),)))
    clinic.paper.record_all(trial_id, [paper])
    clinic.dosing.give(trial_id, [dose])
    clinic.dosing.seal(trial_id, BlindContent(coded.code, "saline 1 mL"))
    clinic.dosing.give_blinded(trial_id, coded)
    clinic.opioids.add(trial_id, [intake])
    clinic.effects.describe(trial_id, detail)
    keys = (paper.entry_id, dose.event_id, coded.event_id, intake.intake_id)
    return Rows(at, entry.entry_id, *keys, detail)


def _import(place: Place) -> None:
    at = place.rows.at + HOUR / 2
    trial = place.trial
    entry = ImportedEntry((7,), make_answers(at, {"pain_average": 9}, source=Source.IMPORT))
    told = ImportedTrial((7,), trial.patient.details, trial.details, (entry,))
    report = import_trials(place.store, MOORE.name, NOW, [told])
    refuse_if([Problem("", found.reason) for found in report.problems])


def _move_here(place: Place) -> None:
    strayed = make_answers(place.rows.at, {"pain_average": 9})
    place.clinic.record(place.other_id, strayed)
    place.clinic.paper.move_entry(place.other_id, strayed.entry_id, place.trial_id, "mixed up")


def _amend_patient(place: Place, trial_id: str) -> None:
    trial = place.clinic.get_snapshot(trial_id).trial
    details = replace(trial.patient.details, given_name="Eve")
    place.clinic.amend_patient(trial, details, "misheard")


def _amend_trial(place: Place, **changes: Any) -> None:
    details = replace(place.trial.details, **changes)
    place.clinic.amend_trial(place.trial, details, "misread")


def _end(place: Place) -> None:
    details = replace(
        place.trial.details,
        state=TrialState.STOPPED,
        ended_at=place.rows.at + 3 * HOUR,
        stop_reason=StopReason.PATIENT_REQUEST,
    )
    place.clinic.dossier.end(place.trial, details, {}, "no more")


def _describe(place: Place, **changes: Any) -> None:
    former = place.rows.detail
    again = replace(former, detail_id=uuid4().hex, supersedes_id=former.detail_id, **changes)
    place.clinic.effects.describe(place.trial_id, again)


def _take_off(place: Place) -> None:
    (worn,) = (i for i in place.trial.intakes if i.kind is IntakeKind.PATCH)
    off = worn._replace(
        intake_id=uuid4().hex, supersedes_id=worn.intake_id, until=NOW, reason="taken off"
    )
    place.clinic.opioids.amend(place.trial_id, off)


def _acknowledge(place: Place) -> None:
    finding = place.clinic.get_snapshot(place.trial_id).assessment.findings[0]
    action = FindingAction.PHYSICIAN_NOTIFIED
    seen = Acknowledgement(uuid4().hex, finding.key, action, "", False, "", NOW)
    place.clinic.safety.acknowledge(place.trial_id, seen)


def _verify(place: Place) -> None:
    second = Verification(uuid4().hex, place.rows.paper, "", "B. Second", NOW)
    place.clinic.paper.verify(place.trial_id, second)


def _answers(place: Place, source: Source = Source.NURSE) -> Answers:
    return make_answers(place.rows.at + HOUR / 2, {"pain_average": 9}, source=source)


CHANGING: Mapping[str, Way] = {
    "record": lambda p: p.clinic.record(p.trial_id, _answers(p)),
    "amend_entry": lambda p: p.clinic.amend_entry(
        p.trial_id, p.rows.entry, _answers(p), "typing_error"
    ),
    "void_entry": lambda p: p.clinic.void_entry(p.trial_id, p.rows.entry, "duplicate"),
    "dosing.give": lambda p: p.clinic.dosing.give(
        p.trial_id, [make_dose(p.rows.at + HOUR / 2, 900_000)]
    ),
    "dosing.void": lambda p: p.clinic.dosing.void(p.trial_id, p.rows.dose, "wrong drug"),
    "dosing.void, coded": lambda p: p.clinic.dosing.void(p.trial_id, p.rows.coded, "wrong"),
    "dosing.give_blinded": lambda p: p.clinic.dosing.give_blinded(
        p.trial_id, make_coded(p.rows.at + HOUR / 2, code="Z-9")
    ),
    "opioids.add": lambda p: p.clinic.opioids.add(p.trial_id, [make_intake(at=p.rows.at)]),
    "opioids.amend": lambda p: p.clinic.opioids.amend(
        p.trial_id, make_intake(20, at=p.rows.at, supersedes_id=p.rows.intake, reason="twice")
    ),
    "opioids.amend, moved": lambda p: p.clinic.opioids.amend(
        p.trial_id, make_intake(at=NOON + HOUR, supersedes_id=p.rows.intake, reason="later")
    ),
    "opioids.void": lambda p: p.clinic.opioids.void(p.trial_id, p.rows.intake, "not taken"),
    "effects.describe": lambda p: _describe(p, treatment="None after all"),
    "effects.void": lambda p: p.clinic.effects.void(
        p.trial_id, p.rows.detail.detail_id, "another patient"
    ),
    "paper.record_all": lambda p: p.clinic.paper.record_all(
        p.trial_id, [_answers(p, Source.PAPER)]
    ),
    "paper.move_entry": lambda p: p.clinic.paper.move_entry(
        p.trial_id, p.rows.entry, p.other_id, "wrong_patient"
    ),
    "paper.move_entry, here": _move_here,
    "dossier.end": _end,
    "import": _import,
}
"""What changes a signed trial if it is about the time signed for, and else continues it."""

ALWAYS_CHANGING: Mapping[str, Way] = {
    "amend_patient": lambda p: _amend_patient(p, p.trial_id),
    "amend_patient, in another trial": lambda p: _amend_patient(p, p.earlier_id),
    "amend_trial": lambda p: _amend_trial(p, indication=Indication.CRPS),
    "amend_trial, start": lambda p: _amend_trial(p, started_at=START - HOUR),
    "amend_trial, zone": lambda p: _amend_trial(p, time_zone="Europe/Berlin"),
    "amend_trial, criteria": lambda p: _amend_trial(
        p, plan=replace(p.trial.details.plan, criteria_set="Cancer pain")
    ),
}
"""What is about no time: it changes whatever was signed."""

CONTINUING: Mapping[str, Way] = {
    "effects.describe, ended since": lambda p: _describe(p, ended_at=NOW),
    "opioids.amend, patch taken off since": _take_off,
    "amend_trial, days": lambda p: _amend_trial(p, planned_days=9),
    "dossier.state": lambda p: p.clinic.dossier.state(p.trial_id, {"body_size": ("yes", "")}),
    "dosing.seal": lambda p: p.clinic.dosing.seal(p.trial_id, BlindContent("Y-8", "saline")),
    "dosing.break_blind": lambda p: p.clinic.dosing.break_blind(
        p.trial_id, f"A-{p.rows.at:%d%H}", "Dr Test", "Sedation"
    ),
    "safety.acknowledge": _acknowledge,
    "paper.verify": _verify,
    "keep_draft": lambda p: p.clinic.keep_draft(p.trial_id, "{}"),
    "discard_draft": lambda p: p.clinic.discard_draft(p.trial_id),
    "keep_section_draft": lambda p: p.clinic.keep_section_draft(p.trial_id, "doses", "{}"),
    "refresh_summaries": lambda p: p.clinic.refresh_summaries(),
    "keep_up": lambda p: p.clinic.keep_up(),
    "add_trial": lambda p: p.clinic.add_trial(
        p.trial.patient.patient_id,
        make_details(
            state=TrialState.COMPLETED,
            started_at=START - 700 * HOUR,
            ended_at=START - 600 * HOUR,
        ),
    ),
}
"""What says more of a trial and changes nothing of what was signed."""
