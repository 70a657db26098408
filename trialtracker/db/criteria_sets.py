"""The clinic's own criteria sets as rows: one version a row, never changed."""

from functools import lru_cache

from sqlalchemy import Connection, select

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.db import record_tables as r
from trialtracker.db.codec import from_json, to_json
from trialtracker.db.driver import Query
from trialtracker.db.store import Transaction

_BODIES = Query(lambda: select(r.criteria_set.c.body).order_by(r.criteria_set.c.set_no))


def load_sets(connection: Connection) -> tuple[CriteriaSet, ...]:
    """Return every version of the clinic's own sets, in the order they were stored."""
    return tuple(_read_body(body) for (body,) in _BODIES.rows(connection))


def insert_set(tx: Transaction, criteria_set: CriteriaSet) -> None:
    """Store a version; its effective date, author and reason are part of it."""
    effective_from = criteria_set.effective_from
    tx.insert(
        r.criteria_set,
        {
            "name": criteria_set.name,
            "version": criteria_set.version,
            "effective_from": "" if effective_from is None else effective_from.isoformat(),
            "body": to_json(criteria_set).decode(),
            "recorded_s": tx.at_s,
            "actor": tx.actor,
            "reason": criteria_set.reason,
        },
    )


@lru_cache(maxsize=128)
def _read_body(body: str) -> CriteriaSet:
    # A stored version never changes, so it is read once for thousands of trials.
    return from_json(body.encode(), CriteriaSet)
