"""A trial as a view shows it: loaded, assessed, with its draft and its summary row renewed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from trialtracker.clinical.criteria import assess
from trialtracker.clinical.outcome import get_outcome
from trialtracker.clinical.review import Decision, Review
from trialtracker.clinical.summary import get_summary
from trialtracker.clinical.trial import Trial
from trialtracker.db import drafts, house, outcomes, summaries
from trialtracker.db.errors import DamagedError
from trialtracker.db.reviews import load_decided
from trialtracker.db.store import Transaction
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.locks import check_lock
from trialtracker.services.results import Draft, Snapshot
from trialtracker.services.sets import get_set
from trialtracker.services.signed import load_review


def take_snapshot(connection: Connection, trial_no: int, as_of: datetime) -> Snapshot:
    """Return a trial assessed as of a moment."""
    trial = load_trial_by_no(connection, trial_no)
    assessment = assess(trial, get_set(connection, trial, as_of), as_of)
    draft = _load_draft(connection, trial_no, trial)
    settings = house.load_settings(connection)
    section_drafts = drafts.load_section_drafts(connection, trial_no)
    review = load_review(connection, trial_no, trial)
    return Snapshot(trial, assessment, draft, as_of, settings, section_drafts, review)


def settle(tx: Transaction, trial_no: int) -> Snapshot:
    """Return a trial as this write leaves it, and keep its summary in the same transaction.

    Raises:
        RefusedError: if the write changes what a locked review covers.
    """
    snapshot = take_snapshot(tx.connection, trial_no, tx.at)
    check_lock(tx, trial_no, snapshot.trial, snapshot.review)
    summary = get_summary(snapshot.trial, snapshot.assessment, snapshot.settings)
    decided = replace(summary, decision=_get_decision(tx, snapshot.review))
    summaries.save_summary(tx, trial_no, decided)
    outcome = get_outcome(snapshot.trial, snapshot.assessment, snapshot.review)
    outcomes.keep_outcome(tx, trial_no, outcome)
    return snapshot


def _get_decision(tx: Transaction, review: Review | None) -> Decision | None:
    """Return the decision for the trial's row; one that is gone from its review stays there."""
    if review is None:
        return None
    if review.opinion is None:
        return load_decided(tx.connection, review.frozen.trial_id)
    return review.opinion.decision


def list_stale(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Return the open trials last assessed before today, by the clock of their clinic.

    An assessment window moves on at midnight without anybody writing.
    """
    return tuple(
        trial_no
        for zone in summaries.list_time_zones(connection)
        for trial_no in summaries.list_stale(connection, _get_midnight_s(now, zone), zone)
    )


def renew(tx: Transaction, trial_nos: Sequence[int]) -> int:
    """Assess trials again whose summary is stale; return how many there are.

    One that is held against a damaged criteria set stays stale, so that the others do not.
    """
    for trial_no in trial_nos:
        with suppress(DamagedError):
            settle(tx, trial_no)
    return len(trial_nos)


def _get_midnight_s(now: datetime, time_zone: str) -> int:
    zone = ZoneInfo(time_zone)
    return int(datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone).timestamp())


def _load_draft(connection: Connection, trial_no: int, trial: Trial) -> Draft | None:
    kept = drafts.load_draft(connection, trial_no)
    return None if kept is None else Draft(trial.trial_id, *kept)
