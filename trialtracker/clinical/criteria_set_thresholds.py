"""Every threshold of a criteria set as a row of one table: where it stands, its words, its range.

The page that shows a set, the form that edits one and the checks all iterate over it.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.number_words import format_exact

Number = int | Fraction | Decimal


class Group(Choice):
    """The parts of a criteria set, in the order they are shown."""

    PAIN = "pain", "Pain"
    DATA = "data", "Data needed"
    BOLUS = "bolus", "Bolus"
    FUNCTION = "function", "Function"
    SIDE_EFFECTS = "side_effects", "Side effects"
    OPIOIDS = "opioids", "Opioids"
    CANDIDACY = "candidacy", "Candidacy"
    PLACEBO = "placebo", "Placebo"
    CANCER = "cancer", "Cancer"
    SAFETY = "safety", "Safety limits"


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit and the range that makes sense; low itself is left out where is_above is set."""

    unit: str
    low: int
    high: int
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of a set.

    field is its name in CriteriaSet, or in SafetyLimits after "safety."; criterion is the key of
    the criterion it belongs to, empty where it serves several. says holds {} for the value with
    its unit.
    """

    field: str
    group: Group
    criterion: str
    label: str
    says: str
    scale: Scale

    def format(self, value: Number) -> str:
        """Return the value in a sentence: 'at least 2 points'."""
        return self.says.format(format_with_unit(value, self.scale.unit))


def format_number(value: Number) -> str:
    """Return a threshold as it is typed and read: '0.5', '1,000'."""
    return format_exact(Fraction(value))


def format_with_unit(value: Number, unit: str) -> str:
    """Return '50 %', '1 day', '1.5 points'."""
    number = format_number(value)
    if not unit or unit[0].isupper():
        return f"{number} {unit}".rstrip()
    if unit in _SYMBOLS:
        return f"{number} {unit}"
    return f"{number} {unit}{'' if value == 1 else 's'}"


_SYMBOLS = {"%", "mL", "mmHg", "°C", "/min"}


_G = Group
_PERCENT = Scale("%", 0, 100, True)
_POINTS = Scale("point", 0, 10)
_DAYS = Scale("day", 1, 28)
_HOURS = Scale("hour", 1, 72)
_READINGS = Scale("reading", 1, 100)
THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("relief_percent", _G.PAIN, "pain_relief", "Relief", "{}", _PERCENT),
    Threshold(
        "borderline_percent",
        _G.PAIN,
        "pain_relief",
        "Borderline from",
        "borderline from {}",
        _PERCENT,
    ),
    Threshold(
        "absolute_points", _G.PAIN, "absolute_change", "Fall", "a fall of at least {}", _POINTS
    ),
    Threshold(
        "baseline_level",
        _G.PAIN,
        "baseline_level",
        "Baseline",
        "baseline at least {}",
        Scale("", 0, 10),
    ),
    Threshold(
        "baseline_spread", _G.PAIN, "", "Baseline spread", "a caveat above a spread of {}", _POINTS
    ),
    Threshold(
        "baseline_days",
        _G.DATA,
        "baseline_data",
        "Baseline",
        "the last {} before the first dose",
        _DAYS,
    ),
    Threshold(
        "baseline_minimum_days",
        _G.DATA,
        "baseline_data",
        "Scored at least",
        "{} scored at least",
        _DAYS,
    ),
    Threshold("window_days", _G.DATA, "window_data", "Trial", "the last {} of the trial", _DAYS),
    Threshold(
        "window_minimum_days",
        _G.DATA,
        "window_data",
        "Scored at least",
        "{} scored at least",
        _DAYS,
    ),
    Threshold(
        "minimum_infusion_hours",
        _G.DATA,
        "window_data",
        "Infused for",
        "infused for at least {}",
        Scale("hour", 0, 336),
    ),
    Threshold(
        "bolus_from_hours",
        _G.BOLUS,
        "",
        "Judged from",
        "from {} after the dose",
        Scale("hour", 0, 72),
    ),
    Threshold("bolus_to_hours", _G.BOLUS, "", "Judged to", "to {} after it", _HOURS),
    Threshold(
        "bolus_minimum_readings", _G.BOLUS, "", "Readings", "at least {} in that time", _READINGS
    ),
    Threshold(
        "bolus_baseline_readings",
        _G.BOLUS,
        "",
        "Before the dose",
        "at least {} before the dose",
        _READINGS,
    ),
    Threshold(
        "relief_hours",
        _G.BOLUS,
        "relief_duration",
        "Relief lasts",
        "relief for at least {}",
        _HOURS,
    ),
    Threshold(
        "occasions",
        _G.BOLUS,
        "repeat_bolus",
        "Relief on",
        "relief on at least {}",
        Scale("occasion", 1, 10),
    ),
    Threshold(
        "function_bpi_points",
        _G.FUNCTION,
        "function",
        "BPI interference",
        "BPI interference lower by at least {}",
        Scale("point", 0, 10, True),
    ),
    Threshold(
        "function_activity_percent",
        _G.FUNCTION,
        "function",
        "Activity hindered",
        "activity hindered lower by at least {}",
        _PERCENT,
    ),
    Threshold(
        "worst_grade",
        _G.SIDE_EFFECTS,
        "side_effects",
        "Worst grade",
        "no grade above {}",
        Scale("", 0, 4),
    ),
    Threshold(
        "unassessed_days_allowed",
        _G.SIDE_EFFECTS,
        "side_effects",
        "Not assessed",
        "at most {} not assessed",
        Scale("day", 0, 28),
    ),
    Threshold(
        "opioid_percent_above",
        _G.OPIOIDS,
        "systemic_opioid",
        "Above baseline",
        "at most {} above baseline",
        Scale("%", 0, 100),
    ),
    Threshold(
        "opioid_target_percent",
        _G.OPIOIDS,
        "opioid_target",
        "Lower by",
        "lower by at least {}",
        _PERCENT,
    ),
    Threshold(
        "placebo_points",
        _G.PLACEBO,
        "placebo_arm",
        "Active less placebo",
        "active less placebo at least {}",
        Scale("percentage point", 0, 100, True),
    ),
    Threshold(
        "cancer_percent",
        _G.CANCER,
        "cancer_benefit",
        "Pain or toxicity",
        "pain or toxicity lower by at least {}",
        _PERCENT,
    ),
    Threshold(
        "composite_percent",
        _G.CANCER,
        "composite",
        "Any one of three",
        "pain, opioids or side effects lower by at least {}",
        _PERCENT,
    ),
)
