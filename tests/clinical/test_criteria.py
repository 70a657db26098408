"""Each criterion: met, not met or not known, with the sentence that says why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from tests.factories import (
    START,
    Number,
    make_diary,
    make_entry,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.assessment import Assessment, CriterionResult, Status
from trialtracker.clinical.choices import StopReason, TrialMode, TrialState
from trialtracker.clinical.criteria import CAVEAT, CLINIC_DEFAULT, CRITERIA, assess
from trialtracker.clinical.trial import Entry, Trial

LATER = START + timedelta(days=60)
MORE_THAN = replace(CLINIC_DEFAULT, relief_includes_threshold=False)
NOT_RECORDED = ("tolerability", "function", "systemic_opioid", "patient_acceptance", "candidacy")


def find(assessment: Assessment, key: str) -> CriterionResult:
    return next(result for result in assessment.criteria if result.key == key)


def judge(trial: Trial, key: str) -> CriterionResult:
    return find(assess(trial, CLINIC_DEFAULT, LATER), key)


def harmed(*harms: Entry, days: int = 4) -> Trial:
    diary = make_diary([8] * 7, [4] * days)
    return replace(diary, entries=(*diary.entries, *harms))


def graded(effect: str, grade: int, day: int = 2, hour: int = 15) -> Entry:
    return make_entry(moment_of_day(day, hour), {f"side_effect:{effect}": grade})


def test_criteria_are_in_the_order_they_are_shown() -> None:
    keys = [result.key for result in assess(make_trial(), CLINIC_DEFAULT, LATER).criteria]

    assert keys == [
        "pain_relief", "absolute_change", "baseline_level", "baseline_data", "window_data",
        "side_effects", *NOT_RECORDED,
    ]  # fmt: skip


@pytest.mark.parametrize("index", range(len(CRITERIA)))
@pytest.mark.parametrize("mode", TrialMode)
@pytest.mark.parametrize("started_at", [None, START], ids=["not started", "started"])
def test_no_criterion_is_met_by_an_empty_trial(
    index: int, mode: TrialMode, started_at: datetime | None
) -> None:
    trial = make_trial(mode=mode, started_at=started_at)

    result = assess(trial, CLINIC_DEFAULT, LATER).criteria[index]

    assert result.status is not Status.MET
    assert result.reason
    assert result.requirement.startswith("needs ")


@pytest.mark.parametrize("key", NOT_RECORDED)
def test_what_is_not_recorded_is_not_known(key: str) -> None:
    result = judge(make_diary([8] * 7, [0] * 4), key)

    assert result.status is Status.NOT_KNOWN
    assert result.reason.endswith("not recorded in this version.")


# --- published cases (pain rule only): baseline, trial score, percent, met, at least 30 % --------
PUBLISHED = [
    ("transverse myelitis pump, Medicine 2021;100:e26141", "10", "5", "50", True, True),
    ("cervical IT external pump at rest, Medicine 2018", "6.5", "2.5", "61.5", True, True),
    ("cervical IT external pump, breakthrough", "10", "5.5", "45.0", False, True),
    ("Jeon 2009 case 1", "8.5", "6", "29.4", False, False),
    ("Simpson 2007 ziconotide, 40 % fall", "10", "6", "40", False, True),
    ("Lundborg 1999, CRPS-I", "7", "2", "71.4", True, True),
]


@pytest.mark.parametrize(
    ("before", "during", "percent", "is_met", "is_moderate"),
    [case[1:] for case in PUBLISHED],
    ids=[case[0] for case in PUBLISHED],
)
def test_published_cases(
    before: str, during: str, percent: str, is_met: bool, is_moderate: bool
) -> None:
    assessment = assess(make_diary([before] * 7, [during] * 3), CLINIC_DEFAULT, LATER)

    assert assessment.relief_percent is not None
    assert round(float(assessment.relief_percent), 1) == float(percent)
    assert (find(assessment, "pain_relief").status is Status.MET) == is_met
    assert (assessment.relief_percent >= 30) == is_moderate


def test_a_published_case_without_a_score_is_not_known() -> None:
    assert judge(make_diary([None] * 7, [None] * 3), "pain_relief").status is Status.NOT_KNOWN


def test_exactly_50_passes_at_least_50_and_fails_more_than_50() -> None:
    trial = make_diary([10] * 7, [5] * 3)

    assert judge(trial, "pain_relief").status is Status.MET
    more_than = find(assess(trial, MORE_THAN, LATER), "pain_relief")
    assert more_than.status is Status.NOT_MET
    assert more_than.requirement == "needs > 50 % over the last 3 days"


@pytest.mark.parametrize(
    ("before", "during", "shown"),
    [
        ("10", ["5.046", "5.045", "5.0455"], "49.5 %"),
        ("8", ["4.000", "4.000", "4.001"], "49.996 %"),
        ("10", ["7.0005", "7.0005", "7.0005"], "29.995 %"),
    ],
)
def test_a_relief_just_below_a_threshold_is_not_shown_as_reaching_it(
    before: str, during: Sequence[Number], shown: str
) -> None:
    result = judge(make_diary([before] * 7, during), "pain_relief")

    assert (result.status, result.value) == (Status.NOT_MET, shown)


def test_pain_relief_says_what_it_rests_on() -> None:
    result = judge(make_diary(["7.6"] * 6, ["3.2"] * 3), "pain_relief")

    assert (result.value, result.requirement) == ("58 %", "needs ≥ 50 % over the last 3 days")
    assert result.reason == (
        "Average pain fell from 7.6 to 3.2 (6 of 7 baseline days, 3 of the last 3 trial days): "
        "58 % relief; ≥ 50 % is needed."
    )


def test_worsening_is_worded_as_worsening() -> None:
    trial = make_diary([5] * 7, [6] * 3)

    assert "Average pain rose from 5 to 6" in judge(trial, "pain_relief").reason
    assert "no relief, 20 % worse" in judge(trial, "pain_relief").reason
    assert judge(trial, "absolute_change").value == "\N{MINUS SIGN}1 point"
    assert judge(trial, "absolute_change").reason == (
        "Average pain rose from 5 to 6; a fall of ≥ 2 points is needed."
    )


def test_relief_from_a_baseline_of_zero_is_not_known() -> None:
    result = judge(make_diary([0] * 7, [3] * 3), "pain_relief")

    assert (result.status, result.value) == (Status.NOT_KNOWN, "Not known")
    assert result.reason == "Average pain rose from 0 to 3: relief cannot be calculated."


def test_missing_data_make_pain_relief_and_change_not_known() -> None:
    trial = make_diary([8] * 3, [4, None, None])
    reason = (
        "3 of 7 baseline days have a score; 4 are needed. "
        "1 of the last 3 trial days has a score; 2 are needed."
    )

    assert judge(trial, "pain_relief").reason == reason
    assert judge(trial, "absolute_change").reason == reason
    assert judge(trial, "absolute_change").status is Status.NOT_KNOWN


@pytest.mark.parametrize(
    ("during", "status", "value"),
    [
        ("6", Status.MET, "2 points"),
        ("6.001", Status.NOT_MET, "1.999 points"),
        ("7", Status.NOT_MET, "1 point"),
        ("3.6", Status.MET, "4.4 points"),
    ],
)
def test_the_fall_must_be_at_least_2_points(during: str, status: Status, value: str) -> None:
    result = judge(make_diary([8] * 7, [during] * 3), "absolute_change")

    assert (result.status, result.value) == (status, value)


@pytest.mark.parametrize(
    ("before", "status", "value"),
    [("5", Status.MET, "5"), ("4.999", Status.NOT_MET, "4.999")],
)
def test_the_baseline_must_be_at_least_5(before: str, status: Status, value: str) -> None:
    result = judge(make_diary([before] * 7, [1] * 3), "baseline_level")

    assert (result.status, result.value) == (status, value)
    assert result.reason == (
        f"Average pain was {value} before the trial (7 of 7 days); ≥ 5 is needed."
    )


def test_a_baseline_with_too_few_days_has_no_level() -> None:
    assert judge(make_diary([8] * 3, [4] * 3), "baseline_level").status is Status.NOT_KNOWN


@pytest.mark.parametrize(
    ("days", "status", "reason"),
    [
        (4, Status.MET, "4 of 7 baseline days have a score; 4 are needed."),
        (3, Status.NOT_MET, "3 of 7 baseline days have a score; 4 are needed."),
        (1, Status.NOT_MET, "1 of 7 baseline days has a score; 4 are needed."),
    ],
)
def test_baseline_data_are_counted(days: int, status: Status, reason: str) -> None:
    result = judge(make_diary([8] * days, [4] * 3), "baseline_data")

    assert (result.status, result.reason) == (status, reason)
    assert result.value == f"{days} of 7 days"


@pytest.mark.parametrize(
    ("scores", "status", "reason"),
    [
        ([4, 4, 4, 4], Status.MET, "3 of the last 3 trial days have a score; 2 are needed."),
        ([4, None, None], Status.NOT_MET, "1 of the last 3 trial days has a score; 2 are needed."),
        ([4, 4], Status.MET, "2 of the last 2 trial days have a score; 2 are needed."),
    ],
)
def test_window_data_are_counted(
    scores: Sequence[Number | None], status: Status, reason: str
) -> None:
    result = judge(make_diary([8] * 7, scores), "window_data")

    assert (result.status, result.reason) == (status, reason)


def test_a_short_infusion_is_named() -> None:
    result = judge(make_diary([8] * 7, [4]), "window_data")

    assert result.status is Status.NOT_MET
    assert result.value == "1 of 1 day"
    assert result.reason == (
        "1 of the last 1 trial day has a score; 2 are needed. "
        "12hr 0min of infusion; 24 h are needed."
    )


def test_one_needed_day_is_singular() -> None:
    one_day = replace(CLINIC_DEFAULT, baseline_minimum_days=1, absolute_points=Fraction(1))

    assessment = assess(make_diary([None], [4] * 3), one_day, LATER)

    assert find(assessment, "baseline_data").reason.endswith("; 1 is needed.")
    assert find(assessment, "absolute_change").requirement == "needs a fall of ≥ 1 point"


def test_a_set_that_asks_for_no_day_still_needs_a_score() -> None:
    lax = replace(CLINIC_DEFAULT, baseline_minimum_days=0, window_minimum_days=0)

    assessment = assess(make_diary([None] * 7, [None] * 3), lax, LATER)

    assert assessment.relief_percent is None
    assert find(assessment, "pain_relief").status is Status.NOT_KNOWN
    assert find(assessment, "absolute_change").status is Status.NOT_KNOWN
    assert find(assessment, "baseline_level").status is Status.NOT_KNOWN


def test_before_the_first_dose_nothing_of_the_trial_is_known() -> None:
    trial = make_trial(started_at=None, state=TrialState.BASELINE)

    assert judge(trial, "window_data").reason == "The trial has not started."
    assert judge(trial, "side_effects").reason == "The trial has not started."
    assert judge(trial, "side_effects").status is Status.NOT_KNOWN


@pytest.mark.parametrize("mode", [TrialMode.SINGLE_BOLUS, TrialMode.REPEATED_BOLUS])
@pytest.mark.parametrize(
    "key",
    ["pain_relief", "absolute_change", "baseline_level", "baseline_data", "window_data"],
)
def test_bolus_trials_are_not_assessed_for_pain(mode: TrialMode, key: str) -> None:
    result = judge(make_diary([8] * 7, [2] * 4, mode=mode), key)

    assert result.status is Status.NOT_KNOWN
    assert "time-weighted mean from 1 to 8 hours" in result.reason
    assert "not assess" in result.reason


def test_side_effects_asked_for_and_absent_are_met() -> None:
    result = judge(harmed(), "side_effects")

    assert (result.status, result.value) == (Status.MET, "None")
    assert result.reason == "No side effect recorded. 4 of 4 days assessed."


def test_side_effects_up_to_the_worst_grade_are_met() -> None:
    result = judge(harmed(graded("pruritus", 2)), "side_effects")

    assert (result.status, result.value) == (Status.MET, "Pruritus 2")
    assert result.reason == (
        "Worst: Pruritus grade 2 on 03-Mar-2026 15:00, not recorded as resolved since. "
        "4 of 4 days assessed."
    )


@pytest.mark.parametrize(
    ("later", "course"),
    [(0, "resolved later"), (1, "grade 1 later"), (3, "not recorded as resolved since")],
)
def test_a_worse_grade_fails_and_says_whether_it_resolved(later: int, course: str) -> None:
    result = judge(harmed(graded("vomiting", 3), graded("vomiting", later, 3)), "side_effects")

    assert result.status is Status.NOT_MET
    assert f"{course}. 4 of 4 days assessed." in result.reason
    assert result.reason.startswith("Worst: Vomiting grade 3 on ")


def test_an_unresolved_red_flag_of_a_low_grade_fails_side_effects() -> None:
    result = judge(harmed(graded("hallucinations", 1)), "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.startswith("Hallucinations grade 1 recorded 03-Mar-2026 15:00")


def test_a_trial_stopped_for_a_side_effect_fails_side_effects() -> None:
    trial = make_diary(
        [8] * 7,
        [4] * 3,
        state=TrialState.STOPPED,
        stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT,
    )

    result = judge(trial, "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.startswith("The trial was stopped because of an intolerable side effect.")


@pytest.mark.parametrize(
    ("assessed", "status"),
    [((1, 2, 3, 4), Status.MET), ((1, 2, 4), Status.MET), ((1, 2), Status.NOT_KNOWN)],
)
def test_more_than_one_day_not_assessed_is_not_known(
    assessed: Sequence[int], status: Status
) -> None:
    diary = make_diary([8] * 7, [4] * 4, side_effect_grade=None)
    asked = tuple(graded("nausea", 0, day) for day in assessed)

    result = judge(replace(diary, entries=(*diary.entries, *asked)), "side_effects")

    assert result.status is status
    assert f"{len(assessed)} of 4 days assessed" in result.reason


def test_no_entry_is_not_none() -> None:
    result = judge(make_diary([8] * 7, [4] * 3, side_effect_grade=None), "side_effects")

    assert (result.status, result.value) == (Status.NOT_KNOWN, "Not recorded")
    assert result.reason == ("0 of 3 days assessed: no entry is not none. No side effect recorded.")


def test_a_grade_after_the_last_day_is_no_assessed_day_but_is_harm() -> None:
    result = judge(harmed(graded("vomiting", 3, day=6)), "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.endswith("4 of 4 days assessed.")


def test_the_result_names_its_criteria_set_and_moment() -> None:
    assessment = assess(make_trial(), CLINIC_DEFAULT, LATER)

    assert assessment.criteria_set.title == "Clinic default 2026-11"
    assert assessment.as_of == LATER


def test_the_caveat_is_the_fixed_wording() -> None:
    assert CAVEAT == (
        "Decision support only. It summarises recorded scores against thresholds set by this "
        "clinic; it does not diagnose, dose, monitor or recommend surgery. A favourable trial "
        "does not reliably predict long-term benefit."
    )
