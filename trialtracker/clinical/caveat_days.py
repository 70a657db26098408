"""What the days themselves say against the relief: too few, luckily chosen, missing after bad."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import Assessment, DayScore
from trialtracker.clinical.caveat import Caveat, get_used, has_relief
from trialtracker.clinical.choices import Status
from trialtracker.clinical.number_words import count_of, format_pair
from trialtracker.clinical.relief import get_day_scores, last_moment, last_trial_day
from trialtracker.clinical.sensitivity import (
    Sensitivity,
    format_relief,
    format_threshold,
    get_sensitivity,
)
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import date_of_trial_day, format_date, local_date
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.uncertainty import MINIMUM_DAYS

_BAD_GRADE = 2
"""A side effect from this grade on makes a day a bad one: clinic default."""

_OTHER_OPERATOR = "operator"


def few_days(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn where the relief of an infusion rests on fewer days than an interval needs."""
    before, during = assessment.baseline.days, assessment.window.days
    if not has_relief(assessment) or not trial.details.mode.is_continuous:
        return None
    if min(before, during) >= MINIMUM_DAYS:
        return None
    sentence = (
        f"The relief rests on few days: {count_of(before, 'scored day')} before the trial and "
        f"{during} in the window. One day more or less can change it (fewer than {MINIMUM_DAYS}: "
        "clinic default)."
    )
    return Caveat("few_days", sentence, get_used(assessment.baseline, assessment.window))


def window_luck(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn where other days would have said something else about the threshold."""
    relief, percent = _get_status(assessment), assessment.relief_percent
    if percent is None or relief is Status.NOT_KNOWN:
        return None
    against = [
        _name(found, assessment)
        for found in get_sensitivity(trial, assessment)
        if found.key != _OTHER_OPERATOR and found.status not in {relief, Status.NOT_KNOWN}
    ]
    if not against:
        return None
    is_met = relief is Status.MET
    sentence = (
        f"The choice of days or hours decides: {format_threshold(assessment.criteria_set)} is "
        f"{'' if is_met else 'not '}reached in the window "
        f"({format_relief(assessment.criteria_set, percent)}), but "
        f"{'not ' if is_met else ''}in other looks at the same trial ({'; '.join(against)}) "
        "(clinic default)."
    )
    return Caveat("window_luck", sentence, get_used(assessment.window))


def _get_status(assessment: Assessment) -> Status:
    found = (result.status for result in assessment.criteria if result.key == "pain_relief")
    return next(found, Status.NOT_KNOWN)


def _name(found: Sensitivity, assessment: Assessment) -> str:
    label = f"{found.label[0].lower()}{found.label[1:]}"
    if found.percent is None:
        return label
    return f"{label}: {format_relief(assessment.criteria_set, found.percent)}"


class _Gap(NamedTuple):
    """A day without a score, what was bad on the day before it, and the entries that say so."""

    day: date
    why: str
    used: tuple[str, ...]


def missing_days(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of days without a score that follow a day of more pain or of a side effect."""
    gaps = tuple(_list_gaps(trial, assessment))
    if not gaps:
        return None
    named = "; ".join(f"{format_date(gap.day)} (the day before: {gap.why})" for gap in gaps)
    sentence = (
        f"There is no pain score on {count_of(len(gaps), 'day')} after a bad day: {named}. "
        "What is missing may have been bad too (clinic default)."
    )
    return Caveat("missing_days", sentence, tuple(key for gap in gaps for key in gap.used))


def _list_gaps(trial: Trial, assessment: Assessment) -> Iterator[_Gap]:
    first_day, is_infusion = trial.first_day, trial.details.mode.is_continuous
    if first_day is None or not is_infusion:
        return
    scores = {
        score.trial_day: score
        for score in get_day_scores(trial, assessment.measure, assessment.as_of)
        if score.trial_day >= 1
    }
    for number in range(2, _get_last_whole_day(trial, assessment) + 1):
        day, before = (date_of_trial_day(n, first_day) for n in (number, number - 1))
        if number in scores:
            continue
        effects = tuple(_list_effects(trial, assessment, before))
        why = [*_judge_pain(scores, number - 1), *(words for words, _ in effects)]
        if why:
            pain = scores[number - 1].entry_ids if number - 1 in scores else ()
            used = dict.fromkeys((*pain, *(entry.entry_id for _, entry in effects)))
            yield _Gap(day, ", ".join(why), tuple(used))


def _get_last_whole_day(trial: Trial, assessment: Assessment) -> int:
    """Return the last trial day that can be called missing: today may still be scored."""
    last = last_trial_day(trial, assessment.as_of)
    ended_at = trial.details.ended_at
    is_over = ended_at is not None and ended_at <= assessment.as_of
    return last if is_over else last - 1


def _judge_pain(scores: dict[int, DayScore], number: int) -> Iterator[str]:
    if number not in scores:
        return
    mean = sum((score.mean for score in scores.values()), Fraction(0)) / len(scores)
    if scores[number].mean > mean:
        shown, usual = format_pair(scores[number].mean, mean)
        yield f"pain {shown}, above this person's mean of {usual}"


def _list_effects(trial: Trial, assessment: Assessment, day: date) -> Iterator[tuple[str, Entry]]:
    zone, until = trial.details.time_zone, last_moment(trial, assessment.as_of)
    for entry in current_entries(trial.entries):
        if entry.observed_at <= until and local_date(entry.observed_at, zone) == day:
            for key, value in entry.values.items():
                effect = SIDE_EFFECT_BY_MEASURE.get(key)
                if effect is not None and value >= _BAD_GRADE:
                    yield f"{effect.label[0].lower()}{effect.label[1:]} grade {value:f}", entry
