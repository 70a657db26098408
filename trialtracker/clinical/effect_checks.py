"""Checks of one description of a side effect's episode: what refuses it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from trialtracker.clinical.entry_checks import CLOCK_SKEW
from trialtracker.clinical.episodes import (
    EFFECT_LABELS,
    Episode,
    GradeReading,
    is_of_stretch,
    list_episodes,
)
from trialtracker.clinical.record import EffectDetail, current_details
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT
from trialtracker.clinical.time import format_date, format_moment, local_date
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.clinical.value_checks import (
    format_far_moment,
    format_typed,
    get_text_problems,
    refuse_if,
)

LONGEST_TREATMENT = 2_000


def check_detail(trial: Trial, detail: EffectDetail, now: datetime) -> None:
    """Refuse a description that cannot be true of the trial.

    Raises:
        RefusedError: with every problem.
    """
    problems = [*_get_moment_problems(trial, detail, now)]
    problems.extend(get_text_problems("treatment", detail.treatment, LONGEST_TREATMENT))
    if detail.effect not in EFFECT_LABELS:
        sentence = f"“{format_typed(detail.effect)}” is no side effect that is known."
        problems.append(Problem("effect", sentence))
    refuse_if(problems)
    refuse_if([*_get_contradictions(trial, detail)])


def _get_moment_problems(trial: Trial, detail: EffectDetail, now: datetime) -> Iterator[Problem]:
    onset_at, ended_at = detail.onset_at, detail.ended_at
    yield from _get_time_problems(trial, "onset_at", onset_at, now)
    if ended_at is None:
        return
    yield from _get_time_problems(trial, "ended_at", ended_at, now)
    if onset_at.tzinfo is None or ended_at.tzinfo is None:
        return
    if ended_at < onset_at:
        zone = trial.details.time_zone
        shown = format_far_moment(ended_at, now, zone)
        began = format_far_moment(onset_at, now, zone)
        sentence = f"{shown} is before the onset ({began}): give an end at or after it."
        yield Problem("ended_at", sentence)


def _get_time_problems(trial: Trial, field: str, at: datetime, now: datetime) -> Iterator[Problem]:
    if at.tzinfo is None:
        yield Problem(field, f"{at.isoformat()} has no time zone: add one.")
        return
    zone = trial.details.time_zone
    shown = format_far_moment(at, now, zone)
    if at > now + CLOCK_SKEW:
        yield Problem(field, f"{shown} is in the future: give it when it has happened.")
        return
    born = trial.patient.details.birth_date
    if born is not None and local_date(at, zone) < born:
        sentence = f"{shown} is before the patient's birth ({format_date(born)})."
        yield Problem(field, sentence)


def _get_contradictions(trial: Trial, detail: EffectDetail) -> Iterator[Problem]:
    """Yield what the recorded grades and the other descriptions say against it."""
    replaced = {detail.detail_id, detail.supersedes_id}
    details = current_details(trial.effect_details)
    others = [d for d in details if d.effect == detail.effect and d.detail_id not in replaced]
    zone = trial.details.time_zone
    for other in others:
        if _overlaps(detail, other):
            yield _already_described(other, zone)
            return
    episodes = list_episodes(current_entries(trial.entries), others)
    mine = [e for e in episodes if e.effect == detail.effect and e.detail is None]
    episode = next((e for e in mine if is_of_stretch(detail, e.readings)), None)
    if episode is not None:
        yield from _get_onset_problems(episode, detail.onset_at, zone)
        yield from _get_end_problems(episode, detail.ended_at, zone)


def _overlaps(one: EffectDetail, other: EffectDetail) -> bool:
    one_begins_in_time = other.ended_at is None or one.onset_at < other.ended_at
    other_begins_in_time = one.ended_at is None or other.onset_at < one.ended_at
    return one_begins_in_time and other_begins_in_time


def _already_described(other: EffectDetail, zone: str) -> Problem:
    began, ended = format_moment(other.onset_at, zone), other.ended_at
    until = "on" if ended is None else f"to {format_moment(ended, zone)}"
    sentence = (
        f"{EFFECT_LABELS[other.effect]} from {began} {until} is described already: "
        "change that description, or give an onset outside it."
    )
    return Problem("onset_at", sentence)


def _get_onset_problems(episode: Episode, onset_at: datetime, zone: str) -> Iterator[Problem]:
    first = episode.readings[0]
    if onset_at > first.at:
        recorded = _format_reading(first, zone)
        sentence = f"{recorded}: the onset is at or before that, or the entry is to be corrected."
        yield Problem("onset_at", sentence)


def _get_end_problems(episode: Episode, ended_at: datetime | None, zone: str) -> Iterator[Problem]:
    if ended_at is None:
        return
    present, absent = _part(episode.readings)
    later = [reading for reading in present if reading.at > ended_at]
    if later:
        recorded = _format_reading(later[-1], zone)
        sentence = f"{recorded}: the end is at or after that, or the entry is to be corrected."
        yield Problem("ended_at", sentence)
    for reading in absent:
        if ended_at > reading.at:
            recorded = _format_reading(reading, zone)
            sentence = f"{recorded}: the end is at or before that, or the entry is to be corrected."
            yield Problem("ended_at", sentence)


def _part(
    readings: Sequence[GradeReading],
) -> tuple[list[GradeReading], list[GradeReading]]:
    present = [reading for reading in readings if reading.grade != NO_SIDE_EFFECT]
    return present, [reading for reading in readings if reading.grade == NO_SIDE_EFFECT]


def _format_reading(reading: GradeReading, zone: str) -> str:
    grade = f"Grade {reading.grade}" if reading.grade else "None"
    return f"{grade} was recorded at {format_moment(reading.at, zone)}"
