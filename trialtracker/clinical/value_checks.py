"""Checks of one value, grade or text, each with a sentence that names value, limit and fix."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from trialtracker.clinical.measures import Measure, MeasureGroup
from trialtracker.clinical.precision import MOST_DECIMALS
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SideEffect
from trialtracker.clinical.time import format_date, format_moment, local_date

_FINEST = Decimal(1).scaleb(-MOST_DECIMALS)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_LONGEST_SHOWN = 40
_NEAR = timedelta(days=365)


def refuse_if(problems: Sequence[Problem]) -> None:
    """Refuse the input if there is any problem.

    Raises:
        RefusedError: with every problem.
    """
    if problems:
        raise RefusedError(problems)


def parse_value(text: str, measure: Measure) -> Decimal:
    """Return the exact value of a measure from a file; the digits 0 to 9 and a point only.

    A level is read from its text, its label or its code.

    Raises:
        RefusedError: if it is not a number that the measure can have.
    """
    for level in measure.levels:
        if text.casefold() in {level.text.casefold(), level.label.casefold()}:
            return Decimal(level.code)
    if not _NUMBER.fullmatch(text):
        sentence = f"“{format_typed(text)}” is not a number: type it as in 7 or 7.5."
        raise RefusedError([Problem(measure.key, sentence)])
    value = Decimal(text)
    refuse_if(get_value_problems(value, measure))
    return value + 0  # makes -0 a plain 0


def parse_grade(text: str, effect: SideEffect) -> Decimal:
    """Return a grade that the side effect has, or 0 for none.

    Raises:
        RefusedError: if the term has no such grade.
    """
    if not _NUMBER.fullmatch(text):
        sentence = f"“{format_typed(text)}” is not a grade of {effect.label}: {_offer(effect)}"
        raise RefusedError([Problem(effect.measure, sentence)])
    refuse_if(get_grade_problems(Decimal(text), effect))
    return Decimal(int(Decimal(text)))


def get_value_problems(value: Decimal, measure: Measure) -> tuple[Problem, ...]:
    """Return why a value cannot be stored, nothing if it can."""
    shown, low, high = format_typed(str(value)), f"{measure.low:f}", f"{measure.high:f}"
    if measure.levels and not (value.is_finite() and value in measure.level_by_code):
        choices = join_choices([level.text for level in measure.levels])
        sentence = f"{shown} is no level of {measure.label}: choose {choices}."
        return (Problem(measure.key, sentence),)
    if not value.is_finite() or not measure.low <= value <= measure.high:
        sentence = f"{shown} is not possible: {get_subject(measure)} is {low} to {high}."
        return (Problem(measure.key, sentence),)
    if value.quantize(_FINEST) != value:
        sentence = f"{shown} is too exact: give at most {MOST_DECIMALS} decimals."
        return (Problem(measure.key, sentence),)
    return ()


def get_subject(measure: Measure) -> str:
    """Return what a sentence about the range of a measure is about."""
    is_pain = measure.group is MeasureGroup.PAIN and measure.unit == "NRS"
    return "pain" if is_pain else measure.label


def get_grade_problems(grade: Decimal, effect: SideEffect) -> tuple[Problem, ...]:
    """Return why a grade cannot be stored, nothing if it can."""
    if grade.is_finite() and grade in {NO_SIDE_EFFECT, *effect.grades}:
        return ()
    sentence = f"{effect.label} has no grade {format_typed(str(grade))}: {_offer(effect)}"
    return (Problem(effect.measure, sentence),)


def check_text(field: str, text: str, limit: int, *, one_line: bool = False) -> None:
    """Refuse a text that cannot be stored and shown unchanged.

    Raises:
        RefusedError: with every problem.
    """
    refuse_if(get_text_problems(field, text, limit, one_line=one_line))


def get_text_problems(
    field: str, text: str, limit: int, *, one_line: bool = False
) -> tuple[Problem, ...]:
    """Return why a text cannot be stored and shown unchanged, nothing if it can."""
    name, problems = format_field(field), []
    if len(text) > limit:
        problems.append(f"{name} has {len(text):,} characters: at most {limit:,} are kept.")
    categories = {unicodedata.category(character) for character in text}
    if "Cs" in categories:
        problems.append(f"{name} holds half a character (a lone surrogate): type it again.")
    if one_line and categories & {"Cc", "Zl", "Zp"}:
        problems.append(f"{name} holds a line break or control character: take it out.")
    elif "\0" in text:
        problems.append(f"{name} holds a NUL character: take it out.")
    return tuple(Problem(field, sentence) for sentence in problems)


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing: empty, or white space and invisible characters only."""
    categories = (unicodedata.category(character) for character in text)
    return all(category[0] == "Z" or category in {"Cc", "Cf"} for category in categories)


def format_field(field: str) -> str:
    """Return a field as the subject of a sentence: family_name is 'Family name', mrn 'MRN'."""
    return "MRN" if field == "mrn" else field.replace("_", " ").capitalize()


def format_typed(text: str) -> str:
    """Return what was typed as it can be shown anywhere: short, and without control characters."""
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown)


def format_far_moment(moment: datetime, now: datetime, time_zone: str) -> str:
    """Return date and time, or the date alone if far off: 9999-12-31 has no time in every zone."""
    if abs(moment - now) > _NEAR:
        return format_date(_find_local_date(moment, time_zone))
    return format_moment(moment, time_zone)


def _find_local_date(moment: datetime, time_zone: str) -> date:
    try:
        return local_date(moment, time_zone)
    except OverflowError:
        return moment.date()


def join_choices(choices: Sequence[str]) -> str:
    """Return '1, 2 or 3'."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _offer(effect: SideEffect) -> str:
    choices = join_choices([str(grade) for grade in sorted(effect.grades)])
    return f"choose {choices} (0 for none)."
