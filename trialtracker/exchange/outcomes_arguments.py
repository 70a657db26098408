"""The arguments of the command that counts the outcomes of the clinic."""

from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from pathlib import Path

from trialtracker.clinical.outcome_period import parse_month
from trialtracker.overriding import override

OUTCOMES_USAGE = "trialtracker outcomes [--csv FILE] [--from YYYY-MM] [--to YYYY-MM] [--store PATH]"
OUTCOMES_HELP = "count the outcomes of the clinic"
OUTCOMES_DESCRIPTION = """\
Count the trials that started in some months: verdicts, decisions, relief, side effects, and
the share favourable by indication, drug and mode, each with n and a 95 % interval. Never by
who cared for a patient. A group of fewer than five is shown as <5, and so much beside it is
withheld that it cannot be computed. Without --csv it goes to the standard output; a file that
exists is left as it is."""


@dataclass(frozen=True, slots=True)
class OutcomesCommand:
    """Count outcomes; first and last are months as 2026-03, None for the earliest and latest."""

    store: str | None
    first: str | None
    last: str | None
    csv: Path | None


def add_outcomes_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add = parser.add_argument
    add("--csv", metavar="FILE", type=Path, help="the file, which must be new")
    add(
        "--from",
        dest="first",
        metavar="YYYY-MM",
        type=_to_month,
        action=_Month,
        help="the first month",
    )
    add(
        "--to", dest="last", metavar="YYYY-MM", type=_to_month, action=_Month, help="the last month"
    )


class _Month(Action):
    """Keeps a month; a period that ends before it begins would count nothing."""

    @override
    def __call__(
        self, _parser: object, told: Namespace, month: object, _option: object = None
    ) -> None:
        setattr(told, self.dest, month)
        if told.first and told.last and told.last < told.first:
            raise ArgumentError(
                self, f"the last month {told.last} is before the first, {told.first}"
            )


def to_outcomes_command(told: Namespace) -> OutcomesCommand:
    """Return what was asked for."""
    return OutcomesCommand(told.store, told.first, told.last, told.csv)


def _to_month(text: str) -> str:
    try:
        return parse_month(text)
    except ValueError as refusal:
        raise ArgumentTypeError(str(refusal)) from None
