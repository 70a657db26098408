"""Decide what of an import is new against what is stored, and what of it is refused."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from trialtracker.clinical import checks
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.permission_checks import check_permitted
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Patient, PatientDetails, Trial, TrialDetails
from trialtracker.services.import_match import (
    ABSENT,
    Match,
    Observed,
    find_held,
    get_observed,
    match_values,
)
from trialtracker.services.importing import ImportedEntry, ImportedTrial, RowProblem

_NAMESPACE = UUID("5f0c53a5-7f0e-4b52-9a57-0c1d6c4b8e11")
"""Makes the keys of imported rows the same in every run; it must never change."""

_PATIENT_COLUMNS = ("family_name", "given_name", "birth_date", "gender")
_COLUMN_OF_FIELD = {
    "started_at": "trial_start",
    "ended_at": "trial_end",
    "planned_days": "trial_end",
}
_NEW_REVISION = "planned"


@dataclass(frozen=True, slots=True)
class StoredPatient:
    """A stored patient with every trial, whole."""

    patient: Patient
    trials: tuple[Trial, ...]


@dataclass(slots=True)
class ImportPlan:
    """What to store, by key; with a problem, nothing."""

    settings: ClinicSettings
    problems: list[RowProblem] = field(default_factory=list)
    patients: dict[str, PatientDetails] = field(default_factory=dict)
    trials: dict[str, tuple[str, TrialDetails]] = field(default_factory=dict)
    entries: defaultdict[str, list[Answers]] = field(default_factory=lambda: defaultdict(list))
    entries_present: int = 0

    def refuse(self, row: int, column: str, value: object, reason: str) -> None:
        """Note why a cell cannot be stored."""
        self.problems.append(RowProblem(row, column, str(value), reason))


def make_key(*parts: str) -> str:
    """Return a key that is the same whenever the same thing is imported."""
    return uuid5(_NAMESPACE, json.dumps(parts)).hex


def plan_import(
    imported: Sequence[ImportedTrial],
    stored: Mapping[str, StoredPatient],
    now: datetime,
    settings: ClinicSettings,
) -> ImportPlan:
    """Return what is new in an import, or why it is refused; stored is by MRN."""
    plan = ImportPlan(settings)
    known = {mrn: list(patient.trials) for mrn, patient in stored.items()}
    for trial in imported:
        mrn = trial.patient.mrn
        patient = _plan_patient(plan, trial, stored.get(mrn), now)
        target = _plan_trial(plan, trial, patient, known.setdefault(mrn, []), now)
        _plan_entries(plan, trial.entries, target, now)
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _plan_patient(
    plan: ImportPlan, imported: ImportedTrial, stored: StoredPatient | None, now: datetime
) -> Patient:
    """Return the stored patient or a new one; a known MRN must be the same person."""
    details, row = imported.patient, imported.rows[0]
    if stored is None:
        patient_id = make_key("patient", details.mrn)
        if patient_id not in plan.patients:
            today = local_date(now, imported.trial.time_zone)
            _note_refusal(plan, row, details, partial(checks.check_patient, details, today))
            plan.patients[patient_id] = details
        return Patient(patient_id, _NEW_REVISION, details)
    for column in _PATIENT_COLUMNS:
        told, known = getattr(details, column), getattr(stored.patient.details, column)
        if told != known:
            reason = f"Another {column} is stored under this MRN; amend it in the window."
            plan.refuse(row, column, told, reason)
    return stored.patient


def _plan_trial(
    plan: ImportPlan,
    imported: ImportedTrial,
    patient: Patient,
    known: list[Trial],
    now: datetime,
) -> Trial:
    """Return the trial with the same start, or a new one that overlaps no other."""
    details, row = imported.trial, imported.rows[0]
    same = next((t for t in known if t.details.started_at == details.started_at), None)
    if same is not None:
        _compare_trial(plan, row, details, same.details)
        return same
    others = [trial.details for trial in known]

    def check() -> None:
        checks.check_trial(details, patient.details.birth_date, now)
        checks.check_no_overlap(details, others)

    _note_refusal(plan, row, details, check)
    trial_id = make_key("trial", patient.details.mrn, str(details.started_at))
    new = Trial(trial_id, _NEW_REVISION, patient, details)
    known.append(new)
    plan.trials[trial_id] = (patient.patient_id, details)
    return new


def _compare_trial(plan: ImportPlan, row: int, told: TrialDetails, known: TrialDetails) -> None:
    reason = "The stored trial with this start has another; amend it in the window."
    if told.mode is not known.mode:
        plan.refuse(row, "mode", told.mode, reason)
    if told.ended_at != known.ended_at:
        plan.refuse(row, "trial_end", told.ended_at or "", reason)


def _note_refusal(plan: ImportPlan, row: int, details: object, check: Callable[[], object]) -> None:
    for problem in _get_problems(check):
        column = _COLUMN_OF_FIELD.get(problem.field, problem.field)
        plan.refuse(row, column, getattr(details, problem.field, ""), problem.sentence)


def _plan_entries(
    plan: ImportPlan, entries: Sequence[ImportedEntry], target: Trial, now: datetime
) -> None:
    """Plan an entry for what is not stored; what is stored with another value is refused."""
    taken = {entry.entry_id for entry in target.entries}
    for entry, matches in zip(entries, _match_entries(entries, target), strict=True):
        _refuse_differences(plan, entry, matches)
        answers = _keep_absent(entry.answers, matches)
        if _is_present(entry.answers, answers, target):
            plan.entries_present += 1
            continue
        answers = replace(answers, entry_id=_free_key(target.trial_id, answers, taken))
        taken.add(answers.entry_id)
        _check_entry(plan, entry, answers, target, now)
        plan.entries[target.trial_id].append(answers)


def _keep_absent(answers: Answers, matches: Mapping[str, Match]) -> Answers:
    """Return the answers without what is stored already."""
    values = {m: v for m, v in answers.values.items() if matches[m] == ABSENT}
    reasons = {m: r for m, r in answers.not_assessed.items() if matches[m] == ABSENT}
    return replace(answers, values=values, not_assessed=reasons)


def _is_present(told: Answers, left: Answers, target: Trial) -> bool:
    """Tell whether nothing is left to store; an entry of a note alone is known by its note."""
    if get_observed(told):
        return not get_observed(left)
    return any(
        stored.observed_at == told.observed_at and stored.note == told.note
        for stored in target.entries
    )


def _match_entries(entries: Sequence[ImportedEntry], target: Trial) -> list[dict[str, Match]]:
    """Return for each entry of a file the match of each of its measures."""
    held = find_held(target.entries)
    by_place: defaultdict[tuple[datetime, str], list[tuple[int, Observed]]] = defaultdict(list)
    for index, entry in enumerate(entries):
        for measure, value in get_observed(entry.answers).items():
            by_place[entry.answers.observed_at, measure].append((index, value))
    matches: list[dict[str, Match]] = [{} for _ in entries]
    for place, told in by_place.items():
        found = match_values([value for _, value in told], held.get(place, ()))
        for (index, _), match in zip(told, found, strict=True):
            matches[index][place[1]] = match
    return matches


def _refuse_differences(
    plan: ImportPlan, entry: ImportedEntry, matches: Mapping[str, Match]
) -> None:
    note = entry.answers.note
    for measure, match in matches.items():
        row = entry.row_of(measure)
        if match.differs_from is not None:
            value = get_observed(entry.answers)[measure]
            reason = f"It differs from the stored {match.differs_from}; amend it in the window."
            plan.refuse(row, entry.column_of(measure), value, reason)
        elif match.present is not None and note and note not in match.present.notes:
            plan.refuse(row, "note", note, "It differs from the stored note of this entry.")


def _free_key(trial_id: str, answers: Answers, taken: set[str]) -> str:
    """Return the entry's key by its content; an entry with the same content takes the next."""
    values = [f"{m}={answers.values[m].normalize():f}" for m in sorted(answers.values)]
    values += [f"{m}~{answers.not_assessed[m].value}" for m in sorted(answers.not_assessed)]
    content = (trial_id, answers.observed_at.isoformat(), answers.note, *values)
    number = 0
    while (key := make_key("entry", *content, str(number))) in taken:
        number += 1
    return key


def _check_entry(
    plan: ImportPlan, entry: ImportedEntry, answers: Answers, target: Trial, now: datetime
) -> None:
    observed = get_observed(answers)
    for check in (
        partial(checks.check_answers, target, answers, now),
        partial(check_permitted, answers, plan.settings),
    ):
        for problem in _get_problems(check):
            if problem.field in observed:
                row, column = entry.row_of(problem.field), entry.column_of(problem.field)
                plan.refuse(row, column, observed[problem.field], problem.sentence)
            else:
                told = getattr(answers, problem.field, "")
                plan.refuse(entry.rows[0], problem.field, told, problem.sentence)


def _get_problems(check: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        check()
    except RefusedError as refusal:
        return refusal.problems
    return ()
