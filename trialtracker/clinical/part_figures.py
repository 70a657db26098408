"""The key figures of a part of a trial, each with the records it rests on.

The rules, so that two parts can be held against each other:

- A figure is made of what was recorded on the days of the part, and of nothing else: no value is
  carried into it, none is filled in, and a figure without a record is None, never 0.
- The mean pain is the mean of the days' means, in the score by which the trial is assessed, as in
  the assessment itself; a day without a score is not counted, and both counts are told.
- Relief is that mean against the mean of the trial's own baseline, in percent. The assessment of a
  whole trial looks at its last days, or at the hours after a bolus: its relief is another figure,
  and the verdict stands for it.
- A side effect counts from the first active dose; after the end of the trial it still counts for
  a part that reaches the last day: harm does not end with the infusion.
- Opioids by mouth and skin are those of whole days, as in the criterion: on the last trial day more
  may be taken after the end, or after now.
- A rate counts for a part if it was infused at any time of it: that it began before is recorded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment, DayScore
from trialtracker.clinical.bolus_relief import get_percent
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.dose_time import get_running_code, get_trial_steps
from trialtracker.clinical.opioid_baseline import OpioidDays, get_window_mme
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.relief import (
    get_day_scores,
    last_moment,
    last_trial_day,
    list_counted,
)
from trialtracker.clinical.safety import GradeReading, get_grade_readings
from trialtracker.clinical.time import date_of_trial_day, local_date, trial_day
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Days, Part, PartKind, get_days, get_ends
from trialtracker.clinical.units import DoseUnit


@dataclass(frozen=True, slots=True)
class PainFigure:
    """The mean pain of some days; readings are those scored among all that were asked for."""

    measure: str
    mean: Fraction | None
    days: int
    of_days: int
    readings: int
    of_readings: int


@dataclass(frozen=True, slots=True)
class DoseRange:
    """The least and the greatest rate (per day) or bolus of one drug, in nanograms."""

    drug: str
    kind: DoseKind
    low_ng: int
    high_ng: int
    unit: DoseUnit


@dataclass(frozen=True, slots=True)
class PartFigures:
    """What a part of a trial comes to.

    relief_percent is unrounded, and needed_percent what the criteria set asks for. worst is None
    where no side effect was present; is_harm_asked tells whether any was asked for. codes are
    those of blinded doses. verdict is that of the whole trial, None for any smaller part.
    """

    days: Days
    pain: PainFigure
    baseline_mean: Fraction | None
    relief_percent: Fraction | None
    needed_percent: Fraction
    is_harm_asked: bool
    worst: GradeReading | None
    opioids: OpioidDays
    doses: tuple[DoseRange, ...]
    codes: tuple[str, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class _Look:
    """The days of a trial that are looked at, from instant to instant, and all that counts."""

    trial: Trial
    days: Days
    first_day: date
    begins: datetime
    ends: datetime
    as_of: datetime

    def has(self, day: date) -> bool:
        return self.days.first <= trial_day(day, self.first_day) <= self.days.last


def get_part_figures(
    part: Part, trial: Trial, assessment: Assessment, as_of: datetime
) -> PartFigures | None:
    """Return the figures of a part, None before the first active dose."""
    days, first_day = get_days(part, trial, as_of), trial.first_day
    if days is None or first_day is None:
        return None
    begins, ends = get_ends(days, first_day, trial.details.time_zone)
    ends = min(ends, last_moment(trial, as_of) + timedelta.resolution)
    look = _Look(trial, days, first_day, begins, ends, as_of)
    pain, baseline = _get_pain(look, assessment.measure), assessment.baseline.mean
    grades = _get_grades(look)
    present = [reading for reading in grades if reading.grade > 0]
    return PartFigures(
        days=days,
        pain=pain,
        baseline_mean=baseline,
        relief_percent=get_percent(baseline, pain.mean),
        needed_percent=assessment.criteria_set.relief_percent,
        is_harm_asked=bool(grades),
        worst=max(present, key=lambda r: (r.grade, r.observed_at), default=None),
        opioids=_get_opioids(look),
        doses=_get_doses(look),
        codes=_get_codes(look),
        verdict=assessment.verdict if part.kind is PartKind.WHOLE else None,
    )


def _get_pain(look: _Look, measure: str) -> PainFigure:
    counted = list_counted(look.trial, look.as_of)
    scores = get_day_scores(look.trial, measure, look.as_of, counted)
    of_part = [score for score in scores if look.has(score.date)]
    entries = [entry for day, entry in counted if look.has(day)]
    return PainFigure(
        measure=measure,
        mean=_get_mean(of_part),
        days=len(of_part),
        of_days=look.days.count,
        readings=sum(score.readings for score in of_part),
        of_readings=sum(measure in {*e.values, *e.not_assessed} for e in entries),
    )


def _get_mean(scores: Sequence[DayScore]) -> Fraction | None:
    return sum((s.mean for s in scores), Fraction(0)) / len(scores) if scores else None


def _get_grades(look: _Look) -> list[GradeReading]:
    latest = last_trial_day(look.trial, look.as_of)
    is_to_the_end = look.days.last == latest

    def is_of_part(reading: GradeReading) -> bool:
        on = local_date(reading.observed_at, look.trial.details.time_zone)
        is_after_all = is_to_the_end and trial_day(on, look.first_day) > latest
        return is_after_all or look.has(on)

    return [r for r in get_grade_readings(look.trial, look.as_of) if is_of_part(r)]


def _get_opioids(look: _Look) -> OpioidDays:
    first = date_of_trial_day(look.days.first, look.first_day)
    end = date_of_trial_day(last_trial_day(look.trial, look.as_of), look.first_day)
    last = min(date_of_trial_day(look.days.last, look.first_day), end - timedelta(days=1))
    return get_window_mme(look.trial, first, last, look.as_of)


def _get_doses(look: _Look) -> tuple[DoseRange, ...]:
    given = [dose for dose in look.trial.doses if dose.at < look.ends]
    units = get_dose_units(given)
    rates = [
        (step.drug, step.rate_ng_per_day)
        for step in get_trial_steps(look.trial, look.ends)
        if step.rate_ng_per_day and step.start < look.ends and step.end > look.begins
    ]
    boluses = [
        (dose.drug, dose.bolus_ng)
        for dose in given
        if dose.kind is DoseKind.BOLUS and dose.at >= look.begins
    ]
    found = (*_list_ranges(DoseKind.RATE, rates), *_list_ranges(DoseKind.BOLUS, boluses))
    return tuple(DoseRange(drug, kind, low, high, units[drug]) for drug, kind, low, high in found)


def _list_ranges(
    kind: DoseKind, amounts: Iterable[tuple[str, int]]
) -> list[tuple[str, DoseKind, int, int]]:
    by_drug: dict[str, list[int]] = {}
    for drug, amount in amounts:
        by_drug.setdefault(drug, []).append(amount)
    return [(drug, kind, min(found), max(found)) for drug, found in by_drug.items()]


def _get_codes(look: _Look) -> tuple[str, ...]:
    coded = sorted(look.trial.blinded_doses, key=lambda dose: dose.at)
    given = [dose.code for dose in coded if look.begins <= dose.at < look.ends]
    running = get_running_code(look.trial, look.begins)
    return tuple(dict.fromkeys(code for code in (running, *given) if code))
