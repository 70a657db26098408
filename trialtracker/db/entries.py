"""Entries as rows: one entry with its observations beside it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.side_effects import GRADING
from trialtracker.clinical.trial import Entry
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.nano import from_nano, to_nano
from trialtracker.db.store import Transaction


@dataclass(frozen=True, slots=True)
class Change:
    """How an entry comes about: new, or following another for a reason, or making it void."""

    supersedes_id: str | None = None
    reason: str = ""
    is_void: bool = False
    moved_from: str = ""


def has_entry(connection: Connection, entry_id: str) -> bool:
    """Tell whether an entry with this key is stored already."""
    return _ENTRY_KEY.row(connection, entry_id=entry_id) is not None


def get_trial_no_of_entry(connection: Connection, entry_id: str) -> int:
    """Return the row number of the trial an entry belongs to.

    Raises:
        LookupError: if no such entry is stored.
    """
    row = _ENTRY_KEY.row(connection, entry_id=entry_id)
    if row is None:
        raise LookupError(f"No entry {entry_id} is stored.")
    return int(row[0])


_ENTRY_KEY = Query(
    lambda: select(t.entry.c.trial_no).where(t.entry.c.entry_id == bindparam("entry_id"))
)


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
            "moved_from": change.moved_from,
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


def _select_entries() -> Select[Any]:
    e = t.entry.c
    key = (e.entry_no, e.entry_id, e.supersedes_id)
    facts = (e.observed_s, e.recorded_s, e.source, e.actor, e.note, e.reason, e.is_void)
    in_order = select(*key, *facts, e.moved_from, e.grading).order_by(e.observed_s, e.entry_no)
    return in_order.where(e.trial_no == bindparam("trial_no"))


def _select_observations() -> Select[Any]:
    o = t.observation.c
    columns = (o.entry_no, o.measure, o.value_nano, o.not_assessed)
    return select(*columns).where(o.trial_no == bindparam("trial_no"))


_ENTRIES = Query(_select_entries)
_OBSERVATIONS = Query(_select_observations)
_NONE: Mapping[str, Any] = MappingProxyType({})
_SOURCES = {source.value: source for source in Source}


Values = Mapping[int, Mapping[str, Decimal]]
Reasons = Mapping[int, Mapping[str, NotAssessed]]


def _load_observations(connection: Connection, trial_no: int) -> tuple[Values, Reasons]:
    """Return by entry what was observed, and why the rest was not."""
    values: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    reasons: defaultdict[int, dict[str, NotAssessed]] = defaultdict(dict)
    exact: dict[int, Decimal] = {}
    for entry_no, measure, nano, reason in _OBSERVATIONS.rows(connection, trial_no=trial_no):
        if nano is None:
            reasons[entry_no][measure] = NotAssessed(reason)
            continue
        value = exact.get(nano)
        if value is None:
            value = exact[nano] = from_nano(nano)
        values[entry_no][measure] = value
    return values, reasons


def load_entries(connection: Connection, trial_no: int) -> tuple[Entry, ...]:
    """Return every entry of a trial, the superseded and void ones included."""
    values, reasons = _load_observations(connection, trial_no)
    fromtimestamp = datetime.fromtimestamp
    return tuple(
        Entry(
            entry_id,
            supersedes_id,
            fromtimestamp(observed_s, UTC),
            fromtimestamp(recorded_s, UTC),
            _SOURCES[source],
            actor,
            values.get(entry_no, _NONE),
            reasons.get(entry_no, _NONE),
            note,
            why,
            is_void == 1,
            moved_from,
            grading,
        )
        for (
            entry_no,
            entry_id,
            supersedes_id,
            observed_s,
            recorded_s,
            source,
            actor,
            note,
            why,
            is_void,
            moved_from,
            grading,
        ) in _ENTRIES.rows(connection, trial_no=trial_no)
    )
