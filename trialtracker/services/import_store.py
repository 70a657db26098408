"""Import trials into a store: all of them in one transaction, or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from trialtracker.db import entries, patients, trials
from trialtracker.db.entries import Change
from trialtracker.db.house import load_settings
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Store, Transaction
from trialtracker.db.whole_trial import load_trial
from trialtracker.services.import_plan import ImportPlan, StoredPatient, make_key, plan_import
from trialtracker.services.importing import ImportedTrial, ImportReport
from trialtracker.services.snapshots import settle


def import_trials(
    store: Store, actor: str, now: datetime, imported: Sequence[ImportedTrial]
) -> ImportReport:
    """Store what is new in an import, or nothing where the report has a problem."""
    with store.write(actor, now) as tx:
        plan = plan_import(
            imported, _load_stored(tx.connection, imported), now, load_settings(tx.connection)
        )
        if not plan.problems:
            _store_plan(tx, plan)
        return _to_report(plan)


def preview_import(store: Store, now: datetime, imported: Sequence[ImportedTrial]) -> ImportReport:
    """Return the report of an import without storing anything."""
    with store.read() as connection:
        return _to_report(
            plan_import(
                imported, _load_stored(connection, imported), now, load_settings(connection)
            )
        )


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
