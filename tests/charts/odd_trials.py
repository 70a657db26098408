"""Trials that are hard to draw: crowded, nearly empty, at the ends of scales, with long names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.charts.samples import make_full_trial, make_whole_trial
from tests.clinical.doses import make_bolus
from tests.factories import START, make_dose, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import MEASURES, PAIN_MEASURES
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Trial

LONG_NAME = ("extraordinarily long name of a substance " * 3)[:120]


def make_empty_trial() -> Trial:
    """Return a trial without anything recorded."""
    return make_trial()


def make_trial_of_one_reading() -> Trial:
    """Return a trial with a single score of nought, at the lower edge of the panel."""
    return make_trial([make_entry(moment_of_day(2), {"pain_rest": 0})])


def make_unassessed_trial() -> Trial:
    """Return a trial in which everything was asked for and nothing could be assessed."""
    missing = {measure.key: NotAssessed.ASLEEP for measure in MEASURES}
    return make_trial([make_entry(moment_of_day(day), not_assessed=missing) for day in (1, 2, 3)])


def make_trial_at_both_ends() -> Trial:
    """Return a trial with nothing but scores of 0 and 10."""
    return make_trial(
        [
            make_entry(
                moment_of_day(day, hour),
                {m.key: 10 * ((day + hour + place) % 2) for place, m in enumerate(PAIN_MEASURES)},
            )
            for day in (-3, -2, -1, 1, 2, 3, 4)
            for hour in (8, 13, 18)
        ]
    )


def make_trial_of_forty_side_effects() -> Trial:
    """Return a trial in which forty side effects came, twice."""
    grades = {effect.measure: max(effect.grades) for effect in SIDE_EFFECTS[:40]}
    return make_trial([make_entry(moment_of_day(day, 14), grades) for day in (1, 3)])


def make_trial_of_long_names() -> Trial:
    """Return a trial with rates and boluses of a drug with a name of 120 characters."""
    other = make_dose(moment_of_day(2), 35_000, drug="bupivacaine")
    doses = [
        make_dose(START, drug=LONG_NAME),
        make_dose(moment_of_day(2), 350_000, drug=LONG_NAME),
        other,
        make_bolus(moment_of_day(3), 100_000),
        replace(make_bolus(moment_of_day(3, 18), 100_000), drug=LONG_NAME),
        replace(make_bolus(moment_of_day(3, 19), 100_000), drug=LONG_NAME),
    ]
    note = "\U0001f600 \u05d0\u05d1\u05d2 " * 2_500
    entry = make_entry(moment_of_day(4), {"pain_rest": 3}, note=note)
    return make_trial((*make_full_trial().entries, entry), doses=doses)


def make_young_trial() -> Trial:
    """Return a trial of which one hour is over."""
    return make_trial([make_entry(START + timedelta(hours=1), {"pain_rest": 5})])


def make_trial_before_its_start() -> Trial:
    """Return a trial without a first dose."""
    return make_trial([make_entry(moment_of_day(2), {"pain_rest": 0})], started_at=None)


ODD_TRIALS: tuple[Callable[[], Trial], ...] = (
    make_empty_trial,
    make_trial_of_one_reading,
    make_unassessed_trial,
    make_trial_at_both_ends,
    make_trial_of_forty_side_effects,
    make_trial_of_long_names,
    make_young_trial,
    make_trial_before_its_start,
    make_full_trial,
    make_whole_trial,
)
