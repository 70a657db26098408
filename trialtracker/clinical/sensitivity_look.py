"""One other look at a trial: held against the same baseline, and put into words."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import to_status
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import format_exact
from trialtracker.clinical.wording import format_outcome


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The same trial looked at in another way; percent is None where it does not come to one.

    status tells whether that way reaches the set's threshold.
    """

    key: str
    label: str
    percent: Fraction | None
    sentence: str
    status: Status = Status.NOT_KNOWN


class Held(NamedTuple):
    """What every other look is held against: the set and the baseline mean, which is not 0."""

    criteria_set: CriteriaSet
    baseline: Fraction

    def get_percent(self, mean: Fraction) -> Fraction:
        """Return the relief of a mean."""
        return 100 * (self.baseline - mean) / self.baseline


class Looked(NamedTuple):
    """What a look found: mean is None where too little was recorded, counted says how much was."""

    key: str
    label: str
    counted: str
    mean: Fraction | None


def to_sensitivity(held: Held, looked: Looked) -> Sensitivity:
    """Return a look with its relief, and whether that reaches the set's threshold."""
    named = f"{looked.label} ({looked.counted})"
    if looked.mean is None:
        sentence = f"{named}: too few to compare."
        return Sensitivity(looked.key, looked.label, None, sentence)
    percent, criteria_set = held.get_percent(looked.mean), held.criteria_set
    passes = reaches(criteria_set, percent)
    sentence = (
        f"{named}: {format_relief(criteria_set, percent)}; "
        f"{format_threshold(criteria_set)} is {'' if passes else 'not '}reached."
    )
    return Sensitivity(looked.key, looked.label, percent, sentence, to_status(passes))


def to_other_operator(criteria_set: CriteriaSet, percent: Fraction) -> Sensitivity:
    """Return what the other operator would say: payers are split between the two."""
    threshold, is_included = criteria_set.relief_percent, criteria_set.relief_includes_threshold
    passes = percent > threshold or (not is_included and percent == threshold)
    wanted = _format_wanted(threshold, is_included=not is_included)
    sentence = (
        f"If {wanted} were asked for: {format_relief(criteria_set, percent)}, "
        f"{'' if passes else 'not '}reached."
    )
    return Sensitivity("operator", f"If {wanted}", percent, sentence, to_status(passes))


def reaches(criteria_set: CriteriaSet, percent: Fraction) -> bool:
    """Tell whether a relief passes the set's threshold, by its operator."""
    threshold = criteria_set.relief_percent
    return percent > threshold or (criteria_set.relief_includes_threshold and percent == threshold)


def format_threshold(criteria_set: CriteriaSet) -> str:
    """Return '50 % or more', or 'more than 50 %'."""
    is_included = criteria_set.relief_includes_threshold
    return _format_wanted(criteria_set.relief_percent, is_included=is_included)


def format_relief(criteria_set: CriteriaSet, percent: Fraction) -> str:
    """Return '58 % relief', on its side of both thresholds of the set."""
    return format_outcome(percent, (criteria_set.relief_percent, criteria_set.borderline_percent))


def _format_wanted(threshold: Fraction, *, is_included: bool) -> str:
    shown = f"{format_exact(threshold)} %"
    return f"{shown} or more" if is_included else f"more than {shown}"
