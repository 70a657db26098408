"""What became of one trial, as the short keys by which the clinic's outcomes are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.review import Review
from trialtracker.clinical.safety import Harm
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Trial

ENDED, RUNNING = "ended", "running"
NONE = "none"
"""Stands in a key where a trial has no decision, or no relief that can be calculated."""

WORSE = "worse"
"""Stands in the relief of a trial in which pain was worse than before."""

NOT_RECORDED, BLINDED, SEVERAL = "not_recorded", "blinded", "several"
"""Stand for a drug: none was recorded, a coded syringe, more drugs than a group is named by."""

ANY_EFFECT = "any"
GROUPINGS = ("indication", "drug", "mode")
"""What trials are grouped by; never by who cared for a patient."""

FAVOURABLE_KEY = f"verdict={Verdict.FAVOURABLE.value}"
_MOST_DRUGS = 4
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """The clinic-local month of the first active dose as '2026-03', and what is counted."""

    month: str
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the keys as they are stored: each between two spaces."""
        return f" {' '.join(self.keys)} " if self.keys else ""


NO_OUTCOME = Outcome("", ())
"""Of a trial in which no active dose was given: it does not count."""


def parse_outcome(month: str, text: str) -> Outcome:
    """Return an outcome as it was stored."""
    return Outcome(month, tuple(text.split()))


def get_outcome(trial: Trial, assessment: Assessment, review: Review | None) -> Outcome:
    """Return what became of a trial, or that it is still running."""
    first_day = trial.first_day
    if first_day is None:
        return NO_OUTCOME
    month = f"{first_day.year:04d}-{first_day.month:02d}"
    if trial.details.state.is_open:
        return Outcome(month, (RUNNING,))
    keys = (
        ENDED,
        f"mode={trial.details.mode.value}",
        f"indication={trial.details.indication.value}",
        f"drug={_get_drugs(trial)}",
        f"verdict={assessment.verdict.value}",
        *_list_decision(trial, review),
        f"relief={_get_relief(assessment.relief_percent)}",
        *_list_effects(assessment.harm),
    )
    return Outcome(month, keys)


def list_counted(keys: Iterable[str]) -> tuple[str, ...]:
    """Return what a trial adds one to: its keys, and the pairs that are shown together."""
    listed = tuple(keys)
    by_name = {key.partition("=")[0]: key for key in listed}
    pairs = []
    if ENDED in by_name:
        pairs.append(join(by_name["verdict"], by_name["decision"]))
    if FAVOURABLE_KEY in listed:
        pairs += [join(FAVOURABLE_KEY, by_name[name]) for name in GROUPINGS]
    return (*listed, *pairs)


def join(*keys: str) -> str:
    """Return the key that counts the trials with all of these."""
    return "&".join(keys)


def _get_drugs(trial: Trial) -> str:
    drugs = {dose.drug for dose in trial.doses if dose.rate_ng_per_day or dose.bolus_ng}
    if trial.blinded_doses:
        drugs.add(BLINDED)
    if len(drugs) > _MOST_DRUGS:
        return SEVERAL
    return "+".join(sorted(drugs)) or NOT_RECORDED


def _list_decision(trial: Trial, review: Review | None) -> tuple[str, ...]:
    """Return the decision of the newest review, with the days from the start to its signature.

    What a damaged review says was decided need not have been: it counts as undecided.
    """
    first_day = trial.first_day
    if review is None or review.opinion is None or not review.is_whole or first_day is None:
        return (f"decision={NONE}",)
    days = (local_date(review.signed_at, trial.details.time_zone) - first_day).days
    return (f"decision={review.opinion.decision.value}", f"days={max(days, 0)}")


def _get_relief(percent: Fraction | None) -> str:
    """Return the whole percent below the relief: 49.99 is 49, as it is not yet 50."""
    if percent is None:
        return NONE
    return WORSE if percent < 0 else str(min(floor(percent), _WHOLE))


def _list_effects(harm: Harm) -> tuple[str, ...]:
    """Return the worst grade of each side effect that was asked for; 0 says absent."""
    worst: dict[str, int] = {}
    for reading in harm.readings:
        key = reading.effect.key
        worst[key] = max(worst.get(key, 0), reading.grade)
    return tuple(f"effect:{key}={grade}" for key, grade in sorted(_with_any(worst).items()))


def _with_any(worst: Mapping[str, int]) -> Mapping[str, int]:
    return {**worst, ANY_EFFECT: max(worst.values())} if worst else worst
