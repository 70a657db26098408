"""The arguments of the command that computes signed assessments again."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

REASSESS_USAGE = "trialtracker reassess --as-signed [--store PATH] [--mrn MRN] [--json]"
REASSESS_HELP = "compute signed assessments again and compare"
REASSESS_DESCRIPTION = """\
Compute every signed assessment again, from the data and by the criteria set it was signed on,
and compare it with what was signed, bit for bit. Compute the seals of its review and notes again
too, and say what has become of the data since.
The status is 1 when any signed result does not follow from its data, or any seal does not fit."""


@dataclass(frozen=True, slots=True)
class ReassessCommand:
    """Compute the signed assessments of a store, or of one patient, again."""

    store: str | None
    mrn: str | None
    is_json: bool


def add_reassess_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--as-signed",
        action="store_true",
        required=True,
        help="from the data and by the criteria set it was signed on",
    )
    parser.add_argument("--mrn", metavar="MRN", help="only the trials of this patient")


def to_reassess_command(told: Namespace) -> ReassessCommand:
    """Return what was asked for."""
    return ReassessCommand(told.store, told.mrn, told.json)
