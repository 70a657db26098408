"""Published cases and the edges of exact comparison: what the pain rule of each set says.

The figures stand in the publications named beside them; midpoints where a range was printed.
"""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import trialtracker
from tests.clinical.boluses import hourly, make_bolus_trial, read
from tests.factories import START, make_diary, make_trial
from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.choices import Status, TrialMode, Verdict
from trialtracker.clinical.criteria import CRITERIA, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.shipped_sets import (
    ABOVE_HALF_FOR_8_HOURS,
    HALF_OR_MORE,
    IMMPACT_BANDS,
    THIRTY_ON_TWO_OCCASIONS,
)
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.NOT_KNOWN
PAIN_ALONE = replace(
    CLINIC_DEFAULT,
    roles=tuple(
        (criterion.key, Role.LEFT_OUT)
        for criterion in CRITERIA
        if criterion.key not in {"pain_relief", "baseline_data", "window_data"}
    ),
)
"""The pain rule and the data it needs, and nothing else."""


class Case(NamedTuple):
    """One published case: its scores, its relief to three decimals, and what is expected."""

    before: str
    during: str
    percent: str
    half_or_more: Status
    above_half: Status
    thirty: Status
    verdict: Verdict


CASES = {
    # Medicine 2021;100:e26141
    "transverse myelitis": Case("10", "5", "50", MET, NOT_MET, MET, Verdict.FAVOURABLE),
    # Medicine 2018, cervical catheter in cancer
    "cervical, at rest": Case("6.5", "2.5", "61.538", MET, MET, MET, Verdict.FAVOURABLE),
    "cervical, breakthrough": Case("10", "5.5", "45", NOT_MET, NOT_MET, MET, Verdict.BORDERLINE),
    # Jeon 2009, case 1: called significant
    "Jeon": Case("8.5", "6", "29.412", NOT_MET, NOT_MET, NOT_MET, Verdict.NOT_FAVOURABLE),
    # Simpson 2007, ziconotide: 40 % and implanted
    "Simpson": Case("10", "6", "40", NOT_MET, NOT_MET, MET, Verdict.BORDERLINE),
    # Lundborg 1999, CRPS
    "Lundborg": Case("7", "2", "71.429", MET, MET, MET, Verdict.FAVOURABLE),
    # Edges: a figure beside its threshold is never rounded over it
    "49.545 %": Case("10", "5.0455", "49.545", NOT_MET, NOT_MET, MET, Verdict.BORDERLINE),
    "30 %": Case("10", "7", "30", NOT_MET, NOT_MET, MET, Verdict.BORDERLINE),
    "29.995 %": Case("10", "7.0005", "29.995", NOT_MET, NOT_MET, NOT_MET, Verdict.NOT_FAVOURABLE),
    "a third, thrice": Case("9", "4.5", "50", MET, NOT_MET, MET, Verdict.FAVOURABLE),
    "worse": Case("5", "6", "-20", NOT_MET, NOT_MET, NOT_MET, Verdict.NOT_FAVOURABLE),
}

AVERAGES = {"sum", "mean", "fmean", "statistics.mean", "statistics.fmean", "median", "_mean"}

each_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


def infused(case: Case) -> Trial:
    return make_diary([case.before] * 7, [case.during] * 3)


def given_once(case: Case) -> Trial:
    before = read({-2: case.before, -1: case.before})
    after = read(hourly(case.during))
    whole = make_bolus_trial(mode=TrialMode.REPEATED_BOLUS)
    return replace(whole, entries=(*before, *after))


def judge(trial: Trial, criteria_set: CriteriaSet, key: str = "pain_relief") -> CriterionResult:
    return next(r for r in look(trial, criteria_set).criteria if r.key == key)


def look(trial: Trial, criteria_set: CriteriaSet) -> Assessment:
    return assess(trial, criteria_set, LATER)


@each_case
@pytest.mark.parametrize("make", [infused, given_once], ids=["infusion", "bolus"])
def test_relief_of_a_published_case_is_exact(case: Case, make: Callable[[Case], Trial]) -> None:
    percent = look(make(case), CLINIC_DEFAULT).relief_percent

    assert percent == 100 * (1 - Fraction(case.during) / Fraction(case.before))
    assert round(percent, 3) == Fraction(case.percent)


@each_case
@pytest.mark.parametrize("make", [infused, given_once], ids=["infusion", "bolus"])
@pytest.mark.parametrize("criteria_set", [CLINIC_DEFAULT, HALF_OR_MORE], ids=lambda s: s.name)
def test_the_pain_rule_of_half_or_more(
    case: Case, make: Callable[[Case], Trial], criteria_set: CriteriaSet
) -> None:
    assert judge(make(case), criteria_set).status is case.half_or_more


@each_case
@pytest.mark.parametrize("make", [infused, given_once], ids=["infusion", "bolus"])
def test_the_pain_rule_of_more_than_half(case: Case, make: Callable[[Case], Trial]) -> None:
    assert judge(make(case), ABOVE_HALF_FOR_8_HOURS).status is case.above_half


@each_case
def test_the_pain_rule_of_30_percent(case: Case) -> None:
    assert judge(given_once(case), THIRTY_ON_TWO_OCCASIONS).status is case.thirty
    assert judge(infused(case), IMMPACT_BANDS).status is case.thirty


@each_case
def test_the_verdict_of_the_pain_rule_alone(case: Case) -> None:
    assert look(infused(case), PAIN_ALONE).verdict is case.verdict


@pytest.mark.parametrize(
    ("during", "status"), [("8", MET), ("8.0001", NOT_MET), ("7.9999", MET), ("10", NOT_MET)]
)
def test_a_fall_of_exactly_2_points_is_enough(during: str, status: Status) -> None:
    trial = make_diary([10] * 7, [during] * 3)

    assert judge(trial, CLINIC_DEFAULT, "absolute_change").status is status


@pytest.mark.parametrize("during", ["0", "3"])
@pytest.mark.parametrize("criteria_set", [CLINIC_DEFAULT, IMMPACT_BANDS], ids=lambda s: s.name)
def test_relief_from_a_baseline_of_0_cannot_be_calculated(
    during: str, criteria_set: CriteriaSet
) -> None:
    trial = make_diary([0] * 7, [during] * 3)

    assert look(trial, criteria_set).relief_percent is None
    assert judge(trial, criteria_set).status is UNKNOWN
    assert "relief cannot be calculated" in judge(trial, criteria_set).reason


def test_significant_relief_without_a_score_is_not_enough_data() -> None:
    # Donatiello 2025: "significant relief" after 0.1 mg of morphine, no score printed.
    trial = make_trial(mode=TrialMode.SINGLE_BOLUS)

    assert look(trial, CLINIC_DEFAULT).verdict is Verdict.NOT_ENOUGH_DATA
    assert judge(trial, CLINIC_DEFAULT).status is UNKNOWN


def test_the_percent_of_group_means_is_not_the_mean_of_the_patients_percents() -> None:
    # Smith 2005: 7.81 to 3.89 in the group, and 47 % relief reported of the patients.
    of_means = 100 * (1 - Fraction("3.89") / Fraction("7.81"))

    assert round(of_means, 1) == Fraction("50.2")
    assert round(of_means) != 47


def test_nothing_in_the_program_averages_percents() -> None:
    root = Path(trialtracker.__file__).parent

    calls = [
        (path.name, node)
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and name_of(node.func) in AVERAGES
    ]

    assert len(calls) > 20
    assert not [name for name, call in calls if "percent" in name_of(summed(call))]


def name_of(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def summed(call: ast.Call) -> ast.expr:
    first = call.args[0]
    return first.elt if isinstance(first, ast.GeneratorExp | ast.ListComp) else first
