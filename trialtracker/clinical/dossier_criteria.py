"""The criteria that rest on the dossier: the patient's own answers, and candidacy."""

from collections.abc import Sequence
from dataclasses import replace

from trialtracker.clinical.assessment import CriterionResult, not_known, to_status
from trialtracker.clinical.choices import Status
from trialtracker.clinical.dossier import (
    Item,
    get_answers,
    get_failed_items,
    get_items,
    get_unknown_items,
)
from trialtracker.clinical.dossier_items import ITEM_BY_KEY
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.time import format_moment

_MOST_NAMED = 3


def acceptable_relief(evidence: Evidence) -> CriterionResult:
    """Hold whether the patient finds the relief acceptable (CMS, which names no percent)."""
    label, requirement = "Acceptable relief", "needs the patient's yes"
    return _judge_answer(evidence, "acceptable_relief", "relief_acceptable", label, requirement)


def tolerability(evidence: Evidence) -> CriterionResult:
    """Hold what the patient says of the effects; CMS asks for it, and the grade cannot tell it."""
    label, requirement = "Effects tolerable to the patient", "needs the patient's yes"
    return _judge_answer(evidence, "tolerability", "effects_tolerable", label, requirement)


def patient_acceptance(evidence: Evidence) -> CriterionResult:
    """Hold whether the patient wants to go on (CMS: patient acceptance)."""
    label, requirement = "Patient wants to go on", "needs the patient's yes"
    return _judge_answer(evidence, "patient_acceptance", "wants_to_go_on", label, requirement)


def candidacy(evidence: Evidence) -> CriterionResult:
    """Hold the checklist: an item that failed fails it, one that could still fail leaves it open.

    Not known is never yes (clinical.md section 4); only items that call for closer monitoring
    may be open, and they are named.
    """
    trial, as_of = evidence.trial, evidence.as_of
    failed = get_failed_items(trial, as_of)
    answers = get_answers(trial, as_of)
    unknown = get_unknown_items(trial, as_of)
    required = tuple(item for item in unknown if item.can_fail)
    key, label, requirement = "candidacy", "Candidacy", "needs no failed item"
    if failed:
        value = f"{count_of(len(failed), 'item')} failed"
        reason = f"Answered No: {_name_items(failed)}."
        used = tuple(answers[item.key].fact_id for item in failed)
        return CriterionResult(key, label, Status.NOT_MET, value, requirement, reason, used)
    if required:
        reason = f"Not known: {_name_items(required)}."
        return not_known(key, label, requirement, reason)
    asked = (item.key for item in get_items(trial) if item.is_candidacy)
    used = tuple(answers[item_key].fact_id for item_key in asked if item_key in answers)
    reason = (
        f"No item has failed. Not known: {_name_items(unknown)}."
        if unknown
        else ("No item has failed, and none is open.")
    )
    return CriterionResult(key, label, Status.MET, "None failed", requirement, reason, used)


def _name_items(items: Sequence[Item]) -> str:
    named = "; ".join(_lower(item.label) for item in items[:_MOST_NAMED])
    more = len(items) - _MOST_NAMED
    return f"{named}; and {more} more" if more > 0 else named


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _judge_answer(
    evidence: Evidence, key: str, item_key: str, label: str, requirement: str
) -> CriterionResult:
    fact = get_answers(evidence.trial, evidence.as_of).get(item_key)
    said = ITEM_BY_KEY[item_key].label
    if fact is None:
        return not_known(key, label, requirement, f"Not asked yet: “{said}”.")
    when = format_moment(fact.recorded_at, evidence.trial.details.time_zone)
    answer = Answer(fact.value)
    reason = f"{said}: {answer.label} ({fact.author}, {when})."
    if answer is Answer.NOT_KNOWN:
        return replace(not_known(key, label, requirement, reason), used=(fact.fact_id,))
    status = to_status(answer is Answer.YES)
    return CriterionResult(key, label, status, answer.label, requirement, reason, (fact.fact_id,))
