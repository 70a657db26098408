"""Rules that need the store: a free MRN, no overlapping trial, entries inside the trial."""

from datetime import datetime, timedelta

from trialtracker.clinical import checks
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.record import Intake
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import PatientDetails, Trial, TrialDetails, current_entries
from trialtracker.db import entries, patients, trials
from trialtracker.db.store import Transaction

_MOST_AHEAD_OF_UTC = timedelta(hours=14)


def check_patient(details: PatientDetails, now: datetime) -> None:
    """Refuse impossible patient details; today is the latest date anywhere on Earth."""
    checks.check_patient(details, (now + _MOST_AHEAD_OF_UTC).date())


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


def check_entries_fit(trial: Trial, details: TrialDetails) -> None:
    """Refuse an end that would leave entries after it."""
    late = [
        entry
        for entry in current_entries(trial.entries)
        if details.ended_at is not None and entry.observed_at > details.ended_at
    ]
    if late:
        when = format_moment(late[-1].observed_at, details.time_zone)
        sentence = f"The trial cannot end before its last entry, of {when}."
        raise RefusedError([Problem("ended_at", sentence)])


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
