"""What could fool the reader of an assessment: one function each, iterated."""

from collections.abc import Callable

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveat import Caveat
from trialtracker.clinical.caveat_course import (
    blind_broken,
    dose_change,
    headache,
    placebo_difference,
    unblinded,
)
from trialtracker.clinical.caveat_days import few_days, missing_days, window_luck
from trialtracker.clinical.caveat_opioids import opioid_unknown, rescue_not_asked, rising_opioid
from trialtracker.clinical.caveat_pain import baseline_floor, baseline_spread
from trialtracker.clinical.caveat_record import (
    amended_entries,
    baseline_recalled,
    diary_after_dose,
    late_entries,
    recorded_after_end,
    same_day_baseline,
)
from trialtracker.clinical.trial import Trial

__all__ = ["CAVEATS", "Caveat", "get_caveats"]


def get_caveats(trial: Trial, assessment: Assessment) -> tuple[Caveat, ...]:
    """Return the caveats that apply to an assessment of a trial, and only those."""
    found = (look(trial, assessment) for look in CAVEATS)
    return tuple(caveat for caveat in found if caveat is not None)


CAVEATS: tuple[Callable[[Trial, Assessment], Caveat | None], ...] = (
    window_luck,
    baseline_spread,
    baseline_floor,
    few_days,
    missing_days,
    rising_opioid,
    opioid_unknown,
    rescue_not_asked,
    dose_change,
    unblinded,
    blind_broken,
    placebo_difference,
    headache,
    same_day_baseline,
    baseline_recalled,
    diary_after_dose,
    late_entries,
    recorded_after_end,
    amended_entries,
)
"""One function and its place here adds a caveat; it returns None where it does not apply."""
