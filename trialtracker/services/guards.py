"""Rules that need the store: a free MRN, no overlapping trial, entries inside the trial."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from trialtracker.clinical import checks
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.dose_time import ACTIVE_KINDS
from trialtracker.clinical.record import BlindedDose, Intake, current_intakes
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_date, format_moment, local_date
from trialtracker.clinical.trial import (
    DoseEvent,
    PatientDetails,
    Trial,
    TrialDetails,
    current_entries,
)
from trialtracker.clinical.value_checks import refuse_if
from trialtracker.db import entries, patients, trials
from trialtracker.db.store import Transaction

_MOST_AHEAD_OF_UTC = timedelta(hours=14)


def check_patient(details: PatientDetails, now: datetime) -> None:
    """Refuse impossible patient details; today is the latest date anywhere on Earth."""
    checks.check_patient(details, (now + _MOST_AHEAD_OF_UTC).date())


def check_birth_fits(tx: Transaction, patient_id: str, born: date | None) -> None:
    """Refuse a birth date after the start of a trial, as a start before the birth is refused."""
    starts = [
        local_date(details.started_at, details.time_zone)
        for _, details in trials.load_patient_trials(tx.connection, patient_id)
        if details.started_at is not None
    ]
    if born is not None and starts and born > min(starts):
        sentence = f"{format_date(born)} is after the start of a trial ({format_date(min(starts))})"
        raise RefusedError([Problem("birth_date", f"{sentence}: check the date.")])


def check_mrn_is_free(tx: Transaction, mrn: str, patient_id: str | None) -> None:
    """Refuse an MRN that another patient has."""
    owner = patients.find_patient_by_mrn(tx.connection, mrn)
    if owner is not None and owner.patient_id != patient_id:
        name = f"{owner.details.family_name}, {owner.details.given_name}"
        raise RefusedError([Problem("mrn", f"MRN {mrn} already belongs to {name}.")])


def check_no_overlap(
    tx: Transaction, patient_id: str, trial_id: str | None, details: TrialDetails
) -> None:
    """Refuse a trial that overlaps another of the same patient."""
    stored = trials.load_patient_trials(tx.connection, patient_id)
    checks.check_no_overlap(details, [other for key, other in stored if key != trial_id])


def check_record_fits(trial: Trial, details: TrialDetails) -> None:
    """Refuse a start or an end that would leave what is recorded outside the trial.

    The checks of entries, doses and opioids refuse the same from their side.
    """
    refuse_if([*_get_start_problems(trial, details), *_get_end_problems(trial, details)])


def _get_start_problems(trial: Trial, details: TrialDetails) -> Iterator[Problem]:
    given = [dose.at for dose in _list_doses(trial) if dose.kind in ACTIVE_KINDS]
    first = min(given, default=None)
    if first is None or (details.started_at is not None and details.started_at <= first):
        return
    when = format_moment(first, details.time_zone)
    sentence = f"The first dose was given at {when}: the trial begins then, or void that dose."
    yield Problem("started_at", sentence)


def _get_end_problems(trial: Trial, details: TrialDetails) -> Iterator[Problem]:
    recorded = (
        ("entry", [entry.observed_at for entry in current_entries(trial.entries)]),
        ("dose", [dose.at for dose in _list_doses(trial)]),
        ("oral opioid", [intake.at for intake in current_intakes(trial.intakes)]),
    )
    for what, moments in recorded:
        last = max(moments, default=None)
        if last is not None and details.ended_at is not None and last > details.ended_at:
            when = format_moment(last, details.time_zone)
            sentence = f"The trial cannot end before its last {what}, of {when}."
            yield Problem("ended_at", sentence)


def _list_doses(trial: Trial) -> tuple[DoseEvent | BlindedDose, ...]:
    return (*trial.doses, *trial.blinded_doses)


def check_is_same_entry(stored: Trial, answers: Answers) -> None:
    """Refuse answers under the key of an entry that says something else.

    The same answers again are a repeated save, which stores nothing more.
    """
    entry = next((e for e in stored.entries if e.entry_id == answers.entry_id), None)
    taken = {_say(intake) for intake in stored.intakes}
    is_same = (
        entry is not None
        and int(entry.observed_at.timestamp()) == int(answers.observed_at.timestamp())
        and (entry.values, entry.not_assessed) == (answers.values, answers.not_assessed)
        and entry.note == answers.note
        and all(_say(intake) in taken for intake in answers.intakes)
    )
    if not is_same:
        sentence = "This form was saved before with other answers; amend that entry instead."
        raise RefusedError([Problem("", sentence)])


def _say(intake: Intake) -> tuple[object, ...]:
    return intake.intake_id, intake.kind, intake.drug, intake.dose, intake.unit, intake.times


def check_reason(reason: str) -> None:
    """Refuse a change of the record without a reason."""
    if not reason.strip():
        raise RefusedError([Problem("reason", "Say why the record is changed.")])
    checks.check_text("reason", reason, limit=2000)


def require_entry_of(tx: Transaction, trial_id: str, entry_id: str) -> int:
    """Return the row number of the trial, having checked that the entry is one of its own.

    Raises:
        LookupError: if the entry belongs to another trial.
    """
    trial_no = trials.get_trial_no(tx.connection, trial_id)
    if entries.get_trial_no_of_entry(tx.connection, entry_id) != trial_no:
        raise LookupError(f"Entry {entry_id} is not one of trial {trial_id}.")
    return trial_no
