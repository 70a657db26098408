"""The one validator of forms, imports and services: it refuses what cannot be stored."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trialtracker.clinical.choices import AllergyStatus, Indication, StopReason, TrialState
from trialtracker.clinical.entry_checks import CLOCK_SKEW, check_answers, get_doubts
from trialtracker.clinical.plan_checks import get_plan_problems
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_date, format_moment, local_date
from trialtracker.clinical.trial import PatientDetails, TrialDetails
from trialtracker.clinical.value_checks import (
    check_text,
    format_far_moment,
    format_field,
    format_typed,
    get_grade_problems,
    get_text_problems,
    get_value_problems,
    is_blank,
    parse_grade,
    parse_value,
    refuse_if,
)

__all__ = [
    "check_answers",
    "check_no_overlap",
    "check_patient",
    "check_text",
    "check_trial",
    "get_doubts",
    "get_grade_problems",
    "get_value_problems",
    "parse_grade",
    "parse_value",
]

LONGEST_NAME = 200
LONGEST_ALLERGIES = 2_000
EARLIEST_YEAR = 1900
MOST_PLANNED_DAYS = 60
SHORTEST_INTERVAL_MINUTES = 15
LONGEST_INTERVAL_MINUTES = 24 * 60

_NEEDS_START = {TrialState.RUNNING, TrialState.COMPLETED}
_NEEDS_END = {TrialState.COMPLETED, TrialState.STOPPED}
_NEEDS_DOSE = {StopReason.INADEQUATE_RELIEF, StopReason.INTOLERABLE_SIDE_EFFECT}


def check_patient(details: PatientDetails, today: date) -> None:
    """Refuse a patient that cannot be stored; a birth date that is not known is allowed.

    Raises:
        RefusedError: with every problem.
    """
    names = (
        ("family_name", details.family_name),
        ("given_name", details.given_name),
        ("mrn", details.mrn),
    )
    problems = [problem for field, text in names for problem in _get_name_problems(field, text)]
    problems.extend(_get_birth_date_problems(details.birth_date, today))
    problems.extend(_get_allergy_problems(details))
    refuse_if(problems)


def check_trial(details: TrialDetails, birth_date: date | None, now: datetime) -> None:
    """Refuse a plan or state that cannot be true.

    Raises:
        RefusedError: with every problem.
    """
    problems = [*_get_plan_problems(details), *_get_indication_problems(details)]
    problems.extend(_get_stop_problems(details))
    problems.extend(get_plan_problems(details.plan))
    if _is_time_zone(details.time_zone):
        problems.extend(_get_date_problems(details, birth_date, now))
    else:
        zone = format_typed(details.time_zone)
        sentence = f"“{zone}” is not a time zone: choose one such as Europe/London."
        problems.append(Problem("time_zone", sentence))
    refuse_if(problems)


def check_no_overlap(details: TrialDetails, others: Iterable[TrialDetails]) -> None:
    """Refuse a trial that overlaps another of the same patient; one without a start has no time.

    Raises:
        RefusedError: naming each trial that is in the way.
    """
    refuse_if([_describe_overlap(other) for other in others if _overlaps(details, other)])


def _get_name_problems(field: str, text: str) -> tuple[Problem, ...]:
    if is_blank(text):
        return (Problem(field, f"{format_field(field)} is blank: fill it in."),)
    return get_text_problems(field, text, LONGEST_NAME, one_line=True)


def _get_birth_date_problems(born: date | None, today: date) -> Iterator[Problem]:
    if born is not None and born > today:
        sentence = f"{format_date(born)} is in the future: a birth date is at most today."
        yield Problem("birth_date", sentence)
    if born is not None and born.year < EARLIEST_YEAR:
        sentence = f"{format_date(born)} is before {EARLIEST_YEAR}: check the year."
        yield Problem("birth_date", sentence)


def _get_allergy_problems(details: PatientDetails) -> tuple[Problem, ...]:
    is_known = details.allergy_status is AllergyStatus.KNOWN
    if is_known and is_blank(details.allergies):
        return (Problem("allergies", "Allergies are known: say which."),)
    if details.allergies and not is_known:
        label = details.allergy_status.label
        sentence = f"Allergies are filled in beside “{label}”: clear them or choose another."
        return (Problem("allergies", sentence),)
    return get_text_problems("allergies", details.allergies, LONGEST_ALLERGIES)


def _get_plan_problems(details: TrialDetails) -> Iterator[Problem]:
    if not 1 <= details.planned_days <= MOST_PLANNED_DAYS:
        shown = f"{details.planned_days} planned days are not possible"
        yield Problem("planned_days", f"{shown}: plan 1 to {MOST_PLANNED_DAYS}.")
    shortest, longest = SHORTEST_INTERVAL_MINUTES, LONGEST_INTERVAL_MINUTES
    if not shortest <= details.entry_interval_minutes <= longest:
        shown = f"{details.entry_interval_minutes} minutes between entries are not possible"
        yield Problem("entry_interval_minutes", f"{shown}: choose {shortest} to {longest:,}.")


def _get_indication_problems(details: TrialDetails) -> tuple[Problem, ...]:
    note = details.indication_note
    if details.indication is Indication.OTHER and is_blank(note):
        return (Problem("indication_note", "The indication is another one: say which."),)
    return get_text_problems("indication_note", note, LONGEST_NAME, one_line=True)


def _get_stop_problems(details: TrialDetails) -> Iterator[Problem]:
    is_stopped, reason = details.state is TrialState.STOPPED, details.stop_reason
    if is_stopped and reason is None:
        yield Problem("stop_reason", "The trial is stopped: choose the reason.")
    if reason is not None and not is_stopped:
        state = f"The state is “{details.state.label}”"
        yield Problem("stop_reason", f"{state}: clear the reason, or choose “Stopped”.")
    if reason in _NEEDS_DOSE and details.started_at is None:
        sentence = "The trial has no start: it cannot have been stopped for what a dose did."
        yield Problem("stop_reason", sentence)


def _get_date_problems(
    details: TrialDetails, born: date | None, now: datetime
) -> Iterator[Problem]:
    started_at, ended_at = details.started_at, details.ended_at
    yield from _get_presence_problems(details)
    for field, moment in (("started_at", started_at), ("ended_at", ended_at)):
        if moment is not None:
            yield from _get_moment_problems(field, moment, now, details.time_zone)
    if started_at is None or started_at.year < EARLIEST_YEAR:
        return
    if born is not None and local_date(started_at, details.time_zone) < born:
        yield Problem("started_at", f"The start is before the birth ({format_date(born)}).")
    if ended_at is not None and ended_at <= started_at:
        start = format_moment(started_at, details.time_zone)
        yield Problem("ended_at", f"The end is not after the start ({start}).")


def _get_presence_problems(details: TrialDetails) -> Iterator[Problem]:
    state = f"The state is “{details.state.label}”"
    may_start = details.state in _NEEDS_START | _NEEDS_END
    if details.state in _NEEDS_START and details.started_at is None:
        yield Problem("started_at", f"{state}: give the start.")
    if details.started_at is not None and not may_start:
        yield Problem("started_at", f"{state}: clear the start, or choose another state.")
    if details.state in _NEEDS_END and details.ended_at is None:
        yield Problem("ended_at", f"{state}: give the end.")
    if details.ended_at is not None and details.state not in _NEEDS_END:
        yield Problem("ended_at", f"{state}: clear the end, or choose another state.")


def _get_moment_problems(
    field: str, moment: datetime, now: datetime, time_zone: str
) -> Iterator[Problem]:
    if moment.year < EARLIEST_YEAR:
        sentence = f"{format_date(moment.date())} is before {EARLIEST_YEAR}: check the year."
        yield Problem(field, sentence)
    elif moment > now + CLOCK_SKEW:
        shown = format_far_moment(moment, now, time_zone)
        yield Problem(field, f"{shown} is in the future: enter it when it has happened.")


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _overlaps(one: TrialDetails, other: TrialDetails) -> bool:
    if one.started_at is None or other.started_at is None:
        return False
    one_begins_in_time = other.ended_at is None or one.started_at < other.ended_at
    other_begins_in_time = one.ended_at is None or other.started_at < one.ended_at
    return one_begins_in_time and other_begins_in_time


def _describe_overlap(other: TrialDetails) -> Problem:
    start = format_moment(other.started_at, other.time_zone)
    until = f"to {format_moment(other.ended_at, other.time_zone)}" if other.ended_at else "on"
    sentence = f"The patient has another trial from {start} {until}: two may not overlap."
    return Problem("started_at", sentence)
