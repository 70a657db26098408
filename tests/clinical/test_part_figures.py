from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.factories import (
    START,
    amend,
    make_days,
    make_diary,
    make_dose,
    make_entry,
    make_trial,
    moment_of_day,
    next_id,
)
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.part_figures import DoseRange, PartFigures, get_part_figures
from trialtracker.clinical.record import BlindedDose, Intake
from trialtracker.clinical.record_choices import DoseKind, IntakeKind
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Days, Part, PartKind
from trialtracker.clinical.units import DoseUnit

NOW = moment_of_day(7, 23)
WHOLE = Part()
FIRST_2 = Part(PartKind.FIRST, days=2)
LAST_2 = Part(PartKind.LAST, days=2)
DIARY = make_diary([8, 8, 8, 8, 8, 8, 8], [6, 5, 4, 3, 2, 1])
HOUR = timedelta(hours=1)


def figures(part: Part, trial: Trial = DIARY) -> PartFigures:
    found = get_part_figures(part, trial, assess(trial, CLINIC_DEFAULT, NOW), NOW)
    assert found is not None
    return found


def test_before_the_first_active_dose_there_are_none() -> None:
    trial = make_trial(make_days({-1: 7}), started_at=None)

    assert get_part_figures(WHOLE, trial, assess(trial, CLINIC_DEFAULT, NOW), NOW) is None


@pytest.mark.parametrize(
    ("part", "mean", "percent"),
    [
        (WHOLE, Fraction(7, 2), Fraction(225, 4)),
        (FIRST_2, Fraction(11, 2), Fraction(125, 4)),
        (LAST_2, Fraction(3, 2), Fraction(325, 4)),
        (Part(PartKind.FREE, first=3, last=3), Fraction(4), Fraction(50)),
        (Part(PartKind.FREE, first=-7, last=-1), Fraction(8), Fraction(0)),
    ],
)
def test_mean_and_relief_are_exact(part: Part, mean: Fraction, percent: Fraction) -> None:
    found = figures(part)

    assert (found.pain.mean, found.relief_percent) == (mean, percent)
    assert found.baseline_mean == 8


def test_a_day_is_counted_once_however_many_readings_it_has() -> None:
    entries = [
        *make_days({-3: 8, -2: 8, -1: 8, 1: 6}),
        *(make_entry(moment_of_day(2, hour), score=2) for hour in range(8, 20)),
    ]

    found = figures(FIRST_2, make_trial(entries))

    assert found.pain.mean == 4
    assert (found.pain.readings, found.pain.days) == (13, 2)


def test_no_value_is_carried_into_a_day_without_one() -> None:
    trial = make_diary([8] * 7, [6, None, None, None, 2, None])

    found = figures(Part(PartKind.FREE, first=2, last=4), trial)

    assert found.pain.mean is None
    assert found.relief_percent is None
    assert (found.pain.days, found.pain.of_days, found.pain.readings) == (0, 3, 0)


def test_readings_that_were_asked_for_and_not_assessed_are_among_the_n() -> None:
    asleep = make_entry(moment_of_day(2, 3), not_assessed={"pain_average": NotAssessed.ASLEEP})
    other = make_entry(moment_of_day(2, 4), {"pain_rest": 3})
    trial = make_trial([*make_days({-2: 8, -1: 8, 1: 6, 2: 4}), asleep, other])

    found = figures(FIRST_2, trial)

    assert (found.pain.readings, found.pain.of_readings) == (2, 3)


def test_what_was_amended_or_made_void_does_not_count() -> None:
    first, second = make_days({1: 10, 2: 4})
    void = amend(first, values={}, is_void=True)
    trial = make_trial([*make_days({-2: 8, -1: 8}), first, second, void])

    assert figures(FIRST_2, trial).pain.mean == 4


def test_without_a_baseline_there_is_no_relief() -> None:
    found = figures(FIRST_2, make_trial(make_days({1: 6, 2: 4})))

    assert found.pain.mean == 5
    assert (found.baseline_mean, found.relief_percent) == (None, None)


def test_the_verdict_is_that_of_a_whole_trial_alone() -> None:
    verdict = assess(DIARY, CLINIC_DEFAULT, NOW).verdict

    assert [figures(part).verdict for part in (WHOLE, FIRST_2)] == [verdict, None]


# Side effects


def make_graded(*graded: tuple[int, int], **details: Any) -> Trial:
    entries = [make_entry(moment_of_day(d), {"side_effect:nausea": g}) for d, g in graded]
    return make_trial([*make_days({-1: 8}), *entries], **details)


def test_the_worst_side_effect_is_the_highest_grade_of_the_days() -> None:
    trial = make_graded((1, 1), (2, 3), (5, 2), (6, 0))

    worst = [figures(part, trial).worst for part in (WHOLE, FIRST_2, LAST_2)]

    assert [w.grade for w in worst if w is not None] == [3, 3]
    assert [w is None for w in worst] == [False, False, True]


def test_asked_and_absent_is_not_the_same_as_not_asked() -> None:
    trial = make_graded((1, 0))

    assert [figures(part, trial).is_harm_asked for part in (FIRST_2, LAST_2)] == [True, False]
    assert figures(FIRST_2, trial).worst is None


def test_harm_after_the_end_counts_for_a_part_that_reaches_the_last_day() -> None:
    trial = make_graded((2, 1), (6, 4), ended_at=moment_of_day(4))

    worst = {part.kind: figures(part, trial).worst for part in (WHOLE, FIRST_2, LAST_2)}

    grades = {kind: w.grade for kind, w in worst.items() if w is not None}
    assert grades == {PartKind.WHOLE: 4, PartKind.FIRST: 1, PartKind.LAST: 4}


def test_the_whole_trial_has_the_worst_of_its_assessment() -> None:
    trial = make_graded((1, 2), (3, 3), (5, 1))
    harm = assess(trial, CLINIC_DEFAULT, NOW).harm.worst
    worst = figures(WHOLE, trial).worst

    assert worst is not None
    assert harm is not None
    assert (worst.effect, worst.grade, worst.entry_id) == (harm.effect, harm.grade, harm.entry_id)


# Opioids


def test_the_mme_is_the_mean_of_the_whole_days_that_have_a_total() -> None:
    taken = [
        Intake(next_id(), IntakeKind.TAKEN, "morphine", Decimal(mg), "mg", 1, moment_of_day(day))
        for day, mg in ((1, 30), (2, 60), (5, 10), (6, 400))
    ]
    trial = replace(DIARY, intakes=tuple(taken))

    found = [figures(part, trial).opioids for part in (FIRST_2, LAST_2, WHOLE)]

    assert [(o.mean, len(o.counted), len(o.days)) for o in found] == [
        (Fraction(45), 2, 2),
        (Fraction(10), 1, 1),
        (Fraction(100, 3), 3, 5),
    ]


def test_without_a_record_the_mme_is_not_known() -> None:
    assert figures(WHOLE).opioids.mean is None


# Doses


def with_doses(*doses: object, **changes: object) -> Trial:
    return replace(DIARY, doses=tuple(doses), **changes)  # type: ignore[arg-type]


def rate(hours: int, ng: int, drug: str = "morphine") -> object:
    return make_dose(START + hours * HOUR, ng, drug=drug)


def test_the_dose_of_a_part_is_from_the_least_to_the_greatest_rate_infused() -> None:
    trial = with_doses(rate(0, 250_000), rate(26, 500_000), rate(80, 750_000))

    found = {p.kind: figures(p, trial).doses for p in (WHOLE, FIRST_2, LAST_2)}

    unit = DoseUnit.MILLIGRAMS
    assert found == {
        PartKind.WHOLE: (DoseRange("morphine", DoseKind.RATE, 250_000, 750_000, unit),),
        PartKind.FIRST: (DoseRange("morphine", DoseKind.RATE, 250_000, 500_000, unit),),
        PartKind.LAST: (DoseRange("morphine", DoseKind.RATE, 750_000, 750_000, unit),),
    }


def test_a_rate_that_was_stopped_before_the_part_is_not_in_it() -> None:
    trial = with_doses(rate(0, 250_000), rate(30, 0))

    assert figures(LAST_2, trial).doses == ()


def test_boluses_stand_beside_rates_each_with_their_drug() -> None:
    bolus = [
        make_dose(START + h * HOUR, 0, drug="fentanyl", kind=DoseKind.BOLUS, bolus_ng=ng)
        for h, ng in ((1, 25_000), (25, 50_000), (70, 75_000))
    ]
    trial = with_doses(rate(0, 250_000), *bolus)

    found = figures(FIRST_2, trial).doses

    assert [(d.drug, d.kind, d.low_ng, d.high_ng) for d in found] == [
        ("morphine", DoseKind.RATE, 250_000, 250_000),
        ("fentanyl", DoseKind.BOLUS, 25_000, 50_000),
    ]


def test_before_the_first_day_nothing_was_given() -> None:
    before = Part(PartKind.FREE, first=-2, last=-1)

    assert figures(before, with_doses(rate(0, 250_000))).doses == ()


def test_a_coded_dose_is_told_by_its_code_and_while_it_runs() -> None:
    coded = BlindedDose(next_id(), START, DoseKind.RATE, "A-1", "tester")
    bolus = BlindedDose(next_id(), START + 30 * HOUR, DoseKind.BOLUS, "B-2", "tester")
    trial = with_doses(blinded_doses=(bolus, coded))

    assert figures(FIRST_2, trial).codes == ("A-1", "B-2")
    assert figures(LAST_2, trial).codes == ("A-1",)
    assert figures(WHOLE, trial).doses == ()


def test_the_days_are_those_that_there_were() -> None:
    assert figures(Part(PartKind.FIRST, days=40)).days == Days(1, 6)
