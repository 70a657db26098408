"""Say what an import added, found present or refused: as lines for people, or as JSON."""

import json

from trialtracker.exchange.plain_text import to_plain
from trialtracker.services.importing import ImportReport, RowProblem


def format_import(report: ImportReport, *, dry_run: bool) -> str:
    """Return one line for each refusal, or one line that says what was added."""
    if report.problems:
        return "".join(f"{format_problem(problem)}\n" for problem in report.problems)
    verb = "Would add" if dry_run else "Added"
    return (
        f"{verb} {_count(report.patients_added, 'patient', 'patients')}, "
        f"{_count(report.trials_added, 'trial', 'trials')} and "
        f"{_count(report.entries_added, 'entry', 'entries')}; "
        f"{_count(report.entries_present, 'entry', 'entries')} present already.\n"
    )


def format_refusal(report: ImportReport) -> str:
    """Return the sentence that says that nothing was stored."""
    problems = _count(len(report.problems), "problem", "problems")
    first = report.problems[0]
    return f"The file has {problems} (the first in row {first.row}); nothing was stored."


def to_import_json(report: ImportReport, *, dry_run: bool) -> str:
    """Return the report as a JSON object; with a problem, nothing was added."""
    added = {
        "patients": report.patients_added,
        "trials": report.trials_added,
        "entries": report.entries_added,
    }
    problems = [
        {"row": p.row, "column": p.column, "value": p.value, "reason": p.reason}
        for p in report.problems
    ]
    shown = {
        "added": added,
        "present": report.entries_present,
        "problems": problems,
        "dry_run": dry_run,
    }
    return json.dumps(shown, indent=2) + "\n"


def format_problem(problem: RowProblem) -> str:
    """Return where a refusal stands, what is there and why it is refused, in one line."""
    where = f"row {problem.row}"
    if problem.column:
        where += f", {to_plain(problem.column)}"
    if problem.value:
        where += f", '{to_plain(problem.value)}'"
    return f"{where}: {to_plain(problem.reason)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
