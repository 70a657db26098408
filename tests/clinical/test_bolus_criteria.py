"""Bolus trials held against a set: each criterion, exact, with the hours it speaks of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.boluses import HOURLY, at, hourly, make_bolus_trial, read
from tests.clinical.doses import make_bolus
from tests.factories import START, Number, make_days
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
MORE_THAN = replace(CLINIC_DEFAULT, relief_includes_threshold=False)
DAYS = (make_bolus(), make_bolus(at(24)), make_bolus(at(48)))


def judge(trial: Trial, key: str, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> CriterionResult:
    found = assess(trial, criteria_set, LATER).criteria
    return next(result for result in found if result.key == key)


# --- the pain criteria --------------------------------------------------------------------------


def test_pain_relief_says_after_which_bolus_and_by_how_many_readings() -> None:
    result = judge(make_bolus_trial(hourly(3, (1, 2, 3, 4, 5, 6))), "pain_relief")

    assert (result.status, result.value) == (Status.MET, "62 %")
    assert result.requirement == "needs ≥ 50 % over 1 to 8 h after the bolus"
    assert result.reason == (
        "Pain at rest fell from a same-day baseline of 8 to 3 over 1 to 8 h after the bolus of "
        "02-Mar-2026 08:00 (2 readings before the bolus; 6 readings from 09:00 to 14:00): "
        "62 % relief; ≥ 50 % is needed."
    )


def test_the_summary_names_the_same_hours() -> None:
    summary = assess(make_bolus_trial(hourly(5)), CLINIC_DEFAULT, LATER).summary

    assert summary.startswith(
        "Pain at rest fell from a same-day baseline of 8 to 5 over 1 to 8 h after the bolus of "
        "02-Mar-2026 08:00 (2 readings before the bolus; 8 readings from 09:00 to 16:00): "
        "38 % relief"
    )


def test_a_seven_day_baseline_is_called_by_its_name() -> None:
    days = make_days(dict.fromkeys(range(-5, 0), 6), measure="pain_rest")

    reason = judge(make_bolus_trial(hourly(6), entries=days), "pain_relief").reason

    assert reason.startswith("Pain at rest stayed at its 7-day baseline of 6 over 1 to 8 h after")
    assert "(5 of 7 baseline days; 8 readings from 09:00 to 16:00)" in reason


@pytest.mark.parametrize(
    ("score", "at_least", "more_than"),
    [
        ("3.999", Status.MET, Status.MET),
        ("4", Status.MET, Status.NOT_MET),
        ("4.001", Status.NOT_MET, Status.NOT_MET),
    ],
)
def test_the_threshold_is_exact(score: str, at_least: Status, more_than: Status) -> None:
    trial = make_bolus_trial(hourly(score))

    assert judge(trial, "pain_relief").status is at_least
    assert judge(trial, "pain_relief", MORE_THAN).status is more_than


def test_worsening_is_worded_as_worsening() -> None:
    trial = make_bolus_trial(hourly(10))

    reason = judge(trial, "pain_relief").reason

    assert "Pain at rest rose from a same-day baseline of 8 to 10 over" in reason
    assert "no relief, 25 % worse" in reason
    assert judge(trial, "absolute_change").value == "\N{MINUS SIGN}2 points"
    assert assess(trial, CLINIC_DEFAULT, LATER).verdict is Verdict.NOT_FAVOURABLE


def test_a_baseline_of_zero_has_no_relief() -> None:
    trial = replace(make_bolus_trial(), entries=read({-2: 0, -1: 0, **hourly(3)}))
    sentence = "Pain at rest rose from a same-day baseline of 0 to 3: relief cannot be calculated."

    results = [judge(trial, key) for key in ("pain_relief", "relief_duration")]

    assert [(r.status, r.reason) for r in results] == [(Status.NOT_KNOWN, sentence)] * 2


def test_absolute_change_and_level_speak_of_the_same_day() -> None:
    trial = make_bolus_trial(hourly(3))

    assert judge(trial, "absolute_change").reason == (
        "Pain at rest fell from a same-day baseline of 8 to 3, a fall of 5 points; "
        "a fall of ≥ 2 points is needed."
    )
    assert judge(trial, "baseline_level").reason == (
        "Pain at rest was 8 before the trial (same-day baseline, 2 readings before the bolus); "
        "≥ 5 is needed."
    )


SAME_DAY = "Same-day baseline: 1 reading before the first bolus on 02-Mar-2026; 2 are needed."


@pytest.mark.parametrize(
    ("before", "days", "status", "value", "reason"),
    [
        ({-2: 8, -1: 8}, 0, Status.MET, "2 readings", "Pain at rest, same-day baseline: "
         "2 readings before the first bolus on 02-Mar-2026; 2 are needed."),
        ({-1: 8}, 1, Status.NOT_MET, "1 of 7 days", "Pain at rest, 7-day baseline: "
         f"1 of 7 days has a score; 4 are needed. {SAME_DAY}"),
        ({-1: 8}, 4, Status.MET, "4 of 7 days", "Pain at rest, 7-day baseline: "
         "4 of 7 days have a score; 4 are needed."),
        ({-1: 8}, 0, Status.NOT_MET, "0 of 7 days", "Pain at rest, 7-day baseline: "
         f"0 of 7 days have a score; 4 are needed. {SAME_DAY}"),
        ({}, 0, Status.NOT_KNOWN, "0 of 7 days", "Pain at rest, 7-day baseline: "
         "0 of 7 days have a score; 4 are needed. Same-day baseline: 0 readings before the first "
         "bolus on 02-Mar-2026; 2 are needed."),
    ],
)  # fmt: skip
def test_baseline_data_say_which_baseline_there_is(
    before: Mapping[float, Number], days: int, status: Status, value: str, reason: str
) -> None:
    diary = make_days(dict.fromkeys(range(-days, 0), 6), measure="pain_rest")
    trial = replace(make_bolus_trial(), entries=(*diary, *read({**before, **hourly(3)})))

    result = judge(trial, "baseline_data")

    assert (result.status, result.value, result.reason) == (status, value, reason)


NEEDED = "4 over at least 4hr 40min are needed."
AFTER = "From 1 to 8 h after the bolus of 02-Mar-2026 08:00:"


@pytest.mark.parametrize(
    ("hours", "status", "value", "reason"),
    [
        (HOURLY, Status.MET, "8 readings",
         f"{AFTER} 8 readings from 09:00 to 16:00, over 7hr 0min; {NEEDED}"),
        ((1, 3, 5), Status.NOT_MET, "3 readings",
         f"{AFTER} 3 readings from 09:00 to 13:00, over 4hr 0min; {NEEDED}"),
        ((1, 2, 3, 8), Status.NOT_MET, "4 readings",
         f"{AFTER} 4 readings from 09:00 to 16:00, over 7hr 0min; {NEEDED} "
         "5hr 0min lie between two of them; at most 4hr 0min may."),
        ((1,), Status.NOT_MET, "1 reading", f"{AFTER} 1 reading at 09:00; {NEEDED}"),
        ((), Status.NOT_KNOWN, "0 readings", f"{AFTER} 0 readings; {NEEDED}"),
    ],
)  # fmt: skip
def test_window_data_say_what_was_read(
    hours: tuple[float, ...], status: Status, value: str, reason: str
) -> None:
    result = judge(make_bolus_trial(hourly(3, hours)), "window_data")

    assert (result.status, result.value, result.reason) == (status, value, reason)
    assert result.requirement == (
        "needs ≥ 4 readings from 1 to 8 h after the bolus, over ≥ 4hr 40min"
    )


def test_missing_data_make_the_verdict_not_enough_data() -> None:
    assessment = assess(make_bolus_trial(hourly(3, (1, 2))), CLINIC_DEFAULT, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert assessment.summary == (
        f"{AFTER} 2 readings from 09:00 to 10:00, over 1hr 0min; {NEEDED}"
    )


def test_results_name_their_entries_and_doses() -> None:
    trial = make_bolus_trial({0.5: 3}, hourly(3))
    before, after = (
        tuple(entry.entry_id for entry in entries)
        for entries in (trial.entries[:2], trial.entries[3:])
    )
    dose = trial.doses[0].event_id

    used = {result.key: result.used for result in assess(trial, CLINIC_DEFAULT, LATER).criteria}

    assert used["baseline_data"] == used["baseline_level"] == before
    assert used["window_data"] == (*after, dose)
    assert used["pain_relief"] == used["relief_duration"] == (*before, *after, dose)
