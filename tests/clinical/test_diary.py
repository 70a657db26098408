"""The real two-week diary of 71 people gives the reference figures."""

import csv
from datetime import timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from tests.factories import START, make_diary
from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT

DIARY = Path(__file__).resolve().parents[2].parent / "shared/data/diaries-aus/pain_diary.csv"

pytestmark = pytest.mark.skipif(
    not DIARY.exists(), reason=f"{DIARY.name} is not beside the checkout"
)


@cache
def read_assessments() -> dict[str, Assessment]:
    with DIARY.open(encoding="utf-8", newline="") as lines:
        return {row["row"]: assess_row(row) for row in csv.DictReader(lines)}


def assess_row(row: dict[str, str]) -> Assessment:
    baseline = [row[f"t0{day}"] or None for day in range(1, 8)]
    during = [row[f"t1{day}"] or None for day in range(1, 8)]
    trial = make_diary(baseline, during, side_effect_grade=None)
    return assess(trial, CLINIC_DEFAULT, START + timedelta(days=60))


def count_relief(low: int | None, high: int | None) -> int:
    known = [a.relief_percent for a in read_assessments().values() if a.relief_percent is not None]
    return sum((low is None or p >= low) and (high is None or p < high) for p in known)


def count_verdict(verdict: Verdict) -> int:
    return sum(a.verdict is verdict for a in read_assessments().values())


@pytest.mark.parametrize(("low", "high", "count"), [(50, None, 31), (30, 50, 9), (None, 30, 30)])
def test_relief_of_71_people(low: int | None, high: int | None, count: int) -> None:
    assert count_relief(low, high) == count


def test_pain_relief_is_met_by_31() -> None:
    statuses = [a.criteria[0].status for a in read_assessments().values()]

    assert (len(statuses), statuses.count(Status.MET)) == (71, 31)


@pytest.mark.parametrize(
    ("verdict", "count"),
    [
        (Verdict.FAVOURABLE, 0),
        (Verdict.BORDERLINE, 40),
        (Verdict.NOT_FAVOURABLE, 30),
        (Verdict.NOT_ENOUGH_DATA, 1),
        (Verdict.SAFETY_HOLD, 0),
    ],
)
def test_verdicts_of_71_people(verdict: Verdict, count: int) -> None:
    assert count_verdict(verdict) == count


def find(assessment: Assessment, key: str) -> CriterionResult:
    return next(result for result in assessment.criteria if result.key == key)


def test_three_of_those_who_reach_50_have_a_baseline_below_5() -> None:
    low = [
        a
        for a in read_assessments().values()
        if find(a, "pain_relief").status is Status.MET
        and find(a, "baseline_level").status is Status.NOT_MET
    ]

    assert len(low) == 3


def test_row_15_stays_below_30() -> None:
    row = read_assessments()["15"]

    assert row.relief_percent is not None
    assert Fraction("29.9950") < row.relief_percent < 30
    assert row.criteria[0].value == "29.995 %"
    assert row.verdict is Verdict.NOT_FAVOURABLE


def test_row_60_reaches_50() -> None:
    row = read_assessments()["60"]

    assert row.relief_percent is not None
    assert Fraction("50.354") < row.relief_percent < Fraction("50.355")
    assert row.criteria[0].value == "50.4 %"
