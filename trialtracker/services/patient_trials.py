"""Every trial of one patient, as a choice between them shows it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from trialtracker.clinical.trial import TrialDetails
from trialtracker.db.patient_trials import load_drugs_given
from trialtracker.db.trials import load_patient_trials

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PatientTrial:
    """One trial: its key, its details, and the drugs given in it, those planned before any was."""

    trial_id: str
    details: TrialDetails
    drugs: tuple[str, ...]


def list_trials_of(connection: Connection, patient_id: str) -> tuple[PatientTrial, ...]:
    """Return the trials of a patient, newest first; one that has not begun is newer than all."""
    given = load_drugs_given(connection, patient_id)
    trials = [
        PatientTrial(trial_id, details, given.get(trial_id) or _get_planned(details))
        for trial_id, details in reversed(load_patient_trials(connection, patient_id))
    ]
    trials.sort(key=lambda trial: trial.details.started_at or _LATEST, reverse=True)
    return tuple(trials)


def _get_planned(details: TrialDetails) -> tuple[str, ...]:
    return tuple(planned.drug for planned in details.plan.drugs)
