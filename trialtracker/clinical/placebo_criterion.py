"""The criterion of the placebo arm: the relief after active boluses less that after placebo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trialtracker.clinical.assessment import CriterionResult, Occasion, not_known, to_status
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import (
    count_of,
    format_exact,
    format_points,
)
from trialtracker.clinical.placebo_words import Contents, get_broken
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.wording import format_measure, format_outcome

_LABEL = "Placebo arm"


@dataclass(frozen=True, slots=True)
class _Arm:
    """The boluses of one kind: their mean, and the relief of that mean from the baseline."""

    name: str
    occasions: Sequence[Occasion]
    mean: Fraction
    percent: Fraction

    @property
    def sentence(self) -> str:
        """Return '3.1 after 2 active doses, 61 % relief'."""
        counted = count_of(len(self.occasions), f"{self.name} dose")
        outcome = format_outcome(self.percent, ())
        return f"{format_points(self.mean, ())} after {counted}, {outcome}"


def has_placebo_arm(trial: Trial) -> bool:
    """Tell whether a code that was given and opened was a placebo, or may have been."""
    return any(kind is not Contents.ACTIVE for kind in get_broken(trial).values())


def placebo_arm(evidence: Evidence) -> CriterionResult:
    """Hold the percentage points between active and placebo against the set's (Levy, Lee).

    Only coded boluses whose blind was broken count; a placebo response alone does not speak
    against a patient, so by default this criterion advises.
    """
    key, points = "placebo_arm", evidence.criteria_set.placebo_points
    requirement = f"needs ≥ {format_exact(points)} percentage points more relief than placebo"
    kinds = get_broken(evidence.trial, evidence.as_of)
    active = _get_arm(evidence, kinds, Contents.ACTIVE)
    placebo = _get_arm(evidence, kinds, Contents.PLACEBO)
    if active is None or placebo is None:
        unknown = not_known(key, _LABEL, requirement, _find_gap(evidence, kinds))
        return replace(unknown, used=_list_breaks(evidence))
    difference = active.percent - placebo.percent
    shown = f"{format_points(difference, (points,))} percentage points"
    subject = format_measure(evidence.relief.measure)
    reason = f"{subject}: {active.sentence}; {placebo.sentence}; {shown} between them."
    used = _list_used(evidence, (*active.occasions, *placebo.occasions))
    return CriterionResult(
        key, _LABEL, to_status(difference >= points), shown, requirement, reason, used
    )


def _get_arm(evidence: Evidence, kinds: Mapping[str, Contents], kind: Contents) -> _Arm | None:
    """Return the boluses of a kind with enough readings, None without any or a baseline.

    The means of their hours are averaged, never their percents.
    """
    occasions = [each for each in evidence.relief.judged if _get_kinds(each, kinds) == {kind}]
    means = [each.window.mean for each in occasions if each.window.mean is not None]
    before = evidence.relief.baseline.mean
    if not means or not before:
        return None
    mean = sum(means, Fraction(0)) / len(means)
    return _Arm(kind.label.lower(), occasions, mean, 100 * (before - mean) / before)


def _get_kinds(occasion: Occasion, kinds: Mapping[str, Contents]) -> set[Contents | None]:
    return {kinds.get(code.casefold()) for code in occasion.codes}


def _find_gap(evidence: Evidence, kinds: Mapping[str, Contents]) -> str:
    """Return why active and placebo cannot be compared."""
    unclear = Contents.UNCLEAR in kinds.values()
    if unclear and Contents.PLACEBO not in kinds.values():
        return "The words on the label of an opened code do not say clearly what it held."
    if evidence.trial.details.mode.is_continuous:
        return "Active and placebo are compared after boluses only."
    counted = (
        count_of(
            sum(_get_kinds(each, kinds) == {kind} for each in evidence.relief.judged),
            f"{kind.label.lower()} dose",
        )
        for kind in (Contents.ACTIVE, Contents.PLACEBO)
    )
    found = " and ".join(counted)
    return f"{found} with an opened code, a baseline and enough readings; one of each is needed."


def _list_breaks(evidence: Evidence) -> tuple[str, ...]:
    opened = evidence.trial.blind_breaks
    return tuple(each.break_id for each in opened if each.recorded_at <= evidence.as_of)


def _list_used(evidence: Evidence, occasions: Sequence[Occasion]) -> tuple[str, ...]:
    after = (key for each in occasions for key in (*each.event_ids, *each.window.entry_ids))
    return tuple(
        dict.fromkeys((*evidence.relief.baseline.entry_ids, *after, *_list_breaks(evidence)))
    )
