"""The report of a trial as a file, as the command line asks for it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import format_date
from trialtracker.own_file import format_fault, write_whole
from trialtracker.report.gathered import gather_report
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Paper, Part
from trialtracker.services.clinic import Clinic

_PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


class RefusedReportError(ValueError):
    """A report that cannot be written; str() is the sentence."""


class Asked(Protocol):
    """What the command line asks for: where, which part, on what paper, of which trial."""

    @property
    def pdf(self) -> Path:
        """Return where the file goes."""

    @property
    def part(self) -> str:
        """Return the key of the part."""

    @property
    def paper(self) -> str:
        """Return the name of the paper."""

    @property
    def trial(self) -> int | None:
        """Return the number of the trial from 1 on, None for the newest."""


def write_report(clinic: Clinic, trial_ids: Sequence[str], asked: Asked, at: datetime) -> str:
    """Write the report and return what was done; trial_ids are in the order they were stored.

    Raises:
        RefusedReportError: for a trial that is not there, or a file that cannot be written.
    """
    number = asked.trial or len(trial_ids)
    if number > len(trial_ids):
        has = count_of(len(trial_ids), "trial")
        raise RefusedReportError(f"There is no trial {number}: the patient has {has}.")
    snapshot = clinic.get_snapshot(trial_ids[number - 1])
    part = Part(asked.part)
    report = gather_report(clinic, snapshot, part, _PAPERS[asked.paper], at)
    save_file(asked.pdf, make_pdf(report, part))
    of = f" of {len(trial_ids)}" if len(trial_ids) > 1 else ""
    first_day = snapshot.trial.first_day
    began = f", begun {format_date(first_day)}" if first_day else ""
    return f"Wrote {asked.pdf}: {part.label.lower()}, trial {number}{of}{began}."


def save_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; one that exists is replaced when it is whole.

    Raises:
        RefusedReportError: with the reason in one sentence; what was there is still there.
    """
    if path.exists() and not path.is_file():
        raise RefusedReportError(f"{path} cannot be written: it is not a file.")
    try:
        write_whole(path, content)
    except (OSError, ValueError) as fault:
        raise RefusedReportError(f"{path} cannot be written: {format_fault(fault)}.") from None
