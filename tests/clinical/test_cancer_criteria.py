"""The criteria from cancer trials: any of several gains is enough, unknown is never a gain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.intakes import make_intake
from tests.factories import START, Number, make_diary, make_entry, moment_of_day
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.cancer_criteria import cancer_benefit, composite
from trialtracker.clinical.choices import Indication, Status
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.record import Intake
from trialtracker.clinical.trial import Entry, Trial

LATER = START + timedelta(days=60)
BASELINE = range(-7, 0)
WINDOW = range(1, 4)
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.NOT_KNOWN


def graded(
    days: Sequence[int], grade: int, effect: str = "nausea", hour: int = 9
) -> tuple[Entry, ...]:
    return tuple(
        make_entry(moment_of_day(day, hour), {f"side_effect:{effect}": grade}) for day in days
    )


def taken(days: Sequence[int], dose: Number) -> tuple[Intake, ...]:
    return tuple(make_intake(dose, at=moment_of_day(day, 7)) for day in days)


def make_cancer_trial(
    during: Number, *entries: Entry, before: Number = 8, intakes: Sequence[Intake] = ()
) -> Trial:
    """Return a diary of pain alone, with whatever else is recorded."""
    trial = make_diary(
        [before] * 7,
        [during] * 3,
        side_effect_grade=None,
        indication=Indication.CANCER_PAIN,
    )
    return replace(trial, entries=(*trial.entries, *entries), intakes=tuple(intakes))


def judge_benefit(trial: Trial) -> CriterionResult:
    return cancer_benefit(get_evidence(trial, CLINIC_DEFAULT, LATER))


def judge_composite(trial: Trial) -> CriterionResult:
    return composite(get_evidence(trial, CLINIC_DEFAULT, LATER))


@pytest.mark.parametrize(
    ("during", "grades", "status", "value"),
    [
        ("6.4", (2, 2), MET, "20 % less pain"),
        ("6.41", (2, 2), NOT_MET, "19.9 % less pain"),
        ("8", (2, 1), MET, "50 % less toxicity"),
        ("8.01", (2, 1), NOT_MET, "0.1 % more pain"),
        ("8", (2, 2), NOT_MET, "0 % less pain"),
        ("8", (1, 2), NOT_MET, "0 % less pain"),
    ],
)
def test_less_pain_or_equal_pain_with_less_toxicity_is_a_benefit(
    during: str, grades: tuple[int, int], status: Status, value: str
) -> None:
    before, since = graded(BASELINE, grades[0]), graded(WINDOW, grades[1])

    result = judge_benefit(make_cancer_trial(during, *before, *since))

    assert (result.status, result.value) == (status, value)


@pytest.mark.parametrize(("during", "status"), [("6.4", MET), ("7", UNKNOWN), ("9", NOT_MET)])
def test_toxicity_that_was_not_assessed_before_is_not_known(during: str, status: Status) -> None:
    result = judge_benefit(make_cancer_trial(during, *graded(WINDOW, 0)))

    assert result.status is status
    assert (
        "Side effects were asked for on 0 days before the trial and on 3 in its window; "
        "4 and 2 are needed." in result.reason
    )


def test_a_day_of_several_effects_is_the_sum_of_their_highest_grades() -> None:
    before = (
        *graded(BASELINE, 1),
        *graded(BASELINE, 2, hour=15),
        *graded(BASELINE, 1, "pruritus"),
    )
    since = (*graded(WINDOW, 1), *graded(WINDOW, 1, "pruritus"))

    reason = judge_benefit(make_cancer_trial("8", *before, *since)).reason

    assert (
        "The daily sum of side-effect grades went from 3 (7 of 7 days) to 2 (3 of 3 days)."
        in reason
    )


def test_an_effect_present_before_and_not_asked_for_since_says_nothing() -> None:
    before = (*graded(BASELINE, 2, "constipation"), *graded(BASELINE, 0))

    result = judge_benefit(make_cancer_trial("8", *before, *graded(WINDOW, 0)))

    assert result.status is UNKNOWN
    assert "Present before the trial and not asked for since: Constipation." in result.reason


def test_a_percent_of_no_toxicity_cannot_be_calculated() -> None:
    result = judge_benefit(make_cancer_trial("8", *graded(BASELINE, 0), *graded(WINDOW, 1)))

    assert result.status is UNKNOWN
    assert "a percent of 0 cannot be calculated." in result.reason


def test_grades_of_day_1_before_the_dose_and_after_the_end_do_not_count() -> None:
    before = graded(BASELINE, 2)
    early, late = graded([1], 4, hour=7), graded([5], 4)

    result = judge_benefit(make_cancer_trial("8", *before, *graded(WINDOW, 1), *early, *late))

    assert (result.status, result.value) == (MET, "50 % less toxicity")


def test_the_waiver_is_said_with_where_it_comes_from() -> None:
    assert judge_benefit(make_cancer_trial("4")).reason.endswith(
        "Some payers waive requirements in advanced cancer "
        "(eviCore, HCSC; as summarised by a third party)."
    )


def test_the_benefit_names_the_entries_of_pain_and_of_toxicity() -> None:
    trial = make_cancer_trial("8", *graded(BASELINE, 2), *graded(WINDOW, 1))

    assert set(judge_benefit(trial).used) == {entry.entry_id for entry in trial.entries}


HALVED = (*taken(BASELINE, 20), *taken((1, 2), 10))
KEPT = (*taken(BASELINE, 20), *taken((1, 2), 20))
SAME_GRADES = (*graded(BASELINE, 2), *graded(WINDOW, 2))
HALVED_GRADES = (*graded(BASELINE, 2), *graded(WINDOW, 1))


@pytest.mark.parametrize(
    ("during", "entries", "intakes", "status", "value"),
    [
        ("4", SAME_GRADES, KEPT, MET, "50 % less pain"),
        ("8", SAME_GRADES, HALVED, MET, "50 % less oral opioid"),
        ("8", HALVED_GRADES, KEPT, MET, "50 % less toxicity"),
        ("4.01", SAME_GRADES, KEPT, NOT_MET, "49.9 % less pain"),
        ("4.01", SAME_GRADES, (), UNKNOWN, "49.9 % less pain"),
        ("4.01", (), KEPT, UNKNOWN, "49.9 % less pain"),
        ("4", (), (), MET, "50 % less pain"),
    ],
)
def test_half_off_any_of_the_three_is_enough(
    during: str,
    entries: Sequence[Entry],
    intakes: Sequence[Intake],
    status: Status,
    value: str,
) -> None:
    result = judge_composite(make_cancer_trial(during, *entries, intakes=intakes))

    assert (result.status, result.value) == (status, value)


def test_the_composite_without_any_figure_is_not_known() -> None:
    result = judge_composite(make_cancer_trial("0", before="0"))

    assert (result.status, result.value) == (UNKNOWN, "Not known")


def test_no_opioid_before_leaves_its_percent_unknown() -> None:
    nothing = (*taken(BASELINE, 0), *taken((1, 2), 0))

    result = judge_composite(make_cancer_trial("8", *SAME_GRADES, intakes=nothing))

    assert result.status is UNKNOWN
    assert "A percent of 0 cannot be calculated." in result.reason


def test_the_composite_names_intakes_too() -> None:
    trial = make_cancer_trial("4", *SAME_GRADES, intakes=KEPT)

    assert set(judge_composite(trial).used) >= {intake.intake_id for intake in KEPT}


@pytest.mark.parametrize(
    ("days", "grade"), [((-7, -6), 1), ((-7, -6, -5, -4), 4)], ids=["few", "many"]
)
def test_more_harm_never_becomes_a_benefit(days: Sequence[int], grade: int) -> None:
    worse = make_cancer_trial("8", *graded(days, 1), *graded(WINDOW, grade))

    assert judge_benefit(worse).status is not MET
