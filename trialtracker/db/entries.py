"""Entries and doses as rows: one entry, its observations beside it, and a whole trial at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.side_effects import GRADING
from trialtracker.clinical.trial import DoseEvent, Entry, Trial
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
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


def _select_entries() -> Select[Any]:
    e = t.entry.c
    key = (e.entry_no, e.entry_id, e.supersedes_id)
    facts = (e.observed_s, e.recorded_s, e.source, e.actor, e.note, e.reason, e.is_void)
    in_order = select(*key, *facts).order_by(e.observed_s, e.entry_no)
    return in_order.where(e.trial_no == bindparam("trial_no"))


def _select_observations() -> Select[Any]:
    o = t.observation.c
    columns = (o.entry_no, o.measure, o.value_nano, o.not_assessed)
    return select(*columns).where(o.trial_no == bindparam("trial_no"))


def _select_doses() -> Select[Any]:
    d, following = t.dose_event.c, t.dose_event.alias()
    superseded = select(following.c.supersedes_id).where(following.c.supersedes_id.is_not(None))
    counts = (d.trial_no == bindparam("trial_no"), ~d.is_void, d.event_id.not_in(superseded))
    columns = (d.event_id, d.at_s, d.drug, d.rate_ng_per_day, d.actor)
    return select(*columns).where(*counts).order_by(d.at_s, d.recorded_s)


_ENTRIES = Query(_select_entries)
_OBSERVATIONS = Query(_select_observations)
_DOSES = Query(_select_doses)
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
        ) in _ENTRIES.rows(connection, trial_no=trial_no)
    )


def _load_doses(connection: Connection, trial_no: int) -> tuple[DoseEvent, ...]:
    return tuple(
        DoseEvent(event_id, to_moment(at_s), drug, rate, actor)
        for event_id, at_s, drug, rate, actor in _DOSES.rows(connection, trial_no=trial_no)
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
