"""Relief after several boluses: how often it is asked for, and which bolus speaks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.clinical.boluses import at, hourly, make_bolus_trial
from tests.clinical.doses import make_bolus, make_break, make_coded
from tests.factories import START, Number
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.bolus_criteria import relief_duration, repeat_bolus
from trialtracker.clinical.choices import Status, TrialMode, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
DAYS = (make_bolus(), make_bolus(at(24)), make_bolus(at(48)))
NEEDED = "4 over at least 4hr 40min are needed."


def judge(trial: Trial, key: str, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> CriterionResult:
    found = assess(trial, criteria_set, LATER).criteria
    return next(result for result in found if result.key == key)


def make_repeated(*scores: Mapping[float, Number], **changes: Any) -> Trial:
    moved = [{24 * day + h: s for h, s in each.items()} for day, each in enumerate(scores)]
    given = {"doses": DAYS[: len(scores)], "mode": TrialMode.REPEATED_BOLUS}
    return make_bolus_trial(*moved, **{**given, **changes})


PASSES, FAILS, FEW = hourly(3), hourly(7), hourly(3, (1, 2))


@pytest.mark.parametrize(
    ("scores", "status", "value"),
    [
        ((PASSES, PASSES), Status.MET, "2 of 2"),
        ((PASSES, PASSES, FAILS), Status.MET, "2 of 3"),
        ((PASSES, FEW, PASSES), Status.MET, "2 of 2"),
        ((PASSES, FAILS), Status.NOT_MET, "1 of 2"),
        ((FAILS, FAILS), Status.NOT_MET, "0 of 2"),
        ((FAILS, FAILS, FEW), Status.NOT_MET, "0 of 2"),
        ((PASSES, FAILS, FEW), Status.NOT_KNOWN, "1 of 2"),
        ((PASSES,), Status.NOT_KNOWN, "1 of 1"),
        ((FAILS,), Status.NOT_KNOWN, "0 of 1"),
        ((PASSES, FEW), Status.NOT_KNOWN, "1 of 1"),
    ],
)
def test_relief_is_asked_for_after_two_boluses(
    scores: tuple[Mapping[float, Number], ...], status: Status, value: str
) -> None:
    result = judge(make_repeated(*scores), "repeat_bolus")

    assert (result.status, result.value) == (status, value)
    assert result.requirement == "needs ≥ 50 % after ≥ 2 boluses"


def test_repeated_relief_names_every_bolus() -> None:
    assert judge(make_repeated(PASSES, FAILS, FEW), "repeat_bolus").reason == (
        "≥ 50 % relief after 1 of 2 boluses with enough readings (02-Mar-2026 08:00: 62 % relief; "
        "03-Mar-2026 08:00: 12 % relief); 2 are needed. "
        "Not enough readings after: 04-Mar-2026 08:00 (2 readings)."
    )


def test_relief_after_one_bolus_only_is_borderline() -> None:
    known = {result.key: result.status for result in _assess_known(make_repeated(FAILS, PASSES))}

    assert known["pain_relief"] is Status.MET
    assert known["repeat_bolus"] is Status.NOT_MET


def _assess_known(trial: Trial) -> tuple[CriterionResult, ...]:
    assessment = assess(trial, CLINIC_DEFAULT, LATER)
    assert assessment.verdict is Verdict.BORDERLINE
    return assessment.criteria


def test_the_bolus_that_speaks_is_said_to_be_the_last() -> None:
    last = judge(make_repeated(PASSES, FAILS, FEW), "pain_relief").reason
    only = judge(make_repeated(PASSES, FEW), "pain_relief").reason

    assert "the bolus of 03-Mar-2026 08:00 (2 readings before the first bolus; " in last
    assert "; the last of 2 boluses with enough readings)" in last
    assert "; the only one of 2 boluses with enough readings)" in only


def test_how_many_boluses_have_enough_readings_is_said() -> None:
    result = judge(make_repeated(PASSES, FEW), "window_data")

    assert result.reason.endswith(f"{NEEDED} 1 of 2 boluses has enough readings.")


def test_one_bolus_with_enough_readings_is_one() -> None:
    result = judge(make_repeated(FAILS, FEW), "repeat_bolus")

    assert "after 0 of 1 bolus with enough readings" in result.reason


def test_a_single_bolus_is_not_asked_to_be_repeated() -> None:
    keys = [r.key for r in assess(make_bolus_trial(PASSES), CLINIC_DEFAULT, LATER).criteria]

    assert "repeat_bolus" not in keys
    assert "relief_duration" in keys


def test_an_infusion_is_asked_for_neither() -> None:
    trial = make_bolus_trial(mode=TrialMode.CONTINUOUS_INTRATHECAL)

    keys = {result.key for result in assess(trial, CLINIC_DEFAULT, LATER).criteria}

    assert not keys & {"repeat_bolus", "relief_duration"}


def test_one_bolus_is_singular_where_one_is_needed() -> None:
    once = replace(CLINIC_DEFAULT, occasions=1)

    result = judge(make_repeated(PASSES), "repeat_bolus", once)

    assert (result.status, result.requirement) == (Status.MET, "needs ≥ 50 % after ≥ 1 bolus")


@pytest.mark.parametrize("criterion", [repeat_bolus, relief_duration])
def test_without_a_bolus_neither_is_known(criterion: Any) -> None:
    trial = make_bolus_trial(doses=(), mode=TrialMode.REPEATED_BOLUS)

    result = criterion(get_evidence(trial, CLINIC_DEFAULT, LATER))

    assert result.status is Status.NOT_KNOWN
    assert "No bolus is recorded." in result.reason


def test_a_bolus_with_a_code_is_named_by_it() -> None:
    coded = make_coded(code="B-07")
    trial = replace(make_bolus_trial(PASSES, doses=()), blinded_doses=(coded,))

    assert "the bolus (code B-07) of 02-Mar-2026 08:00" in judge(trial, "pain_relief").reason


def test_a_trial_of_placebos_alone_has_not_enough_data() -> None:
    opened = make_break("B-07", at(30))
    trial = replace(
        make_bolus_trial(PASSES, doses=()),
        blinded_doses=(make_coded(code="B-07"),),
        blind_breaks=(opened,),
    )

    result = judge(trial, "window_data")

    assert result.status is not Status.MET
    assert result.reason == "Every bolus was a placebo, as its opened code says."
