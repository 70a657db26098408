"""The ways in which a patient can be better: less pain, fewer oral opioids, less toxicity."""

from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.measure_windows import has_enough_days
from trialtracker.clinical.number_words import count_of, format_percent, format_points
from trialtracker.clinical.opioid_baseline import get_percent_change
from trialtracker.clinical.opioid_criterion import compare_intake
from trialtracker.clinical.pain_criteria import NOT_STARTED
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.toxicity import ToxicDays, get_toxicity
from trialtracker.clinical.wording import format_change, format_outcome


@dataclass(frozen=True, slots=True)
class Benefit:
    """What has become less, by how many percent (None for not known), and the words for it."""

    noun: str
    percent: Fraction | None
    sentence: str
    used: tuple[str, ...] = ()

    def is_at_least(self, threshold: Fraction) -> bool | None:
        """Tell whether it is less by so much, None where that is not known."""
        return None if self.percent is None else self.percent >= threshold

    def format(self, threshold: Fraction) -> str:
        """Return '58 % less pain', worded as more where it is more."""
        if self.percent is None:
            return "Not known"
        size = format_percent(abs(self.percent), (threshold,))
        return f"{size} {'more' if self.percent < 0 else 'less'} {self.noun}"


def get_pain_benefit(evidence: Evidence, threshold: Fraction) -> Benefit:
    """Return how much less pain there is, by the measure and the windows of the relief."""
    relief = evidence.relief
    used = (*relief.baseline.entry_ids, *relief.window.entry_ids)
    sentence = f"{format_change(relief)}: {format_outcome(relief.percent, (threshold,))}."
    return Benefit("pain", relief.percent, sentence, () if relief.percent is None else used)


def get_opioid_benefit(evidence: Evidence) -> Benefit:
    """Return how much less oral opioid is taken, by the mean daily MME."""
    change = compare_intake(evidence)
    percent = change.percent
    if percent is None:
        uncounted = f"{change.sentence} A percent of 0 cannot be calculated."
        return Benefit("oral opioid", None, change.gap or uncounted)
    return Benefit("oral opioid", -percent, change.sentence, change.used)


def get_toxicity_benefit(evidence: Evidence) -> Benefit:
    """Return how much lower the mean daily sum of grades is.

    An effect present before the trial and not asked for since may still be there: then nothing is
    said of the change.
    """
    before, during = get_toxicity(evidence)
    gap = _find_gap(evidence, before, during)
    change = get_percent_change(before.mean, during.mean)
    if gap or before.mean is None or during.mean is None:
        return Benefit("toxicity", None, gap)
    shown = f"from {_format(before, before.mean)} to {_format(during, during.mean)}"
    sentence = f"The daily sum of side-effect grades went {shown}"
    if change is None:
        return Benefit("toxicity", None, f"{sentence}: a percent of 0 cannot be calculated.")
    used = (*before.entry_ids, *during.entry_ids)
    return Benefit("toxicity", -change, f"{sentence}.", used)


def _find_gap(evidence: Evidence, before: ToxicDays, during: ToxicDays) -> str:
    """Return why toxicity cannot be compared, '' if it can."""
    if not evidence.is_started:
        return NOT_STARTED
    criteria_set = evidence.criteria_set
    if not has_enough_days(evidence, len(before.days), len(during.days)):
        return (
            f"Side effects were asked for on {count_of(len(before.days), 'day')} before the trial "
            f"and on {len(during.days)} in its window; {criteria_set.baseline_minimum_days} and "
            f"{criteria_set.window_minimum_days} are needed."
        )
    unasked = sorted(SIDE_EFFECT_BY_MEASURE[key].label for key in before.present - during.asked)
    if unasked:
        return f"Present before the trial and not asked for since: {', '.join(unasked)}."
    return ""


def _format(days: ToxicDays, mean: Fraction) -> str:
    return f"{format_points(mean, ())} ({len(days.days)} of {days.of} days)"
