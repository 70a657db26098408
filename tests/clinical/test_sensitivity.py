"""The other looks at a trial: which days or hours, with n of N, and what each comes to."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.clinical.boluses import HOURLY, at, hourly
from tests.clinical.boluses import make_bolus_trial as make_hourly
from tests.clinical.doses import make_coded
from tests.clinical.explained import find_caveats, judge, make_bolus_trial
from tests.factories import START, Number, make_diary
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.record import BlindBreak, BlindContent
from trialtracker.clinical.sensitivity import Sensitivity, get_sensitivity
from trialtracker.clinical.trial import Trial

STEADY: list[Number | None] = [8] * 7
MORE = replace(CLINIC_DEFAULT, relief_includes_threshold=False)


def look(trial: Trial, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> dict[str, Sensitivity]:
    assessment = judge(trial, criteria_set=criteria_set)
    return {found.key: found for found in get_sensitivity(trial, assessment)}


def test_a_long_trial_is_looked_at_over_each_run_of_days() -> None:
    found = look(make_diary(STEADY, [8, 8, 8, 8, 4, 4, 4, 2, 2, 2]))

    assert {key: each.percent for key, each in found.items()} == {
        "last_3": 75,
        "last_7": Fraction(100 * (8 - Fraction(26, 7)) / 8),
        "all_days": Fraction(75, 2),
        "first_half": 10,
        "each_day": None,
        "operator": 75,
    }


def test_a_look_says_its_days_its_relief_and_whether_it_reaches() -> None:
    found = look(make_diary(STEADY, [8, 8, None, 8, 4, 4, 4, 2, 2, 2]))

    assert found["last_7"].sentence == (
        "Last 7 days (7 of 7 days with a score): 54 % relief; 50 % or more is reached."
    )
    assert found["first_half"].sentence == (
        "First half, 5 days (4 of 5 days with a score): 12 % relief; 50 % or more is not reached."
    )


def test_a_short_trial_is_looked_at_as_a_whole_only() -> None:
    assert list(look(make_diary(STEADY, [3, 3, 3]))) == ["all_days", "each_day", "operator"]


def test_the_window_of_the_set_comes_first() -> None:
    longer = replace(CLINIC_DEFAULT, window_days=5)

    assert list(look(make_diary(STEADY, [3] * 8), longer))[:3] == ["last_5", "last_3", "last_7"]


def test_too_few_days_come_to_no_relief() -> None:
    found = look(make_diary(STEADY, [3, None, None, 3, 3, 3]))["first_half"]

    assert (found.percent, found.status) == (None, Status.NOT_KNOWN)
    assert found.sentence == "First half, 3 days (1 of 3 days with a score): too few to compare."


def test_no_day_at_all_comes_to_no_relief() -> None:
    assert look(make_diary(STEADY, [None, None, 3, 3, 3]))["first_half"].percent is None


@pytest.mark.parametrize(
    ("scores", "said", "status"),
    [
        ([4, 4, 5], "2 of 3 scored trial days reach 50 % or more, more than half", Status.MET),
        ([4, 5, 5], "1 of 3 scored trial days reaches 50 % or more, not more", Status.NOT_MET),
        ([4, 4, 5, 5], "2 of 4 scored trial days reach 50 % or more, not more", Status.NOT_MET),
    ],
)
def test_each_day_is_held_against_the_threshold(
    scores: list[Number | None], said: str, status: Status
) -> None:
    found = look(make_diary(STEADY, scores))["each_day"]

    assert said in found.sentence
    assert found.status is status


@pytest.mark.parametrize(
    ("criteria_set", "label", "status"),
    [
        (CLINIC_DEFAULT, "If more than 50 %", Status.NOT_MET),
        (MORE, "If 50 % or more", Status.MET),
    ],
)
def test_the_other_operator_decides_at_exactly_the_threshold(
    criteria_set: CriteriaSet, label: str, status: Status
) -> None:
    found = look(make_diary(STEADY, [4, 4, 4]), criteria_set)["operator"]

    assert (found.label, found.status) == (label, status)
    assert found.percent == 50


@pytest.mark.parametrize("during", ["3.99", "4", "4.01"])
def test_the_words_never_contradict_the_comparison(during: str) -> None:
    found = look(make_diary(STEADY, [during] * 3))["all_days"]

    is_said = ": 50 % relief" in found.sentence or ": 50.125 % relief" in found.sentence
    assert (found.status is Status.MET) is ("% or more is reached" in found.sentence)
    assert is_said is (during == "4")


def test_worsening_is_worded_as_worsening() -> None:
    assert "no relief, 12 % worse" in look(make_diary(STEADY, [9, 9, 9]))["all_days"].sentence


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(make_diary([0] * 7, [3, 3, 3]), id="a baseline of 0"),
        pytest.param(make_diary(STEADY, [3]), id="one day of data"),
        pytest.param(make_diary([8], [3, 3, 3]), id="one day of baseline"),
    ],
)
def test_where_there_is_no_relief_there_is_no_other_look(trial: Trial) -> None:
    assert look(trial) == {}


def test_each_dose_of_a_bolus_trial_is_looked_at() -> None:
    found = look(make_bolus_trial([[6] * 8, [3] * 8]))

    assert {key: each.percent for key, each in found.items()} == {
        "dose_1": 25,
        "dose_2": Fraction(125, 2),
        "hours_1_4": Fraction(125, 2),
        "hours_1_8": Fraction(125, 2),
        "operator": Fraction(125, 2),
    }
    assert found["dose_1"].sentence == (
        "Dose 1, 02-Mar-2026 08:00 (8 readings): 25 % relief; 50 % or more is not reached."
    )


def test_other_hours_after_the_dose_are_weighted_by_time() -> None:
    found = look(make_bolus_trial([[2, 2, 2, 2, 8, 8, 8, 8]]))

    assert found["hours_1_4"].percent == 75
    assert found["hours_1_8"].percent == 100 * (8 - Fraction(35, 7)) / 8


def test_a_dose_with_too_few_readings_is_not_compared() -> None:
    found = look(make_bolus_trial([[3] * 8, [3]]))

    assert found["dose_2"].sentence == (
        "Dose 2, 03-Mar-2026 08:00 (1 reading): too few to compare."
    )
    assert found["hours_1_4"].percent is not None


def test_doses_that_disagree_are_a_caveat() -> None:
    sentence = find_caveats(make_bolus_trial([[6] * 8, [3] * 8]))["window_luck"].sentence

    assert "not in other looks at the same trial (dose 1, 02-Mar-2026 08:00: 25 %" in sentence


def test_a_dose_known_to_be_a_placebo_is_no_look_at_the_drug() -> None:
    opened = BlindBreak("b", BlindContent("B", "placebo"), "end", "Dr Test", at(40))
    doses = (make_coded(START, code="A"), make_coded(at(24), code="B"))
    scores = hourly(3) | hourly(8, [24 + hour for hour in HOURLY])
    trial = replace(make_hourly(scores, doses=()), blinded_doses=doses, blind_breaks=(opened,))

    assert {key: each.percent for key, each in look(trial).items()} == dict.fromkeys(
        ("dose_1", "hours_1_4", "hours_1_8", "operator"), Fraction(125, 2)
    )
    assert "window_luck" not in find_caveats(trial)
