"""The arguments of the command that writes a patient's trials as a file."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from pathlib import Path

EXPORT_USAGE = "trialtracker export --mrn MRN [--store PATH] [--out FILE.csv]"
EXPORT_HELP = "write the trials of a patient as a CSV file"
EXPORT_DESCRIPTION = """\
Write every entry that counts, of every trial of one patient, as a CSV file in the long
layout: values, reasons why a measure was not assessed, notes. Import reads it again and
finds the same entries. It holds no doses, no oral opioids and nothing of what a blinded
syringe held. A text that a spreadsheet would take for a formula begins with an apostrophe,
which import takes away. Without --out it goes to the standard output; a file that exists
is left as it is."""


@dataclass(frozen=True, slots=True)
class ExportCommand:
    """Write the trials of a patient; out is None for the standard output."""

    store: str | None
    mrn: str
    out: Path | None


def add_export_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--mrn", required=True, type=_to_mrn, help="the patient")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the file, which must be new")


def to_export_command(told: Namespace) -> ExportCommand:
    """Return what was asked for."""
    return ExportCommand(told.store, told.mrn, told.out)


def _to_mrn(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ArgumentTypeError("it is not UTF-8 text.")
    return text
