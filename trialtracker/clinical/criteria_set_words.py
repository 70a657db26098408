"""A criteria set in words: its criteria by name, and what each of them asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_set_safety import SAFETY_THRESHOLDS
from trialtracker.clinical.criteria_set_thresholds import (
    THRESHOLDS,
    Group,
    Number,
    Threshold,
    format_with_unit,
)
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.measures import MEASURES, MeasureGroup
from trialtracker.clinical.value_checks import join_choices
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
    CriterionWords("repeat_bolus", Group.BOLUS, "Repeated relief"),
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


def list_safety_lines(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Return the safety limits, each as 'Respiratory rate, alert: below 8 /min'."""
    poss = join_choices([str(level) for level in sorted(criteria_set.safety.poss_alert)])
    lines = [f"{t.label}: {t.format(get_number(criteria_set, t.field))}" for t in SAFETY_THRESHOLDS]
    return (*lines, f"POSS, alert: {poss}")


def format_measures(keys: tuple[str, ...], between: str = ", else ") -> str:
    """Return the measures in their order: the first one there is is used."""
    return between.join(format_measure(key).lower() for key in keys) or "none"


def format_modes(modes: tuple[TrialMode, ...]) -> str:
    """Return the modes of a trial that a set is meant for."""
    if set(modes) == set(TrialMode):
        return "every mode"
    return ", ".join(mode.label.lower() for mode in modes)


def format_bands(criteria_set: CriteriaSet) -> str:
    """Return the words for relief: '10 % minimal, 30 % moderate', empty for none."""
    bands = criteria_set.bands
    return ", ".join(f"{format_with_unit(percent, _PERCENT)} {word}" for percent, word in bands)


def list_changes(old: CriteriaSet, new: CriteriaSet) -> tuple[str, ...]:
    """Return what a set asks for otherwise than another, each as 'label: before, now after'."""
    changes = [
        _format_change(
            format_threshold_name(t), _format_number_of(old, t), _format_number_of(new, t)
        )
        for t in ALL_THRESHOLDS
    ]
    for words in CRITERION_WORDS:
        roles = old.get_role(words.key).label.lower(), new.get_role(words.key).label.lower()
        changes.append(_format_change(words.label, *roles))
    for label, field in _MEASURE_FIELDS:
        before, after = format_measures(getattr(old, field)), format_measures(getattr(new, field))
        changes.append(_format_change(label, before, after))
    changes.append(_format_change("Meant for", format_modes(old.modes), format_modes(new.modes)))
    bands = format_bands(old) or "none", format_bands(new) or "none"
    changes.append(_format_change("Words for relief", *bands))
    return tuple(change for change in changes if change)


def format_threshold_name(threshold: Threshold) -> str:
    """Return a threshold as the subject of a sentence: 'Pain relief: borderline from'."""
    words = CRITERION_BY_KEY.get(threshold.criterion)
    label = threshold.label
    if words is None:
        return label
    if words.label.endswith(label.lower()):
        return words.label
    is_abbreviation = label[:2].isupper()
    return f"{words.label}: {label if is_abbreviation else label[0].lower() + label[1:]}"


def _format_number_of(criteria_set: CriteriaSet, threshold: Threshold) -> str:
    if threshold.field == "relief_percent":
        return format_relief(criteria_set)
    return format_with_unit(get_number(criteria_set, threshold.field), threshold.scale.unit)


def _format_change(label: str, before: str, after: str) -> str:
    return "" if before == after else f"{label}: {before}, now {after}"


_MEASURE_FIELDS = (
    ("Relief is judged by", "measures"),
    ("Shown beside it", "secondary_measures"),
    ("After a bolus by", "bolus_measures"),
)
