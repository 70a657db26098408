"""The arguments of the command that assesses trials."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trialtracker.exchange.moments import parse_date_or_moment

ASSESS_USAGE = "trialtracker assess [--store PATH] [--mrn MRN] [--as-of ISO] [--json | --brief]"
ASSESS_HELP = "assess the trials of a store"
ASSESS_DESCRIPTION = """\
Assess every trial, or those of one patient, with every criterion and its reason, how sure the
relief is, what would change the verdict and what could fool the reader.
With --brief: one line a trial, from the figures kept with it; what is not of today is assessed."""


@dataclass(frozen=True, slots=True)
class AssessCommand:
    """Assess the trials of a store; as_of is an ISO date or time, each trial's zone applies."""

    store: str | None
    mrn: str | None
    as_of: str | None
    is_json: bool
    is_brief: bool = False


def to_text(text: str) -> str:
    """Return a text; bytes that are not text reach a program as lone surrogates."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ArgumentTypeError("it is not UTF-8 text.")
    return text


def add_assess_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--mrn", type=to_text, help="only the trials of this patient")
    parser.add_argument("--as-of", metavar="ISO", help="a date (its end) or time; default: now")
    parser.add_argument("--brief", action="store_true", help="one line a trial, without reasons")


def to_assess_command(parser: ArgumentParser, told: Namespace) -> AssessCommand:
    """Return what was asked for, or end with wrong usage."""
    if told.brief and (told.json or told.as_of is not None):
        parser.error("--brief is a line of text as of now; leave --json and --as-of out.")
    if told.as_of is not None:
        try:
            parse_date_or_moment(told.as_of, ZoneInfo("UTC"))
        except ValueError as refusal:
            parser.error(f"--as-of: {refusal}")
    return AssessCommand(told.store, told.mrn, told.as_of, told.json, told.brief)
