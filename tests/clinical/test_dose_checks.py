from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.clinical.doses import make_bolus, make_coded, make_refill, make_stop
from tests.factories import START, make_dose, make_trial
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.dose_checks import check_blinded, check_doses, check_second_person
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import DoseEvent, Trial

NOW = START + timedelta(hours=30)
GIVEN = NOW - timedelta(hours=1)


def refuse(*events: DoseEvent, trial: Trial | None = None) -> dict[str, str]:
    """Return the sentence of each field."""
    with pytest.raises(RefusedError) as refused:
        check_doses(trial or make_trial(), events, NOW)
    return dict(refused.value.problems)


def refuse_blinded(dose: BlindedDose, trial: Trial | None = None) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        check_blinded(trial or make_trial(), dose, NOW)
    return dict(refused.value.problems)


@pytest.mark.parametrize(
    "event",
    [
        make_dose(GIVEN),
        make_bolus(GIVEN),
        make_stop(GIVEN),
        make_refill(GIVEN),
        make_dose(GIVEN, 1_000_000_000),
        make_dose(GIVEN, 1),
        make_dose(NOW + timedelta(minutes=1)),
        make_dose(START),
        make_refill(START - timedelta(hours=1)),
        make_stop(GIVEN, drug="saline"),
    ],
)
def test_what_can_be_is_not_refused(event: DoseEvent) -> None:
    check_doses(make_trial(), [event], NOW)


def test_the_drugs_of_a_mixture_are_one_dose() -> None:
    events = [make_dose(GIVEN, drug=drug, group_id="g") for drug in ("morphine", "clonidine")]

    check_doses(make_trial(), events, NOW)


def test_no_drug_is_no_dose() -> None:
    assert refuse() == {"drugs": "No drug is named: choose one and give its amount."}


@pytest.mark.parametrize(
    ("event", "field", "sentence"),
    [
        (make_dose(GIVEN, 0), "amount:morphine", "Morphine 0 mg/day is no rate: give the rate"),
        (make_dose(GIVEN, -5), "amount:morphine", "Morphine cannot be below 0"),
        (make_bolus(GIVEN, 0), "amount:morphine", "Morphine has no amount"),
        (make_bolus(GIVEN, -5), "amount:morphine", "Morphine cannot be below 0"),
        (
            make_dose(GIVEN, 1_000_000_001),
            "amount:morphine",
            "Morphine 1,000.000001 mg/day is above 1,000 mg/day: check the unit.",
        ),
        (
            make_bolus(GIVEN, 2_000_000_000),
            "amount:morphine",
            "Morphine 2,000 mg is above 1,000 mg",
        ),
        (make_bolus(GIVEN, rate_ng_per_day=1), "amount:morphine", "A bolus has no rate"),
        (make_dose(GIVEN, bolus_ng=1), "amount:morphine", "A rate has no bolus"),
        (
            make_stop(GIVEN, rate_ng_per_day=1),
            "amount:morphine",
            "A stop of morphine has no amount",
        ),
        (make_refill(GIVEN, rate_ng_per_day=1), "amount:morphine", "A refill changes no rate"),
        (make_refill(GIVEN, volume_ul=None), "volume", "The refill has no volume"),
        (make_refill(GIVEN, volume_ul=0), "volume", "The refill has no volume"),
        (make_refill(GIVEN, volume_ul=1_000_001), "volume", "1,000.001 mL is above 1,000 mL"),
        (
            make_refill(GIVEN, concentration_ng_per_ml=None),
            "concentration:morphine",
            "Morphine has no concentration",
        ),
        (
            make_refill(GIVEN, concentration_ng_per_ml=2_000_000_000),
            "concentration:morphine",
            "Morphine 2,000 mg/mL is above 1,000 mg/mL: check the unit.",
        ),
        (make_dose(GIVEN, drug="heroin"), "drugs", "“heroin” is not a drug here: choose morphine"),
        (make_dose(NOW + timedelta(hours=1)), "at", "is in the future"),
        (make_dose(START - timedelta(minutes=1)), "at", "is before the trial's start (02-Mar-2026"),
        (make_dose(datetime(2026, 3, 3)), "at", "has no time zone"),  # noqa: DTZ001
        (make_dose(GIVEN, note="\0"), "note", "NUL"),
        (make_dose(GIVEN, second_person="a\nb"), "second_person", "line break"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    event: DoseEvent, field: str, sentence: str
) -> None:
    assert sentence in refuse(event)[field]


def test_a_drug_named_twice_is_refused() -> None:
    problems = refuse(make_dose(GIVEN), make_dose(GIVEN))

    assert problems["drugs"] == "Morphine is named twice: keep one of them."


@pytest.mark.parametrize(
    "changes", [{"at": GIVEN - timedelta(hours=1)}, {"kind": DoseKind.BOLUS}, {"group_id": "x"}]
)
def test_drugs_given_apart_are_not_one_dose(changes: dict[str, Any]) -> None:
    other = replace(make_dose(GIVEN, drug="clonidine"), **changes)

    assert "record them apart" in refuse(make_dose(GIVEN), other)["drugs"]


@pytest.mark.parametrize("event", [make_dose(GIVEN, 300_000), make_stop(GIVEN)])
def test_two_rates_of_one_minute_are_refused(event: DoseEvent) -> None:
    trial = make_trial(doses=[make_dose(GIVEN + timedelta(seconds=20))])

    assert refuse(event, trial=trial) == {
        "at": "A rate of morphine is recorded at 03-Mar-2026 13:00 already: "
        "choose another minute, or void that one first."
    }


def test_a_rate_beside_a_coded_rate_of_the_same_minute_is_refused() -> None:
    trial = replace(make_trial(), blinded_doses=(make_coded(GIVEN, DoseKind.RATE),))

    assert "A rate of A-12 is recorded" in refuse(make_dose(GIVEN), trial=trial)["at"]


def test_a_bolus_beside_a_rate_of_the_same_minute_is_no_clash() -> None:
    trial = make_trial(doses=[make_bolus(GIVEN), make_dose(GIVEN)])

    check_doses(trial, [make_bolus(GIVEN)], NOW)


def test_a_dose_is_no_clash_with_itself() -> None:
    event = make_dose(GIVEN)

    check_doses(make_trial(doses=[event]), [event], NOW)


def test_a_dose_after_the_end_is_refused() -> None:
    trial = make_trial(state=TrialState.COMPLETED, ended_at=GIVEN - timedelta(hours=1))

    assert (
        "is after the trial's end (03-Mar-2026 12:00)"
        in refuse(make_dose(GIVEN), trial=trial)["at"]
    )


def test_a_first_dose_long_ago_is_refused() -> None:
    trial = make_trial(state=TrialState.PLANNED, started_at=None)

    problems = refuse(make_dose(NOW - timedelta(days=91)), trial=trial)

    assert "more than 90 days before today" in problems["at"]


def test_a_coded_dose_that_can_be_is_not_refused() -> None:
    trial = replace(make_trial(), blinded_doses=(make_coded(START, code="A-11"),))

    check_blinded(trial, make_coded(GIVEN), NOW)


def test_a_coded_bag_may_stop_and_run_again() -> None:
    trial = replace(make_trial(), blinded_doses=(make_coded(START, DoseKind.RATE),))

    check_blinded(trial, make_coded(GIVEN, DoseKind.STOP), NOW)


@pytest.mark.parametrize(
    ("dose", "field", "sentence"),
    [
        (make_coded(GIVEN, code=" "), "code", "The code is missing"),
        (make_coded(GIVEN, code="x" * 41), "code", "at most 40"),
        (make_coded(GIVEN, DoseKind.REFILL), "kind", "A coded reservoir is started"),
        (make_coded(NOW + timedelta(hours=1)), "at", "is in the future"),
        (make_coded(datetime(2026, 3, 3), DoseKind.RATE), "at", "no time zone"),  # noqa: DTZ001
    ],
)
def test_a_coded_dose_that_cannot_be_is_refused(
    dose: BlindedDose, field: str, sentence: str
) -> None:
    assert sentence in refuse_blinded(dose)[field]


def test_a_coded_syringe_is_empty_once_it_was_given() -> None:
    trial = replace(make_trial(), blinded_doses=(make_coded(START),))

    problems = refuse_blinded(make_coded(GIVEN, code="a-12 "), trial)

    assert problems == {
        "code": "Code A-12 was given at 02-Mar-2026 08:00 already: check the syringe."
    }


def test_a_second_person_is_somebody() -> None:
    with pytest.raises(RefusedError, match="The second person is missing"):
        check_second_person([make_dose(GIVEN)], "nurse")


def test_a_second_person_is_somebody_else() -> None:
    with pytest.raises(RefusedError, match="the second person is somebody else"):
        check_second_person([make_dose(GIVEN, second_person=" Nurse")], "nurse")


def test_a_dose_that_another_has_checked_is_not_refused() -> None:
    check_second_person([make_dose(GIVEN, second_person="J. Doe")], "nurse")
