"""The command line: do what was asked for, or refuse it in one sentence; never a traceback."""

import getpass
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import extract_tb
from types import TracebackType
from zoneinfo import ZoneInfo

from trialtracker.clinical.time import Clock
from trialtracker.db.store import Store, get_path, open_store
from trialtracker.db.store_file import is_there
from trialtracker.exchange.arguments import (
    ImportCommand,
    StoreCommand,
    WindowCommand,
    parse_arguments,
)
from trialtracker.exchange.assess_arguments import AssessCommand
from trialtracker.exchange.assess_brief import format_brief
from trialtracker.exchange.assess_report import format_assess, to_assess_json
from trialtracker.exchange.export_arguments import ExportCommand
from trialtracker.exchange.export_long import to_long_csv
from trialtracker.exchange.import_report import format_import, format_refusal, to_import_json
from trialtracker.exchange.imported import Imported
from trialtracker.exchange.long_layout import read_long
from trialtracker.exchange.mme_arguments import MmeCommand
from trialtracker.exchange.mme_report import format_mme, format_mme_refusal, to_mme_json
from trialtracker.exchange.mme_table import read_mme
from trialtracker.exchange.moments import end_moment, parse_date_or_moment
from trialtracker.exchange.outcomes_arguments import OutcomesCommand
from trialtracker.exchange.outcomes_command import count_outcomes
from trialtracker.exchange.plain_text import to_plain
from trialtracker.exchange.reassess_arguments import ReassessCommand
from trialtracker.exchange.reassess_report import (
    format_reassess,
    format_reassess_refusal,
    to_reassess_json,
)
from trialtracker.exchange.report_arguments import ReportCommand
from trialtracker.exchange.streams import make_streams_safe, write_out
from trialtracker.exchange.table import MAX_BYTES
from trialtracker.exchange.wide_layout import read_wide
from trialtracker.own_file import format_fault, write_new
from trialtracker.paths import default_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import StorageError
from trialtracker.services.import_store import import_trials, preview_import
from trialtracker.services.importing import ImportReport
from trialtracker.services.results import Snapshot

DONE, REFUSED = 0, 1

_ReadingCommand = AssessCommand | ExportCommand | ReassessCommand | ReportCommand | OutcomesCommand
OpenWindow = Callable[[Path | None, bool], int]
"""Opens the window on a store (None: this user's), or on the demo clinic; returns the status."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a command prints; a refusal is one sentence."""

    printed: str
    refusal: str = ""


def main(argv: Sequence[str], open_window: OpenWindow, clock: Clock | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 refused, 2 wrong usage."""
    sys.excepthook = report_fault
    make_streams_safe()
    try:
        command = parse_arguments(argv)
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else REFUSED
    if isinstance(command, WindowCommand):
        store = None if command.store is None else Path(command.store)
        return open_window(store, command.is_demo)
    try:
        outcome = _run(command, clock or _get_time)
    except (StorageError, _RefusedFileError) as refusal:
        outcome = _Outcome("", str(refusal))
    return _print(outcome)


class _RefusedFileError(ValueError):
    """A file or an argument that cannot be used; str() is the sentence."""


def _run(command: StoreCommand, clock: Clock) -> _Outcome:
    match command:
        case ImportCommand():
            return _import(command, clock)
        case MmeCommand():
            return _sum_mme(command)
        case _:
            return _read_store(command, clock)


def _read_store(command: _ReadingCommand, clock: Clock) -> _Outcome:
    match command:
        case AssessCommand():
            return _assess(command, clock)
        case ExportCommand():
            return _export(command, clock)
        case ReassessCommand():
            return _reassess(command, clock)
        case ReportCommand():
            return _report(command, clock)
        case OutcomesCommand():
            return _count_outcomes(command, clock)


def _import(command: ImportCommand, clock: Clock) -> _Outcome:
    imported = _read_imported(command, _read_file(command.file))
    report = _store_imported(command, imported, clock)
    is_dry = command.is_dry_run
    to_text = to_import_json if command.is_json else format_import
    refusal = format_refusal(report) if report.problems else ""
    return _Outcome(to_text(report, dry_run=is_dry), refusal)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise _RefusedFileError(f"{path} cannot be read: {format_fault(fault)}.") from None
    if len(content) > MAX_BYTES:
        raise _RefusedFileError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB.")
    return content


def _read_imported(command: ImportCommand, content: bytes) -> Imported:
    if command.wide is None:
        return read_long(content, command.zone, command.delimiter, command.decimal)
    return read_wide(content, command.wide, command.zone, command.delimiter, command.decimal)


def _store_imported(command: ImportCommand, imported: Imported, clock: Clock) -> ImportReport:
    """Import all, or report every problem: those of reading and those of the record."""
    path = _get_path(command.store)
    trials = imported.trials
    is_dry = command.is_dry_run or bool(imported.problems)
    if is_dry or not is_there(path):
        with _open_to_check(path) as store:
            report = imported.quote(preview_import(store, clock(), trials))
        problems = (*imported.problems, *report.problems)
        if problems:
            return ImportReport(tuple(sorted(problems, key=lambda p: p.row)), 0, 0, 0, 0)
        if is_dry:
            return report
    with _open(path) as store:
        return imported.quote(import_trials(store, _get_actor(), clock(), trials))


@contextmanager
def _open_to_check(path: Path) -> Iterator[Store]:
    """Open a store, or an empty one elsewhere: a refused file leaves no store behind."""
    if is_there(path):
        with _open(path) as store:
            yield store
        return
    with TemporaryDirectory() as folder, _open(Path(folder, "check.sqlite")) as store:
        yield store


@contextmanager
def _open(path: Path, *, read_only: bool = False) -> Iterator[Store]:
    store = open_store(str(path), create=not read_only, read_only=read_only)
    try:
        yield store
    finally:
        store.close()


def _assess(command: AssessCommand, clock: Clock) -> _Outcome:
    with _open(_get_path(command.store), read_only=True) as store:
        clinic = Clinic(store, clock, _get_actor())
        trial_ids = _find_trials(clinic, command.mrn)
        if command.is_brief:
            return _Outcome(format_brief(clinic.list_verdicts(command.mrn)))
        snapshots = [_get_snapshot(clinic, key, command.as_of) for key in trial_ids]
    return _Outcome(to_assess_json(snapshots) if command.is_json else format_assess(snapshots))


def _export(command: ExportCommand, clock: Clock) -> _Outcome:
    with _open(_get_path(command.store), read_only=True) as store:
        clinic = Clinic(store, clock, _get_actor())
        trial_ids = clinic.list_trial_ids(command.mrn)
        if not trial_ids:
            raise _RefusedFileError(f"No patient with the MRN {command.mrn} has a trial here.")
        text = to_long_csv([clinic.get_snapshot(key).trial for key in trial_ids])
    return _Outcome(_write_or_print(text, command.out))


def _write_or_print(text: str, out: Path | None) -> str:
    """Write a new file and return what is said of it; without one return the text."""
    if out is None:
        return text
    try:
        write_new(out, text.encode())
    except (OSError, ValueError) as fault:
        raise _RefusedFileError(f"{out} cannot be written: {format_fault(fault)}.") from None
    return f"Wrote {to_plain(str(out))}.\n"


def _count_outcomes(command: OutcomesCommand, clock: Clock) -> _Outcome:
    with _open(_get_path(command.store), read_only=True) as store:
        text, missing = count_outcomes(Clinic(store, clock, _get_actor()), command)
    return _Outcome(_write_or_print(text, command.csv), missing)


def _report(command: ReportCommand, clock: Clock) -> _Outcome:
    from trialtracker.report.command import RefusedReportError, write_report  # typst, only here

    with _open(_get_path(command.store), read_only=True) as store:
        clinic = Clinic(store, clock, _get_actor())
        try:
            said = write_report(clinic, _find_trials(clinic, command.mrn), command.asked, clock())
        except RefusedReportError as refusal:
            raise _RefusedFileError(str(refusal)) from None
    return _Outcome(f"{to_plain(said)}\n")


def _reassess(command: ReassessCommand, clock: Clock) -> _Outcome:
    with _open(_get_path(command.store), read_only=True) as store:
        clinic = Clinic(store, clock, _get_actor())
        # Of the whole store only the trials with a signature are read.
        keys = (None,) if command.mrn is None else _find_trials(clinic, command.mrn)
        done = [again for key in keys for again in clinic.assessments.reassess_as_signed(key)]
    to_text = to_reassess_json if command.is_json else format_reassess
    return _Outcome(to_text(done), format_reassess_refusal(done))


def _find_trials(clinic: Clinic, mrn: str | None) -> tuple[str, ...]:
    trial_ids = clinic.list_trial_ids(mrn)
    if mrn is not None and not trial_ids:
        raise _RefusedFileError(f"No patient with the MRN {mrn} has a trial here.")
    return trial_ids


def _sum_mme(command: MmeCommand) -> _Outcome:
    file = read_mme(_read_file(command.file))
    to_text = to_mme_json if command.is_json else format_mme
    return _Outcome(to_text(file), format_mme_refusal(file))


def _get_snapshot(clinic: Clinic, trial_id: str, as_of: str | None) -> Snapshot:
    """Return a trial as of a moment in its own time zone; of a date, its end."""
    snapshot = clinic.get_snapshot(trial_id)
    if as_of is None:
        return snapshot
    zone = ZoneInfo(snapshot.trial.details.time_zone)
    try:
        moment = end_moment(parse_date_or_moment(as_of, zone), zone)
    except ValueError as refusal:
        raise _RefusedFileError(f"{as_of} cannot be used: {refusal}") from None
    return clinic.get_snapshot(trial_id, moment)


def _get_path(store: str | None) -> Path:
    return default_store() if store is None else get_path(store)


def _get_actor() -> str:
    """Return the operating-system user, the author until accounts exist."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown user"


def _get_time() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def _print(outcome: _Outcome) -> int:
    unwritten = write_out(outcome.printed)
    refusal = outcome.refusal or unwritten
    if refusal:
        sys.stderr.write(f"trialtracker: {to_plain(refusal)}\n")
    return REFUSED if refusal else DONE


def report_fault(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Name an unexpected fault and its place, but none of the values: they may be a patient's."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("trialtracker: Interrupted.\n")
        return
    place = extract_tb(trace)[-1:] if fault.__traceback__ is not None else []
    where = "".join(f" in {Path(frame.filename).name} line {frame.lineno}" for frame in place)
    sys.stderr.write(f"trialtracker: Unexpected fault: {kind.__name__}{where}.\n")
