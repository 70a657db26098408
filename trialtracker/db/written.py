"""The rows of every record table that belong to one trial, as who wrote them and when."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, null, select

from trialtracker.clinical.written import WrittenRow
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.stored_choice import read_moment, read_text


@dataclass(frozen=True, slots=True)
class _Kind:
    """One table: its words, and the columns that hold key, subject and the time it tells of."""

    table: Table
    what: str
    key: str
    subject: str
    about: str = ""


_KINDS = (
    _Kind(t.entry, "Entry", "entry_id", "source", "observed_s"),
    _Kind(t.dose_event, "Dose", "event_id", "drug", "at_s"),
    _Kind(r.blinded_dose, "Coded dose", "event_id", "code", "at_s"),
    _Kind(r.blind_content, "Contents of a code, sealed", "code", "code"),
    _Kind(r.blind_break, "Blind broken", "break_id", "code"),
    _Kind(r.intake, "Opioid intake", "intake_id", "drug", "at_s"),
    _Kind(r.fact, "Dossier answer", "fact_id", "item"),
    _Kind(r.effect_detail, "Side-effect description", "detail_id", "effect", "onset_s"),
    _Kind(r.acknowledgement, "Safety finding seen", "acknowledgement_id", "action"),
    _Kind(r.verification, "Second reading", "verification_id", "verified_by"),
    _Kind(r.frozen_assessment, "Signed assessment", "frozen_id", "signed_by", "as_of_s"),
)
"""The tables whose rows name the trial; blind_content is read without its contents."""

_OF_SIGNATURE = (
    _Kind(r.review, "Decision", "frozen_id", "decision"),
    _Kind(r.review_note, "Note on a review", "note_id", "kind"),
)
_PATIENT = _Kind(t.patient_revision, "Patient", "revision_id", "mrn")
_TRIAL = _Kind(t.trial_revision, "Trial", "revision_id", "state", "started_s")


def load_written(
    connection: Connection, trial_no: int, trial_id: str, patient_id: str
) -> tuple[WrittenRow, ...]:
    """Return every row, in the order of the time at which it was written."""
    keys = {"trial_no": trial_no, "trial_id": trial_id, "patient_id": patient_id}
    rows = [
        WrittenRow(
            read_moment(row[0]),
            read_text(row[1]),
            kind.what,
            read_text(row[2]),
            read_text(row[3]),
            None if row[4] is None else read_moment(row[4]),
            read_text(row[5] or ""),
            read_text(row[6] or ""),
            row[7] == 1,
        )
        for kind, query, name in _get_queries()
        for row in query.rows(connection, **{name: keys[name]})
    ]
    return tuple(sorted(rows, key=lambda row: row.recorded_at))  # a stable sort keeps their order


@cache
def _get_queries() -> tuple[tuple[_Kind, Query, str], ...]:
    return (
        (_PATIENT, Query(lambda: _select_by(_PATIENT, "patient_id")), "patient_id"),
        (_TRIAL, Query(lambda: _select_by(_TRIAL, "trial_id")), "trial_id"),
        *((kind, _query_of_trial(kind), "trial_no") for kind in _KINDS),
        *((kind, _query_of_signature(kind), "trial_no") for kind in _OF_SIGNATURE),
    )


def _query_of_trial(kind: _Kind) -> Query:
    return Query(lambda: _select_by(kind, "trial_no"))


def _query_of_signature(kind: _Kind) -> Query:
    frozen = r.frozen_assessment.c

    def build() -> Select[Any]:
        rows = _select(kind).join(r.frozen_assessment, frozen.frozen_id == kind.table.c.frozen_id)
        return rows.where(frozen.trial_no == bindparam("trial_no"))

    return Query(build)


def _select_by(kind: _Kind, name: str) -> Select[Any]:
    return _select(kind).where(kind.table.c[name] == bindparam(name))


def _select(kind: _Kind) -> Select[Any]:
    columns: Any = kind.table.c
    return select(
        columns.recorded_s,
        columns.actor,
        columns[kind.subject],
        columns[kind.key],
        columns.get(kind.about, null()),
        columns.get("supersedes_id", null()),
        columns.get("reason", null()),
        columns.get("is_void", null()),
    ).order_by(columns.recorded_s)
