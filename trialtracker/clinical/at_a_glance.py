"""What a verdict leaves open at first sight, a line each: by how much, at what cost, what lacks."""

from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import NO_WINDOW, Assessment, Window
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of, format_exact, format_percent
from trialtracker.clinical.safety import Harm


class GlanceLine(NamedTuple):
    """One line: what it is about, and what was found."""

    label: str
    text: str


def list_glance(assessment: Assessment) -> tuple[GlanceLine, ...]:
    """Return margin, side effects, oral opioids and what is missing; only what can be said."""
    found = (
        ("Margin", _format_margin(assessment)),
        ("Side effects", format_worst(assessment.harm)),
        ("Oral opioids", _format_opioids(assessment)),
        ("Missing", _format_missing(assessment)),
    )
    return tuple(GlanceLine(label, text) for label, text in found if text)


def format_worst(harm: Harm) -> str:
    """Return the worst side effect of the trial with its grade, and whether it is gone."""
    if harm.worst is not None:
        gone = "resolved" if harm.worst.resolved else "not resolved"
        return f"worst: {harm.worst.effect.label}, grade {harm.worst.grade}, {gone}"
    return "asked for, and none found" if harm.readings else "not recorded"


def _format_margin(assessment: Assessment) -> str:
    percent, criteria_set = assessment.relief_percent, assessment.criteria_set
    if percent is None:
        return ""
    threshold = criteria_set.relief_percent
    gap, wanted = _get_shown(percent, criteria_set) - threshold, f"{format_exact(threshold)} %"
    if not gap:
        return f"none: exactly {wanted}"
    side = "above" if gap > 0 else "below"
    return f"{format_exact(abs(gap))} percentage points {side} {wanted}"


def _get_shown(percent: Fraction, criteria_set: CriteriaSet) -> Fraction:
    """Return a relief as it is shown: the margin beside it must be the difference of the two."""
    limits = (criteria_set.relief_percent, criteria_set.borderline_percent)
    shown = format_percent(percent, limits).removesuffix(" %").replace(",", "")
    return Fraction(shown.replace("\N{MINUS SIGN}", "-"))


def _format_opioids(assessment: Assessment) -> str:
    found = (result for result in assessment.criteria if result.key == "systemic_opioid")
    result = next(found, None)
    if result is None:
        return ""
    if result.status is Status.NOT_KNOWN:
        return "not known"
    return f"{result.value} against the baseline" if result.value.endswith("%") else result.value


def _format_missing(assessment: Assessment) -> str:
    unknown = sum(result.status is Status.NOT_KNOWN for result in assessment.criteria)
    criteria = f"{unknown} of {len(assessment.criteria)} criteria not known" if unknown else ""
    lacks = (
        _format_lack(assessment.baseline, "before the trial"),
        _format_lack(assessment.window, "of the window"),
    )
    days = "; ".join(lack for lack in lacks if lack)
    # A window of hours has readings, and no days to miss.
    whole = "" if assessment.window.hours is not None else "no day"
    return "; ".join(part for part in (days or whole, criteria) if part)


def _format_lack(window: Window, where: str) -> str:
    """Return the days without a score."""
    if window is NO_WINDOW:
        return f"every day {where}"
    if window.hours is not None or window.days >= window.of:
        return ""
    return f"{window.of - window.days} of {count_of(window.of, 'day')} {where}"
