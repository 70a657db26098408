"""Relief after other doses, and over other hours, than those that speak for a bolus trial."""

from dataclasses import replace
from datetime import timedelta

from trialtracker.clinical.assessment import Assessment, Hours, Occasion
from trialtracker.clinical.bolus_readings import get_weighted_mean, is_enough
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.sensitivity_look import Held, Looked, Sensitivity, to_sensitivity
from trialtracker.clinical.time import format_moment

SPANS = ((1, 4), (1, 8))
"""The hours after a dose that relief is looked at beside the set's own: clinic default."""


def list_bolus_looks(held: Held, assessment: Assessment, time_zone: str) -> tuple[Sensitivity, ...]:
    """Return each dose on its own, then other hours after the one that speaks for the trial.

    A dose that is known to have been a placebo is not another look at the drug; it keeps its
    number.
    """
    numbered = tuple(enumerate(assessment.occasions, start=1))
    active = [(number, occasion) for number, occasion in numbered if not occasion.is_placebo]
    judged = [occasion for _, occasion in active if occasion.is_judged]
    looks = (
        *(_look_at_dose(number, occasion, time_zone) for number, occasion in active),
        *(_look_at_hours(held.criteria_set, judged[-1], span) for span in SPANS if judged),
    )
    return tuple(to_sensitivity(held, looked) for looked in looks)


def _look_at_dose(number: int, occasion: Occasion, time_zone: str) -> Looked:
    label = f"Dose {number}, {format_moment(occasion.at, time_zone)}"
    readings = count_of(len(occasion.hours.readings), "reading")
    return Looked(f"dose_{number}", label, readings, occasion.window.mean)


def _look_at_hours(criteria_set: CriteriaSet, occasion: Occasion, span: tuple[int, int]) -> Looked:
    first, last = span
    begins, ends = (occasion.at + timedelta(hours=hour) for hour in span)
    readings = tuple(reading for reading in occasion.readings if begins <= reading.at <= ends)
    own = replace(criteria_set, bolus_from_hours=first, bolus_to_hours=last)
    is_known = is_enough(Hours(begins, ends, readings), own)
    return Looked(
        key=f"hours_{first}_{last}",
        label=f"{first} to {last} h after the dose",
        counted=count_of(len(readings), "reading"),
        mean=get_weighted_mean(readings) if is_known else None,
    )
