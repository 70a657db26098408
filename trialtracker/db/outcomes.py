"""What is counted of the trials, kept in the transaction that changes a trial; plain SQL.

A key is counted for the month and for the calendar year in which the trial started, so that a
period of years is a few rows. A trial whose keys stay as they are writes nothing.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from trialtracker.clinical.outcome import Outcome, list_counted, parse_outcome
from trialtracker.db.driver import get_driver, get_execute
from trialtracker.db.errors import DamagedError
from trialtracker.db.lists import Execute, TrialListRow, read_chosen_page
from trialtracker.db.store import Transaction
from trialtracker.db.summaries import NEVER_ASSESSED_S

Tally = Counter[tuple[str, str]]
"""How many trials carry a key, by month or year and key."""

_DAMAGED = "What is counted of a trial for the outcomes is damaged; saving that trial mends it."
_KEPT_SQL = "SELECT outcome_month, outcome FROM trial WHERE trial_no = ?"
_KEEP_SQL = "UPDATE trial SET outcome_month = ?, outcome = ? WHERE trial_no = ?"
_ADD_SQL = (
    "INSERT INTO outcome_count (month, outcome, trials) VALUES (?, ?, ?) "
    "ON CONFLICT (month, outcome) DO UPDATE SET trials = trials + excluded.trials"
)
_TAKE_SQL = "UPDATE outcome_count SET trials = trials - ? WHERE month = ? AND outcome = ?"
_CLEAR_SQL = "DELETE FROM outcome_count WHERE month = ? AND outcome = ? AND trials = 0"
_BOUNDS_SQL = "SELECT min(month), max(month) FROM outcome_count"
_SUM_SQL = (
    "SELECT outcome, sum(trials) FROM outcome_count "
    "WHERE month IN (SELECT value FROM json_each(?)) GROUP BY outcome"
)
_MONTHS_SQL = (
    "SELECT month, outcome, trials FROM outcome_count "
    "WHERE month IN (SELECT value FROM json_each(?)) "
    "AND outcome IN (SELECT value FROM json_each(?))"
)
_HAS = "instr(t.outcome, ?) > 0"
_WAITING_SQL = "SELECT count(*) FROM trial WHERE assessed_s = ?"
_FORGET_SQL = "DELETE FROM outcome_count"
_EVERY_SQL = "SELECT outcome_month, outcome FROM trial WHERE outcome <> ''"
_COUNTED_SQL = "SELECT month, outcome, trials FROM outcome_count"


def keep_outcome(tx: Transaction, trial_no: int, outcome: Outcome) -> None:
    """Store what is counted of a trial, and change the counts by the difference."""
    driver = get_driver(tx.connection)
    kept = driver.execute(_KEPT_SQL, (trial_no,)).fetchone()
    if kept == (outcome.month, outcome.text):
        return
    former = _read_kept(*kept)
    driver.execute(_KEEP_SQL, (outcome.month, outcome.text, trial_no))
    if former is None:
        # Nobody knows what was counted of it, and an entry at the bedside must not wait for that.
        _count_anew(tx.connection)
        return
    change = _tally([outcome])
    change.subtract(_tally([former]))
    more = [(*place, by) for place, by in change.items() if by > 0]
    fewer = [(-by, *place) for place, by in change.items() if by < 0]
    driver.executemany(_ADD_SQL, more)
    driver.executemany(_TAKE_SQL, fewer)
    driver.executemany(_CLEAR_SQL, [place for _, *place in fewer])


def _count_anew(connection: Connection) -> None:
    """Count every trial again; one that cannot be read is left out until it is saved."""
    driver = get_driver(connection)
    rows = driver.execute(_EVERY_SQL).fetchall()
    readable = [kept for row in rows if (kept := _read_kept(*row)) is not None]
    driver.execute(_FORGET_SQL)
    driver.executemany(_ADD_SQL, [(*place, trials) for place, trials in _tally(readable).items()])


def _read_kept(month: object, text: object) -> Outcome | None:
    """Return what is counted of a trial, None where it was altered."""
    if isinstance(month, str) and isinstance(text, str):
        with suppress(KeyError):  # a trial that has ended has a verdict and a decision
            kept = parse_outcome(month, text)
            list_counted(kept.keys)
            return kept
    return None


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    return Counter(
        (span, key)
        for outcome in outcomes
        for key in list_counted(outcome.keys)
        for span in (outcome.month, outcome.month[:4])
    )


def read_bounds(execute: Execute) -> tuple[str, str] | None:
    """Return the first and the last year that anything was counted for, None for none."""
    first, last = next(iter(execute(_BOUNDS_SQL, ())))
    return None if first is None else (first[:4], last[:4])


def read_counts(execute: Execute, spans: Sequence[str]) -> Mapping[str, int]:
    """Return how many trials of some months and years carry each key."""
    return dict(execute(_SUM_SQL, (json.dumps(spans),)))


def read_months(
    execute: Execute, months: Sequence[str], keys: Sequence[str]
) -> tuple[tuple[str, str, int], ...]:
    """Return month, key and number of trials, of some keys in some months."""
    return tuple(execute(_MONTHS_SQL, (json.dumps(months), json.dumps(keys))))


def read_trials(
    execute: Execute,
    months: tuple[str, str],
    chosen: Sequence[Sequence[str]],
    after: TrialListRow | None,
    limit: int,
) -> tuple[TrialListRow, ...]:
    """Return the trials of some months, by name, that carry one key of each choice."""
    wheres, values = ["t.outcome_month BETWEEN ? AND ?"], list(months)
    for keys in chosen:
        wheres.append(f"({' OR '.join([_HAS] * len(keys))})")
        values.extend(f" {key} " for key in keys)
    return read_chosen_page(execute, " AND ".join(wheres), values, after, limit)


def count_waiting(execute: Execute) -> int:
    """Return how many trials wait to be assessed, and so to be counted."""
    return int(next(iter(execute(_WAITING_SQL, (NEVER_ASSESSED_S,))))[0])


def list_differences(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return the counts that differ from counting every trial again; none if all is well.

    Raises:
        DamagedError: where what is counted of a trial cannot be read.
    """
    execute = get_execute(connection)
    again = _tally(map(_require_kept, execute(_EVERY_SQL, ())))
    kept = {(span, key): trials for span, key, trials in execute(_COUNTED_SQL, ())}
    return tuple(sorted(place for place in {*again, *kept} if again[place] != kept.get(place, 0)))


def _require_kept(row: Sequence[object]) -> Outcome:
    kept = _read_kept(*row)
    if kept is None:
        raise DamagedError(_DAMAGED)
    return kept
