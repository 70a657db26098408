"""What could fool the reader of an assessment: one function each, iterated."""

from collections.abc import Callable

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveat import Caveat
from trialtracker.clinical.caveat_pain import baseline_floor, baseline_spread
from trialtracker.clinical.trial import Trial

__all__ = ["CAVEATS", "Caveat", "get_caveats"]


def get_caveats(trial: Trial, assessment: Assessment) -> tuple[Caveat, ...]:
    """Return the caveats that apply to an assessment of a trial, and only those."""
    found = (look(trial, assessment) for look in CAVEATS)
    return tuple(caveat for caveat in found if caveat is not None)


CAVEATS: tuple[Callable[[Trial, Assessment], Caveat | None], ...] = (
    baseline_spread,
    baseline_floor,
)
