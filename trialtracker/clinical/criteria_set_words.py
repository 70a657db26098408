"""A criteria set in words: its criteria by name, and what each of them asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_set_safety import SAFETY_THRESHOLDS
from trialtracker.clinical.criteria_set_thresholds import (
    THRESHOLDS,
    Group,
    Number,
    format_with_unit,
)
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.measures import MEASURES, MeasureGroup
from trialtracker.clinical.wording import format_measure

ALL_THRESHOLDS = (*THRESHOLDS, *SAFETY_THRESHOLDS)
_SAFETY = "safety."
_PERCENT = "%"
PAIN_MEASURES = tuple(m.key for m in MEASURES if m.group is MeasureGroup.PAIN and m.unit == "NRS")
"""What a set can judge relief by."""


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A criterion as a set names it; key is one of clinical.criteria."""

    key: str
    group: Group
    label: str


CRITERION_WORDS: tuple[CriterionWords, ...] = (
    CriterionWords("pain_relief", Group.PAIN, "Pain relief"),
    CriterionWords("absolute_change", Group.PAIN, "Absolute change"),
    CriterionWords("baseline_level", Group.PAIN, "Baseline level"),
    CriterionWords("secondary_pain", Group.PAIN, "Secondary pain"),
    CriterionWords("acceptable_relief", Group.PAIN, "Acceptable relief"),
    CriterionWords("baseline_data", Group.DATA, "Baseline data"),
    CriterionWords("window_data", Group.DATA, "Trial data"),
    CriterionWords("relief_duration", Group.BOLUS, "Relief duration"),
    CriterionWords("repeat_bolus", Group.BOLUS, "Repeated bolus"),
    CriterionWords("function", Group.FUNCTION, "Function"),
    CriterionWords("side_effects", Group.SIDE_EFFECTS, "Side effects"),
    CriterionWords("tolerability", Group.SIDE_EFFECTS, "Effects tolerable to the patient"),
    CriterionWords("systemic_opioid", Group.OPIOIDS, "Oral opioid intake"),
    CriterionWords("opioid_target", Group.OPIOIDS, "Opioid target"),
    CriterionWords("candidacy", Group.CANDIDACY, "Candidacy"),
    CriterionWords("patient_acceptance", Group.CANDIDACY, "Patient wants to go on"),
    CriterionWords("placebo_arm", Group.PLACEBO, "Placebo arm"),
    CriterionWords("cancer_benefit", Group.CANCER, "Cancer benefit"),
    CriterionWords("composite", Group.CANCER, "Composite"),
)
CRITERION_BY_KEY = {words.key: words for words in CRITERION_WORDS}


def get_number(criteria_set: CriteriaSet, field: str) -> Number:
    """Return a threshold of a set by its field."""
    is_safety = field.startswith(_SAFETY)
    held: object = criteria_set.safety if is_safety else criteria_set
    number: Number = getattr(held, field.removeprefix(_SAFETY))
    return number


def with_numbers(criteria_set: CriteriaSet, numbers: Mapping[str, Number]) -> CriteriaSet:
    """Return the set with other thresholds, by their fields."""
    safety = {f.removeprefix(_SAFETY): n for f, n in numbers.items() if f.startswith(_SAFETY)}
    others = {f: n for f, n in numbers.items() if not f.startswith(_SAFETY)}
    limits = replace(criteria_set.safety, **safety)  # type: ignore[arg-type]
    return replace(criteria_set, safety=limits, **others)  # type: ignore[arg-type]


def format_relief(criteria_set: CriteriaSet) -> str:
    """Return the threshold of pain relief with its operator: '50 % or more'."""
    percent = format_with_unit(criteria_set.relief_percent, _PERCENT)
    return f"{percent} or more" if criteria_set.relief_includes_threshold else f"above {percent}"


def list_requirements(criteria_set: CriteriaSet, group: Group, criterion: str) -> tuple[str, ...]:
    """Return what the thresholds of a criterion say, or those of a group that serve several."""
    chosen = [t for t in ALL_THRESHOLDS if t.group is group and t.criterion == criterion]
    return tuple(
        format_relief(criteria_set)
        if t.field == "relief_percent"
        else t.format(get_number(criteria_set, t.field))
        for t in chosen
    )


def format_measures(keys: tuple[str, ...]) -> str:
    """Return the measures in their order: the first one there is is used."""
    return ", else ".join(format_measure(key).lower() for key in keys) or "none"


def format_modes(modes: tuple[TrialMode, ...]) -> str:
    """Return the modes of a trial that a set is meant for."""
    if set(modes) == set(TrialMode):
        return "every mode"
    return ", ".join(mode.label.lower() for mode in modes)


def format_bands(criteria_set: CriteriaSet) -> str:
    """Return the words for relief: '10 % minimal, 30 % moderate', empty for none."""
    bands = criteria_set.bands
    return ", ".join(f"{format_with_unit(percent, _PERCENT)} {word}" for percent, word in bands)
