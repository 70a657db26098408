"""What oral opioids say against the relief: more of them, or nobody knows how much."""

from collections.abc import Iterable
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveat import Caveat, has_relief
from trialtracker.clinical.number_words import count_of, format_pair
from trialtracker.clinical.opioid_baseline import OpioidDays, get_baseline_mme, get_window_mme
from trialtracker.clinical.opioid_days import DayMme
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.time import format_date, local_date
from trialtracker.clinical.trial import Trial


def rising_opioid(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn where more oral opioid was taken in the window than before the trial."""
    baseline = get_baseline_mme(trial, assessment.criteria_set.baseline_days)
    if not has_relief(assessment) or baseline.mean is None:
        return None
    whole = _list_whole_days(trial, assessment)
    counted = [day for day in whole if day.total is not None]
    total = sum((day.counted for day in counted), Fraction(0))
    if total <= baseline.mean * len(counted):
        return None
    mean = total / len(counted)
    before, during = format_pair(baseline.mean, mean)
    above = [format_date(day.day) for day in counted if day.counted > baseline.mean]
    sentence = (
        f"More oral opioid was taken in the window ({during} MME a day on {len(counted)} of "
        f"{count_of(len(whole), 'whole day')}) than before the trial ({before} MME a day): part of "
        f"the relief may come from it. More than before on {', '.join(above)} (clinic default)."
    )
    return Caveat("rising_opioid", sentence, _get_intakes((*baseline.days, *counted)))


def opioid_unknown(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say where oral intake is not known, so that a higher dose is not ruled out."""
    whole = _list_whole_days(trial, assessment)
    if not has_relief(assessment) or not whole:
        return None
    unknown = [day for day in whole if day.total is None]
    baseline = get_baseline_mme(trial, assessment.criteria_set.baseline_days)
    parts = []
    if baseline.mean is None:
        parts.append("for the days before the trial")
    if unknown:
        days = count_of(len(whole), "whole day")
        parts.append(f"on {len(unknown)} of {days} of the window")
    if not parts:
        return None
    sentence = (
        f"Oral opioid intake is not known {' and '.join(parts)}: whether a higher dose explains "
        "the relief cannot be told (clinic default)."
    )
    return Caveat("opioid_unknown", sentence, _get_intakes((*baseline.days, *whole)))


def rescue_not_asked(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say on how many days opioids are recorded but nobody asked about rescue doses."""
    whole = _list_whole_days(trial, assessment)
    silent = [day for day in whole if day.is_recorded and not day.is_rescue_asked]
    if not has_relief(assessment) or not silent:
        return None
    sentence = (
        f"Nobody asked about extra opioid doses on {len(silent)} of "
        f"{count_of(len(whole), 'whole day')} of the window: "
        f"{', '.join(format_date(day.day) for day in silent)}. Not asked is not none taken "
        "(clinic default)."
    )
    return Caveat("rescue_not_asked", sentence, _get_intakes(silent))


def _list_whole_days(trial: Trial, assessment: Assessment) -> tuple[DayMme, ...]:
    """Return the days of the window that are over: what is taken later today is not known."""
    first, last = assessment.window.first, assessment.window.last
    if first is None or last is None:
        return ()
    today = local_date(last_moment(trial, assessment.as_of), trial.details.time_zone)
    window: OpioidDays = get_window_mme(trial, first, last, assessment.as_of)
    return tuple(day for day in window.days if day.day < today)


def _get_intakes(days: Iterable[DayMme]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.intake.intake_id for day in days for line in day.lines))
