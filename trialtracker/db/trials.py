"""Trials as rows: revisions that only grow, and the current projection of each."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from trialtracker.clinical.choices import Indication, StopReason, TrialMode, TrialState
from trialtracker.clinical.trial import Trial, TrialDetails
from trialtracker.db import plans
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import NEVER_DUE_S, to_moment, to_seconds
from trialtracker.db.patients import get_sort_name, to_patient
from trialtracker.db.revisions import Stamp, stamp_columns
from trialtracker.db.store import Transaction


def get_trial_no(connection: Connection, trial_id: str) -> int:
    """Return the row number of a trial.

    Raises:
        LookupError: if no such trial is stored.
    """
    row = _TRIAL_NO.row(connection, trial_id=trial_id)
    if row is None:
        raise LookupError(f"No trial {trial_id} is stored.")
    return int(row[0])


_TRIAL_NO = Query(
    lambda: select(t.trial.c.trial_no).where(t.trial.c.trial_id == bindparam("trial_id"))
)


def save_trial(
    tx: Transaction, patient_id: str, trial_id: str, details: TrialDetails, stamp: Stamp
) -> None:
    """Store a revision of a trial and make it the current one."""
    facts = {
        "mode": details.mode.value,
        "state": details.state.value,
        "planned_days": details.planned_days,
        "time_zone": details.time_zone,
        "started_s": to_seconds(details.started_at),
        "ended_s": to_seconds(details.ended_at),
    }
    tx.insert(
        t.trial_revision,
        {
            **stamp_columns(tx, stamp),
            **facts,
            "trial_id": trial_id,
            "patient_id": patient_id,
            "indication": details.indication.value,
            "indication_note": details.indication_note,
            "entry_interval_minutes": details.entry_interval_minutes,
            "stop_reason": details.stop_reason.value if details.stop_reason else None,
            "plan": plans.to_text(details.plan),
        },
    )
    current = {**facts, "revision_id": stamp.revision_id, "is_open": details.state.is_open}
    if stamp.supersedes_id is None:
        current |= _blank_summary(tx, patient_id)
    tx.put(t.trial, {"trial_id": trial_id}, current)


def _blank_summary(tx: Transaction, patient_id: str) -> dict[str, Any]:
    query = select(t.patient.c.patient_no, t.patient.c.family_key, t.patient.c.given_key)
    query = query.where(t.patient.c.patient_id == patient_id)
    row = tx.connection.execute(query).mappings().one()
    return {
        "patient_no": row["patient_no"],
        "sort_name": get_sort_name(dict(row)),
        "urgency": 1,
        "next_due_s": NEVER_DUE_S,
        "worst_resolved": False,
        "sparkline": "",
        "assessed_s": 0,
    }


def load_trial_head(connection: Connection, trial_no: int) -> Trial:
    """Return a trial with its patient, without entries.

    Raises:
        LookupError: if no such trial is stored.
    """
    row = _HEAD.row(connection, trial_no=trial_no)
    if row is None:
        raise LookupError(f"No trial {trial_no} is stored.")
    facts = dict(zip(_REVISION_COLUMNS, row, strict=False))
    owner = dict(zip(_PATIENT_COLUMNS, row[len(_REVISION_COLUMNS) :], strict=True))
    return Trial(facts["trial_id"], facts["revision_id"], to_patient(owner), _to_details(facts))


def _select_head() -> Select[Any]:
    revision, patient = t.trial_revision, t.patient_revision
    return (
        select(*revision.c, *patient.c)
        .join(t.trial, t.trial.c.revision_id == revision.c.revision_id)
        .join(t.patient, t.patient.c.patient_no == t.trial.c.patient_no)
        .join(patient, patient.c.revision_id == t.patient.c.revision_id)
        .where(t.trial.c.trial_no == bindparam("trial_no"))
    )


_HEAD = Query(_select_head)
_REVISION_COLUMNS = tuple(column.name for column in t.trial_revision.c)
_PATIENT_COLUMNS = tuple(column.name for column in t.patient_revision.c)


def load_patient_trials(
    connection: Connection, patient_id: str
) -> tuple[tuple[str, TrialDetails], ...]:
    """Return key and details of every trial of a patient, oldest row first."""
    query = (
        select(t.trial_revision)
        .join(t.trial, t.trial.c.revision_id == t.trial_revision.c.revision_id)
        .where(t.trial_revision.c.patient_id == patient_id)
        .order_by(t.trial.c.trial_no)
    )
    rows = connection.execute(query).mappings()
    return tuple((row["trial_id"], _to_details(row)) for row in rows)


def _to_details(row: Mapping[Any, Any]) -> TrialDetails:
    return TrialDetails(
        TrialMode(row["mode"]),
        Indication(row["indication"]),
        row["planned_days"],
        row["time_zone"],
        TrialState(row["state"]),
        None if row["started_s"] is None else to_moment(row["started_s"]),
        None if row["ended_s"] is None else to_moment(row["ended_s"]),
        None if row["stop_reason"] is None else StopReason(row["stop_reason"]),
        row["indication_note"],
        row["entry_interval_minutes"],
        plans.from_text(row["plan"]),
    )


def list_trial_ids(connection: Connection, mrn: str | None) -> tuple[str, ...]:
    """Return the key of every trial, or of one patient's, in the order they were stored."""
    query = select(t.trial.c.trial_id).order_by(t.trial.c.trial_no)
    if mrn is not None:
        query = query.join(t.patient).where(t.patient.c.mrn == mrn)
    return tuple(connection.execute(query).scalars())
