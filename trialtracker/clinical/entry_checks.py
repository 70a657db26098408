"""Checks of one filled entry form: what refuses it, and what is merely improbable."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.measures import (
    DIASTOLIC,
    MEASURE_BY_KEY,
    PAIN_AVERAGE,
    PAIN_LEAST,
    PAIN_REST,
    PAIN_WORST,
    SYSTOLIC,
    Measure,
)
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import format_date, format_moment, format_time, local_date
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_checks import (
    format_far_moment,
    format_typed,
    get_grade_problems,
    get_text_problems,
    get_value_problems,
    refuse_if,
)
from trialtracker.clinical.value_words import format_number

CLOCK_SKEW = timedelta(minutes=2)
"""How far another workstation's clock may be ahead."""

EARLIEST_BEFORE_START = timedelta(days=90)
"""How long before the start an observation can belong to a trial (clinic default)."""

LONGEST_NOTE = 20_000

_NEVER_ABOVE: tuple[tuple[Measure, Measure], ...] = (
    (PAIN_LEAST, PAIN_AVERAGE),
    (PAIN_LEAST, PAIN_WORST),
    (PAIN_AVERAGE, PAIN_WORST),
    (PAIN_REST, PAIN_WORST),
)


def check_answers(trial: Trial, answers: Answers, now: datetime) -> None:
    """Refuse a filled form that cannot be true of the trial.

    Raises:
        RefusedError: with every problem.
    """
    problems = [*_get_observed_at_problems(trial, answers.observed_at, now)]
    if answers.is_empty:
        sentence = "Nothing is filled in: give a score, a side effect or a note."
        problems.append(Problem("answers", sentence))
    for key, value in answers.values.items():
        problems.extend(_get_problems(key, value))
    problems.extend(_get_pressure_problems(answers.values))
    problems.extend(_get_not_assessed_problems(answers))
    problems.extend(get_text_problems("note", answers.note, LONGEST_NOTE))
    refuse_if(problems)


def get_doubts(
    trial: Trial, answers: Answers, supersedes_id: str | None = None
) -> tuple[Problem, ...]:
    """Return what is improbable, to be asked once and kept if confirmed.

    supersedes_id is the entry that the answers amend: it is compared with nothing.
    """
    others = tuple(
        entry
        for entry in current_entries(trial.entries)
        if entry.entry_id not in {supersedes_id, answers.entry_id}
    )
    return (
        *_get_same_minute(others, answers.observed_at, trial.details.time_zone),
        *_get_jumps(others, answers),
        *_get_contradictions(answers),
    )


def _get_problems(key: str, value: Decimal) -> tuple[Problem, ...]:
    if key in MEASURE_BY_KEY:
        return get_value_problems(value, MEASURE_BY_KEY[key])
    if key in SIDE_EFFECT_BY_MEASURE:
        return get_grade_problems(value, SIDE_EFFECT_BY_MEASURE[key])
    return (_unknown(key),)


def _get_pressure_problems(values: Mapping[str, Decimal]) -> Iterator[Problem]:
    upper, lower = values.get(SYSTOLIC.key), values.get(DIASTOLIC.key)
    if upper is None or lower is None or not (upper.is_finite() and lower.is_finite()):
        return
    if lower >= upper:
        yield Problem(
            DIASTOLIC.key,
            f"{format_number(lower)} is not possible: diastolic is below systolic "
            f"({format_number(upper)}). Check both.",
        )


def _get_not_assessed_problems(answers: Answers) -> Iterator[Problem]:
    for key in answers.not_assessed:
        if key not in MEASURE_BY_KEY and key not in SIDE_EFFECT_BY_MEASURE:
            yield _unknown(key)
        elif key in answers.values:
            yield Problem(key, f"{_label(key)} has a value and is not assessed: keep one of them.")


def _get_observed_at_problems(trial: Trial, at: datetime, now: datetime) -> Iterator[Problem]:
    if at.tzinfo is None:
        yield Problem("observed_at", f"{at.isoformat()} has no time zone: add one.")
        return
    zone, details = trial.details.time_zone, trial.details
    shown = format_far_moment(at, now, zone)
    earliest = (details.started_at or now) - EARLIEST_BEFORE_START
    if at > now + CLOCK_SKEW:
        yield _wrong_time(f"{shown} is in the future: enter it when observed.")
    if details.ended_at is not None and at > details.ended_at:
        end = format_moment(details.ended_at, zone)
        yield _wrong_time(f"{shown} is after the trial's end ({end}).")
    if at < earliest:
        reference = "the trial began" if details.started_at else "today"
        yield _wrong_time(
            f"{shown} is more than {EARLIEST_BEFORE_START.days} days "
            f"before {reference}: check the date."
        )
        return
    born = trial.patient.details.birth_date
    if born is not None and local_date(at, zone) < born:
        yield _wrong_time(f"{shown} is before the patient's birth ({format_date(born)}).")


def _get_same_minute(others: tuple[Entry, ...], at: datetime, zone: str) -> Iterator[Problem]:
    minute = at.replace(second=0, microsecond=0)
    if any(entry.observed_at.replace(second=0, microsecond=0) == minute for entry in others):
        yield Problem(
            "observed_at", f"Another entry stands at {format_time(at, zone)}. Both are kept."
        )


def _get_jumps(others: tuple[Entry, ...], answers: Answers) -> Iterator[Problem]:
    for key, value in answers.values.items():
        measure = MEASURE_BY_KEY.get(key)
        earlier = [
            entry.values[key]
            for entry in others
            if key in entry.values and entry.observed_at <= answers.observed_at
        ]
        if measure is None or measure.jump is None or not earlier:
            continue
        if abs(value - earlier[-1]) >= measure.jump:
            last = format_number(earlier[-1])
            sentence = f"{measure.label} {format_number(value)} is far from the last ({last})."
            yield Problem(key, sentence)


def _get_contradictions(answers: Answers) -> Iterator[Problem]:
    values = answers.values
    for lower, upper in _NEVER_ABOVE:
        if lower.key in values and upper.key in values and values[lower.key] > values[upper.key]:
            yield Problem(
                lower.key,
                f"{lower.short_label.capitalize()} {format_number(values[lower.key])} is above "
                f"{upper.short_label} {format_number(values[upper.key])}: check.",
            )


def _label(key: str) -> str:
    return (MEASURE_BY_KEY.get(key) or SIDE_EFFECT_BY_MEASURE[key]).label


def _unknown(key: str) -> Problem:
    return Problem(key, f"“{format_typed(key)}” is no measure and no side effect that is known.")


def _wrong_time(sentence: str) -> Problem:
    return Problem("observed_at", sentence)
