"""What the tests of an explanation share: a trial, assessed, and what is said of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.clinical.doses import make_bolus
from tests.clinical.intakes import make_none, make_regular
from tests.factories import START, make_diary, make_entry, make_trial, next_id
from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.caveats import Caveat, get_caveats
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.dossier import get_items
from trialtracker.clinical.dossier_choices import ItemKind
from trialtracker.clinical.record import Fact
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.would_change import get_would_change

LATER = START + timedelta(days=60)
GOOD = ("effects_tolerable", "wants_to_go_on", "goal_met", "relief_acceptable")


def judge(
    trial: Trial, as_of: datetime = LATER, criteria_set: CriteriaSet = CLINIC_DEFAULT
) -> Assessment:
    """Return the assessment, long after the trial unless told otherwise."""
    return assess(trial, criteria_set, as_of)


def say(trial: Trial, as_of: datetime = LATER, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> str:
    """Return what would change the assessment, a line for each thing."""
    return "\n".join(get_would_change(trial, judge(trial, as_of, criteria_set)))


def find_caveats(
    trial: Trial, as_of: datetime = LATER, criteria_set: CriteriaSet = CLINIC_DEFAULT
) -> dict[str, Caveat]:
    """Return the caveats of a trial by their key."""
    return {c.key: c for c in get_caveats(trial, judge(trial, as_of, criteria_set))}


def find_result(assessment: Assessment, key: str) -> CriterionResult:
    """Return one criterion of an assessment."""
    return next(result for result in assessment.criteria if result.key == key)


def make_fact(key: str, value: str, at: datetime = START + timedelta(hours=1)) -> Fact:
    """Return an answer in the dossier."""
    return Fact(next_id(), key, value, "", "tester", at)


def with_facts(trial: Trial, answers: dict[str, str], at: datetime | None = None) -> Trial:
    """Return the trial with more answers."""
    facts = [
        make_fact(key, value, at or START + timedelta(hours=1)) for key, value in answers.items()
    ]
    return replace(trial, facts=(*trial.facts, *facts))


def answer_well(trial: Trial) -> Trial:
    """Return the trial with every question of the dossier answered yes."""
    questions = [i.key for i in get_items(trial) if i.kind is ItemKind.QUESTION]
    return with_facts(trial, dict.fromkeys((*questions, *GOOD), Answer.YES.value))


def make_favourable(trial_scores: Iterable[Any] = (3, 3, 3), **details: Any) -> Trial:
    """Return a trial with half the pain and every answer good."""
    trial = answer_well(make_diary([8] * 7, list(trial_scores), **details))
    asked = [make_none(START + timedelta(days=day, hours=2)) for day in range(-7, 8)]
    regular = make_regular(at=START - timedelta(days=30))
    return replace(trial, intakes=(regular, *asked))


def rescore(trial: Trial, first_day: datetime, score: Decimal) -> Trial:
    """Return the trial with one score for every pain entry from a moment on."""

    def change(entry: Entry) -> Entry:
        is_changed = entry.observed_at >= first_day and "pain_average" in entry.values
        return entry._replace(values={"pain_average": score}) if is_changed else entry

    return replace(trial, entries=tuple(map(change, trial.entries)))


def make_bolus_trial(scores: Iterable[Iterable[int]], **changes: Any) -> Trial:
    """Return a bolus trial: two readings of 8 before it, then hourly scores after each dose.

    The doses are a day apart, the first at the start.
    """
    doses = [make_bolus(START + timedelta(days=number)) for number, _ in enumerate(scores)]
    before = [make_entry(START - timedelta(hours=h), {"pain_rest": 8}) for h in (2, 1)]
    after = [
        make_entry(dose.at + timedelta(hours=hour), {"pain_rest": score})
        for dose, hourly in zip(doses, scores, strict=True)
        for hour, score in enumerate(hourly, start=1)
    ]
    mode = {"mode": TrialMode.REPEATED_BOLUS, "state": TrialState.RUNNING}
    return make_trial((*before, *after), doses=doses, **{**mode, **changes})
