"""The dossier of a trial: its items, what they say, and which answers are refused."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.dossier_choices import ItemKind
from trialtracker.clinical.dossier_facts import (
    Finding,
    format_value,
    get_absolute_findings,
    get_allergy_conflicts,
    get_answers,
    get_failed_items,
    get_history,
    get_items,
    get_trial_dose_answer,
    get_trial_drugs,
    get_unknown_items,
)
from trialtracker.clinical.dossier_items import ITEM_BY_KEY, ITEMS, Item
from trialtracker.clinical.entry_checks import CLOCK_SKEW
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_date, format_moment, local_date
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import (
    format_far_moment,
    format_typed,
    get_text_problems,
    is_blank,
    refuse_if,
)

__all__ = [
    "ITEMS",
    "ITEM_BY_KEY",
    "Finding",
    "Item",
    "check_answers_to_items",
    "format_value",
    "get_absolute_findings",
    "get_allergy_conflicts",
    "get_answers",
    "get_failed_items",
    "get_history",
    "get_items",
    "get_trial_dose_answer",
    "get_trial_drugs",
    "get_unknown_items",
]

LONGEST_WORDS = 2_000
_EARLIEST_YEAR = 1900


def check_answers_to_items(
    trial: Trial, answers: Mapping[str, tuple[str, str]], now: datetime
) -> None:
    """Refuse answers that cannot be stored; answers maps an item's key to its value and note.

    An empty value takes an answer back; the former one stays readable.

    Raises:
        RefusedError: with every problem, the item's key as its field.
    """
    problems = [
        problem
        for key, (value, note) in answers.items()
        for problem in _get_problems(trial, key, value, note, now)
    ]
    refuse_if([*problems, *([] if problems else _get_order_problems(trial, answers))])


def _get_problems(
    trial: Trial, key: str, value: str, note: str, now: datetime
) -> tuple[Problem, ...]:
    item = ITEM_BY_KEY.get(key)
    if item is None:
        return (Problem(key, f"“{format_typed(key)}” is no item of the dossier."),)
    notes = tuple(Problem(key, p.sentence) for p in get_text_problems("note", note, LONGEST_WORDS))
    if not value:
        return notes
    sentence = _get_sentence(item, value, now, trial.details.time_zone)
    return (Problem(key, sentence), *notes) if sentence else notes


def _get_sentence(item: Item, value: str, now: datetime, time_zone: str) -> str:
    """Return why a value is refused, empty if it can be stored."""
    match item.kind:
        case ItemKind.QUESTION:
            return _refuse_choice(item, value, tuple(Answer))
        case ItemKind.CHOICE:
            return _refuse_choice(item, value, item.choices)
        case ItemKind.COMPUTED:
            return f"{item.label}: the trial itself fills this in."
        case ItemKind.DATE | ItemKind.PAST_DATE:
            return _refuse_date(item, value, local_date(now, time_zone))
        case ItemKind.PAST_MOMENT:
            return _refuse_moment(item, value, now, time_zone)
        case ItemKind.TEXT | ItemKind.WORDS:  # pragma: no branch (the type checker proves it)
            return _refuse_words(item, value)


def _refuse_choice(item: Item, value: str, choices: tuple[Choice, ...]) -> str:
    if value in {choice.value for choice in choices}:
        return ""
    offered = ", ".join(choice.label for choice in choices)
    return f"{item.label}: “{format_typed(value)}” is none of {offered}."


def _refuse_date(item: Item, value: str, today: date) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return f"{item.label}: “{format_typed(value)}” is not a date. Write it as 05-Mar-2026."
    if day.year < _EARLIEST_YEAR:
        return f"{item.label}: {format_date(day)} is before {_EARLIEST_YEAR}: check the year."
    if item.kind is ItemKind.PAST_DATE and day > today:
        return f"{item.label}: {format_date(day)} lies ahead; today is {format_date(today)}."
    return ""


def _refuse_moment(item: Item, value: str, now: datetime, time_zone: str) -> str:
    moment = _read_moment(value)
    if moment is None:
        return f"{item.label}: “{format_typed(value)}” is no date and time: 05-Mar-2026 14:05."
    if moment.year < _EARLIEST_YEAR:
        return f"{item.label}: {moment.year} is before {_EARLIEST_YEAR}: check the year."
    if moment > now + CLOCK_SKEW:
        shown = format_far_moment(moment, now, time_zone)
        return f"{item.label}: {shown} lies ahead; now is {format_moment(now, time_zone)}."
    return ""


def _read_moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment.astimezone(UTC)


def _refuse_words(item: Item, value: str) -> str:
    if is_blank(value):
        return f"{item.label}: nothing can be seen in what is typed."
    problems = get_text_problems("answer", value, LONGEST_WORDS)
    return f"{item.label}: {problems[0].sentence}" if problems else ""


def _get_order_problems(
    trial: Trial, answers: Mapping[str, tuple[str, str]]
) -> tuple[Problem, ...]:
    """Refuse a catheter that was removed before it was placed."""
    stored = {key: fact.value for key, fact in get_answers(trial).items()}
    values = stored | {key: value for key, (value, _) in answers.items()}
    placed, removed = values.get("catheter_placed_at"), values.get("catheter_removed_at")
    if not placed or not removed:
        return ()
    if datetime.fromisoformat(removed) > datetime.fromisoformat(placed):
        return ()
    when = format_moment(datetime.fromisoformat(placed), trial.details.time_zone)
    field = "catheter_removed_at" if "catheter_removed_at" in answers else "catheter_placed_at"
    sentence = f"The catheter was placed at {when}: it comes out after that."
    return (Problem(field, sentence),)
