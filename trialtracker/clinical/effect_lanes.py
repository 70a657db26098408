"""The side effects of a trial as lanes to plot: each grade for as long as it is known to hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from trialtracker.clinical.episodes import Episode, list_episodes
from trialtracker.clinical.record import current_details
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SIDE_EFFECT_BY_KEY
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry, Trial

GRADE_HOLDS = timedelta(hours=24)
"""A grade that nobody assessed again says nothing after this long (clinic default)."""


@dataclass(frozen=True, slots=True)
class GradeSpan:
    """A stretch of time in which one grade of a side effect holds."""

    start: datetime
    end: datetime
    grade: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One side effect that was present at least once; open_until is set while it goes on."""

    key: str
    label: str
    spans: tuple[GradeSpan, ...]
    open_until: datetime | None = None

    @property
    def worst(self) -> int:
        """Return the highest grade ever recorded."""
        return max(span.grade for span in self.spans)


def get_effect_lanes(trial: Trial, entries: Iterable[Entry], until: datetime) -> tuple[Lane, ...]:
    """Return the lanes of these entries and what is stated of them, worst side effect first.

    A stated onset and end stand for those that the grades tell.
    """
    details = [d for d in current_details(trial.effect_details) if d.onset_at <= until]
    graded = [e for e in list_episodes(entries, details) if _is_graded(e)]
    by_effect = groupby(sorted(graded, key=lambda e: e.effect), key=lambda e: e.effect)
    lanes = (_to_lane(effect, tuple(episodes), until) for effect, episodes in by_effect)
    return tuple(sorted(lanes, key=lambda lane: (-lane.worst, lane.spans[0].start, lane.label)))


def _is_graded(episode: Episode) -> bool:
    return bool(episode.readings) and episode.effect in SIDE_EFFECT_BY_KEY


def _to_lane(effect: str, episodes: Sequence[Episode], until: datetime) -> Lane:
    label = SIDE_EFFECT_BY_KEY[effect].label
    spans = tuple(span for episode in episodes for span in _get_spans(episode, until))
    return Lane(effect, label, spans, until if episodes[-1].is_open else None)


def _get_spans(episode: Episode, until: datetime) -> list[GradeSpan]:
    spans: list[tuple[datetime, datetime, int]] = []
    ended_at = min(until, to_utc(episode.ended_at or until))
    onset_at = to_utc(episode.onset_at)
    present = [reading for reading in episode.readings if reading.grade != NO_SIDE_EFFECT]
    times = [to_utc(reading.at) for reading in present]
    for reading, at, after in zip(present, times, [*times[1:], ended_at], strict=True):
        start, end = at if spans else min(at, onset_at), min(after, at + GRADE_HOLDS)
        if spans and spans[-1][1:] == (at, reading.grade):
            spans[-1] = (spans[-1][0], end, reading.grade)
        else:
            spans.append((start, end, reading.grade))
    return [GradeSpan(*span) for span in spans]
