"""The verdicts kept in the summary rows of trials, with what tells whether they still hold."""

from typing import NamedTuple

from trialtracker.db.lists import Execute


class VerdictRow(NamedTuple):
    """One trial: columns as in the tables trial and patient."""

    trial_no: int
    mrn: str
    started_s: int | None
    ended_s: int | None
    time_zone: str
    mode: str
    relief_text: str | None
    verdict: str | None
    is_open: int
    assessed_s: int


_SQL = (
    "SELECT t.trial_no, p.mrn, t.started_s, t.ended_s, t.time_zone, t.mode, t.relief_text, "
    "t.verdict, t.is_open, t.assessed_s FROM trial t JOIN patient p ON p.patient_no = t.patient_no"
)


def read_verdicts(execute: Execute, mrn: str | None) -> tuple[VerdictRow, ...]:
    """Return the row of every trial, or of one patient's, in the order they were stored."""
    if mrn is None:
        rows = execute(f"{_SQL} ORDER BY t.trial_no", ())
    else:
        rows = execute(f"{_SQL} WHERE p.mrn = ? ORDER BY t.trial_no", (mrn,))
    return tuple(map(VerdictRow._make, rows))
