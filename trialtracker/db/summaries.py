"""The summary that stands in a trial's row, kept in the same transaction as its entries."""

from typing import Any

from sqlalchemy import Connection, select

from trialtracker.clinical.choices import TrialState, Verdict
from trialtracker.clinical.summary import TrialSummary
from trialtracker.db import tables as t
from trialtracker.db.driver import update_rows
from trialtracker.db.moments import NEVER_DUE_S
from trialtracker.db.nano import to_nano
from trialtracker.db.store import Transaction


def save_summary(tx: Transaction, trial_no: int, summary: TrialSummary) -> None:
    """Replace the summary of a trial."""
    tx.put(t.trial, {"trial_no": trial_no}, _to_row(summary) | {"assessed_s": tx.at_s})


def _to_row(summary: TrialSummary) -> dict[str, Any]:
    due, pain, worst = summary.next_due_at, summary.pain_now, summary.worst_side_effect
    relief = summary.relief_percent
    return {
        "urgency": 0 if summary.verdict is Verdict.SAFETY_HOLD else 1,
        "next_due_s": NEVER_DUE_S if due is None else int(due.timestamp()),
        "pain_now_nano": None if pain is None else to_nano(pain),
        "relief_percent": None if relief is None else str(relief),
        "relief_text": summary.relief_text,
        "dose_text": summary.dose_text,
        "verdict": summary.verdict.value,
        "worst_effect": None if worst is None else worst.effect.key,
        "worst_grade": _to_worst_grade(summary),
        "worst_resolved": worst is not None and worst.resolved,
        "sparkline": summary.sparkline.to_text(),
        "finding_text": summary.finding_text,
        "due_what": summary.due_what,
        "decision": "" if summary.decision is None else summary.decision.value,
    }


def _to_worst_grade(summary: TrialSummary) -> int | None:
    # 0 says: asked for, and nothing found. No value says: never asked.
    if summary.worst_side_effect is not None:
        return summary.worst_side_effect.grade
    return 0 if summary.has_side_effects_assessed else None


NEVER_ASSESSED_S = 0
"""Stands in assessed_s of a trial whose summary is to be made anew."""


def mark_stale(tx: Transaction) -> None:
    """Have the summary of every running trial made anew; no other depends on the settings."""
    running = {"state": TrialState.RUNNING.value}
    update_rows(tx.connection, t.trial, running, {"assessed_s": NEVER_ASSESSED_S})


def list_time_zones(connection: Connection) -> tuple[str, ...]:
    """Return the time zones of the open trials."""
    query = select(t.trial.c.time_zone).where(t.trial.c.is_open).distinct()
    return tuple(connection.execute(query).scalars())


def list_stale(
    connection: Connection, before_s: int, time_zone: str | None = None
) -> tuple[int, ...]:
    """Return the open trials last assessed before a moment: of one zone, or of all."""
    c = t.trial.c
    query = select(c.trial_no).where(c.is_open, c.assessed_s < before_s)
    if time_zone is not None:
        query = query.where(c.time_zone == time_zone)
    return tuple(connection.execute(query).scalars())


def list_never_assessed(connection: Connection, limit: int) -> tuple[int, ...]:
    """Return trials that are over and whose summary is to be made anew, the newest first."""
    c = t.trial.c
    query = select(c.trial_no).where(~c.is_open, c.assessed_s == NEVER_ASSESSED_S)
    newest = query.order_by(c.trial_no.desc()).limit(limit)
    return tuple(connection.execute(newest).scalars())
