"""The arguments of the command that sums the MME of a file."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

MME_USAGE = "trialtracker mme FILE.csv [--json]"
MME_HELP = "the oral morphine equivalents of one patient's day"
MME_DESCRIPTION = """\
Print the factor and the oral morphine milligram equivalents (MME) of each line of a CSV file
and their sum, mme_per_day, by the CDC 2022 factors; for a pharmacist's check. The file holds
what one patient took on one day, with the columns drug, dose, unit and times:
  oxycodone,10,mg,2
  fentanyl transdermal,25,mcg/h,
Names as people write them; by mouth in mg, a fentanyl patch in ug/h or mcg/h, worn that day;
times is how many doses, or patches (an empty cell: one patch). What has no CDC factor is
named, and never counted as 0. What is not known is refused. Intrathecal doses have no MME."""


@dataclass(frozen=True, slots=True)
class MmeCommand:
    """Sum the MME of a file; it needs no store."""

    file: Path
    is_json: bool


def add_mme_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path)


def to_mme_command(told: Namespace) -> MmeCommand:
    """Return what was asked for."""
    return MmeCommand(told.file, told.json)
