"""Side effects over time: each effect's episodes, from its grades and from what people state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from trialtracker.clinical.measures import POSTURAL_HEADACHE
from trialtracker.clinical.record import EffectDetail, current_details
from trialtracker.clinical.side_effects import (
    NO_SIDE_EFFECT,
    SIDE_EFFECT_BY_KEY,
    SIDE_EFFECT_BY_MEASURE,
    SIDE_EFFECTS,
)
from trialtracker.clinical.trial import Entry, Trial, current_entries

POSTURAL_HEADACHE_SCALE = "0-10, sitting up"
"""What stands in the place of the grading for the headache that is scored, not graded."""

AFTER_PUNCTURE = ("postural_headache", "headache", "cerebrospinal_fluid_leakage")
"""What tells of a headache after dural puncture: shown together, apart from the index pain."""

EFFECT_LABELS: Mapping[str, str] = {
    POSTURAL_HEADACHE.key: POSTURAL_HEADACHE.label,
    **{effect.key: effect.label for effect in SIDE_EFFECTS},
}
"""Everything that has episodes, by the key under which a description names it."""


class GradeReading(NamedTuple):
    """One recorded grade (of the headache sitting up: score); grading names its scale."""

    at: datetime
    grade: int
    grading: str


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch of one side effect.

    readings are the grades recorded, up to the 0 that ended it if one did; empty where people
    described an episode that no current entry holds a grade of. onset_at and ended_at are what
    detail states, else what the readings tell; ended_at is None while it goes on.
    """

    effect: str
    readings: tuple[GradeReading, ...]
    onset_at: datetime
    ended_at: datetime | None
    detail: EffectDetail | None

    @property
    def label(self) -> str:
        """Return the words of the effect."""
        return EFFECT_LABELS[self.effect]

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on."""
        return self.ended_at is None

    @property
    def is_after_puncture(self) -> bool:
        """Tell whether it may belong to a headache after dural puncture."""
        return self.effect in AFTER_PUNCTURE

    @property
    def worst(self) -> int | None:
        """Return the highest grade, None where none is recorded."""
        return max((reading.grade for reading in self.readings), default=None)

    @property
    def last_grade(self) -> int | None:
        """Return the grade recorded last while it was present, None where none is."""
        present = [r.grade for r in self.readings if r.grade != NO_SIDE_EFFECT]
        return present[-1] if present else None

    @property
    def course(self) -> tuple[GradeReading, ...]:
        """Return the readings at which the grade changed, the first included."""
        before = (None, *(reading.grade for reading in self.readings))
        return tuple(r for r, last in zip(self.readings, before, strict=False) if r.grade != last)

    @property
    def gradings(self) -> tuple[str, ...]:
        """Return the scales of its grades, in the order they were used."""
        return tuple(dict.fromkeys(reading.grading for reading in self.readings))

    def get_duration(self, now: datetime) -> timedelta:
        """Return how long it lasted, or has lasted by now."""
        return max(timedelta(0), (self.ended_at or now) - self.onset_at)


def get_episodes(trial: Trial, as_of: datetime) -> tuple[Episode, ...]:
    """Return every episode that had begun by a moment: open ones first, then newest first."""
    entries = [e for e in current_entries(trial.entries) if e.observed_at <= as_of]
    details = [d for d in current_details(trial.effect_details) if d.onset_at <= as_of]
    episodes = list_episodes(entries, details)
    newest = sorted(episodes, key=lambda e: e.onset_at, reverse=True)
    return tuple(sorted(newest, key=lambda e: not e.is_open))


def get_open_effects(trial: Trial) -> tuple[Episode, ...]:
    """Return the graded episodes that go on, oldest first: each entry asks for them again."""
    episodes = list_episodes(current_entries(trial.entries), current_details(trial.effect_details))
    return tuple(e for e in episodes if e.is_open and e.readings)


def get_open_grades(trial: Trial) -> dict[str, int]:
    """Return the last grade of every open side effect, by the measure that an entry holds."""
    graded = [e for e in get_open_effects(trial) if e.effect in SIDE_EFFECT_BY_KEY]
    return {SIDE_EFFECT_BY_KEY[e.effect].measure: e.last_grade or NO_SIDE_EFFECT for e in graded}


def list_episodes(entries: Iterable[Entry], details: Sequence[EffectDetail]) -> tuple[Episode, ...]:
    """Return the episodes of these entries and descriptions, oldest first.

    A grade above 0 begins one, the first recorded 0 after it ends it, and so does an end that is
    stated: a grade after that is an episode of its own.
    """
    readings = _get_readings(entries)
    known = readings.keys() | {detail.effect for detail in details}
    episodes = (
        episode
        for effect in EFFECT_LABELS
        if effect in known
        for episode in _join(
            effect, readings.get(effect, {}), [d for d in details if d.effect == effect]
        )
    )
    return tuple(sorted(episodes, key=lambda e: (e.onset_at, e.label)))


def _get_readings(entries: Iterable[Entry]) -> dict[str, dict[datetime, GradeReading]]:
    """Return the readings by effect and time; of two at one time the worse counts."""
    found: dict[str, dict[datetime, GradeReading]] = {}
    for entry in entries:
        at, asked = entry.observed_at, entry.grading
        for measure, value in entry.values.items():
            effect, grading = _get_effect(measure, asked)
            if not effect:
                continue
            at_times, reading = found.setdefault(effect, {}), GradeReading(at, int(value), grading)
            if at not in at_times or reading > at_times[at]:
                at_times[at] = reading
    return found


@cache
def _get_effect(measure: str, grading: str) -> tuple[str, str]:
    if measure == POSTURAL_HEADACHE.key:
        return measure, POSTURAL_HEADACHE_SCALE
    effect = SIDE_EFFECT_BY_MEASURE.get(measure)
    return ("", "") if effect is None else (effect.key, grading)


def _join(
    effect: str, readings: Mapping[datetime, GradeReading], details: Sequence[EffectDetail]
) -> list[Episode]:
    stated_ends = [d.ended_at for d in details if d.ended_at is not None]
    left = list(details)
    episodes = []
    for stretch in split_stretches(readings.values(), stated_ends):
        detail = next((d for d in left if is_of_stretch(d, stretch)), None)
        if detail is not None:
            left.remove(detail)
        episodes.append(_to_episode(effect, stretch, detail))
    return episodes + [Episode(effect, (), d.onset_at, d.ended_at, d) for d in left]


def split_stretches(
    readings: Iterable[GradeReading], stated_ends: Iterable[datetime]
) -> list[tuple[GradeReading, ...]]:
    """Return the readings parted into stretches of presence, each with the 0 that ended it."""
    ends = tuple(stated_ends)
    stretches: list[list[GradeReading]] = []
    is_open = False
    for reading in sorted(readings):
        is_present = reading.grade != NO_SIDE_EFFECT
        if is_open and not (is_present and _ends_between(stretches[-1][-1], reading, ends)):
            stretches[-1].append(reading)
        elif is_present:
            stretches.append([reading])
        is_open = is_present
    return [tuple(stretch) for stretch in stretches]


def _ends_between(one: GradeReading, other: GradeReading, ends: Sequence[datetime]) -> bool:
    return bool(ends) and any(one.at <= end < other.at for end in ends)


def is_of_stretch(detail: EffectDetail, stretch: Sequence[GradeReading]) -> bool:
    """Tell whether a description speaks of this stretch: they share some time."""
    first, last = stretch[0], stretch[-1]
    begins_in_time = last.grade != NO_SIDE_EFFECT or detail.onset_at < last.at
    return begins_in_time and (detail.ended_at is None or detail.ended_at >= first.at)


def _to_episode(
    effect: str, stretch: tuple[GradeReading, ...], detail: EffectDetail | None
) -> Episode:
    first, last = stretch[0], stretch[-1]
    recorded_end = last.at if last.grade == NO_SIDE_EFFECT else None
    if detail is None:
        return Episode(effect, stretch, first.at, recorded_end, None)
    return Episode(effect, stretch, detail.onset_at, detail.ended_at or recorded_end, detail)
