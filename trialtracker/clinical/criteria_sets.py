"""Criteria sets: thresholds with their sources, named and versioned, as data."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from trialtracker.clinical.choices import Choice, TrialMode
from trialtracker.clinical.safety_limits import DEFAULT_LIMITS, SafetyLimits

DEFAULT_SOURCE = "clinic default"
"""Stands where no published source gives the number."""


class Role(Choice):
    """What a criterion does in a set."""

    REQUIRED = "required", "Required"
    ADVISES = "advises", "Advises"
    LEFT_OUT = "left_out", "Left out"


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The rules of an assessment, named and versioned; one that has been used never changes.

    Percentages, points and grades are exact; a relief equal to relief_percent passes when
    relief_includes_threshold is set (>=) and fails otherwise (>). roles and sources go by the key
    of a criterion: one not named is required, and its numbers are the clinic's default.
    effective_from is None for the sets that are shipped; a later version counts for trials whose
    first active dose is on that day or after. modes are the trials the set is meant for.
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
    # Systemic opioid not above baseline, as trials of spinal cord stimulation ask for stable or
    # reduced analgesics; the 10 % allowed are the clinic default.
    opioid_percent_above: Fraction = Fraction(10)
    about: str = ""
    roles: tuple[tuple[str, Role], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    modes: tuple[TrialMode, ...] = tuple(TrialMode)
    # A more variable 7-day baseline raises placebo response (ACTTION 2014); 1.5: clinic default.
    baseline_spread: Fraction = Fraction(3, 2)
    # Shown beside the first measure, never mixed with it: clinic default.
    secondary_measures: tuple[str, ...] = ("pain_movement", "pain_worst")
    # A bolus is judged by pain now, asked hourly; an average of 24 h stands in: clinic default.
    bolus_measures: tuple[str, ...] = ("pain_rest", "pain_average")
    # eviCore CMM-210 asks for 8 h of relief, Mohammed 2013 measured hourly; from 1 h and at least
    # 4 readings: clinic default.
    bolus_from_hours: int = 1
    bolus_to_hours: int = 8
    bolus_minimum_readings: int = 4
    bolus_baseline_readings: int = 2
    # Relief on two occasions: Mohammed 2013.
    occasions: int = 2
    # Relief that lasts 8 h: eviCore CMM-210.
    relief_hours: int = 8
    # A fall of BPI interference by 1 point or more is important: IMMPACT (J Pain 2008).
    function_bpi_points: Fraction = Fraction(1)
    # "Activity hindered" (0-10) lower by 30 % stands in for the BPI: clinic default.
    function_activity_percent: Fraction = Fraction(30)
    # Systemic opioids halved, agreed before the trial: eviCore CMM-210.
    opioid_target_percent: Fraction = Fraction(50)
    # Less than 20 percentage points between active and placebo is a caveat: clinic default.
    placebo_points: Fraction = Fraction(20)
    # Smith 2002: pain 20 % lower, or equal pain with 20 % less toxicity.
    cancer_percent: Fraction = Fraction(20)
    # Rauck 2003: 50 % in pain, systemic opioids or side-effect index.
    composite_percent: Fraction = Fraction(50)
    # Words for a relief from each percent on, lowest first (IMMPACT); empty for none.
    bands: tuple[tuple[Fraction, str], ...] = ()
    effective_from: date | None = None
    author: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """Return name and version as every result names the set."""
        return f"{self.name} {self.version}"

    def get_role(self, key: str) -> Role:
        """Return what a criterion does in this set."""
        return dict(self.roles).get(key, Role.REQUIRED)

    def get_source(self, key: str) -> str:
        """Return where a criterion's numbers come from."""
        return dict(self.sources).get(key, DEFAULT_SOURCE)


CLINIC_DEFAULT = CriteriaSet(
    name="Clinic default",
    version="2026-11-22",
    about="The decision table of this clinic: relief of half, and nothing else against it.",
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
    roles=(
        ("secondary_pain", Role.ADVISES),
        ("opioid_target", Role.LEFT_OUT),
        ("acceptable_relief", Role.LEFT_OUT),
        ("placebo_arm", Role.ADVISES),
        ("cancer_benefit", Role.ADVISES),
        ("composite", Role.LEFT_OUT),
    ),
    sources=(
        (
            "pain_relief",
            "Anderson 2003; Aetna CPB 0161, as summarised by a third party; "
            "IMMPACT 2008; Farrar 2001",
        ),
        ("absolute_change", "Farrar 2001"),
        ("repeat_bolus", "Mohammed 2013"),
        ("relief_duration", "eviCore CMM-210, as summarised by a third party"),
        ("function", "IMMPACT 2008; the goal and activity hindered are the clinic default"),
        ("tolerability", "CMS article 55239"),
        ("acceptable_relief", "CMS article 55239"),
        ("patient_acceptance", "CMS article 55239"),
        ("opioid_target", "eviCore CMM-210, as summarised by a third party"),
        ("cancer_benefit", "Smith 2002"),
        ("composite", "Rauck 2003"),
    ),
)
