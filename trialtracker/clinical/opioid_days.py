"""The MME of a clinic-local day: what was taken, what is regular, and which patches were worn.

A day without any record is not recorded, never 0. What holds from one time to another (a patch, a
regular dose) counts for the day it begins and for each day after it. It counts for the day it ends
too, unless the same drug is begun again later that day: a patch that is changed is one worn day
with the new patch, and a patch that is only taken off was still worn that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from trialtracker.clinical.opioid_mme import Mme, MmeStatus, get_mme
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.time import local_date

_MOMENT = timedelta(seconds=1)
_LASTING = {IntakeKind.REGULAR, IntakeKind.PATCH}
_RESCUE_ASKED = {IntakeKind.TAKEN, IntakeKind.NONE}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One intake that counts for a day, with its MME of that day."""

    intake: Intake
    mme: Mme


@dataclass(frozen=True, slots=True)
class DayMme:
    """The opioids of one day.

    total is None where it cannot be told: nothing is recorded, a drug or dose is not known, or
    every drug is excluded. counted is the part that has a factor. excluded and unknown name what
    is not in it. is_complete says that the total holds everything that is recorded; whether rescue
    was asked for that day is told apart by is_rescue_asked. intake_ids name everything that counts
    for the day, the answers that nothing was taken too.
    """

    day: date
    total: Fraction | None
    counted: Fraction
    is_complete: bool
    is_recorded: bool
    is_rescue_asked: bool
    excluded: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: tuple[DayLine, ...]
    intake_ids: tuple[str, ...] = ()


def get_day_mme(intakes: Iterable[Intake], day: date, time_zone: str) -> DayMme:
    """Return the MME of one clinic-local day; superseded and void intakes never count."""
    listed = tuple(i for i in current_intakes(intakes) if _is_of_day(i, day, time_zone))
    counting = [i for i in listed if not _is_begun_anew(i, listed, day, time_zone)]
    lines = tuple(DayLine(i, _get_mme(i)) for i in counting if i.kind is not IntakeKind.NONE)
    excluded = _name(lines, {MmeStatus.EXCLUDED})
    unknown = _name(lines, set(MmeStatus) - {MmeStatus.COUNTED, MmeStatus.EXCLUDED})
    amounts = [line.mme.amount for line in lines if line.mme.amount is not None]
    is_recorded, is_known = bool(listed), not unknown and bool(amounts or not lines)
    counted = sum(amounts, Fraction(0))
    return DayMme(
        day=day,
        total=counted if is_recorded and is_known else None,
        counted=counted,
        is_complete=is_recorded and not (excluded or unknown),
        is_recorded=is_recorded,
        is_rescue_asked=any(i.kind in _RESCUE_ASKED for i in listed),
        excluded=excluded,
        unknown=unknown,
        lines=lines,
        intake_ids=tuple(intake.intake_id for intake in counting),
    )


def get_known_intakes(intakes: Iterable[Intake], as_of: datetime) -> tuple[Intake, ...]:
    """Return the intakes that count as they stood at a moment: what ended later still holds."""
    return tuple(
        i._replace(until=None) if i.until is not None and i.until > as_of else i
        for i in current_intakes(intakes)
        if i.at <= as_of
    )


def get_worn(intakes: Iterable[Intake], at: datetime) -> tuple[Intake, ...]:
    """Return the patches and regular doses that hold at a moment."""
    known = get_known_intakes(intakes, at)
    return tuple(i for i in known if i.kind in _LASTING and (i.until is None or i.until > at))


def _is_of_day(intake: Intake, day: date, time_zone: str) -> bool:
    first = local_date(intake.at, time_zone)
    if intake.kind not in _LASTING:
        return first == day
    last = _get_last_day(intake, time_zone)
    return first <= day and (last is None or day <= last)


def _get_last_day(intake: Intake, time_zone: str) -> date | None:
    """Return the last day on which it held for any time: what ends at midnight does not count."""
    return None if intake.until is None else local_date(intake.until - _MOMENT, time_zone)


def _is_begun_anew(intake: Intake, listed: Sequence[Intake], day: date, time_zone: str) -> bool:
    """Tell whether the day belongs to a later patch, or regular dose, of the same drug."""
    if intake.kind not in _LASTING or _get_last_day(intake, time_zone) != day:
        return False
    return any(
        other.kind is intake.kind
        and _get_key(other) == _get_key(intake)
        and local_date(other.at, time_zone) == day
        and other.at > intake.at
        for other in listed
    )


def _get_mme(intake: Intake) -> Mme:
    return get_mme(intake.drug, intake.dose, intake.unit, intake.times)


def _get_key(intake: Intake) -> str:
    opioid = _get_mme(intake).opioid
    return intake.drug.strip().casefold() if opioid is None else opioid.key


def _name(lines: Iterable[DayLine], statuses: set[MmeStatus]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.mme.name for line in lines if line.mme.status in statuses))
