"""Typed text into exact values, with a sentence for each refusal."""

import re
from decimal import Decimal

from trialtracker.clinical.measures import Measure
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SideEffect
from trialtracker.clinical.value_checks import get_subject, join_choices

_WHOLE_NUMBER = re.compile(r"0|[1-9]\d*", re.ASCII)
_DECIMAL_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:[.,]\d+)?", re.ASCII)
_LONGEST_QUOTE = 12


def parse_score(measure: Measure, text: str) -> Decimal:
    """Return the score that was typed.

    Raises:
        ValueError: with a sentence, if it is not a whole number in the measure's range.
    """
    if _WHOLE_NUMBER.fullmatch(text) and measure.low <= Decimal(text) <= measure.high:
        return Decimal(text)
    raise ValueError(_format_impossible(measure, text))


def parse_number(measure: Measure, text: str) -> Decimal:
    """Return the number that was typed, with a decimal point or a decimal comma.

    Raises:
        ValueError: with a sentence, if it is not in the measure's range or too exact.
    """
    if not _DECIMAL_NUMBER.fullmatch(text):
        raise ValueError(_format_impossible(measure, text))
    value = Decimal(text.replace(",", "."))
    if not measure.low <= value <= measure.high:
        raise ValueError(_format_impossible(measure, text))
    # By the digits typed, not by the value: 1,000 is a thousand to many, and never 1 here.
    if len(text.replace(",", ".").partition(".")[2]) > measure.decimals:
        count = measure.decimals
        fix = f"at most {count} decimal{'' if count == 1 else 's'}" if count else "a whole number"
        raise ValueError(f"{_quote(text)} is too exact: {measure.label} takes {fix}.")
    return value


def parse_level(measure: Measure, text: str) -> Decimal:
    """Return the code of the level that was typed.

    Raises:
        ValueError: with a sentence, if the measure has no such level.
    """
    for level in measure.levels:
        if text.casefold() == level.text.casefold():
            return Decimal(level.code)
    choices = join_choices([level.text for level in measure.levels])
    sentence = f"{_quote(text)} is no level of {measure.label}: {choices}."
    raise ValueError(sentence + _advise_on_digits(text))


def _format_impossible(measure: Measure, text: str) -> str:
    low, high = f"{measure.low:f}", f"{measure.high:f}"
    sentence = f"{_quote(text)} is not possible: {get_subject(measure)} is {low} to {high}."
    return sentence + _advise_on_digits(text)


def parse_grade(effect: SideEffect, text: str) -> Decimal:
    """Return the grade that was typed, 0 for none.

    Raises:
        ValueError: with a sentence, if the side effect has no such grade.
    """
    grades = {str(grade) for grade in (NO_SIDE_EFFECT, *effect.grades)}
    if text in grades:
        return Decimal(text)
    sentence = f"{_quote(text)} is not a grade of {effect.label}: {_list_grades(effect)}."
    raise ValueError(sentence + _advise_on_digits(text))


def _quote(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _list_grades(effect: SideEffect) -> str:
    *most, last = ("0 for none", *(str(grade) for grade in effect.grades))
    return f"{', '.join(most)} or {last}"


def _advise_on_digits(text: str) -> str:
    is_other_script = any(char.isdigit() and not char.isascii() for char in text)
    return " Use the digits 0 to 9." if is_other_script else ""
