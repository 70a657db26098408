"""Read one row of the long layout: an observation with its patient and trial."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from trialtracker.clinical.choices import AllergyStatus, Gender, TrialMode
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
    check_unit,
    parse_gender,
    parse_measure,
    parse_mode,
    parse_number,
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
OPTIONAL = ("trial_end", "unit", "note")

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class LongRow:
    """One observation as its row says it."""

    row: Row
    patient: PatientDetails
    mode: TrialMode
    started_at: datetime
    ended_at: datetime | None
    observed_at: datetime
    measure: str
    value: Decimal
    note: str


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
    measure = reader.read("measure", parse_measure, "")

    def moment(text: str) -> date | datetime:
        return parse_date_or_moment(text, zone)

    read = LongRow(
        row=row,
        patient=_read_patient(reader),
        mode=reader.read("mode", parse_mode, TrialMode.CONTINUOUS_INTRATHECAL),
        started_at=start_moment(reader.read("trial_start", moment, _EPOCH), zone),
        ended_at=_read_end(reader, zone),
        observed_at=noon_moment(reader.read("observed_at", moment, _EPOCH), zone),
        measure=measure,
        value=_read_value(reader, measure, decimal),
        note=row.cells.get("note", ""),
    )
    return tuple(reader.problems) or read


def _read_patient(reader: _Reader) -> PatientDetails:
    return PatientDetails(
        family_name=reader.read("family_name", str, ""),
        given_name=reader.read("given_name", str, ""),
        birth_date=reader.read("birth_date", _parse_birth_date, None),
        gender=reader.read("gender", parse_gender, Gender.NOT_KNOWN),
        mrn=reader.read("mrn", _parse_mrn, ""),
        allergy_status=AllergyStatus.NOT_RECORDED,
    )


def _parse_mrn(text: str) -> str:
    if not text.strip():
        raise ValueError("The MRN is empty.")
    return text.strip()


def _parse_birth_date(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def _read_end(reader: _Reader, zone: ZoneInfo) -> datetime | None:
    def moment(text: str) -> datetime | None:
        return end_moment(parse_date_or_moment(text, zone), zone) if text.strip() else None

    return reader.read("trial_end", moment, None)


def _read_value(reader: _Reader, measure: str, decimal: str) -> Decimal:
    """Return the value; without a measure there is nothing to hold it against."""
    if not measure:
        return Decimal(0)
    reader.read("unit", lambda text: check_unit(text, measure), None)
    return reader.read("value", lambda text: parse_number(text, measure, decimal), Decimal(0))
