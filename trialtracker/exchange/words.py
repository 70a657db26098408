"""Read the coded words of a file: mode, gender, measure, unit and number."""

import re
from collections.abc import Collection
from decimal import Decimal

from trialtracker.clinical.checks import parse_grade, parse_value
from trialtracker.clinical.choices import Gender, NotAssessed, TrialMode
from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.side_effects import GRADING, SIDE_EFFECT_BY_MEASURE

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_COMMA_NUMBER = re.compile(r"[0-9]+,[0-9]+")

_MODES = {
    **{mode.value: mode for mode in TrialMode},
    **{mode.label.casefold().replace(" ", "_"): mode for mode in TrialMode},
    "it": TrialMode.CONTINUOUS_INTRATHECAL,
    "continuous_it": TrialMode.CONTINUOUS_INTRATHECAL,
    "intrathecal": TrialMode.CONTINUOUS_INTRATHECAL,
    "epidural": TrialMode.CONTINUOUS_EPIDURAL,
}
_GENDERS = {
    **{gender.value: gender for gender in Gender},
    "f": Gender.FEMALE,
    "m": Gender.MALE,
    "unknown": Gender.NOT_KNOWN,
    "": Gender.NOT_KNOWN,
}
_SCORE_UNITS = {"nrs", "{score}", "0-10"}
_GRADE_UNITS = {"", "grade", GRADING.casefold()}
_REASONS = {
    **{reason.value: reason for reason in NotAssessed},
    **{reason.label.casefold().replace(" ", "_"): reason for reason in NotAssessed},
}

NOTE_ALONE = "note"
"""Stands in the column of the measure for an entry that holds nothing but its note."""

NOT_STARTED = "not started"
"""Stands in the column of the start for a trial before its first active dose."""

_FORMULA = re.compile(
    "(?P<guards>'*)[=+@\\t\\r\\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}-]"
)
"""What a spreadsheet may take for a formula (OWASP, CSV injection), guarded so often or not."""


def parse_mode(text: str) -> TrialMode:
    """Return the trial mode of a key or of plain words.

    Raises:
        ValueError: if it is none of them.
    """
    mode = _MODES.get(_plain(text))
    if mode is None:
        known = ", ".join(TrialMode)
        raise ValueError(f"The mode is none of {known}.")
    return mode


def parse_gender(text: str) -> Gender:
    """Return the gender; empty is not known.

    Raises:
        ValueError: if it is none of the words.
    """
    gender = _GENDERS.get(_plain(text))
    if gender is None:
        raise ValueError("The gender is none of female, male, other, unknown, F, M.")
    return gender


def parse_reason(text: str) -> NotAssessed | None:
    """Return why a measure was not assessed; empty for one that was.

    Raises:
        ValueError: if it is none of the reasons.
    """
    if not text.strip():
        return None
    reason = _REASONS.get(_plain(text))
    if reason is None:
        raise ValueError(f"The reason is none of {', '.join(NotAssessed)}.")
    return reason


def guard_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; unguard_text takes it back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_text(text: str) -> str:
    """Return the text as it was before it was guarded; any other text as it is."""
    found = _FORMULA.match(text)
    return text[1:] if found is not None and found["guards"] else text


def parse_measure(text: str) -> str:
    """Return the key of a measure or of a side effect.

    Raises:
        ValueError: if there is none such.
    """
    key = text.strip().casefold()
    if key in MEASURE_BY_KEY or key in SIDE_EFFECT_BY_MEASURE:
        return key
    known = ", ".join(MEASURE_BY_KEY)
    raise ValueError(f"The measure is none of {known}, or side_effect: with a known key.")


def check_unit(text: str, measure: str) -> None:
    """Refuse a unit that is not the measure's.

    Raises:
        ValueError: with the unit that is expected.
    """
    unit = text.strip().casefold()
    if measure in SIDE_EFFECT_BY_MEASURE:
        if unit not in _GRADE_UNITS:
            raise ValueError(f"The unit of {measure} is grade, by {GRADING}.")
        return
    known = MEASURE_BY_KEY[measure]
    scores = _SCORE_UNITS if known.unit == "NRS" else set()
    if unit not in {"", known.unit.casefold(), known.ucum.casefold(), *scores}:
        raise ValueError(f"The unit of {measure} is {known.unit}.")


def parse_number(text: str, measure: str, decimal: str) -> Decimal:
    """Return the exact value of a measure, or the grade of a side effect; decimal is . or a comma.

    A level is read from its text, its words or its code.

    Raises:
        ValueError: if it is not a number, or not one the measure can have.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("The value is empty; leave the row out where it was not observed.")
    effect = SIDE_EFFECT_BY_MEASURE.get(measure)
    if effect is not None:
        return parse_grade(typed, effect)
    known = MEASURE_BY_KEY[measure]
    return parse_value(typed if known.levels else to_point(typed, decimal), known)


def to_point(text: str, decimal: str) -> str:
    """Return a number with a decimal point, having checked that it has the declared sign.

    Raises:
        ValueError: if it has the other sign.
    """
    if decimal == "," and "." in text:
        raise ValueError("The number has a decimal point, the file a decimal comma.")
    if decimal == "." and _COMMA_NUMBER.fullmatch(text):
        raise ValueError('The number has a decimal comma; declare it with --decimal ",".')
    return text.replace(",", ".") if decimal == "," else text


def choose_decimal(numbers: Collection[str]) -> str:
    """Return the comma where some numbers have one and none has a point."""
    has_comma = any(_COMMA_NUMBER.fullmatch(number.strip()) for number in numbers)
    return "," if has_comma and not any("." in number for number in numbers) else "."


def _plain(text: str) -> str:
    return _BETWEEN_WORDS.sub("_", text.strip().casefold())
