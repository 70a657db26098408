"""Criteria sets: thresholds with their sources, named and versioned."""

from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.safety_limits import DEFAULT_LIMITS, SafetyLimits

# Systemic opioid not above baseline, as trials of spinal cord stimulation ask for stable or reduced
# analgesics; the 10 % allowed are the clinic default.
_OPIOID_PERCENT_ABOVE = Fraction(10)


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The thresholds of an assessment, named and versioned.

    Percentages, points and grades are exact; a relief equal to relief_percent passes when
    relief_includes_threshold is set (>=) and fails otherwise (>).
    """

    name: str
    version: str
    measures: tuple[str, ...]
    relief_percent: Fraction
    relief_includes_threshold: bool
    borderline_percent: Fraction
    absolute_points: Fraction
    baseline_level: Fraction
    baseline_days: int
    baseline_minimum_days: int
    window_days: int
    window_minimum_days: int
    minimum_infusion_hours: int
    worst_grade: int
    unassessed_days_allowed: int
    safety: SafetyLimits = DEFAULT_LIMITS
    opioid_percent_above: Fraction = _OPIOID_PERCENT_ABOVE

    @property
    def title(self) -> str:
        """Return name and version as every result names the set."""
        return f"{self.name} {self.version}"


CLINIC_DEFAULT = CriteriaSet(
    name="Clinic default",
    version="2026-11",
    # Average of the last 24 h first; pain at rest stands in, never mixed: clinic default.
    measures=("pain_average", "pain_rest"),
    # 50 % or more: Anderson 2003, Aetna CPB 0161. Others ask for more than 50 % (eviCore CMM-210,
    # BCBS Alabama MP-442), so the operator belongs to the set. CMS sets no number.
    relief_percent=Fraction(50),
    relief_includes_threshold=True,
    # 30 % is moderate improvement: IMMPACT (J Pain 2008), Farrar 2001.
    borderline_percent=Fraction(30),
    # About 2 points are a clinically important difference: Farrar 2001.
    absolute_points=Fraction(2),
    # Entry level of 5 on the scale, by analogy with Smith 2002 (VAS 5 or more): clinic default.
    baseline_level=Fraction(5),
    # 7-day diary average, by analogy with PMC5131423; at least 4 days: clinic default.
    baseline_days=7,
    baseline_minimum_days=4,
    # Last 3 days, from 3-day trial protocols; at least 2 of them: clinic default.
    window_days=3,
    window_minimum_days=2,
    # External-pump series infused for 24 h or more (WCN 2024 poster): clinic default.
    minimum_infusion_hours=24,
    # Acceptable side effects are asked for by CMS and Aetna; the grade is the clinic default.
    worst_grade=2,
    # A day without an entry is not a day without side effects: clinic default.
    unassessed_days_allowed=1,
    opioid_percent_above=_OPIOID_PERCENT_ABOVE,
)
