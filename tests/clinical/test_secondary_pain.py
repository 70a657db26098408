"""Secondary pain: judged as the first measure is, over the same windows, and never mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.boluses import HOURLY, hourly, make_bolus_trial, read
from tests.clinical.doses import make_bolus
from tests.factories import START, Number, make_days, make_diary
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, TrialMode, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.NOT_KNOWN


def with_secondary(**during: Sequence[Number | None]) -> Trial:
    """Return a diary in which each further measure was 8 before and is as told in the trial."""
    trial = make_diary([8] * 7, [3] * 3)
    further = [
        entry
        for measure, scores in during.items()
        for entry in make_days(score_days(scores), measure=measure)
    ]
    return replace(trial, entries=(*trial.entries, *further))


def score_days(scores: Sequence[Number | None]) -> Mapping[int, Number]:
    known = {day: score for day, score in enumerate(scores, start=1) if score is not None}
    return dict.fromkeys(range(-7, 0), 8) | known


def judge(trial: Trial, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> CriterionResult:
    results = assess(trial, criteria_set, LATER).criteria
    return next(result for result in results if result.key == "secondary_pain")


@pytest.mark.parametrize(
    ("movement", "worst", "status", "value"),
    [
        ([4] * 3, [3] * 3, MET, "50 %, 62 %"),
        ([5] * 3, [3] * 3, NOT_MET, "38 %, 62 %"),
        ([4] * 3, [4, None, None], UNKNOWN, "50 %"),
        ([5] * 3, [4, None, None], NOT_MET, "38 %"),
        ([None] * 3, [4, None, None], UNKNOWN, "Not known"),
    ],
)
def test_it_is_met_only_if_every_measure_is_known_and_reaches_the_threshold(
    movement: Sequence[Number | None],
    worst: Sequence[Number | None],
    status: Status,
    value: str,
) -> None:
    result = judge(with_secondary(pain_movement=movement, pain_worst=worst))

    assert (result.status, result.value) == (status, value)


def test_each_measure_has_its_sentence_with_its_days() -> None:
    reason = judge(with_secondary(pain_movement=[4] * 3, pain_worst=[4, None, None])).reason

    assert reason == (
        "Pain on movement fell from 8 to 4 (7 of 7 baseline days, 3 of the last 3 trial days): "
        "50 % relief; ≥ 50 % is needed. "
        "Worst pain: 1 of the last 3 trial days has a score; 2 are needed."
    )


def test_a_measure_that_was_never_asked_for_is_said_to_be_so() -> None:
    result = judge(make_diary([8] * 7, [3] * 3))

    assert result.status is UNKNOWN
    assert result.reason == "Pain on movement: not recorded. Worst pain: not recorded."


def test_it_names_the_entries_of_the_secondary_measures_alone() -> None:
    trial = with_secondary(pain_movement=[4] * 3)
    expected = {e.entry_id for e in trial.entries if "pain_movement" in e.values}

    assert set(judge(trial).used) == expected


def test_it_never_changes_the_relief_nor_by_default_the_verdict() -> None:
    trial = with_secondary(pain_movement=[9] * 3)
    only = replace(CLINIC_DEFAULT, roles=relieving(Role.ADVISES))

    assessment = assess(trial, only, LATER)

    assert judge(trial).status is NOT_MET
    assert assessment.measure == "pain_average"
    assert assessment.verdict is Verdict.FAVOURABLE


def test_a_set_that_requires_it_is_capped_by_it() -> None:
    trial = with_secondary(pain_movement=[9] * 3)
    strict = replace(CLINIC_DEFAULT, roles=relieving(Role.REQUIRED))

    assert assess(trial, strict, LATER).verdict is Verdict.BORDERLINE


def relieving(secondary: Role) -> tuple[tuple[str, Role], ...]:
    left_out = (
        "tolerability", "acceptable_relief", "function", "systemic_opioid", "opioid_target",
        "patient_acceptance", "candidacy", "composite",
    )  # fmt: skip
    return (*((key, Role.LEFT_OUT) for key in left_out), ("secondary_pain", secondary))


def test_the_measure_that_stands_first_is_not_asked_for_twice() -> None:
    same = replace(CLINIC_DEFAULT, secondary_measures=("pain_average",))

    assert judge(make_diary([8] * 7, [3] * 3), same).reason == (
        "This set names no secondary measure."
    )


def test_a_set_that_asks_for_more_than_its_threshold_says_so() -> None:
    above = replace(CLINIC_DEFAULT, relief_includes_threshold=False)

    result = judge(with_secondary(pain_movement=[4] * 3, pain_worst=[4] * 3), above)

    assert (result.status, result.requirement) == (NOT_MET, "needs > 50 % in each")


def bolus_trial(movement: Mapping[float, Number]) -> Trial:
    entries = read(movement, measure="pain_movement")
    return make_bolus_trial(hourly(3), entries=entries)


def test_after_a_bolus_the_same_hours_are_looked_at() -> None:
    only_movement = replace(CLINIC_DEFAULT, secondary_measures=("pain_movement",))

    result = judge(bolus_trial({-2: 8, -1: 8, **hourly(4)}), only_movement)

    assert (result.status, result.value) == (MET, "50 %")


def test_a_measure_without_a_baseline_is_named_once() -> None:
    trial = make_bolus_trial({}, doses=[])
    movement = read({1: 5}, measure="pain_movement")

    reason = judge(replace(trial, entries=(*trial.entries, *movement))).reason

    assert reason.startswith("Pain on movement, 7-day baseline: 0 of 7 days")


def test_readings_after_another_bolus_are_not_held_beside_the_first_measure() -> None:
    only_movement = replace(CLINIC_DEFAULT, secondary_measures=("pain_movement",))
    doses = [make_bolus(), make_bolus(START + timedelta(hours=24))]
    second_day: Mapping[float, Number] = {24 + hour: 3 for hour in HOURLY}
    trial = make_bolus_trial(
        second_day,
        doses=doses,
        entries=read({-2: 8, -1: 8, **hourly(4)}, measure="pain_movement"),
        mode=TrialMode.REPEATED_BOLUS,
    )

    result = judge(trial, only_movement)

    assert result.status is UNKNOWN
    assert result.reason == (
        "Pain on movement: too little is recorded before and after the same bolus."
    )
