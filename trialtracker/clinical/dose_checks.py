"""What refuses a dose: only what cannot be; the improbable is asked (clinical.dose_doubts)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from trialtracker.clinical.dose_doubts import get_dose_doubts
from trialtracker.clinical.dose_steps import RATE_KINDS
from trialtracker.clinical.drugs import DRUG_BY_KEY, DRUGS
from trialtracker.clinical.entry_checks import CLOCK_SKEW, EARLIEST_BEFORE_START, LONGEST_NOTE
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, Per, format_dose, format_volume
from trialtracker.clinical.value_checks import (
    format_far_moment,
    format_typed,
    get_text_problems,
    is_blank,
    refuse_if,
)

__all__ = [
    "check_blinded",
    "check_doses",
    "check_second_person",
    "get_code_problems",
    "get_dose_doubts",
]

MOST_NG = 1_000_000_000
"""1 g a day or at once: a thousand times what any drug here is given in (clinic default)."""

MOST_NG_PER_ML = 1_000_000_000
"""1 g/mL: denser than a drug can be dissolved (clinic default)."""

MOST_UL = 1_000_000
"""1 L: more than any reservoir or bag of a trial holds (clinic default)."""

LONGEST_CODE = 40
LONGEST_NAME = 200
_MINUTE = timedelta(minutes=1)


def check_doses(trial: Trial, events: Sequence[DoseEvent], now: datetime) -> None:
    """Refuse what one act at one time cannot be: events are the drugs of one syringe or bag.

    Raises:
        RefusedError: with every problem; fields are at, kind, drugs, volume, note, and
            amount:DRUG or concentration:DRUG.
    """
    if not events:
        refuse_if([Problem("drugs", "No drug is named: choose one and give its amount.")])
    first = events[0]
    problems = [*_get_group_problems(events)]
    problems.extend(_get_time_problems(trial, first.at, first.kind, now))
    problems.extend(_get_clash_problems(trial, first))
    for event in events:
        problems.extend(_get_amount_problems(event))
        problems.extend(_get_word_problems(event))
    refuse_if(list(dict.fromkeys(problems)))


def check_blinded(trial: Trial, dose: BlindedDose, now: datetime) -> None:
    """Refuse a coded dose that cannot be.

    Raises:
        RefusedError: with every problem; fields are at, kind, code, note and second_person.
    """
    problems = [*get_code_problems(dose.code)]
    if dose.kind is DoseKind.REFILL:
        problems.append(
            Problem("kind", "A coded reservoir is started, not refilled: choose Start.")
        )
    problems.extend(_get_time_problems(trial, dose.at, dose.kind, now))
    problems.extend(_get_clash_problems(trial, dose))
    problems.extend(_get_used_code_problems(trial, dose))
    problems.extend(_get_word_problems(dose))
    refuse_if(problems)


def _get_word_problems(given: DoseEvent | BlindedDose) -> Iterator[Problem]:
    yield from get_text_problems("note", given.note, LONGEST_NOTE)
    person = given.second_person
    yield from get_text_problems("second_person", person, LONGEST_NAME, one_line=True)


def check_second_person(events: Sequence[DoseEvent | BlindedDose], author: str) -> None:
    """Refuse a dose that nobody else has checked, where the clinic asks for two persons.

    Raises:
        RefusedError: with every problem; the field is second_person.
    """
    names = {event.second_person.strip() for event in events}
    if "" in names:
        sentence = "The second person is missing: name who checked the dose with you."
        refuse_if([Problem("second_person", sentence)])
    if author.strip().casefold() in {name.casefold() for name in names}:
        sentence = f"{author} records the dose: the second person is somebody else."
        refuse_if([Problem("second_person", sentence)])


def get_code_problems(code: str) -> tuple[Problem, ...]:
    """Return why a text cannot be the code of a syringe."""
    if is_blank(code):
        return (Problem("code", "The code is missing: type it as it is on the syringe."),)
    return get_text_problems("code", code, LONGEST_CODE, one_line=True)


def _get_group_problems(events: Sequence[DoseEvent]) -> Iterator[Problem]:
    drugs = [event.drug for event in events]
    for drug in dict.fromkeys(drugs):
        if drug not in DRUG_BY_KEY and events[0].kind is not DoseKind.STOP:
            known = ", ".join(known.label for known in DRUGS)
            yield Problem("drugs", f"“{format_typed(drug)}” is not a drug here: choose {known}.")
        if drugs.count(drug) > 1:
            yield Problem("drugs", f"{drug.capitalize()} is named twice: keep one of them.")
    if len({(event.at, event.kind, event.group_id) for event in events}) > 1:
        sentence = "Drugs given at different times or ways are not one dose: record them apart."
        yield Problem("drugs", sentence)


def _get_time_problems(
    trial: Trial, at: datetime, kind: DoseKind, now: datetime
) -> Iterator[Problem]:
    zone, details = trial.details.time_zone, trial.details
    if at.tzinfo is None:
        yield Problem("at", f"{at.isoformat()} has no time zone: add one.")
        return
    shown = format_far_moment(at, now, zone)
    if at > now + CLOCK_SKEW:
        yield Problem("at", f"{shown} is in the future: record a dose when it is given.")
    if at < now - EARLIEST_BEFORE_START and details.started_at is None:
        days = EARLIEST_BEFORE_START.days
        yield Problem("at", f"{shown} is more than {days} days before today: check the date.")
    if details.ended_at is not None and at > details.ended_at:
        end = format_moment(details.ended_at, zone)
        yield Problem("at", f"{shown} is after the trial's end ({end}).")
    if details.started_at is not None and at < details.started_at and kind is not DoseKind.REFILL:
        start = format_moment(details.started_at, zone)
        sentence = f"{shown} is before the trial's start ({start}): check it, or edit the trial."
        yield Problem("at", sentence)


def _get_clash_problems(trial: Trial, given: DoseEvent | BlindedDose) -> Iterator[Problem]:
    """One pump has one rate at a time: a second one within the minute cannot be told apart."""
    if given.kind not in RATE_KINDS or given.at.tzinfo is None:
        return
    minute = _minute(given.at)
    doses: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    for dose in doses:
        if dose.kind not in RATE_KINDS or dose.event_id == given.event_id:
            continue
        if _minute(dose.at) == minute:
            at = format_moment(dose.at, trial.details.time_zone)
            what = dose.code if isinstance(dose, BlindedDose) else dose.drug
            sentence = f"A rate of {what} is recorded at {at} already: choose another minute, "
            yield Problem("at", f"{sentence}or void that one first.")
            return


def _minute(at: datetime) -> int:
    return int(at.timestamp() // _MINUTE.total_seconds())


def _get_amount_problems(event: DoseEvent) -> Iterator[Problem]:
    match event.kind:
        case DoseKind.BOLUS:
            yield from _get_given_problems(event, event.bolus_ng, Per.DOSE)
            if event.rate_ng_per_day:
                yield Problem(f"amount:{event.drug}", "A bolus has no rate: record the rate apart.")
        case DoseKind.RATE:
            yield from _get_given_problems(event, event.rate_ng_per_day, Per.DAY)
            if event.bolus_ng:
                yield Problem(f"amount:{event.drug}", "A rate has no bolus: record it apart.")
        case DoseKind.STOP:
            if event.rate_ng_per_day or event.bolus_ng:
                sentence = f"A stop of {event.drug} has no amount: clear it, or choose a rate."
                yield Problem(f"amount:{event.drug}", sentence)
        case _:
            yield from _get_refill_problems(event)


def _get_given_problems(event: DoseEvent, amount_ng: int, per: Per) -> Iterator[Problem]:
    field, name = f"amount:{event.drug}", event.drug.capitalize()
    shown = format_dose(abs(amount_ng), DoseUnit.MILLIGRAMS, per)
    if amount_ng < 0:
        yield Problem(field, f"{name} cannot be below 0 (\N{MINUS SIGN}{shown}): check the amount.")
    elif amount_ng == 0 and per is Per.DAY:
        yield Problem(field, f"{name} 0 mg/day is no rate: give the rate, or choose Stop.")
    elif amount_ng == 0:
        yield Problem(field, f"{name} has no amount: a bolus is above 0.")
    elif amount_ng > MOST_NG:
        most = format_dose(MOST_NG, DoseUnit.MILLIGRAMS, per)
        yield Problem(field, f"{name} {shown} is above {most}: check the unit.")


def _get_refill_problems(event: DoseEvent) -> Iterator[Problem]:
    name, concentration, volume = (
        event.drug.capitalize(),
        event.concentration_ng_per_ml,
        event.volume_ul,
    )
    field = f"concentration:{event.drug}"
    if event.rate_ng_per_day or event.bolus_ng:
        yield Problem(f"amount:{event.drug}", "A refill changes no rate: record the dose apart.")
    if concentration is None or concentration <= 0:
        yield Problem(field, f"{name} has no concentration: give it as on the label, like 1 mg/mL.")
    elif concentration > MOST_NG_PER_ML:
        shown = format_dose(concentration, DoseUnit.MILLIGRAMS, Per.ML)
        most = format_dose(MOST_NG_PER_ML, DoseUnit.MILLIGRAMS, Per.ML)
        yield Problem(field, f"{name} {shown} is above {most}: check the unit.")
    if volume is None or volume <= 0:
        yield Problem("volume", "The refill has no volume: give it, like 20 mL.")
    elif volume > MOST_UL:
        most = format_volume(MOST_UL)
        yield Problem("volume", f"{format_volume(volume)} is above {most}: check the volume.")


def _get_used_code_problems(trial: Trial, dose: BlindedDose) -> Iterator[Problem]:
    """A coded syringe is empty once it was given; a coded bag may run, stop and run again."""
    for other in trial.blinded_doses:
        same = other.code.casefold() == dose.code.strip().casefold()
        if same and other.event_id != dose.event_id and DoseKind.BOLUS in {other.kind, dose.kind}:
            at = format_moment(other.at, trial.details.time_zone)
            yield Problem(
                "code", f"Code {other.code} was given at {at} already: check the syringe."
            )
            return
