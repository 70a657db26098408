"""What refuses a version of a criteria set before it is stored."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from trialtracker.clinical.criteria_set_thresholds import Number, Threshold, format_with_unit
from trialtracker.clinical.criteria_set_words import (
    ALL_THRESHOLDS,
    CRITERION_BY_KEY,
    CRITERION_WORDS,
    PAIN_MEASURES,
    format_threshold_name,
    get_number,
)
from trialtracker.clinical.criteria_sets import CriteriaSet, Role
from trialtracker.clinical.precision import MOST_DECIMALS
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_date
from trialtracker.clinical.value_checks import (
    format_typed,
    get_text_problems,
    is_blank,
    join_choices,
    refuse_if,
)

LONGEST_NAME = 60
LONGEST_VERSION = 30
LONGEST_AUTHOR = 100
LONGEST_TEXT = 500
_WRITTEN = (
    ("name", LONGEST_NAME, "Write a name for the set, as in Cancer pain."),
    ("version", LONGEST_VERSION, "Write a version, as in 2026-12 or 2."),
    ("author", LONGEST_AUTHOR, "Write the name of the physician who answers for the set."),
    ("reason", LONGEST_TEXT, "Write in a few words why the set is made or changed."),
)
_ORDERED = (
    ("borderline_percent", "relief_percent", False),
    ("baseline_minimum_days", "baseline_days", False),
    ("window_minimum_days", "window_days", False),
    ("bolus_from_hours", "bolus_to_hours", True),
    ("safety.respiratory_alert_below", "safety.respiratory_caution_below", False),
    ("safety.spo2_alert_below", "safety.spo2_caution_up_to", False),
    ("safety.sedation_caution", "safety.sedation_alert_from", True),
    ("safety.systolic_caution_fall_percent", "safety.systolic_alert_fall_percent", True),
    ("safety.no_void_caution_hours", "safety.no_void_alert_hours", True),
)
"""The first is never above the second; with True it is below it."""

_BY_FIELD = {threshold.field: threshold for threshold in ALL_THRESHOLDS}
_FINEST = 10**MOST_DECIMALS


def check_criteria_set(
    criteria_set: CriteriaSet, existing: Iterable[CriteriaSet], today: date
) -> None:
    """Refuse a version that cannot be stored beside those there are.

    Raises:
        RefusedError: with every problem, the field of the set as its field; a threshold of the
            safety limits is "safety.<field>", a criterion's source "source:<key>".
    """
    refuse_if(
        (
            *_check_names(criteria_set, tuple(existing)),
            *_check_date(criteria_set, today),
            *_check_rules(criteria_set),
        )
    )


def check_rules(criteria_set: CriteriaSet) -> None:
    """Refuse rules that no trial can be held against; who made them and when is not looked at.

    Raises:
        RefusedError: with every problem.
    """
    refuse_if(tuple(_check_rules(criteria_set)))


def _check_names(criteria_set: CriteriaSet, existing: tuple[CriteriaSet, ...]) -> Iterator[Problem]:
    for field, limit, fix in _WRITTEN:
        text: str = getattr(criteria_set, field)
        yield from get_text_problems(field, text, limit, one_line=True)
        if is_blank(text):
            yield Problem(field, fix)
        elif text != text.strip() or "  " in text:
            yield Problem(field, f"“{format_typed(text)}” has spaces too many: take them out.")
    yield from get_text_problems("about", criteria_set.about, LONGEST_TEXT)
    yield from _check_is_no_double(criteria_set.name, {other.name for other in existing})
    if criteria_set.title in {other.title for other in existing}:
        sentence = (
            f"{format_typed(criteria_set.title)} is there already and is never changed: "
            "write another version."
        )
        yield Problem("version", sentence)


def _check_is_no_double(name: str, taken: set[str]) -> Iterator[Problem]:
    alike = [other for other in taken if _fold(other) == _fold(name)]
    if alike and name not in taken:
        sentence = f"{format_typed(alike[0])} looks the same: write it so, or choose another name."
        yield Problem("name", sentence)


def _fold(name: str) -> str:
    """Return a name without what the eye passes over: case, forms of a letter, invisible marks."""
    shown = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", shown).casefold()


def _check_date(criteria_set: CriteriaSet, today: date) -> Iterator[Problem]:
    day = criteria_set.effective_from
    if day is None:
        yield Problem("effective_from", "Write the day from which the set is in force.")
    elif day < today:
        sentence = (
            f"{format_date(day)} is past: a set never changes what is done. "
            f"Write {format_date(today)} or later."
        )
        yield Problem("effective_from", sentence)


def _check_rules(criteria_set: CriteriaSet) -> Iterator[Problem]:
    unfit = set()
    for threshold in ALL_THRESHOLDS:
        for problem in _check_range(threshold, get_number(criteria_set, threshold.field)):
            unfit.add(threshold.field)
            yield problem
    for low, high, is_strict in _ORDERED:
        if not unfit & {low, high}:
            yield from _check_order(criteria_set, low, high, is_strict)
    yield from _check_measures(criteria_set)
    yield from _check_criteria(criteria_set)
    yield from _check_bands(criteria_set.bands)


def _check_range(threshold: Threshold, number: Number) -> Iterator[Problem]:
    scale, name = threshold.scale, format_threshold_name(threshold)
    is_low = number <= scale.low if scale.is_above else number < scale.low
    if is_low or number > scale.high:
        least = f"above {scale.low}" if scale.is_above else str(scale.low)
        limits = f"{least} to {format_with_unit(scale.high, scale.unit)}"
        shown = format_typed(str(number))
        yield Problem(threshold.field, f"{name} of {shown} makes no sense: write {limits}.")
    elif _FINEST % Fraction(number).denominator:
        sentence = f"{name} is too exact: give at most {MOST_DECIMALS} decimals."
        yield Problem(threshold.field, sentence)


def _check_order(
    criteria_set: CriteriaSet, low: str, high: str, is_strict: bool
) -> Iterator[Problem]:
    first, second = get_number(criteria_set, low), get_number(criteria_set, high)
    if first > second or (is_strict and first == second):
        unit = _BY_FIELD[high].scale.unit
        limit = format_with_unit(second, unit)
        above = format_threshold_name(_BY_FIELD[high])
        bound = f"below {limit}" if is_strict else f"at most {limit}"
        shown = format_with_unit(first, _BY_FIELD[low].scale.unit)
        name = format_threshold_name(_BY_FIELD[low])
        sentence = f"{name}, {shown}, does not fit {above.lower()}, {limit}: write {bound}."
        yield Problem(low, sentence)


def _check_measures(criteria_set: CriteriaSet) -> Iterator[Problem]:
    if not criteria_set.measures:
        yield Problem("measures", "Choose at least one measure of pain.")
    if not criteria_set.bolus_measures:
        yield Problem("bolus_measures", "Choose at least one measure of pain after a bolus.")
    if not criteria_set.modes:
        yield Problem("modes", "Choose at least one mode of trial that the set is meant for.")
    for field in ("measures", "secondary_measures", "bolus_measures"):
        keys: tuple[str, ...] = getattr(criteria_set, field)
        unknown = [format_typed(key) for key in keys if key not in PAIN_MEASURES]
        if unknown:
            known = join_choices(PAIN_MEASURES)
            sentence = f"{', '.join(unknown)} is no measure of pain: choose {known}."
            yield Problem(field, sentence)
        if len(set(keys)) < len(keys):
            yield Problem(field, "A measure is named twice: choose each once.")


def _check_criteria(criteria_set: CriteriaSet) -> Iterator[Problem]:
    for field, pairs in (("roles", criteria_set.roles), ("sources", criteria_set.sources)):
        keys = [key for key, _ in pairs]
        unknown = [format_typed(key) for key in keys if key not in CRITERION_BY_KEY]
        if unknown:
            yield Problem(field, f"{', '.join(unknown)} is no criterion: take it out.")
        if len(set(keys)) < len(keys):
            yield Problem(field, "A criterion is named twice: name each once.")
    for key, source in criteria_set.sources:
        for problem in get_text_problems("source", source, LONGEST_TEXT, one_line=True):
            yield Problem(f"source:{key}", problem.sentence)
    roles = {criteria_set.get_role(words.key) for words in CRITERION_WORDS}
    if Role.REQUIRED not in roles:
        sentence = "No criterion is required: make at least one Required, or nothing is judged."
        yield Problem("role:pain_relief", sentence)


def _check_bands(bands: tuple[tuple[Fraction, str], ...]) -> Iterator[Problem]:
    percents = [percent for percent, _ in bands]
    if any(not 0 <= percent <= 100 for percent in percents):
        yield Problem("bands", "A word for relief stands at 0 to 100 %: change the number.")
    if any(after <= before for before, after in pairwise(percents)):
        yield Problem("bands", "The words for relief stand lowest first, each once: sort them.")
    if any(is_blank(word) for _, word in bands):
        yield Problem("bands", "A number has no word: write one behind it, as in 30 moderate.")
    for _, word in bands:
        yield from get_text_problems("bands", word, LONGEST_NAME, one_line=True)
