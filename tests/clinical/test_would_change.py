"""What would change the verdict is tried out: the change is made, and the verdict looked at."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.clinical.explained import (
    LATER,
    find_result,
    judge,
    make_favourable,
    rescore,
    say,
)
from tests.factories import START, make_diary, make_entry, moment_of_day
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.would_change import get_would_change

MORE = replace(CLINIC_DEFAULT, relief_includes_threshold=False)
DAY = timedelta(days=1)


def judge_at(trial: Trial, score: str, criteria_set: CriteriaSet, key: str) -> Status:
    """Return the status of a criterion were every score of the trial another one."""
    changed = rescore(trial, START, Decimal(score))
    return find_result(judge(changed, criteria_set=criteria_set), key).status


@pytest.mark.parametrize(
    ("baseline", "during", "criteria_set", "said", "bound", "short_of"),
    [
        pytest.param(
            "7.6", "3.2", CLINIC_DEFAULT, "3.9 or more relief would be below 50 %", "3.9", "3.8",
            id="lost, the edge itself still passes",
        ),
        pytest.param(
            "7.6", "3.2", MORE, "3.8 or more relief would be 50 % or less", "3.8", "3.7",
            id="lost, the edge itself fails",
        ),
        pytest.param(
            "7.7", "3.2", CLINIC_DEFAULT, "3.9 or more relief would be below 50 %", "3.9", "3.8",
            id="lost, the edge between two tenths",
        ),
        pytest.param(
            "7.7", "3.2", MORE, "3.9 or more relief would be 50 % or less", "3.9", "3.8",
            id="lost, between two tenths, more than",
        ),
        pytest.param(
            "7.6", "5", CLINIC_DEFAULT, "3.8 or less relief would be 50 % or more", "3.8", "3.9",
            id="gained, the edge itself passes",
        ),
        pytest.param(
            "7.6", "5", MORE, "3.7 or less relief would be more than 50 %", "3.7", "3.8",
            id="gained, the edge itself fails",
        ),
        pytest.param(
            "7.7", "5", CLINIC_DEFAULT, "3.8 or less relief would be 50 % or more", "3.8", "3.9",
            id="gained, the edge between two tenths",
        ),
    ],
)  # fmt: skip
def test_the_window_mean_that_changes_relief_is_exact(
    baseline: str, during: str, criteria_set: CriteriaSet, said: str, bound: str, short_of: str
) -> None:
    trial = make_diary([baseline] * 7, [during] * 3)

    now = find_result(judge(trial, criteria_set=criteria_set), "pain_relief").status

    assert f"The window mean is {during}; at {said}." in say(trial, criteria_set=criteria_set)
    assert judge_at(trial, bound, criteria_set, "pain_relief") is not now
    assert judge_at(trial, short_of, criteria_set, "pain_relief") is now


def test_both_sides_of_a_borderline_relief_are_said() -> None:
    said = say(make_favourable([5, 5, 5]))

    assert "at 4 or less relief would be 50 % or more." in said
    assert "at 5.7 or more relief would be below 30 %." in said


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        ("4", Verdict.FAVOURABLE),
        ("4.1", Verdict.BORDERLINE),
        ("5.6", Verdict.BORDERLINE),
        ("5.7", Verdict.NOT_FAVOURABLE),
    ],
)
def test_the_bounds_of_a_borderline_relief_change_the_verdict(score: str, verdict: Verdict) -> None:
    trial = rescore(make_favourable([5, 5, 5]), START, Decimal(score))

    assert judge(trial).verdict is verdict


def test_little_relief_names_both_thresholds() -> None:
    said = say(make_favourable([7, 7, 7]))

    assert "at 5.6 or less relief would be 30 % or more." in said
    assert "at 4 or less relief would be 50 % or more." in said
    assert "at 6 or less pain would have fallen by 2 points or more." in said


def test_the_points_are_said_where_they_are_lost_first() -> None:
    trial = make_diary([3] * 7, ["0.5"] * 3)

    assert "at 1.1 or more pain would have fallen by less than 2 points." in say(trial)
    assert judge_at(trial, "1.1", CLINIC_DEFAULT, "absolute_change") is Status.NOT_MET
    assert judge_at(trial, "1", CLINIC_DEFAULT, "absolute_change") is Status.MET


def test_one_point_is_one_point() -> None:
    one = replace(CLINIC_DEFAULT, absolute_points=CLINIC_DEFAULT.absolute_points / 2)

    assert "fallen by 1 point or more" in say(make_diary([8] * 7, [8] * 3), criteria_set=one)


def test_a_fall_that_no_score_can_reach_is_not_promised() -> None:
    said = say(make_diary([1] * 7, [1] * 3))

    assert "pain would have fallen" not in said
    assert "at 0.5 or less relief would be 50 % or more" in said


def test_a_bound_of_zero_has_nothing_less() -> None:
    all_of_it = replace(CLINIC_DEFAULT, relief_percent=CLINIC_DEFAULT.relief_percent * 2)

    assert "at 0 relief would be 100 % or more." in say(
        make_diary([8] * 7, [3] * 3), criteria_set=all_of_it
    )


def test_a_loss_beyond_the_scale_is_not_said() -> None:
    nothing = replace(
        CLINIC_DEFAULT,
        relief_percent=CLINIC_DEFAULT.relief_percent * 0,
        borderline_percent=CLINIC_DEFAULT.relief_percent * 0,
        roles=(("absolute_change", Role.ADVISES),),
    )

    assert "window mean" not in say(make_diary([10] * 7, [3] * 3), criteria_set=nothing)


def test_relief_that_only_advises_changes_no_verdict() -> None:
    roles = (("pain_relief", Role.ADVISES), ("absolute_change", Role.LEFT_OUT))

    assert "window mean" not in say(
        make_favourable(), criteria_set=replace(CLINIC_DEFAULT, roles=roles)
    )


@pytest.mark.parametrize("rates", [[7], [7, 8]])
def test_a_resolved_safety_event_gives_the_verdict_that_is_said(rates: list[int]) -> None:
    unsafe = [
        make_entry(moment_of_day(3, 9 + hour), {"respiratory_rate": rate, "spo2": 80 + rate})
        for hour, rate in enumerate(rates)
    ]
    trial = replace(make_favourable(), entries=(*make_favourable().entries, *unsafe))
    assessment = judge(trial)

    said = get_would_change(trial, assessment)[0]

    done = [
        Acknowledgement("a", f.key, FindingAction.TREATED, "", True, "Dr Test", LATER)
        for f in assessment.findings
    ]
    after = judge(replace(trial, acknowledgements=tuple(done))).verdict
    assert assessment.verdict is Verdict.SAFETY_HOLD
    assert said.startswith("With all 2 safety events recorded as resolved")
    assert said.endswith(f"the verdict would be: {after.label}.")


def test_one_safety_event_is_one() -> None:
    trial = make_favourable()
    unsafe = make_entry(moment_of_day(3, 9), {"respiratory_rate": 7})

    said = say(replace(trial, entries=(*trial.entries, unsafe)))

    assert "With the safety event recorded as resolved the verdict would be: " in said


def test_an_event_that_became_known_later_is_not_called_resolvable() -> None:
    trial = make_favourable()
    late = make_entry(moment_of_day(3, 9), {"respiratory_rate": 7}, recorded_at=LATER)
    as_of = moment_of_day(3, 12)
    unsafe = replace(trial, entries=(*trial.entries, late))

    assert judge(unsafe, as_of).verdict is Verdict.SAFETY_HOLD
    assert "recorded as resolved" not in say(unsafe, as_of)
