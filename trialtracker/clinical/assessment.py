"""The result of holding a trial against a criteria set, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria_sets import DEFAULT_SOURCE, CriteriaSet, Role
from trialtracker.clinical.findings import Finding
from trialtracker.clinical.safety import NO_HARM, Harm


@dataclass(frozen=True, slots=True)
class DayScore:
    """One clinic-local day's mean of the measure, with the entries behind it.

    In a window of hours it is the mean of these hours, on the day of the bolus.
    """

    trial_day: int
    date: date
    mean: Fraction
    readings: int
    entry_ids: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What was found of a measure at one moment: the mean where it was asked for twice."""

    at: datetime
    score: Fraction
    entry_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Some hours of a bolus trial, and the readings in them by time."""

    begins: datetime
    ends: datetime
    readings: tuple[Reading, ...]

    @property
    def span(self) -> timedelta:
        """Return the time from the first reading to the last."""
        return self.readings[-1].at - self.readings[0].at if self.readings else timedelta(0)

    @property
    def longest_gap(self) -> timedelta:
        """Return the longest time between a reading and the next."""
        gaps = (later.at - earlier.at for earlier, later in pairwise(self.readings))
        return max(gaps, default=timedelta(0))


@dataclass(frozen=True, slots=True)
class Window:
    """The scored days among the `of` days from first to last; mean is over days, None without.

    In a bolus trial a window may be of hours: then hours holds the readings, and the one score
    their mean, if there are enough. label says which baseline it is where there are several.
    """

    first: date | None
    last: date | None
    of: int
    scores: tuple[DayScore, ...]
    mean: Fraction | None
    label: str = ""
    hours: Hours | None = None

    @property
    def days(self) -> int:
        """Return the number of days with a score."""
        return len(self.scores)

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """Return the ids of the entries in it, also where they are too few for a mean."""
        found: Sequence[Reading | DayScore] = self.hours.readings if self.hours else self.scores
        return tuple(entry_id for each in found for entry_id in each.entry_ids)


NO_WINDOW = Window(None, None, 0, (), None)
"""Stands before the first active dose."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One bolus with what followed it; event_ids are its doses, codes those of blinded ones.

    hours are from one hour after it to another, as the set says, and window is made of them;
    readings go on until the next bolus or the end. percent is None if not calculable. is_placebo
    says that all its codes were opened and held a placebo.
    """

    at: datetime
    event_ids: tuple[str, ...]
    codes: tuple[str, ...]
    hours: Hours
    window: Window
    readings: tuple[Reading, ...]
    percent: Fraction | None
    is_placebo: bool = False

    @property
    def is_judged(self) -> bool:
        """Tell whether there are enough readings after it."""
        return self.window.mean is not None


@dataclass(frozen=True, slots=True)
class Interval:
    """The relief that the days support with 95 %, in percent, rounded outwards to 0.1."""

    low_percent: Decimal
    high_percent: Decimal


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Interval and chance of enough relief, both or neither; reason says why there is neither."""

    interval: Interval | None
    chance_percent: int | None
    reason: str


NO_UNCERTAINTY = Uncertainty(None, None, "Relief cannot be calculated.")
"""Without a relief there is nothing to be sure or unsure of."""


@dataclass(frozen=True, slots=True)
class Relief:
    """One measure before and during a trial; percent is unrounded, None if not calculable.

    A bolus trial has occasions; same_day is what was read on the day of the first, before it.
    """

    measure: str
    baseline: Window
    window: Window
    infused: timedelta
    percent: Fraction | None
    occasions: tuple[Occasion, ...] = ()
    same_day: Window = NO_WINDOW

    @property
    def judged(self) -> tuple[Occasion, ...]:
        """Return the occasions with enough readings."""
        return tuple(occasion for occasion in self.occasions if occasion.is_judged)

    @property
    def active(self) -> tuple[Occasion, ...]:
        """Return the occasions that are not known to have been a placebo."""
        return tuple(occasion for occasion in self.occasions if not occasion.is_placebo)

    @property
    def speaking(self) -> Occasion | None:
        """Return the occasion that speaks for the trial: the last active with enough readings."""
        return next((each for each in reversed(self.active) if each.is_judged), None)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion: what it needs, what was found, and why it is met, not met or not known.

    used are the ids of the entries, facts, intakes and doses it rests on. role and source are the
    set's, put there by assess.
    """

    key: str
    label: str
    status: Status
    value: str
    requirement: str
    reason: str
    used: tuple[str, ...] = ()
    role: Role = Role.REQUIRED
    source: str = DEFAULT_SOURCE


def to_status(is_met: bool) -> Status:
    """Return met or not met, for a criterion with all it needs."""
    return Status.MET if is_met else Status.NOT_MET


def not_known(key: str, label: str, requirement: str, reason: str) -> CriterionResult:
    """Return a criterion that cannot be judged, and why."""
    return CriterionResult(key, label, Status.NOT_KNOWN, "Not known", requirement, reason)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict with everything behind it; relief_percent is unrounded, None if not calculable.

    findings are the safety findings of the whole course, the resolved ones too.
    """

    verdict: Verdict
    headline: str
    summary: str
    measure: str
    baseline: Window
    window: Window
    relief_percent: Fraction | None
    criteria: tuple[CriterionResult, ...]
    criteria_set: CriteriaSet
    as_of: datetime
    findings: tuple[Finding, ...] = ()
    harm: Harm = NO_HARM
    occasions: tuple[Occasion, ...] = ()
    uncertainty: Uncertainty = NO_UNCERTAINTY
