"""The verdict of every trial: as kept with it where that still holds, else assessed anew."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from trialtracker.clinical.choices import TrialMode, Verdict
from trialtracker.clinical.summary import get_summary
from trialtracker.clinical.time import local_date
from trialtracker.db.driver import get_execute
from trialtracker.db.moments import to_moment
from trialtracker.db.summaries import NEVER_ASSESSED_S
from trialtracker.db.verdicts import VerdictRow, read_verdicts
from trialtracker.services.sets import list_sets
from trialtracker.services.snapshots import take_snapshot

_NONE = "not known"
_SECONDS_PER_HOUR = 3600


class TrialVerdict(NamedTuple):
    """One trial in a line: relief in words, start None before the first active dose."""

    mrn: str
    start: date | None
    mode: TrialMode
    relief: str
    verdict: Verdict


class _Clock(NamedTuple):
    """What time alone can change: now, and the hours of infusion that some set asks for."""

    now: datetime
    now_s: int
    infused_s: Sequence[int]


def list_verdicts(
    connection: Connection, now: datetime, mrn: str | None
) -> tuple[TrialVerdict, ...]:
    """Return the verdict of every trial as of now, in the order the trials were stored."""
    hours = {each.minimum_infusion_hours for each in list_sets(connection)}
    infused_s = sorted(hour * _SECONDS_PER_HOUR for hour in hours)
    clock = _Clock(now, int(now.timestamp()), infused_s)
    return tuple(
        _assess(connection, row, now) if _is_stale(row, clock) else _to_verdict(row)
        for row in read_verdicts(get_execute(connection), mrn)
    )


def _is_stale(row: VerdictRow, clock: _Clock) -> bool:
    """Tell whether time has passed over what was assessed; nothing else changes it unwritten.

    An open trial changes at midnight, when its window moves on, and when it has been infused for
    long enough; one that is over does not change after its end.
    """
    if row.verdict is None or row.assessed_s == NEVER_ASSESSED_S:
        return True
    if row.ended_s is not None and row.assessed_s < row.ended_s:
        return True
    if not row.is_open:
        return False
    return row.assessed_s < _get_midnight_s(clock.now, row.time_zone) or any(
        row.started_s is not None and row.assessed_s < row.started_s + infused_s <= clock.now_s
        for infused_s in clock.infused_s
    )


@lru_cache(maxsize=64)
def _get_midnight_s(now: datetime, time_zone: str) -> int:
    zone = ZoneInfo(time_zone)
    return int(datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone).timestamp())


def _assess(connection: Connection, row: VerdictRow, now: datetime) -> TrialVerdict:
    snapshot = take_snapshot(connection, row.trial_no, now)
    summary = get_summary(snapshot.trial, snapshot.assessment, snapshot.settings)
    return TrialVerdict(
        row.mrn,
        snapshot.trial.first_day,
        snapshot.trial.details.mode,
        summary.relief_text or _NONE,
        summary.verdict,
    )


# Looked up, not called: an Enum call for each of two columns was a fifth of the time.
_MODES = {mode.value: mode for mode in TrialMode}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _to_verdict(row: VerdictRow) -> TrialVerdict:
    start = None if row.started_s is None else _get_date(row.started_s, row.time_zone)
    verdict = _VERDICTS[row.verdict or ""]
    return TrialVerdict(row.mrn, start, _MODES[row.mode], row.relief_text or _NONE, verdict)


@lru_cache(maxsize=16384)
def _get_date(seconds: int, time_zone: str) -> date:
    return local_date(to_moment(seconds), time_zone)
