"""Import trials into a store: all of them in one transaction, or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from trialtracker.clinical.trial import Trial
from trialtracker.db import entries, patients, trials
from trialtracker.db.entries import Change
from trialtracker.db.house import load_settings
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Store, Transaction
from trialtracker.db.whole_trial import load_trial
from trialtracker.services.import_plan import ImportPlan, StoredPatient, make_key, plan_import
from trialtracker.services.importing import ImportedTrial, ImportReport
from trialtracker.services.locks import say_locked
from trialtracker.services.signed import load_review
from trialtracker.services.snapshots import settle


def import_trials(
    store: Store, actor: str, now: datetime, imported: Sequence[ImportedTrial]
) -> ImportReport:
    """Store what is new in an import, or nothing where the report has a problem."""
    with store.write(actor, now) as tx:
        plan = _plan(tx.connection, imported, now)
        if not plan.problems:
            _store_plan(tx, plan)
        return _to_report(plan)


def preview_import(store: Store, now: datetime, imported: Sequence[ImportedTrial]) -> ImportReport:
    """Return the report of an import without storing anything."""
    with store.read() as connection:
        return _to_report(_plan(connection, imported, now))


def _plan(connection: Connection, imported: Sequence[ImportedTrial], now: datetime) -> ImportPlan:
    stored = _load_stored(connection, imported)
    plan = plan_import(imported, stored, now, load_settings(connection))
    for told in imported:
        for trial in stored[told.patient.mrn].trials if told.patient.mrn in stored else ():
            if trial.details.started_at == told.trial.started_at:
                _refuse_locked(connection, plan, told, trial)
    return plan


def _refuse_locked(
    connection: Connection, plan: ImportPlan, told: ImportedTrial, trial: Trial
) -> None:
    """Name the first row that a locked review refuses, before the lock itself refuses the file."""
    trial_no = trials.get_trial_no(connection, trial.trial_id)
    review = load_review(connection, trial_no, trial)
    if review is None or not review.is_locked:
        return
    new = {answers.observed_at for answers in plan.entries.get(trial.trial_id, ())}
    covered = (e for e in told.entries if e.answers.observed_at in new)
    for entry in (e for e in covered if e.answers.observed_at <= review.frozen.as_of):
        plan.refuse(entry.rows[0], "", "", say_locked(trial, review))
        return


def _load_stored(
    connection: Connection, imported: Sequence[ImportedTrial]
) -> dict[str, StoredPatient]:
    found = (
        patients.find_patient_by_mrn(connection, mrn)
        for mrn in {trial.patient.mrn for trial in imported}
    )
    return {
        patient.details.mrn: StoredPatient(
            patient,
            tuple(
                load_trial(connection, trial_id)
                for trial_id, _ in trials.load_patient_trials(connection, patient.patient_id)
            ),
        )
        for patient in found
        if patient is not None
    }


def _store_plan(tx: Transaction, plan: ImportPlan) -> None:
    for patient_id, patient in plan.patients.items():
        patients.save_patient(tx, patient_id, patient, _first_stamp(patient_id))
    for trial_id, (patient_id, trial) in plan.trials.items():
        trials.save_trial(tx, patient_id, trial_id, trial, _first_stamp(trial_id))
    for trial_id in {*plan.trials, *plan.entries}:
        trial_no = trials.get_trial_no(tx.connection, trial_id)
        for answers in plan.entries.get(trial_id, ()):
            entries.insert_entry(tx, trial_no, answers, Change())
        settle(tx, trial_no)


def _first_stamp(of_key: str) -> Stamp:
    return Stamp(make_key("revision", of_key), None, "")


def _to_report(plan: ImportPlan) -> ImportReport:
    if plan.problems:
        return ImportReport(tuple(plan.problems), 0, 0, 0, 0)
    return ImportReport(
        problems=(),
        patients_added=len(plan.patients),
        trials_added=len(plan.trials),
        entries_added=sum(len(added) for added in plan.entries.values()),
        entries_present=plan.entries_present,
    )
