"""Toxicity of a day: the sum of the highest grade of every side effect asked for on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.measure_windows import get_baseline_days, get_window_days
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import local_date, trial_day
from trialtracker.clinical.trial import Entry, current_entries


@dataclass(frozen=True, slots=True)
class ToxicDays:
    """The assessed days among `of` days: the highest grade of every effect asked for on each."""

    of: int
    days: tuple[Mapping[str, int], ...]
    entry_ids: tuple[str, ...]

    @property
    def mean(self) -> Fraction | None:
        """Return the mean sum of grades of an assessed day, None without any."""
        if not self.days:
            return None
        return Fraction(sum(sum(day.values()) for day in self.days), len(self.days))

    @property
    def asked(self) -> set[str]:
        """Return the measures of the effects asked for on any day."""
        return {key for day in self.days for key in day}

    @property
    def present(self) -> set[str]:
        """Return the measures of the effects graded above 0 on any day."""
        return {key for day in self.days for key, grade in day.items() if grade > 0}


def get_toxicity(evidence: Evidence) -> tuple[ToxicDays, ToxicDays]:
    """Return the assessed days of the set's baseline and those of its last days.

    A day on which no side effect was asked for is not a day without one: it is left out.
    """
    entries = tuple(_list_graded(evidence))
    before, during = get_baseline_days(evidence), get_window_days(evidence)
    return _collect(entries, before), _collect(entries, during)


def _list_graded(evidence: Evidence) -> Iterator[tuple[int, Entry]]:
    """Yield each entry with a grade and its trial day; what precedes the dose of day 1 is out."""
    trial, first_day = evidence.trial, evidence.trial.first_day
    started_at, until = trial.details.started_at, last_moment(trial, evidence.as_of)
    if first_day is None or started_at is None:
        return
    for entry in current_entries(trial.entries):
        is_graded = not SIDE_EFFECT_BY_MEASURE.keys().isdisjoint(entry.values)
        day = trial_day(local_date(entry.observed_at, trial.details.time_zone), first_day)
        is_before_dose = day == 1 and entry.observed_at < started_at
        if is_graded and entry.observed_at <= until and not is_before_dose:
            yield day, entry


def _collect(entries: Sequence[tuple[int, Entry]], days: tuple[int, int]) -> ToxicDays:
    first, last = days
    highest: defaultdict[int, dict[str, int]] = defaultdict(dict)
    within = [(day, entry) for day, entry in entries if first <= day <= last and last]
    for day, entry in within:
        for key in SIDE_EFFECT_BY_MEASURE.keys() & entry.values.keys():
            grades = highest[day]
            grades[key] = max(grades.get(key, 0), int(entry.values[key]))
    return ToxicDays(
        of=last - first + 1 if last else 0,
        days=tuple(highest[day] for day in sorted(highest)),
        entry_ids=tuple(entry.entry_id for _, entry in within),
    )
