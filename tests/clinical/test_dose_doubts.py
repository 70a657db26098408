from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clinical.doses import make_bolus, make_refill, make_stop
from tests.factories import START, make_dose, make_patient, make_trial
from trialtracker.clinical.choices import AllergyStatus, TrialMode
from trialtracker.clinical.dose_doubts import (
    DoseKept,
    get_dose_doubts,
    get_mixture_doubts,
)
from trialtracker.clinical.drugs import DRUGS, Drug, Limit
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.trial import DoseEvent, Trial

LATER = START + timedelta(hours=24)


def ask(*events: DoseEvent, trial: Trial | None = None) -> list[str]:
    return [doubt.sentence for doubt in get_dose_doubts(trial or make_trial(), events)]


@pytest.mark.parametrize(
    ("rate_ng", "sentences"),
    [
        (800_000, []),
        (4_999_999, []),
        (5_000_000, ["Morphine 5 mg/day is ten times the last (0.5 mg/day)."]),
        (6_000_000, ["Morphine 6 mg/day is more than ten times the last (0.5 mg/day)."]),
        (
            50_000,
            ["Morphine 50 micrograms/day is a tenth of the last (500 micrograms/day)."],
        ),
        (
            40_000,
            ["Morphine 40 micrograms/day is less than a tenth of the last (500 micrograms/day)."],
        ),
        (
            16_000_000,
            [
                "Morphine 16 mg/day is more than ten times the last (0.5 mg/day).",
                "Morphine 16 mg/day is above 15 mg/day, the usual highest rate (clinic default).",
            ],
        ),
    ],
)
def test_a_rate_is_held_against_the_last_and_the_highest(
    rate_ng: int, sentences: list[str]
) -> None:
    trial = make_trial(doses=[make_dose(START)])

    assert ask(make_dose(LATER, rate_ng), trial=trial) == sentences


def test_a_first_rate_is_held_against_the_usual_start() -> None:
    assert ask(make_dose(START, 2_000_000)) == [
        "Morphine 2 mg/day is above 0.5 mg/day, the usual range of a first rate (clinic default)."
    ]


def test_a_stop_before_is_not_the_last_dose() -> None:
    trial = make_trial(doses=[make_dose(START), make_stop(START + timedelta(hours=1))])

    assert "ten times the last (0.5 mg/day)" in ask(make_dose(LATER, 5_000_000), trial=trial)[0]


def test_a_later_dose_and_the_dose_itself_are_not_the_last() -> None:
    event = make_dose(START)
    trial = make_trial(doses=[event, make_dose(LATER, 50_000_000)])

    assert ask(event, trial=trial) == []


def test_a_bolus_is_held_against_boluses_alone() -> None:
    trial = make_trial(doses=[make_dose(START, 15_000_000)])

    assert ask(make_bolus(LATER), trial=trial) == []


LIMITED = [drug for drug in DRUGS if drug.most is not None]


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
def test_every_drug_is_asked_about_just_beyond_its_bolus_limits(drug: Drug) -> None:
    low, high = drug.bolus
    assert low is not None
    assert high is not None

    within = [ask(make_bolus(START, limit.ng, drug=drug.key)) for limit in (low, high)]
    below = ask(make_bolus(START, low.ng - 1, drug=drug.key))
    above = ask(make_bolus(START, high.ng + 1, drug=drug.key))

    assert within == [[], []]
    assert [low.source in "".join(below), "is below" in "".join(below)] == [True, True]
    assert [high.source in "".join(above), "is above" in "".join(above)] == [True, True]


CITED = {
    ("morphine", "bolus.low"),
    ("bupivacaine", "most"),
    ("clonidine", "bolus.high"),
    ("ziconotide", "start.high"),
    ("ziconotide", "most"),
    ("baclofen", "bolus.low"),
}
"""What clinical.md marks as found in a source; every other limit is the clinic's own."""


def list_limits(drug: Drug) -> dict[str, Limit | None]:
    return {
        "bolus.low": drug.bolus.low,
        "bolus.high": drug.bolus.high,
        "start.low": drug.start.low,
        "start.high": drug.start.high,
        "most": drug.most,
    }


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
def test_only_a_limit_that_was_found_names_its_source(drug: Drug) -> None:
    limits = list_limits(drug)

    cited = {name for name, limit in limits.items() if limit and limit.source != "clinic default"}

    assert cited == {name for key, name in CITED if key == drug.key}


@pytest.mark.parametrize("drug", LIMITED, ids=lambda drug: drug.key)
def test_every_drug_is_asked_about_just_beyond_its_highest_rate(drug: Drug) -> None:
    most = drug.most or Limit(0)
    trial = make_trial(doses=[make_dose(START, most.ng, drug=drug.key)])

    assert ask(make_dose(LATER, most.ng, drug=drug.key), trial=trial) == []
    assert most.source in ask(make_dose(LATER, most.ng + 1, drug=drug.key), trial=trial)[0]


@given(st.sampled_from(DRUGS), st.integers(min_value=1, max_value=10**9))
def test_no_question_ever_holds_a_micro_sign_or_a_bare_point(drug: Drug, amount_ng: int) -> None:
    said = " ".join(ask(make_bolus(START, amount_ng, drug=drug.key)))

    assert "\N{MICRO SIGN}" not in said
    assert " ." not in said


def test_an_epidural_dose_is_not_held_against_intrathecal_limits() -> None:
    trial = make_trial(mode=TrialMode.CONTINUOUS_EPIDURAL)

    assert ask(make_dose(START, 5_000_000), trial=trial) == []


def test_a_drug_that_is_not_planned_is_asked_about() -> None:
    trial = make_trial(plan=Plan(drugs=(PlannedDrug("ziconotide"),)))

    assert ask(make_dose(START), trial=trial) == [
        "Morphine is not in the trial's plan (ziconotide)."
    ]
    assert ask(make_stop(START), trial=trial) == []


def test_another_concentration_than_planned_is_asked_about() -> None:
    trial = make_trial(plan=Plan(drugs=(PlannedDrug("morphine", 2_000_000),)))

    assert ask(make_refill(), trial=trial) == ["Morphine 1 mg/mL is not the 2 mg/mL of the plan."]
    assert ask(make_refill(concentration_ng_per_ml=2_000_000), trial=trial) == []
    assert ask(make_bolus(), trial=trial) == []


@pytest.mark.parametrize(
    ("allergies", "is_asked"),
    [("Morphine sulphate", True), ("opioids", True), ("Infumorph", True), ("penicillin", False)],
)
def test_a_drug_named_in_the_allergies_is_asked_about(allergies: str, is_asked: bool) -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies=allergies)
    sentences = ask(make_dose(START), trial=make_trial(patient=patient))

    assert sentences == [f"Morphine is named in the allergies: {allergies}."] * is_asked


@pytest.mark.parametrize(("drug", "count"), [("saline", 1), ("bupivacaine", 0)])
def test_a_drug_outside_the_list_and_one_that_is_no_opioid_are_looked_up_by_name(
    drug: str, count: int
) -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="saline, opioids")

    sentences = ask(make_dose(START, drug=drug), trial=make_trial(patient=patient))

    assert len(sentences) == count


def test_a_stop_is_no_question_of_allergy() -> None:
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="morphine")

    assert ask(make_stop(START), trial=make_trial(patient=patient)) == []


def test_a_drug_left_out_of_a_mixture_is_said_to_end() -> None:
    trial = make_trial(doses=[make_dose(START), make_dose(START, 2_000_000, drug="bupivacaine")])

    doubts = get_mixture_doubts(trial, [make_dose(LATER, 800_000)])

    assert [tuple(doubt) for doubt in doubts] == [
        (
            "amount:bupivacaine",
            "Bupivacaine 2 mg/day is running and is not named here: it ends at this time.",
        )
    ]


def test_a_rate_that_stays_is_said_to_stay() -> None:
    trial = make_trial(doses=[make_dose(START)])

    (doubt,) = get_mixture_doubts(trial, [make_dose(LATER)])

    assert doubt.sentence == "Morphine stays at 0.5 mg/day."


@pytest.mark.parametrize("events", [(), (make_bolus(LATER),), (make_stop(LATER),)])
def test_only_a_rate_is_held_against_what_runs(events: tuple[DoseEvent, ...]) -> None:
    assert get_mixture_doubts(make_trial(doses=[make_dose(START)]), events) == ()


def test_only_another_reason_needs_a_note() -> None:
    assert [kept for kept in DoseKept if kept.needs_note] == [DoseKept.OTHER]
