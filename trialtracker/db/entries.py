"""Entries and doses as rows: one entry, its observations beside it, and a whole trial at once."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.side_effects import GRADING
from trialtracker.clinical.trial import DoseEvent, Entry, Trial
from trialtracker.db import tables as t
from trialtracker.db.moments import to_moment
from trialtracker.db.nano import from_nano, to_nano
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no, load_trial_head


@dataclass(frozen=True, slots=True)
class Change:
    """How an entry comes about: new, or following another for a reason, or making it void."""

    supersedes_id: str | None = None
    reason: str = ""
    is_void: bool = False


def has_entry(connection: Connection, entry_id: str) -> bool:
    """Tell whether an entry with this key is stored already."""
    query = select(t.entry.c.entry_no).where(t.entry.c.entry_id == entry_id)
    return connection.execute(query).first() is not None


def get_trial_no_of_entry(connection: Connection, entry_id: str) -> int:
    """Return the row number of the trial an entry belongs to.

    Raises:
        LookupError: if no such entry is stored.
    """
    query = select(t.entry.c.trial_no).where(t.entry.c.entry_id == entry_id)
    number: int | None = connection.execute(query).scalar()
    if number is None:
        raise LookupError(f"No entry {entry_id} is stored.")
    return number


def insert_entry(tx: Transaction, trial_no: int, answers: Answers, change: Change) -> None:
    """Store one entry and its observations."""
    entry_no = tx.insert(
        t.entry,
        {
            "entry_id": answers.entry_id,
            "trial_no": trial_no,
            "supersedes_id": change.supersedes_id,
            "observed_s": int(answers.observed_at.timestamp()),
            "recorded_s": tx.at_s,
            "source": answers.source.value,
            "grading": GRADING,
            "actor": tx.actor,
            "note": answers.note,
            "reason": change.reason,
            "is_void": change.is_void,
        },
    )
    tx.insert_all(t.observation, _to_observations(trial_no, entry_no, answers))


def _to_observations(trial_no: int, entry_no: int, answers: Answers) -> list[dict[str, Any]]:
    key = {"trial_no": trial_no, "entry_no": entry_no}
    values = [
        {**key, "measure": measure, "value_nano": to_nano(value), "not_assessed": None}
        for measure, value in answers.values.items()
    ]
    reasons = [
        {**key, "measure": measure, "value_nano": None, "not_assessed": reason.value}
        for measure, reason in answers.not_assessed.items()
    ]
    return values + reasons


def load_trial(connection: Connection, trial_id: str) -> Trial:
    """Return a trial with every entry and dose ever stored for it.

    Raises:
        LookupError: if no such trial is stored.
    """
    return load_trial_by_no(connection, get_trial_no(connection, trial_id))


def load_trial_by_no(connection: Connection, trial_no: int) -> Trial:
    """Return the trial of a row number with every entry and dose."""
    head = load_trial_head(connection, trial_no)
    return replace(
        head, entries=load_entries(connection, trial_no), doses=_load_doses(connection, trial_no)
    )


_ENTRY_SQL = (
    "SELECT entry_no, entry_id, supersedes_id, observed_s, recorded_s, source, actor, note, "
    "reason, is_void FROM entry WHERE trial_no = ? ORDER BY observed_s, entry_no"
)
_OBSERVATION_SQL = (
    "SELECT entry_no, measure, value_nano, not_assessed FROM observation WHERE trial_no = ?"
)


def load_entries(connection: Connection, trial_no: int) -> tuple[Entry, ...]:
    """Return every entry of a trial, the superseded and void ones included."""
    values: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    reasons: defaultdict[int, dict[str, NotAssessed]] = defaultdict(dict)
    exact: dict[int, Decimal] = {}
    for entry_no, measure, nano, reason in connection.exec_driver_sql(
        _OBSERVATION_SQL, (trial_no,)
    ):
        if nano is None:
            reasons[entry_no][measure] = NotAssessed(reason)
            continue
        value = exact.get(nano)
        if value is None:
            value = exact[nano] = from_nano(nano)
        values[entry_no][measure] = value
    rows = connection.exec_driver_sql(_ENTRY_SQL, (trial_no,))
    return tuple(_to_entry(row, values, reasons) for row in rows)


def _to_entry(
    row: Any,
    values: defaultdict[int, dict[str, Decimal]],
    reasons: defaultdict[int, dict[str, NotAssessed]],
) -> Entry:
    entry_no, entry_id, supersedes_id, observed_s, recorded_s, source, actor, note, why, void = row
    return Entry(
        entry_id,
        supersedes_id,
        to_moment(observed_s),
        to_moment(recorded_s),
        Source(source),
        actor,
        values[entry_no],
        reasons[entry_no],
        note,
        why,
        bool(void),
    )


def _load_doses(connection: Connection, trial_no: int) -> tuple[DoseEvent, ...]:
    dose = t.dose_event
    following = dose.alias()
    superseded = select(following.c.supersedes_id).where(following.c.supersedes_id.is_not(None))
    query = (
        select(dose)
        .where(dose.c.trial_no == trial_no, ~dose.c.is_void, dose.c.event_id.not_in(superseded))
        .order_by(dose.c.at_s, dose.c.recorded_s)
    )
    rows = connection.execute(query).mappings()
    return tuple(
        DoseEvent(
            row["event_id"],
            to_moment(row["at_s"]),
            row["drug"],
            row["rate_ng_per_day"],
            row["actor"],
        )
        for row in rows
    )


def insert_dose(tx: Transaction, trial_no: int, event: DoseEvent) -> None:
    """Store one infusion rate."""
    tx.insert(
        t.dose_event,
        {
            "event_id": event.event_id,
            "trial_no": trial_no,
            "supersedes_id": None,
            "at_s": int(event.at.timestamp()),
            "drug": event.drug,
            "rate_ng_per_day": event.rate_ng_per_day,
            "recorded_s": tx.at_s,
            "actor": tx.actor,
            "reason": "",
            "is_void": False,
        },
    )
