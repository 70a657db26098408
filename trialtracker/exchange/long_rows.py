"""Read one row of the long layout: an observation with its patient and trial."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from trialtracker.clinical.choices import AllergyStatus, Gender, NotAssessed, TrialMode
from trialtracker.clinical.trial import PatientDetails
from trialtracker.exchange.moments import (
    end_moment,
    noon_moment,
    parse_date,
    parse_date_or_moment,
    start_moment,
)
from trialtracker.exchange.table import Row
from trialtracker.exchange.words import (
    NOT_STARTED,
    NOTE_ALONE,
    check_unit,
    parse_gender,
    parse_measure,
    parse_mode,
    parse_number,
    parse_reason,
    unguard_text,
)
from trialtracker.services.importing import RowProblem

T = TypeVar("T")

REQUIRED = (
    "mrn",
    "family_name",
    "given_name",
    "birth_date",
    "gender",
    "mode",
    "trial_start",
    "observed_at",
    "measure",
    "value",
)
OPTIONAL = ("trial_end", "unit", "note", "not_assessed", "entry")

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class LongRow:
    """One observation as its row says it; of a note alone, measure is empty.

    reason is why the measure was not assessed, value then None. entry parts the entries of one
    moment, empty where the file does not.
    """

    row: Row
    patient: PatientDetails
    mode: TrialMode
    started_at: datetime | None
    ended_at: datetime | None
    observed_at: datetime
    measure: str
    value: Decimal | None
    reason: NotAssessed | None
    note: str
    entry: str


class _Reader:
    """Reads the cells of one row and keeps the refusals."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[RowProblem] = []

    def read(self, column: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Return the parsed cell; a refused cell is noted, and the row is never used.

        otherwise stands in for it, so that the other cells of the row are checked too.
        """
        try:
            return parse(self.row.cells.get(column, ""))
        except ValueError as refusal:
            self.problems.append(self.row.refuse(column, str(refusal)))
            return otherwise


def read_long_row(row: Row, zone: ZoneInfo, decimal: str) -> LongRow | tuple[RowProblem, ...]:
    """Return the observation of a row, or every reason why it is refused."""
    reader = _Reader(row)
    measure = reader.read("measure", _parse_measure, "")
    reason = reader.read("not_assessed", parse_reason, None)

    def moment(text: str) -> date | datetime:
        return parse_date_or_moment(text, zone)

    read = LongRow(
        row=row,
        patient=_read_patient(reader),
        mode=reader.read("mode", parse_mode, TrialMode.CONTINUOUS_INTRATHECAL),
        started_at=_read_start(reader, zone),
        ended_at=_read_end(reader, zone),
        observed_at=noon_moment(reader.read("observed_at", moment, _EPOCH), zone),
        measure=measure,
        value=_read_value(reader, measure, decimal),
        reason=reason,
        note=unguard_text(row.cells.get("note", "")),
        entry=row.cells.get("entry", "").strip(),
    )
    return tuple(reader.problems) or read


def _read_patient(reader: _Reader) -> PatientDetails:
    return PatientDetails(
        family_name=reader.read("family_name", unguard_text, ""),
        given_name=reader.read("given_name", unguard_text, ""),
        birth_date=reader.read("birth_date", _parse_birth_date, None),
        gender=reader.read("gender", parse_gender, Gender.NOT_KNOWN),
        mrn=reader.read("mrn", _parse_mrn, ""),
        allergy_status=AllergyStatus.NOT_RECORDED,
    )


def _parse_mrn(text: str) -> str:
    if not text.strip():
        raise ValueError("The MRN is empty.")
    return unguard_text(text.strip())


def _parse_measure(text: str) -> str:
    """Return the key of a measure, empty for a row of a note alone."""
    return "" if text.strip().casefold() == NOTE_ALONE else parse_measure(text)


def _read_start(reader: _Reader, zone: ZoneInfo) -> datetime | None:
    def moment(text: str) -> datetime | None:
        if text.strip().casefold() == NOT_STARTED:
            return None
        return start_moment(parse_date_or_moment(text, zone), zone)

    return reader.read("trial_start", moment, None)


def _parse_birth_date(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def _read_end(reader: _Reader, zone: ZoneInfo) -> datetime | None:
    def moment(text: str) -> datetime | None:
        return end_moment(parse_date_or_moment(text, zone), zone) if text.strip() else None

    return reader.read("trial_end", moment, None)


def _read_value(reader: _Reader, measure: str, decimal: str) -> Decimal | None:
    """Return the value, None where there is a reason for none; without a measure neither is."""
    if not measure:
        if reader.row.cells.get("measure", "").strip().casefold() == NOTE_ALONE:
            reader.read("value", _parse_nothing, None)
            reader.read("not_assessed", _parse_nothing, None)
            reader.read("note", _parse_something, None)
        return None
    reader.read("unit", lambda text: check_unit(text, measure), None)
    if reader.row.cells.get("not_assessed", "").strip():
        return reader.read("value", _parse_nothing, None)
    return reader.read("value", lambda text: parse_number(text, measure, decimal), None)


def _parse_nothing(text: str) -> None:
    if text.strip():
        raise ValueError("It must be empty: the row has no value.")


def _parse_something(text: str) -> None:
    if not text.strip():
        raise ValueError("The note is empty; leave the row out.")
