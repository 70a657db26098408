"""The arguments of the command that writes the report of a trial."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from pathlib import Path

from trialtracker.exchange.assess_arguments import to_text

REPORT_USAGE = (
    "trialtracker report --mrn MRN --pdf FILE [--store PATH] [--part summary|full|patient]"
)
REPORT_HELP = "write the report of a trial as a PDF file"
REPORT_DESCRIPTION = """\
Write the report of a trial as a PDF file that only its owner can read: one page, the full
record, or the version for the patient. Of several trials of the patient it is the newest,
unless --trial names another. A file that exists is replaced once the new one is whole."""

PARTS = ("summary", "full", "patient")
PAPERS = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class AskedReport:
    """Which report, on what paper, and where it goes; trial counts from 1, None is the newest."""

    pdf: Path
    part: str
    paper: str
    trial: int | None


@dataclass(frozen=True, slots=True)
class ReportCommand:
    """Write the report of a trial of one patient."""

    store: str | None
    mrn: str
    asked: AskedReport


def add_report_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add = parser.add_argument
    add("--mrn", required=True, type=to_text, help="the patient")
    add("--pdf", required=True, metavar="FILE", type=Path, help="the file to write")
    add("--part", choices=PARTS, default=PARTS[0], help="default: summary, one page")
    add("--paper", choices=PAPERS, default=PAPERS[0], help="default: a4")
    add("--trial", metavar="N", type=_to_number, help="the patient's first trial is 1")


def to_report_command(told: Namespace) -> ReportCommand:
    """Return what was asked for."""
    asked = AskedReport(told.pdf, told.part, told.paper, told.trial)
    return ReportCommand(told.store, told.mrn, asked)


def _to_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("it is a number from 1 on.")
    return int(text)
