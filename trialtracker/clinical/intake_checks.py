"""Checks of opioid intakes: what refuses them, and what is merely improbable."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.entry_checks import CLOCK_SKEW, EARLIEST_BEFORE_START
from trialtracker.clinical.opioid_baseline import get_baseline_mme
from trialtracker.clinical.opioid_days import get_day_mme, get_worn
from trialtracker.clinical.opioid_names import find_opioid, find_unit
from trialtracker.clinical.opioid_terms import OpioidUnit
from trialtracker.clinical.opioid_words import format_amount, format_intake, format_number
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_date, format_moment, local_date
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import (
    format_far_moment,
    format_typed,
    get_text_problems,
    is_blank,
    join_choices,
    refuse_if,
)

LONGEST_DRUG = 200
LONGEST_UNIT = 20
LONGEST_NOTE = 20_000
MOST_DECIMALS = 6

MOST_TIMES = 100
"""More doses in one day than anybody takes, or patches than anybody wears (clinic default)."""

MOST_OF_UNIT = {
    # far above any dose in the CDC table's range, so that an extreme but true one can be kept:
    # clinic default
    OpioidUnit.MG: Decimal(10_000),
    OpioidUnit.MICROGRAMS: Decimal(100_000),
    OpioidUnit.MICROGRAMS_PER_HOUR: Decimal(1_000),
}
FAR_FROM_LAST = 10
"""A decimal point in the wrong place makes ten times the dose (screens.md, N4)."""
FAR_FROM_BASELINE = 2
"""More than double the baseline's daily MME is asked about once: clinic default."""

_NO_PATCH = "A patch of 0 is not possible: give its micrograms/h, or take the patch off."
_NO_DOSE = "A dose of 0 is not possible: choose None taken instead."
_LASTING = {IntakeKind.REGULAR, IntakeKind.PATCH}


def check_intakes(trial: Trial, intakes: Sequence[Intake], now: datetime) -> None:
    """Refuse intakes that cannot be true of the trial.

    Raises:
        RefusedError: with every problem, each of the field dose, unit, times, drug, at or until.
    """
    problems: list[Problem] = []
    for intake in intakes:
        is_none = intake.kind is IntakeKind.NONE
        problems.extend(_get_none_problems(intake) if is_none else _get_drug_problems(intake))
        problems.extend(_get_time_problems(trial, intake, now))
        problems.extend(get_text_problems("note", intake.note, LONGEST_NOTE))
    refuse_if(problems)


def get_dose_problems(dose: Decimal | None, unit: OpioidUnit | None) -> tuple[Problem, ...]:
    """Return why an amount cannot be stored, nothing if it can."""
    if dose is None:
        return (Problem("dose", "The dose is missing: give the amount of one dose."),)
    typed = format_typed(str(dose))
    if not dose.is_finite() or dose < 0:
        return (Problem("dose", f"{typed} is not possible: a dose is above 0."),)
    if dose == 0:
        is_patch = unit is OpioidUnit.MICROGRAMS_PER_HOUR
        return (Problem("dose", _NO_PATCH if is_patch else _NO_DOSE),)
    most = max(MOST_OF_UNIT.values()) if unit is None else MOST_OF_UNIT[unit]
    if dose > most:
        limit = f"at most {most:,}{f' {unit.label}' if unit else ''}"
        return (Problem("dose", f"{typed} is not possible: {limit} in one dose."),)
    if dose.quantize(Decimal(1).scaleb(-MOST_DECIMALS)) != dose:
        return (Problem("dose", f"{typed} is too exact: at most {MOST_DECIMALS} decimals."),)
    return ()


def get_unit_problems(drug: str, unit: str) -> tuple[Problem, ...]:
    """Return why a unit does not go with a drug; that of a drug not in the list is free."""
    known = find_unit(unit)
    opioid = find_opioid(drug, known)
    if is_blank(unit):
        return (Problem("unit", "The dose has no unit: choose one."),)
    if opioid is None:
        return get_text_problems("unit", unit, LONGEST_UNIT, one_line=True)
    if known not in opioid.units:
        fits = join_choices([each.label for each in opioid.units])
        return (Problem("unit", f"{opioid.label} is not given in {format_typed(unit)}: {fits}."),)
    return ()


def get_times_problems(times: int) -> tuple[Problem, ...]:
    """Return why a number of doses a day cannot be, nothing if it can."""
    if 1 <= times <= MOST_TIMES:
        return ()
    return (Problem("times", f"{times:,} times is not possible: 1 to {MOST_TIMES}."),)


def get_intake_doubts(trial: Trial, intakes: Sequence[Intake]) -> tuple[Problem, ...]:
    """Return what is improbable, to be asked once and kept if confirmed."""
    replaced = {intake.supersedes_id for intake in intakes}
    own = {intake.intake_id for intake in intakes}
    others = tuple(
        intake
        for intake in current_intakes(trial.intakes)
        if intake.intake_id not in replaced | own
    )
    given = [intake for intake in intakes if intake.kind is not IntakeKind.NONE]
    return (
        *(problem for intake in given for problem in _get_doubts(trial, others, intake)),
        *_get_double_baseline(trial, others, given),
    )


def _get_none_problems(intake: Intake) -> Iterator[Problem]:
    if intake.drug or intake.dose is not None:
        yield Problem("drug", "None taken stands beside a drug: keep one of them.")


def _get_drug_problems(intake: Intake) -> Iterator[Problem]:
    if is_blank(intake.drug):
        yield Problem("drug", "The drug is missing: type its name.")
    yield from get_text_problems("drug", intake.drug, LONGEST_DRUG, one_line=True)
    unit = find_unit(intake.unit)
    yield from get_dose_problems(intake.dose, unit)
    yield from get_unit_problems(intake.drug, intake.unit)
    yield from get_times_problems(intake.times)
    is_rate = unit is OpioidUnit.MICROGRAMS_PER_HOUR
    if is_rate and intake.kind is not IntakeKind.PATCH:
        yield Problem("unit", "Micrograms/h is what a patch gives: record it as a patch.")
    if unit is not None and not is_rate and intake.kind is IntakeKind.PATCH:
        yield Problem("unit", f"A patch is not given in {unit.label}: give its micrograms/h.")


def _get_time_problems(trial: Trial, intake: Intake, now: datetime) -> Iterator[Problem]:
    zone = trial.details.time_zone
    if intake.at.tzinfo is None or (intake.until is not None and intake.until.tzinfo is None):
        yield Problem("at", "The time has no time zone: add one.")
        return
    yield from _get_start_problems(trial, intake, now)
    if intake.until is None:
        return
    if intake.kind not in _LASTING:
        yield Problem("until", "Only a patch or a regular dose has an end.")
    if intake.until <= intake.at:
        began = format_moment(intake.at, zone)
        yield Problem("until", f"The end is not after the beginning ({began}).")
    if intake.until > now + CLOCK_SKEW:
        shown = format_far_moment(intake.until, now, zone)
        yield Problem("until", f"{shown} is in the future: enter the end when it has happened.")


def _get_start_problems(trial: Trial, intake: Intake, now: datetime) -> Iterator[Problem]:
    zone, details = trial.details.time_zone, trial.details
    shown = format_far_moment(intake.at, now, zone)
    if intake.at > now + CLOCK_SKEW:
        yield Problem("at", f"{shown} is in the future: enter it when it has happened.")
    if details.ended_at is not None and intake.at > details.ended_at:
        end = format_moment(details.ended_at, zone)
        yield Problem("at", f"{shown} is after the trial's end ({end}).")
    earliest = (details.started_at or now) - EARLIEST_BEFORE_START
    if intake.kind not in _LASTING and intake.at < earliest:
        reference = "the trial began" if details.started_at else "today"
        sentence = f"{shown} is more than {EARLIEST_BEFORE_START.days} days before {reference}"
        yield Problem("at", f"{sentence}: check the date.")
        return
    born = trial.patient.details.birth_date
    if born is not None and local_date(intake.at, zone) < born:
        yield Problem("at", f"{shown} is before the patient's birth ({format_date(born)}).")


def _get_doubts(trial: Trial, others: Sequence[Intake], intake: Intake) -> Iterator[Problem]:
    if find_opioid(intake.drug, find_unit(intake.unit)) is None:
        name = format_typed(intake.drug)
        yield Problem("drug", f"“{name}” is not in the list: the day's MME will be incomplete.")
    same = [other for other in others if _is_same_drug(other, intake)]
    yield from _get_far_from_last(same, intake)
    zone = trial.details.time_zone
    if any(_is_twice(other, intake) for other in same):
        when = format_moment(intake.at, zone)
        yield Problem("at", f"The same is recorded already at {when}. Both are kept.")
    held = get_worn(same, intake.at) if intake.kind in _LASTING and intake.until is None else ()
    for other in held:
        if other.kind is intake.kind:
            since = format_moment(other.at, zone)
            shown = format_intake(other)
            yield Problem("drug", f"{shown} since {since} is not ended: both are counted.")


def _get_far_from_last(same: Sequence[Intake], intake: Intake) -> Iterator[Problem]:
    earlier = [o for o in same if o.at <= intake.at and o.unit == intake.unit and o.dose]
    if not earlier or not intake.dose:
        return
    last = earlier[-1].dose
    if last and (intake.dose >= FAR_FROM_LAST * last or intake.dose * FAR_FROM_LAST <= last):
        shown = format_amount(intake.dose, intake.unit)
        sentence = f"{shown} is far from the last ({format_amount(last, intake.unit)})."
        yield Problem("dose", sentence)


def _get_double_baseline(
    trial: Trial, others: Sequence[Intake], given: Sequence[Intake]
) -> Iterator[Problem]:
    baseline = get_baseline_mme(trial).mean
    started_at, zone = trial.details.started_at, trial.details.time_zone
    for day in dict.fromkeys(local_date(i.at, zone) for i in given if i.at >= (started_at or i.at)):
        total = get_day_mme((*others, *given), day, zone).counted
        if baseline and total > FAR_FROM_BASELINE * baseline:
            figures = f"{format_number(total)} MME, more than double the baseline"
            sentence = f"{format_date(day)} comes to {figures} ({format_number(baseline)} a day)."
            yield Problem("dose", sentence)


def _is_same_drug(one: Intake, other: Intake) -> bool:
    first = find_opioid(one.drug, find_unit(one.unit))
    second = find_opioid(other.drug, find_unit(other.unit))
    if first is None or second is None:
        return one.drug.casefold() == other.drug.casefold()
    return first is second


def _is_twice(one: Intake, other: Intake) -> bool:
    minutes = [i.at.replace(second=0, microsecond=0) for i in (one, other)]
    return minutes[0] == minutes[1] and (one.kind, one.dose) == (other.kind, other.dose)
