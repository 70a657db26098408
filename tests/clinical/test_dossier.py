"""The dossier: what is asked of a trial, what failed, what is open, and what is loud."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import START, make_dose, make_patient, make_trial, next_id
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import AllergyStatus, Indication, Status
from trialtracker.clinical.dossier import (
    ITEM_BY_KEY,
    ITEMS,
    Item,
    format_value,
    get_absolute_findings,
    get_answers,
    get_failed_items,
    get_history,
    get_items,
    get_trial_dose_answer,
    get_trial_drugs,
    get_unknown_items,
)
from trialtracker.clinical.dossier_choices import DossierPart, ItemKind, Weight
from trialtracker.clinical.drugs import DRUGS, Drug
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record import Fact
from trialtracker.clinical.record_choices import Answer, DoseKind
from trialtracker.clinical.trial import Trial

QUESTIONS = [item for item in ITEMS if item.kind is ItemKind.QUESTION]
LOUD = [item for item in ITEMS if item.is_absolute]


def make_fact(key: str, value: str, *, minutes: int = 0, note: str = "") -> Fact:
    return Fact(next_id(), key, value, note, "nurse", START + timedelta(minutes=minutes))


def with_facts(*facts: Fact, drugs: tuple[str, ...] = (), **details: Any) -> Trial:
    plan = Plan(drugs=tuple(PlannedDrug(drug) for drug in drugs))
    return replace(make_trial(plan=plan, **details), facts=facts)


def keys_of(items: tuple[Item, ...]) -> list[str]:
    return [item.key for item in items]


def test_no_key_and_no_label_occurs_twice() -> None:
    keys, labels = Counter(i.key for i in ITEMS), Counter(i.label for i in ITEMS)

    assert max(keys.values()) == 1
    assert max(labels.values()) == 1


def test_items_come_in_the_order_of_their_parts() -> None:
    parts = list(dict.fromkeys(item.part for item in ITEMS))

    assert parts == list(DossierPart)


def test_the_leaflets_have_six_items_and_the_last_is_filled_in_by_the_trial() -> None:
    leaflet = [item for item in ITEMS if item.part is DossierPart.LEAFLET]

    assert [item.kind for item in leaflet] == [ItemKind.QUESTION] * 5 + [ItemKind.COMPUTED]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_item_says_where_it_comes_from(item: Item) -> None:
    assert item.source
    assert item.label


@pytest.mark.parametrize("item", QUESTIONS, ids=lambda item: item.key)
def test_no_question_has_yes_as_its_bad_answer(item: Item) -> None:
    assert item.bad_answer in {None, Answer.NO}
    assert item.bad_answer is Answer.NO or item.weight is Weight.NONE


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
def test_every_drug_has_its_question_about_allergy(drug: Drug) -> None:
    asked = get_items(with_facts(drugs=(drug.key,)))

    assert f"no_allergy_{drug.key}" in keys_of(asked)


def test_psychosis_is_asked_only_where_ziconotide_is_planned_or_given() -> None:
    given = replace(make_trial(), doses=(make_dose(drug="ziconotide"),))

    assert "no_psychosis" in keys_of(get_items(with_facts(drugs=("ziconotide",))))
    assert "no_psychosis" in keys_of(get_items(given))
    assert "no_psychosis" not in keys_of(get_items(with_facts(drugs=("morphine",))))


def test_a_stopped_drug_alone_is_no_drug_of_the_trial() -> None:
    trial = make_trial(doses=[make_dose(drug="baclofen", kind=DoseKind.STOP)])

    assert get_trial_drugs(trial) == ()


def test_conservative_care_is_not_asked_in_cancer() -> None:
    trial = with_facts(indication=Indication.CANCER_PAIN)

    assert "conservative_care" not in keys_of(get_items(trial))
    assert "life_expectancy" in keys_of(get_items(trial))


def test_the_latest_answer_counts_and_the_earlier_one_stays_readable() -> None:
    first, second = make_fact("body_size", "no"), make_fact("body_size", "yes", minutes=5)

    trial = with_facts(first, second)

    assert get_answers(trial)["body_size"] == second
    assert get_history(trial, "body_size") == (second, first)


def test_an_answer_taken_back_is_no_answer() -> None:
    trial = with_facts(make_fact("body_size", "no"), make_fact("body_size", "", minutes=5))

    assert "body_size" not in get_answers(trial)
    assert get_failed_items(trial) == ()


def test_what_was_answered_later_is_not_known_at_an_earlier_moment() -> None:
    trial = with_facts(make_fact("body_size", "no", minutes=5))

    assert get_failed_items(trial, START) == ()
    assert keys_of(get_failed_items(trial)) == ["body_size"]


def test_failed_items_name_the_absolute_ones_first() -> None:
    trial = with_facts(make_fact("conventional_failed", "no"), make_fact("no_infection", "no"))

    assert keys_of(get_failed_items(trial)) == ["no_infection", "conventional_failed"]


def test_an_item_of_closer_monitoring_does_not_fail() -> None:
    assert get_failed_items(with_facts(make_fact("no_sleep_apnoea", "no"))) == ()


def test_not_known_is_open_and_neither_failed_nor_fulfilled() -> None:
    trial = with_facts(make_fact("no_infection", "not_known"), make_fact("body_size", "yes"))

    assert "no_infection" in keys_of(get_unknown_items(trial))
    assert "body_size" not in keys_of(get_unknown_items(trial))
    assert get_failed_items(trial) == ()


def test_every_candidacy_question_is_open_in_an_empty_trial() -> None:
    trial = with_facts()

    open_keys = keys_of(get_unknown_items(trial))

    asked = [i for i in get_items(trial) if i.is_candidacy and i.kind is ItemKind.QUESTION]
    assert open_keys == [item.key for item in asked]


@pytest.mark.parametrize("item", LOUD, ids=lambda item: item.key)
def test_a_no_on_an_absolute_item_is_loud_with_who_and_when(item: Item) -> None:
    fact = make_fact(item.key, "no", note="see letter")

    findings = get_absolute_findings(with_facts(fact, drugs=item.drugs))

    sentence = f"{item.label}: No (nurse, 02-Mar-2026 08:00). see letter"
    assert [finding.sentence for finding in findings] == [sentence]


@pytest.mark.parametrize("answer", ["yes", "not_known", ""])
@pytest.mark.parametrize("item", LOUD, ids=lambda item: item.key)
def test_no_other_answer_is_loud(item: Item, answer: str) -> None:
    trial = with_facts(make_fact(item.key, answer), drugs=item.drugs)

    assert get_absolute_findings(trial) == ()


@pytest.mark.parametrize(
    ("written", "drug"),
    [("Morphine (rash)", "morphine"), ("Prialt", "ziconotide"), ("new stuff", "new stuff")],
)
def test_a_recorded_allergy_to_a_planned_drug_is_loud(written: str, drug: str) -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies=written)
    trial = make_trial(patient=patient, plan=Plan(drugs=(PlannedDrug(drug),)))

    findings = get_absolute_findings(trial)

    assert [f.sentence for f in findings] == [
        f"The recorded allergies name {drug}, which is in this trial."
    ]


def test_an_allergy_to_something_else_is_not_loud() -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Penicillin")
    trial = make_trial(patient=patient, plan=Plan(drugs=(PlannedDrug("morphine"),)))

    assert get_absolute_findings(trial) == ()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (Status.MET, Answer.YES),
        (Status.NOT_MET, Answer.NO),
        (Status.NOT_KNOWN, Answer.NOT_KNOWN),
    ],
)
def test_an_effective_dose_is_what_the_pain_criterion_says(status: Status, answer: Answer) -> None:
    result = CriterionResult("pain_relief", "Pain relief", status, "", "", "")

    assert get_trial_dose_answer(result) is answer


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("no_infection", "not_known", "Not known"),
        ("no_infection", "", ""),
        ("catheter_side", "left", "Left"),
        ("catheter_side", "", ""),
        ("anticoagulant_restart", "2026-03-07", "07-Mar-2026"),
        ("anticoagulant_held_since", "", ""),
        ("catheter_placed_at", "2026-03-02T07:30:00+00:00", "02-Mar-2026 07:30"),
        ("catheter_placed_at", "", ""),
        ("goals", "Walk to the shop", "Walk to the shop"),
    ],
)
def test_a_stored_value_is_shown_in_words(key: str, value: str, shown: str) -> None:
    assert format_value(ITEM_BY_KEY[key], value, "UTC") == shown
