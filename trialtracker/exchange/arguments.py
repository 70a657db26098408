"""The arguments of the command line, checked and typed."""

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from trialtracker.exchange.assess_arguments import (
    ASSESS_DESCRIPTION,
    ASSESS_HELP,
    ASSESS_USAGE,
    AssessCommand,
    add_assess_arguments,
    to_assess_command,
    to_text,
)
from trialtracker.exchange.export_arguments import (
    EXPORT_DESCRIPTION,
    EXPORT_HELP,
    EXPORT_USAGE,
    ExportCommand,
    add_export_arguments,
    to_export_command,
)
from trialtracker.exchange.import_usage import IMPORT_DESCRIPTION
from trialtracker.exchange.mme_arguments import (
    MME_DESCRIPTION,
    MME_HELP,
    MME_USAGE,
    MmeCommand,
    add_mme_arguments,
    to_mme_command,
)
from trialtracker.exchange.moments import parse_date_or_moment
from trialtracker.exchange.outcomes_arguments import (
    OUTCOMES_DESCRIPTION,
    OUTCOMES_HELP,
    OUTCOMES_USAGE,
    OutcomesCommand,
    add_outcomes_arguments,
    to_outcomes_command,
)
from trialtracker.exchange.print_version import PrintVersion
from trialtracker.exchange.reassess_arguments import (
    REASSESS_DESCRIPTION,
    REASSESS_HELP,
    REASSESS_USAGE,
    ReassessCommand,
    add_reassess_arguments,
    to_reassess_command,
)
from trialtracker.exchange.report_arguments import (
    REPORT_DESCRIPTION,
    REPORT_HELP,
    REPORT_USAGE,
    ReportCommand,
    add_report_arguments,
    to_report_command,
)
from trialtracker.exchange.wide_layout import WideColumns, expand_range
from trialtracker.exchange.words import parse_measure, parse_mode

T = TypeVar("T")

_DESCRIPTION = f"""\
Records, plots and flags screening trials before an intrathecal drug pump.
Without a command it opens the window; demo opens it on a generated clinic.

usage:
  trialtracker [--store PATH]                          the window
  trialtracker demo                                    a generated clinic in a temporary store
  trialtracker import FILE [--store PATH] [--layout long|wide] [--dry-run] [--json]
  {ASSESS_USAGE}
  {REASSESS_USAGE}
  {EXPORT_USAGE}
  {REPORT_USAGE}
  {OUTCOMES_USAGE}
  {MME_USAGE}"""

_STATUS = "exit status: 0 done, 1 refused (one sentence says why), 2 wrong usage"

_NEEDED_WIDE = ("id_column", "measure", "baseline", "trial", "trial_start")
_ONLY_WIDE = (*_NEEDED_WIDE, "mrn_prefix", "mode")


@dataclass(frozen=True, slots=True)
class WindowCommand:
    """Open the window on a store, or on a generated clinic."""

    store: str | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class ImportCommand:
    """Import a file; wide is None for the long layout."""

    file: Path
    store: str | None
    zone: ZoneInfo
    wide: WideColumns | None
    delimiter: str | None
    decimal: str | None
    is_dry_run: bool
    is_json: bool


StoreCommand = (
    ImportCommand
    | AssessCommand
    | ExportCommand
    | MmeCommand
    | ReassessCommand
    | ReportCommand
    | OutcomesCommand
)
Command = WindowCommand | StoreCommand


_PLAIN: dict[str, Callable[[Namespace], Command]] = {
    "export": to_export_command,
    "mme": to_mme_command,
    "reassess": to_reassess_command,
    "report": to_report_command,
    "outcomes": to_outcomes_command,
}
"""Commands whose arguments need no check beyond those of each."""


def parse_arguments(argv: Sequence[str]) -> Command:
    """Return what was asked for.

    Raises:
        SystemExit: with 2 for wrong usage, with 0 after --help or --version.
    """
    parser = _make_parser()
    told = parser.parse_args(argv)
    match told.command:
        case "import":
            return _to_import(parser, told)
        case "assess":
            return to_assess_command(parser, told)
        case str(name) if name in _PLAIN:
            return _PLAIN[name](told)
        case _:
            if told.command == "demo" and told.store is not None:
                parser.error("demo makes a temporary store; leave --store out.")
            return WindowCommand(told.store, told.command == "demo")


def _make_parser() -> ArgumentParser:
    parser = ArgumentParser(
        "trialtracker",
        usage=SUPPRESS,
        description=_DESCRIPTION,
        epilog=_STATUS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action=PrintVersion, nargs=0, help="print the version of this program"
    )
    _add_store(parser, default=None)
    commands = parser.add_subparsers(
        dest="command", title="commands", metavar="COMMAND", prog="trialtracker"
    )
    commands.add_parser("demo", help="open the window on a generated clinic", allow_abbrev=False)
    for name, help_text, description, add in (
        ("import", "import a CSV file", IMPORT_DESCRIPTION, _add_import),
        ("assess", ASSESS_HELP, ASSESS_DESCRIPTION, add_assess_arguments),
        ("export", EXPORT_HELP, EXPORT_DESCRIPTION, add_export_arguments),
        ("report", REPORT_HELP, REPORT_DESCRIPTION, add_report_arguments),
        ("outcomes", OUTCOMES_HELP, OUTCOMES_DESCRIPTION, add_outcomes_arguments),
        ("mme", MME_HELP, MME_DESCRIPTION, add_mme_arguments),
        ("reassess", REASSESS_HELP, REASSESS_DESCRIPTION, add_reassess_arguments),
    ):
        command = commands.add_parser(
            name,
            help=help_text,
            description=description,
            epilog=_STATUS,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # given before or after the command; without it here, the one before stands
        _add_store(command, default=SUPPRESS)
        if name not in {"export", "report", "outcomes"}:
            command.add_argument("--json", action="store_true", help="report as JSON")
        add(command)
    return parser


def _add_store(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--store",
        metavar="PATH",
        default=default,
        type=_to_store,
        help="the store, else the one of this user",
    )


def _to_store(text: str) -> str:
    if not text.strip():
        raise ArgumentTypeError("it is empty; name a file.")
    return text


def _add_import(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar="FILE", type=Path)
    add("--layout", choices=("long", "wide"), default="long", help="default: long")
    add("--dry-run", action="store_true", help="check and report, store nothing")
    add("--time-zone", metavar="NAME", help="the clinic's, as Europe/Oslo; default: this machine's")
    add("--delimiter", choices=(",", ";"), metavar="SIGN", help="what parts the columns, , or ;")
    add("--decimal", choices=(".", ","), metavar="SIGN", help="the decimal sign, . or ,")
    wide = parser.add_argument_group("wide layout only").add_argument
    wide("--id-column", metavar="COLUMN", help="the column that numbers the patients")
    wide(
        "--mrn-prefix", metavar="TEXT", type=to_text, help="put before that number to make the MRN"
    )
    wide("--measure", metavar="KEY", help="what the scores are, as pain_average")
    wide("--baseline", metavar="FIRST:LAST", help="the columns of the days before the start")
    wide("--trial", metavar="FIRST:LAST", help="the columns of the days from the start on")
    wide("--trial-start", metavar="ISO", help="the date of day 1")
    wide("--mode", metavar="MODE", help="default: continuous_intrathecal")


def _to_import(parser: ArgumentParser, told: Namespace) -> ImportCommand:
    zone = _to_zone(parser, told.time_zone)
    return ImportCommand(
        file=told.file,
        store=told.store,
        zone=zone,
        wide=_to_wide(parser, told, zone),
        delimiter=told.delimiter,
        decimal=told.decimal,
        is_dry_run=told.dry_run,
        is_json=told.json,
    )


def _to_zone(parser: ArgumentParser, name: str | None) -> ZoneInfo:
    from tzlocal import get_localzone_name

    chosen = get_localzone_name() if name is None else name
    if chosen not in available_timezones():
        parser.error(f"{chosen} is not a known time zone; give one as --time-zone Europe/Oslo.")
    return ZoneInfo(chosen)


def _to_wide(parser: ArgumentParser, told: Namespace, zone: ZoneInfo) -> WideColumns | None:
    given = [name for name in _ONLY_WIDE if getattr(told, name) is not None]
    missing = [name for name in _NEEDED_WIDE if name not in given]
    if told.layout == "long":
        if given:
            parser.error(f"{_options(given)} belongs to --layout wide.")
        return None
    if missing:
        parser.error(f"--layout wide needs {_options(missing)}.")
    wide = _parse_wide(parser, told, zone)
    if len({wide.id_column, *wide.baseline, *wide.trial}) != 1 + len(wide.baseline + wide.trial):
        parser.error("The id, baseline and trial columns must not overlap.")
    return wide


def _parse_wide(parser: ArgumentParser, told: Namespace, zone: ZoneInfo) -> WideColumns:
    def start() -> date | datetime:
        return parse_date_or_moment(told.trial_start, zone)

    return WideColumns(
        id_column=told.id_column,
        mrn_prefix=told.mrn_prefix or "",
        measure=_parse_option(parser, "--measure", lambda: parse_measure(told.measure)),
        baseline=_parse_option(parser, "--baseline", lambda: expand_range(told.baseline)),
        trial=_parse_option(parser, "--trial", lambda: expand_range(told.trial)),
        trial_start=_parse_option(parser, "--trial-start", start),
        mode=_parse_option(parser, "--mode", lambda: parse_mode(told.mode or "it")),
    )


def _parse_option(parser: ArgumentParser, name: str, parse: Callable[[], T]) -> T:
    try:
        return parse()
    except ValueError as refusal:
        parser.error(f"{name}: {refusal}")


def _options(names: Sequence[str]) -> str:
    return ", ".join("--" + name.replace("_", "-") for name in names)
