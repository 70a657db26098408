"""The order in which the rules of the verdict speak, and the words for each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    START,
    Number,
    make_diary,
    make_entry,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.assessment import NO_UNCERTAINTY
from trialtracker.clinical.choices import Status, StopReason, TrialMode, TrialState, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.relief_words import format_interval
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.verdict import format_headline, format_summary, get_verdict

LATER = START + timedelta(days=60)
BASELINE = range(-7, 0)
FAILED = [StopReason.INADEQUATE_RELIEF, StopReason.INTOLERABLE_SIDE_EFFECT]
OPEN_POINTS = (
    "effects tolerable to the patient, function, oral opioid intake, patient wants to go on, "
    "candidacy"
)


def decide(trial: Trial) -> Verdict:
    return assess(trial, CLINIC_DEFAULT, LATER).verdict


def summarise(trial: Trial) -> str:
    return assess(trial, CLINIC_DEFAULT, LATER).summary


def interval_of(trial: Trial) -> str:
    interval = assess(trial, CLINIC_DEFAULT, LATER).uncertainty.interval
    assert interval is not None
    return format_interval(interval)


def graded(effect: str, grade: int, day: int = 2) -> Entry:
    return make_entry(moment_of_day(day, 15), {f"side_effect:{effect}": grade})


def with_harm(trial: Trial, *harms: Entry) -> Trial:
    return replace(trial, entries=(*trial.entries, *harms))


def stopped(reason: StopReason, scores: Sequence[Number | None] = (4, 4, 4)) -> Trial:
    return make_diary([8] * 7, scores, state=TrialState.STOPPED, stop_reason=reason)


def test_an_unresolved_red_flag_holds_even_a_stopped_trial_without_data() -> None:
    trial = with_harm(stopped(StopReason.INADEQUATE_RELIEF, [None]), graded("meningitis", 3))

    assert decide(trial) is Verdict.SAFETY_HOLD
    assert summarise(trial) == (
        "03-Mar-2026: Meningitis grade 3 at 15:00 is a red flag from grade 3."
    )


def test_a_reading_in_range_alone_does_not_lift_the_hold() -> None:
    slow = make_entry(moment_of_day(2, 15), {"respiratory_rate": 7})
    better = make_entry(moment_of_day(2, 16), {"respiratory_rate": 14})
    trial = with_harm(make_diary([8] * 7, [4] * 3), slow, better)

    assert decide(trial) is Verdict.SAFETY_HOLD
    assert summarise(trial) == (
        "03-Mar-2026: Respiratory rate 7 /min at 15:00 is below 8. Back in range since 16:00."
    )


def test_a_caution_never_holds() -> None:
    slowing = make_entry(moment_of_day(2, 15), {"respiratory_rate": 9})

    assert decide(with_harm(make_diary([8] * 7, [4] * 3), slowing)) is Verdict.BORDERLINE


@pytest.mark.parametrize("reason", FAILED)
@pytest.mark.parametrize("scores", [(4, 4, 4), (None, None, None)], ids=["scored", "missing"])
def test_stopped_for_lack_of_relief_or_harm_has_failed_even_with_missing_days(
    reason: StopReason, scores: Sequence[Number | None]
) -> None:
    trial = stopped(reason, scores)

    assert decide(trial) is Verdict.NOT_FAVOURABLE
    assert summarise(trial).startswith(f"The trial was stopped: i{reason.label[1:]}.")


@pytest.mark.parametrize("reason", [reason for reason in StopReason if reason not in FAILED])
def test_stopped_for_another_reason_is_judged_by_its_data(reason: StopReason) -> None:
    assert decide(stopped(reason)) is Verdict.BORDERLINE
    assert decide(stopped(reason, [None] * 3)) is Verdict.NOT_ENOUGH_DATA


def test_a_stop_after_the_as_of_moment_has_not_happened_yet() -> None:
    trial = stopped(StopReason.INADEQUATE_RELIEF, [4, 4, 4, 4])

    assessment = assess(trial, CLINIC_DEFAULT, moment_of_day(3, 20))

    assert assessment.verdict is Verdict.BORDERLINE


def test_a_trial_stopped_before_any_dose_has_not_enough_data() -> None:
    trial = make_trial(
        started_at=None,
        ended_at=moment_of_day(2),
        state=TrialState.STOPPED,
        stop_reason=StopReason.INADEQUATE_RELIEF,
    )

    assert decide(trial) is Verdict.NOT_ENOUGH_DATA


def test_a_stopped_trial_without_a_recorded_end_counts_as_stopped() -> None:
    trial = make_trial(state=TrialState.STOPPED, stop_reason=StopReason.INADEQUATE_RELIEF)

    assert decide(trial) is Verdict.NOT_FAVOURABLE


@pytest.mark.parametrize("state", [TrialState.PLANNED, TrialState.BASELINE])
def test_a_trial_not_started_has_not_enough_data(state: TrialState) -> None:
    trial = make_trial(state=state, started_at=None)

    assert decide(trial) is Verdict.NOT_ENOUGH_DATA
    assert summarise(trial).endswith("The trial has not started.")


def test_not_enough_data_lists_exactly_what_is_missing() -> None:
    trial = make_diary([8] * 3, [4] * 3)

    assert decide(trial) is Verdict.NOT_ENOUGH_DATA
    assert summarise(trial) == "3 of 7 baseline days have a score; 4 are needed."


@pytest.mark.parametrize("mode", [TrialMode.SINGLE_BOLUS, TrialMode.REPEATED_BOLUS])
def test_bolus_trials_without_a_recorded_bolus_have_not_enough_data(mode: TrialMode) -> None:
    trial = make_diary([8] * 7, [2] * 4, mode=mode)

    assert decide(trial) is Verdict.NOT_ENOUGH_DATA
    assert summarise(trial) == "No bolus is recorded."


@pytest.mark.parametrize(
    ("during", "verdict"),
    [("5.6", Verdict.BORDERLINE), ("5.601", Verdict.NOT_FAVOURABLE), ("9", Verdict.NOT_FAVOURABLE)],
)
def test_relief_below_30_is_not_favourable(during: str, verdict: Verdict) -> None:
    assert decide(make_diary([8] * 7, [during] * 3)) is verdict


def test_intolerable_grades_are_not_favourable_whatever_the_relief() -> None:
    trial = with_harm(make_diary([8] * 7, [2] * 3), graded("vomiting", 3))

    assert decide(trial) is Verdict.NOT_FAVOURABLE
    assert summarise(trial) == (
        "Average pain fell from 8 to 2 over the last 3 days: 75 % relief "
        f"({interval_of(trial)}). "
        "Worst: Vomiting grade 3 on 03-Mar-2026 15:00, not recorded as resolved since. "
        "3 of 3 days assessed."
    )


def test_harm_without_a_calculable_relief_is_not_favourable() -> None:
    trial = with_harm(make_diary([0] * 7, [0] * 3), graded("vomiting", 3))

    assert summarise(trial).startswith("Worst: Vomiting grade 3")


def test_what_is_not_recorded_caps_the_verdict_at_borderline() -> None:
    trial = make_diary(["7.6"] * 7, ["3.2"] * 3)

    assert decide(trial) is Verdict.BORDERLINE
    assert summarise(trial) == (
        "Average pain fell from 7.6 to 3.2 over the last 3 days: 58 % relief "
        f"({interval_of(trial)}). Not known: {OPEN_POINTS}."
    )


def test_borderline_names_each_unmet_and_unknown_criterion() -> None:
    trial = make_diary([4] * 7, [2] * 2, side_effect_grade=None)

    assert summarise(trial) == (
        "Average pain fell from 4 to 2 over the last 2 days: 50 % relief. "
        f"Not met: baseline level. Not known: side effects, {OPEN_POINTS}."
    )


def test_a_baseline_of_zero_is_borderline_with_relief_not_calculable() -> None:
    trial = make_diary([0] * 7, [0] * 3)

    assert decide(trial) is Verdict.BORDERLINE
    assert summarise(trial).startswith(
        "Average pain stayed at 0 over the last 3 days: relief cannot be calculated."
    )


def test_worsening_is_summarised_as_worsening() -> None:
    trial = make_diary([5] * 7, [6] * 3)

    assert summarise(trial) == (
        "Average pain rose from 5 to 6 over the last 3 days: no relief, 20 % worse "
        f"({interval_of(trial)})."
    )


def test_all_criteria_met_is_favourable_to_discuss() -> None:
    trial = make_diary(["7.6"] * 7, ["3.2"] * 3)
    evidence = get_evidence(trial, CLINIC_DEFAULT, LATER)
    met = [
        replace(result, status=Status.MET)
        for result in assess(trial, CLINIC_DEFAULT, LATER).criteria
    ]

    verdict = get_verdict(evidence, met)

    assert verdict is Verdict.FAVOURABLE
    assert format_summary(verdict, evidence, met, NO_UNCERTAINTY) == (
        "Average pain fell from 7.6 to 3.2 over the last 3 days: 58 % relief."
    )


def test_a_set_that_asks_for_less_than_its_borderline_does_not_contradict_itself() -> None:
    lax = replace(CLINIC_DEFAULT, relief_percent=Fraction(20))

    assessment = assess(make_diary([8] * 7, [6] * 3), lax, LATER)

    assert assessment.criteria[0].status is Status.MET
    assert assessment.verdict is Verdict.BORDERLINE


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        (Verdict.FAVOURABLE, "Favourable: discuss implantation"),
        (Verdict.BORDERLINE, "Borderline: physician review"),
        (Verdict.NOT_FAVOURABLE, "Not favourable at this threshold"),
        (Verdict.NOT_ENOUGH_DATA, "Not enough data"),
        (Verdict.SAFETY_HOLD, "Safety event: physician review now"),
    ],
)
def test_every_verdict_has_its_headline(verdict: Verdict, headline: str) -> None:
    assert format_headline(verdict, CLINIC_DEFAULT) == headline


scores = st.lists(st.none() | st.decimals(0, 10, places=1), min_size=1, max_size=7)


@given(
    baseline=scores,
    during=scores,
    grade=st.none() | st.integers(0, 3),
    mode=st.sampled_from(TrialMode),
)
def test_a_verdict_and_its_criteria_never_contradict(
    baseline: list[Number | None], during: list[Number | None], grade: int | None, mode: TrialMode
) -> None:
    trial = make_diary(baseline, during, side_effect_grade=grade, mode=mode)

    assessment = assess(trial, CLINIC_DEFAULT, LATER)

    status = {result.key: result.status for result in assessment.criteria}
    failed = {key for key in ("pain_relief", "side_effects") if status[key] is Status.NOT_MET}
    has_data = {status["baseline_data"], status["window_data"]} == {Status.MET}
    assert assessment.verdict is not Verdict.FAVOURABLE
    assert (assessment.verdict is Verdict.NOT_ENOUGH_DATA) == (not has_data)
    assert assessment.verdict is not Verdict.NOT_FAVOURABLE or failed
    assert (assessment.relief_percent is None) == (status["pain_relief"] is Status.NOT_KNOWN)
    assert assessment.summary.endswith(".")
