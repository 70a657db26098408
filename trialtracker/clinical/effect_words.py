"""Episodes of side effects in words: course, length, state and what is stated of them."""

from datetime import datetime, timedelta

from trialtracker.clinical.episodes import AFTER_PUNCTURE, Episode, GradeReading
from trialtracker.clinical.measures import POSTURAL_HEADACHE
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import (
    format_duration,
    format_moment,
    format_time,
    format_weekday_date,
    local_date,
)
from trialtracker.clinical.trial import Trial, current_entries

NOT_STATED = "Not stated"
_WEEK = timedelta(days=7)


def format_grade(grade: int | None) -> str:
    """Return '2', 'none' for a recorded absence, 'Not recorded' for none at all."""
    if grade is None:
        return "Not recorded"
    return "none" if grade == NO_SIDE_EFFECT else str(grade)


def format_short_moment(at: datetime, now: datetime, zone: str) -> str:
    """Return 'Mon 14:05' within the last six days, else the full date and time."""
    day = local_date(at, zone)
    if timedelta(0) <= local_date(now, zone) - day < _WEEK:
        return f"{format_weekday_date(day)[:3]} {format_time(at, zone)}"
    return format_moment(at, zone)


def format_course(episode: Episode, now: datetime, zone: str) -> str:
    """Return '2 (Mon 14:00) → 1 (Tue 06:00) → none (Tue 18:00)'."""

    def step(reading: GradeReading) -> str:
        when = format_short_moment(reading.at, now, zone)
        return f"{format_grade(reading.grade)} ({when})"

    steps = " → ".join(step(reading) for reading in episode.course)
    return steps or "No grade is recorded in this time"


def format_lasted(episode: Episode, now: datetime) -> str:
    """Return 'open, 1d 7hr' or '4hr 5min'."""
    lasted = format_duration(episode.get_duration(now))
    return f"open, {lasted}" if episode.is_open else lasted


def format_worst(episode: Episode) -> str:
    """Return the worst grade, of a score with its scale: '6 of 10'."""
    worst = format_grade(episode.worst)
    return f"{worst} of 10" if is_score(episode) and episode.worst is not None else worst


def is_score(episode: Episode) -> bool:
    """Tell whether the effect is scored 0-10 instead of graded."""
    return episode.effect == POSTURAL_HEADACHE.key


def format_title(episode: Episode, now: datetime, zone: str) -> str:
    """Return what an episode is: its effect, state, span and the scale of its grades."""
    began = format_moment(episode.onset_at, zone)
    state = (
        f"open since {began}"
        if episode.ended_at is None
        else f"{began} to {format_moment(episode.ended_at, zone)}"
    )
    scales = " and ".join(episode.gradings)
    graded = f" · {'scored' if is_score(episode) else 'graded by'} {scales}" if scales else ""
    return f"{episode.label} · {state} · {format_lasted_words(episode, now)}{graded}"


def format_lasted_words(episode: Episode, now: datetime) -> str:
    """Return 'for 4hr 5min so far' or 'lasted 4hr 5min'."""
    lasted = format_duration(episode.get_duration(now))
    return f"for {lasted} so far" if episode.is_open else f"lasted {lasted}"


def format_summary(episodes: tuple[Episode, ...]) -> str:
    """Return 'Side effects over time: 2 open, 3 ended'; none of either may be not known."""
    if not episodes:
        return "Side effects over time"
    opened = sum(episode.is_open for episode in episodes)
    return f"Side effects over time: {opened} open, {len(episodes) - opened} ended"


def format_nothing(trial: Trial) -> str:
    """Return what is known where there is no episode: never asked is not none."""
    keys = {*SIDE_EFFECT_BY_MEASURE, *AFTER_PUNCTURE}
    asked = [e for e in current_entries(trial.entries) if not keys.isdisjoint(e.values)]
    if not asked:
        return (
            "No entry has asked for side effects yet: that is not known, not none. "
            "They are graded in Record (Ctrl+R)."
        )
    last = format_moment(asked[-1].observed_at, trial.details.time_zone)
    times = count_of(len(asked), "time")
    return (
        f"Asked for {times}, last {last}: none was present. "
        "One that is graded in Record (Ctrl+R) is described here."
    )
