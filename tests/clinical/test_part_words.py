from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories import START
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.opioid_baseline import OpioidDays
from trialtracker.clinical.opioid_days import DayMme
from trialtracker.clinical.part_figures import DoseRange, PainFigure, PartFigures
from trialtracker.clinical.part_words import NOT_KNOWN, FigureRow, format_days, list_rows
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.safety import GradeReading
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY
from trialtracker.clinical.trial_part import Days
from trialtracker.clinical.units import DoseUnit

NAUSEA = SIDE_EFFECT_BY_KEY["nausea"]
MG = DoseUnit.MILLIGRAMS
MORPHINE = DoseRange("morphine", DoseKind.RATE, 250_000, 500_000, MG)
BOLUS = DoseRange("fentanyl", DoseKind.BOLUS, 25_000, 25_000, DoseUnit.MICROGRAMS)


def mme(*totals: int | None, excluded: tuple[str, ...] = ()) -> OpioidDays:
    days = tuple(
        DayMme(
            START.date(),
            None if total is None else Fraction(total),
            Fraction(total or 0),
            total is not None,
            total is not None,
            False,
            excluded,
            (),
            (),
        )
        for total in totals
    )
    known = [Fraction(total) for total in totals if total is not None]
    return OpioidDays(days, sum(known, Fraction(0)) / len(known) if known else None)


LEFT = PartFigures(
    days=Days(1, 3),
    pain=PainFigure("pain_rest", Fraction(73, 10), 3, 3, 14, 16),
    baseline_mean=Fraction(8),
    relief_percent=Fraction(35, 4),
    needed_percent=Fraction(50),
    is_harm_asked=True,
    worst=None,
    opioids=mme(90, 90, None),
    doses=(MORPHINE,),
    codes=(),
    verdict=None,
)


def rows(left: PartFigures | None, right: PartFigures | None) -> dict[str, FigureRow]:
    return {row.title: row for row in list_rows(left, right)}


def difference(title: str, **changes: object) -> str:
    return rows(LEFT, replace(LEFT, **changes))[title].difference  # type: ignore[arg-type]


def shown(title: str, **changes: object) -> tuple[str, str]:
    figure = rows(replace(LEFT, **changes), None)[title].left  # type: ignore[arg-type]
    return figure.value, figure.note


def pain(tenths: int | None, measure: str = "pain_rest") -> PainFigure:
    return PainFigure(measure, None if tenths is None else Fraction(tenths, 10), 1, 2, 1, 1)


def grade(number: int) -> GradeReading:
    return GradeReading(NAUSEA, number, START)


@pytest.mark.parametrize(
    ("title", "value", "note"),
    [
        ("Mean pain", "7.3", "Rest, now · 14 of 16 readings, 3 of 3 days"),
        ("Relief over these days", "9 %", "from baseline 8"),
        ("Worst side effect", "None", "of those asked for"),
        ("Opioids by mouth and skin", "90 MME/day", "mean of 2 of 3 whole days"),
        ("Trial dose", "morphine 0.25 to 0.5 mg/day", ""),
    ],
)
def test_every_figure_says_what_it_rests_on(title: str, value: str, note: str) -> None:
    assert shown(title) == (value, note)


@pytest.mark.parametrize("title", [row.title for row in list_rows(LEFT, LEFT)])
def test_two_equal_parts_are_the_same(title: str) -> None:
    assert difference(title).startswith("the same")


@pytest.mark.parametrize("title", [row.title for row in list_rows(LEFT, LEFT)])
@pytest.mark.parametrize("sides", [(LEFT, None), (None, LEFT), (None, None)])
def test_beside_a_trial_that_has_not_begun_nothing_is_known(
    title: str, sides: tuple[PartFigures | None, PartFigures | None]
) -> None:
    row = rows(*sides)[title]

    assert row.difference == NOT_KNOWN
    assert "Not known" in {row.left.value, row.right.value}


@pytest.mark.parametrize(
    ("title", "changes"),
    [
        ("Mean pain", {"pain": pain(None)}),
        ("Relief over these days", {"relief_percent": None, "baseline_mean": None}),
        ("Worst side effect", {"is_harm_asked": False}),
        ("Opioids by mouth and skin", {"opioids": mme(None)}),
        ("Trial dose", {"doses": ()}),
    ],
)
def test_what_one_side_lacks_is_not_known_and_never_zero(
    title: str, changes: dict[str, object]
) -> None:
    assert difference(title, **changes) == NOT_KNOWN
    assert shown(title, **changes)[0] == "Not known"


@pytest.mark.parametrize(
    ("tenths", "said"),
    [
        (52, "2.1 lower on the right"),
        (94, "2.1 higher on the right"),
        (73, "the same"),
    ],
)
def test_the_difference_of_pain_is_stated_and_not_judged(tenths: int, said: str) -> None:
    assert difference("Mean pain", pain=pain(tenths)) == said


def test_a_trial_assessed_by_no_score_says_so() -> None:
    assert shown("Mean pain", pain=pain(None, "")) == ("Not known", "no score of pain")


def test_a_difference_too_small_to_print_is_still_one() -> None:
    near = PainFigure("pain_rest", Fraction(7301, 1000), 1, 1, 1, 1)

    assert difference("Mean pain", pain=near) == "less than 0.1 higher on the right"


@pytest.mark.parametrize("title", ["Mean pain", "Relief over these days"])
def test_two_different_scores_are_not_subtracted(title: str) -> None:
    said = difference(title, pain=pain(40, "pain_average"))

    assert said == "not known: two different scores"


@pytest.mark.parametrize(
    ("percent", "value", "said"),
    [
        (Fraction(50), "50 %", "41.3 percentage points higher on the right"),
        (Fraction(-25, 2), "12 % worse", "21.3 percentage points lower on the right"),
        (Fraction(49_999, 1000), "49.999 %", "41.2 percentage points higher on the right"),
    ],
)
def test_relief_keeps_its_side_of_the_threshold(percent: Fraction, value: str, said: str) -> None:
    assert shown("Relief over these days", relief_percent=percent)[0] == value
    assert difference("Relief over these days", relief_percent=percent) == said


def test_no_relief_says_whether_there_was_a_baseline() -> None:
    assert shown("Relief over these days", relief_percent=None)[1] == "from baseline 8"
    assert (
        shown("Relief over these days", relief_percent=None, baseline_mean=None)[1] == "no baseline"
    )


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 grade higher on the right"), (3, "3 grades higher on the right")]
)
def test_side_effects_differ_by_grades(number: int, said: str) -> None:
    assert shown("Worst side effect", worst=grade(number)) == (f"Nausea {number}", "highest grade")
    assert difference("Worst side effect", worst=grade(number)) == said


def test_opioids_left_out_are_named_and_not_compared() -> None:
    without = {"opioids": mme(60, excluded=("buprenorphine",))}

    assert shown("Opioids by mouth and skin", **without) == (
        "60 MME/day",
        "mean of 1 of 1 whole day, without buprenorphine",
    )
    assert difference("Opioids by mouth and skin", **without) == (
        "not known: not the same drugs counted"
    )
    assert difference("Opioids by mouth and skin", opioids=mme(60)) == (
        "30 MME/day lower on the right"
    )


@pytest.mark.parametrize(
    ("doses", "value", "said"),
    [
        (
            (replace(MORPHINE, high_ng=750_000),),
            "morphine 0.25 to 0.75 mg/day",
            "at most 0.25 mg/day higher on the right",
        ),
        (
            (replace(MORPHINE, low_ng=500_000),),
            "morphine 0.5 mg/day",
            "the same at most, another least",
        ),
        ((BOLUS,), "fentanyl 25 micrograms bolus", "other drugs or another way of giving them"),
    ],
)
def test_doses_of_one_drug_differ_by_the_greatest(
    doses: tuple[DoseRange, ...], value: str, said: str
) -> None:
    assert shown("Trial dose", doses=doses) == (value, "")
    assert difference("Trial dose", doses=doses) == said


def test_two_boluses_differ_by_the_greatest() -> None:
    left, right = (
        replace(LEFT, doses=(replace(BOLUS, high_ng=high),)) for high in (50_000, 25_000)
    )

    said = rows(left, right)["Trial dose"].difference

    assert said == "at most 25 micrograms lower on the right"


@pytest.mark.parametrize(
    ("high", "said"), [(25_000, "the same"), (50_000, "the same drugs, other amounts")]
)
def test_several_drugs_are_not_subtracted(high: int, said: str) -> None:
    left = replace(LEFT, doses=(MORPHINE, BOLUS))
    right = replace(LEFT, doses=(replace(BOLUS, high_ng=high), MORPHINE))

    assert rows(left, right)["Trial dose"].difference == said


def test_a_coded_dose_is_not_compared() -> None:
    assert difference("Trial dose", codes=("B-07",)) == NOT_KNOWN
    assert shown("Trial dose", codes=("B-07",), doses=())[0] == "code B-07"


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (Verdict.FAVOURABLE, Verdict.FAVOURABLE, "the same"),
        (Verdict.FAVOURABLE, Verdict.BORDERLINE, "another"),
        (Verdict.FAVOURABLE, None, NOT_KNOWN),
        (None, Verdict.FAVOURABLE, NOT_KNOWN),
    ],
)
def test_the_verdict_stands_where_a_trial_is_whole(
    left: Verdict | None, right: Verdict | None, said: str
) -> None:
    row = rows(replace(LEFT, verdict=left), replace(LEFT, verdict=right))["Verdict"]

    assert row.difference == said


def test_without_a_whole_trial_there_is_no_verdict() -> None:
    assert "Verdict" not in rows(LEFT, LEFT)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (Days(1, 3), "Day 1 to 3"),
        (Days(4, 4), "Day 4"),
        (Days(-3, -1), "Day -3 to -1"),
        (None, "No trial day yet"),
    ],
)
def test_days_are_named(days: Days | None, said: str) -> None:
    assert format_days(days) == said


@pytest.mark.parametrize("word", ["better", "worse", "improve", "good"])
def test_no_difference_is_judged(word: str) -> None:
    changes = replace(
        LEFT, pain=pain(20), relief_percent=Fraction(75), worst=grade(3), opioids=mme(10)
    )

    said = " ".join(row.difference for row in list_rows(LEFT, changes))

    assert word not in said
