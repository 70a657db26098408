"""What each one at the keyboard prefers of the window: no record, the latest choice replaces."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from trialtracker.db import tables as t
from trialtracker.db.store import Transaction


def load_preferences(connection: Connection, actor: str) -> Mapping[str, str]:
    """Return the preferences of somebody, by name."""
    c = t.preference.c
    rows = connection.execute(select(c.name, c.value).where(c.actor == actor))
    return {name: value for name, value in rows}  # noqa: C416  (rows are not pairs to mypy)


def save_preference(tx: Transaction, name: str, value: str) -> None:
    """Replace one preference of whoever writes."""
    tx.put(t.preference, {"actor": tx.actor, "name": name}, {"value": value})
