"""The clinic's own criteria sets as rows: one version a row, never changed."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.time import local_date
from trialtracker.db import plans
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.codec import UnreadableError, from_json, to_json
from trialtracker.db.driver import Query, update_rows
from trialtracker.db.errors import DamagedError
from trialtracker.db.moments import to_moment
from trialtracker.db.store import Transaction
from trialtracker.db.summaries import NEVER_ASSESSED_S


def _select_versions() -> Select[Any]:
    c = r.criteria_set.c
    return select(c.name, c.version, c.body).order_by(c.set_no)


_VERSIONS = Query(_select_versions)
_VERSIONS_OF = Query(lambda: _select_versions().where(r.criteria_set.c.name == bindparam("name")))
_STARTED = [state.value for state in (TrialState.RUNNING, TrialState.COMPLETED, TrialState.STOPPED)]
_STALE = {"assessed_s": NEVER_ASSESSED_S}


def load_sets(connection: Connection) -> tuple[CriteriaSet, ...]:
    """Return every version of the clinic's own sets, in the order they were stored.

    Raises:
        DamagedError: naming the first that cannot be read.
    """
    return tuple(_read_version(*row) for row in _VERSIONS.rows(connection))


def load_versions(connection: Connection, name: str) -> tuple[CriteriaSet, ...]:
    """Return every version of one of the clinic's own sets, whatever has become of the others.

    Raises:
        DamagedError: naming the first that cannot be read.
    """
    return tuple(_read_version(*row) for row in _VERSIONS_OF.rows(connection, name=name))


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
def _read_version(name: str, version: str, body: object) -> CriteriaSet:
    # A stored version never changes, so it is read once for thousands of trials.
    try:
        criteria_set = from_json(str(body).encode(), CriteriaSet)
    except UnreadableError:
        criteria_set = None
    if criteria_set is None or (criteria_set.name, criteria_set.version) != (name, version):
        sentence = (
            f"The criteria set {name} {version} is damaged: what is held against it cannot be "
            "judged. Restore the store from a backup."
        )
        raise DamagedError(sentence)
    return criteria_set


def list_started_trials(connection: Connection, after: int, limit: int) -> tuple[int, ...]:
    """Return the row numbers of running and past trials that follow one, in their order."""
    c = t.trial.c
    query = select(c.trial_no).where(c.trial_no > after, c.state.in_(_STARTED))
    return tuple(connection.execute(query.order_by(c.trial_no).limit(limit)).scalars())


def count_started_trials(connection: Connection) -> int:
    """Return how many trials are running or past."""
    query = select(func.count()).select_from(t.trial).where(t.trial.c.state.in_(_STARTED))
    return connection.execute(query).scalar_one()


def count_running_followers(connection: Connection, name: str) -> int:
    """Return how many running trials are held against a set of this name."""
    running = t.trial.c.state == TrialState.RUNNING.value
    return len(_list_followers(connection, name, running))


def list_first_days(connection: Connection, name: str) -> tuple[date, ...]:
    """Return the clinic-local day 1 of every started trial held against a set of this name."""
    followers = _list_followers(connection, name, t.trial.c.started_s.is_not(None))
    return tuple(local_date(to_moment(each.started_s), each.time_zone) for each in followers)


def mark_following_stale(tx: Transaction, name: str) -> None:
    """Have the summary of every open trial that follows a set made anew."""
    for each in _list_followers(tx.connection, name, t.trial.c.is_open):
        update_rows(tx.connection, t.trial, {"trial_no": each.trial_no}, _STALE)


class _Follower(NamedTuple):
    trial_no: int
    started_s: int
    time_zone: str


def _list_followers(
    connection: Connection, name: str, which: ColumnElement[bool]
) -> tuple[_Follower, ...]:
    c, revision = t.trial.c, t.trial_revision.c
    query = select(revision.plan, c.trial_no, c.started_s, c.time_zone).where(which)
    query = query.join(t.trial_revision, revision.revision_id == c.revision_id)
    return tuple(
        _Follower(*facts)
        for plan, *facts in connection.execute(query)
        if (plans.from_text(plan).criteria_set or CLINIC_DEFAULT.name) == name
    )
