"""What the dossier of a trial says: which items are asked, which failed, and which are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Indication, Status
from trialtracker.clinical.dossier_choices import ItemKind
from trialtracker.clinical.dossier_items import ITEMS, Item
from trialtracker.clinical.drugs import DRUG_BY_KEY
from trialtracker.clinical.record import Fact, current_facts
from trialtracker.clinical.record_choices import Answer, DoseKind
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.trial import Trial

_ANSWER_OF_STATUS = {
    Status.MET: Answer.YES,
    Status.NOT_MET: Answer.NO,
    Status.NOT_KNOWN: Answer.NOT_KNOWN,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something of the dossier that is shown loudly: what, and the datum behind it."""

    key: str
    sentence: str


# What is asked and what was answered


def get_trial_drugs(trial: Trial) -> tuple[str, ...]:
    """Return the keys of the drugs that are planned, then of those given."""
    planned = [drug.drug for drug in trial.details.plan.drugs]
    given = [dose.drug for dose in trial.doses if dose.kind is not DoseKind.STOP]
    return tuple(dict.fromkeys([*planned, *given]))


def get_items(trial: Trial) -> tuple[Item, ...]:
    """Return the items that are asked of this trial, in reading order."""
    drugs = set(get_trial_drugs(trial))
    is_cancer = trial.details.indication is Indication.CANCER_PAIN
    return tuple(
        item
        for item in ITEMS
        if (not item.drugs or drugs & set(item.drugs)) and (item.for_cancer or not is_cancer)
    )


def get_answers(trial: Trial, as_of: datetime | None = None) -> Mapping[str, Fact]:
    """Return the latest fact of every item that is answered, as recorded by a moment."""
    known = (f for f in trial.facts if as_of is None or f.recorded_at <= as_of)
    return {key: fact for key, fact in current_facts(known).items() if fact.value}


def get_history(trial: Trial, key: str) -> tuple[Fact, ...]:
    """Return every answer ever given to an item, the newest first."""
    return tuple(fact for fact in reversed(trial.facts) if fact.key == key)


def get_trial_dose_answer(relief: CriterionResult) -> Answer:
    """Return whether a trial dose was effective: what the pain criterion says, never typed."""
    return _ANSWER_OF_STATUS[relief.status]


# What speaks against going on, and what is open


def get_failed_items(trial: Trial, as_of: datetime | None = None) -> tuple[Item, ...]:
    """Return the candidacy items with the bad answer, the absolute ones first."""
    answers = get_answers(trial, as_of)
    failed = [i for i in _list_candidacy(trial) if i.can_fail and _is_bad(i, answers)]
    return tuple(sorted(failed, key=lambda item: not item.is_absolute))


def get_unknown_items(trial: Trial, as_of: datetime | None = None) -> tuple[Item, ...]:
    """Return the candidacy items without a yes or no; not known is never yes."""
    answers = get_answers(trial, as_of)
    return tuple(item for item in _list_candidacy(trial) if not _is_answered(item, answers))


def get_absolute_findings(trial: Trial) -> tuple[Finding, ...]:
    """Return what is shown loudly: absolute items answered badly, and allergies that collide."""
    answers, zone = get_answers(trial), trial.details.time_zone
    failed = (i for i in get_items(trial) if i.is_absolute and _is_bad(i, answers))
    findings = [Finding(i.key, _format_finding(i, answers[i.key], zone)) for i in failed]
    return (*findings, *get_allergy_conflicts(trial))


def get_allergy_conflicts(trial: Trial) -> tuple[Finding, ...]:
    """Return each planned or given drug that the patient's recorded allergies name."""
    allergies = trial.patient.details.allergies.casefold()
    return tuple(
        Finding(f"allergy:{key}", f"The recorded allergies name {key}, which is in this trial.")
        for key in get_trial_drugs(trial)
        if any(name in allergies for name in _list_names(key))
    )


def _list_names(drug: str) -> tuple[str, ...]:
    known = DRUG_BY_KEY.get(drug)
    return (drug.casefold(),) if known is None else (known.key, *known.names)


def _list_candidacy(trial: Trial) -> list[Item]:
    return [i for i in get_items(trial) if i.is_candidacy and i.kind is ItemKind.QUESTION]


def _is_bad(item: Item, answers: Mapping[str, Fact]) -> bool:
    return item.key in answers and answers[item.key].value == item.bad_answer


def _is_answered(item: Item, answers: Mapping[str, Fact]) -> bool:
    return item.key in answers and answers[item.key].value != Answer.NOT_KNOWN


def _format_finding(item: Item, fact: Fact, time_zone: str) -> str:
    when = format_moment(fact.recorded_at, time_zone)
    said = f"{item.label}: {Answer(fact.value).label} ({fact.author}, {when})."
    return f"{said} {fact.note}".rstrip()


def format_value(item: Item, value: str, time_zone: str) -> str:
    """Return a stored value as it is shown; a key is never shown."""
    match item.kind:
        case ItemKind.QUESTION | ItemKind.COMPUTED:
            return Answer(value).label if value else ""
        case ItemKind.CHOICE:
            return next((choice.label for choice in item.choices if choice == value), "")
        case ItemKind.DATE | ItemKind.PAST_DATE:
            return format_date(date.fromisoformat(value)) if value else ""
        case ItemKind.PAST_MOMENT:
            return format_moment(datetime.fromisoformat(value), time_zone) if value else ""
        case ItemKind.TEXT | ItemKind.WORDS:  # pragma: no branch (the type checker proves it)
            return value
