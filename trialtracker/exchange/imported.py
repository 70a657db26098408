"""What reading a file gives: trials ready to import, and the refusals of what is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from trialtracker.clinical.choices import Indication, TrialMode, TrialState
from trialtracker.clinical.time import local_date, trial_day
from trialtracker.clinical.trial import TrialDetails
from trialtracker.exchange.table import refuse
from trialtracker.services.importing import ImportedTrial, ImportReport, RowProblem

USUAL_DAYS = 7
"""The planned days of a trial that runs, where the file does not say."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The trials of a file; with a problem, none of them is stored. cells are by row and column."""

    trials: tuple[ImportedTrial, ...]
    problems: tuple[RowProblem, ...]
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def quote(self, report: ImportReport) -> ImportReport:
        """Return a report whose refusals show the cells as the file has them, to be found there."""
        problems = tuple(self._quote(problem) for problem in report.problems)
        return replace(report, problems=problems)

    def _quote(self, problem: RowProblem) -> RowProblem:
        shown = self.cells.get(problem.row, {}).get(problem.column, problem.value)
        return refuse(problem.row, problem.column, shown, problem.reason)


def to_trial_details(
    mode: TrialMode, started_at: datetime | None, ended_at: datetime | None, zone: ZoneInfo
) -> TrialDetails:
    """Return the details of an imported trial; with an end it is completed, else it runs.

    Without a start it is before its first active dose.
    """
    running = TrialState.BASELINE if started_at is None else TrialState.RUNNING
    return TrialDetails(
        mode=mode,
        indication=Indication.NOT_KNOWN,
        planned_days=_planned_days(started_at, ended_at, zone),
        time_zone=zone.key,
        state=running if ended_at is None else TrialState.COMPLETED,
        started_at=started_at,
        ended_at=ended_at,
    )


def _planned_days(started_at: datetime | None, ended_at: datetime | None, zone: ZoneInfo) -> int:
    if started_at is None or ended_at is None or ended_at < started_at:
        return USUAL_DAYS
    return trial_day(local_date(ended_at, zone.key), local_date(started_at, zone.key))
