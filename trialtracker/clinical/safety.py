"""Harm in a trial: graded side effects since the first active dose, and the worst of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE, SideEffect
from trialtracker.clinical.trial import Trial, current_entries


@dataclass(frozen=True, slots=True)
class GradeReading:
    """One recorded grade of one side effect; grade 0 says that it was asked for and absent."""

    effect: SideEffect
    grade: int
    observed_at: datetime
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class WorstSideEffect:
    """The highest recorded grade; latest_grade is the one recorded last for the same effect."""

    effect: SideEffect
    grade: int
    observed_at: datetime
    latest_grade: int
    entry_id: str = ""

    @property
    def resolved(self) -> bool:
        """Tell whether the effect was recorded as absent since."""
        return self.latest_grade == 0


def get_grade_readings(trial: Trial, as_of: datetime) -> tuple[GradeReading, ...]:
    """Return every grade recorded since the first active dose, by time; at one time worst last.

    Readings after the trial's end count too: harm does not end with the infusion.
    """
    started_at = trial.details.started_at
    if started_at is None:
        return ()
    readings = (
        GradeReading(SIDE_EFFECT_BY_MEASURE[key], int(value), entry.observed_at, entry.entry_id)
        for entry in current_entries(trial.entries)
        if started_at <= entry.observed_at <= as_of
        for key, value in entry.values.items()
        if key in SIDE_EFFECT_BY_MEASURE
    )
    return tuple(sorted(readings, key=lambda r: (r.observed_at, r.grade)))


@dataclass(frozen=True, slots=True)
class Harm:
    """Every grade recorded since the first active dose, and the worst of them above 0."""

    readings: tuple[GradeReading, ...]
    worst: WorstSideEffect | None

    @property
    def text(self) -> str:
        """Return 'Nausea 2 (resolved)', 'None' if assessed and absent, 'Not recorded' if never."""
        if self.worst is not None:
            resolved = " (resolved)" if self.worst.resolved else ""
            return f"{self.worst.effect.label} {self.worst.grade}{resolved}"
        return "None" if self.readings else "Not recorded"


NO_HARM = Harm((), None)
"""Nothing was ever recorded."""


def get_harm(trial: Trial, as_of: datetime) -> Harm:
    """Return what was recorded of a trial's side effects up to a moment.

    Of equal grades the one not resolved comes first, then the newest.
    """
    readings = get_grade_readings(trial, as_of)
    latest = _get_latest(readings)
    harms = (
        WorstSideEffect(r.effect, r.grade, r.observed_at, latest[r.effect.key].grade, r.entry_id)
        for r in readings
        if r.grade > 0
    )
    worst = max(harms, key=lambda h: (h.grade, not h.resolved, h.observed_at), default=None)
    return Harm(readings, worst)


def _get_latest(readings: Iterable[GradeReading]) -> Mapping[str, GradeReading]:
    return {reading.effect.key: reading for reading in readings}
