"""The result of holding a trial against a criteria set, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria_sets import DEFAULT_SOURCE, CriteriaSet, Role
from trialtracker.clinical.findings import Finding
from trialtracker.clinical.safety import NO_HARM, Harm
from trialtracker.clinical.uncertainty import Uncertainty

NO_UNCERTAINTY = Uncertainty(None, None, "Relief cannot be calculated.")
"""Without a relief there is nothing to be sure or unsure of."""


@dataclass(frozen=True, slots=True)
class DayScore:
    """One clinic-local day's mean of the measure, with the entries behind it."""

    trial_day: int
    date: date
    mean: Fraction
    readings: int
    entry_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The scored days among the `of` days from first to last; mean is over days, None without."""

    first: date | None
    last: date | None
    of: int
    scores: tuple[DayScore, ...]
    mean: Fraction | None

    @property
    def days(self) -> int:
        """Return the number of days with a score."""
        return len(self.scores)


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
    uncertainty: Uncertainty = NO_UNCERTAINTY
