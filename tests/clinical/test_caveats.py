"""Each caveat is shown where it applies, with its datum and rows, and nowhere else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.clinical.doses import make_coded
from tests.clinical.explained import LATER, find_caveats, judge, make_bolus_trial, make_favourable
from tests.factories import (
    START,
    amend,
    make_days,
    make_diary,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.caveats import CAVEATS
from trialtracker.clinical.choices import Source
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEADY = [8] * 7


def change_scores(trial: Trial, **changes: Any) -> Trial:
    """Return the trial with every pain entry changed in one way."""
    entries = tuple(
        entry._replace(**changes) if "pain_average" in entry.values else entry
        for entry in trial.entries
    )
    return replace(trial, entries=entries)


def test_a_clean_blinded_trial_has_no_caveat() -> None:
    trial = replace(make_favourable(), blinded_doses=(make_coded(),))

    assert find_caveats(trial) == {}


@pytest.mark.parametrize("look", CAVEATS, ids=lambda look: look.__name__)
def test_no_caveat_is_about_a_trial_without_data(look: Any) -> None:
    trial = make_trial(started_at=None)

    assert look(trial, judge(trial)) is None


def test_a_baseline_that_varies_warns_of_chance() -> None:
    trial = make_diary([5, 9, 5, 9, 5, 9, 8], [3, 3, 3])

    caveat = find_caveats(trial)["baseline_spread"]

    assert "standard deviation 2 points over 7 days, more than 1.5" in caveat.sentence
    assert "ACTTION 2014" in caveat.sentence
    assert caveat.used == tuple(entry.entry_id for entry in trial.entries[:7])


@pytest.mark.parametrize(
    ("baseline", "applies"),
    [
        pytest.param([8, 8, 5, 5], True, id="above the limit"),
        # the squares of the distances are 2.25 each: exactly 1.5 with 4 of 3 degrees
        pytest.param(["6.5", "6.5", 8, "9.5", "9.5"], False, id="exactly at the limit"),
        pytest.param(["6.49", "6.5", 8, "9.5", "9.5"], True, id="a hundredth above it"),
    ],
)
def test_the_spread_is_compared_exactly(baseline: list[Any], applies: bool) -> None:
    trial = make_diary(baseline, [3, 3, 3])

    assert ("baseline_spread" in find_caveats(trial)) is applies


def test_the_spread_is_never_printed_as_its_limit() -> None:
    trial = make_diary(["6.49", "6.5", 8, "9.5", "9.5"], [3, 3, 3])

    assert "standard deviation 1.503 points" in find_caveats(trial)["baseline_spread"].sentence


def test_one_day_of_baseline_has_no_spread() -> None:
    fewer = replace(CLINIC_DEFAULT, baseline_minimum_days=1)

    assert "baseline_spread" not in find_caveats(make_diary([8], [3, 3, 3]), criteria_set=fewer)


@pytest.mark.parametrize(("before", "applies"), [(4, True), (5, False)])
def test_a_low_baseline_warns_of_the_floor(before: int, applies: bool) -> None:
    caveats = find_caveats(make_diary([before] * 7, [1, 1, 1]))

    assert ("baseline_floor" in caveats) is applies


def test_the_floor_names_both_numbers() -> None:
    sentence = find_caveats(make_diary([4] * 7, [1, 1, 1]))["baseline_floor"].sentence

    assert "(4, below 5)" in sentence


@pytest.mark.parametrize(("during", "applies"), [([3, 3], True), ([3, 3, 3], False)])
def test_few_days_are_said(during: list[int], applies: bool) -> None:
    assert ("few_days" in find_caveats(make_diary(STEADY, during))) is applies


@pytest.mark.parametrize(
    ("during", "said"),
    [
        pytest.param(
            [8, 8, 8, 8, 8, 8, 8, 3, 3, 3], "50 % or more is reached in the window", id="lucky"
        ),
        pytest.param(
            [3, 3, 3, 3, 3, 3, 3, 6, 6, 6],
            "50 % or more is not reached in the window",
            id="unlucky",
        ),
    ],
)
def test_a_window_that_other_days_contradict_is_said(during: list[int], said: str) -> None:
    sentence = find_caveats(make_diary(STEADY, during))["window_luck"].sentence

    assert said in sentence
    assert "whole trial, 10 days: " in sentence


def test_a_window_that_only_the_single_days_contradict_is_said() -> None:
    trial = make_diary(STEADY, [0, 5, 5])

    assert "(day by day)" in find_caveats(trial)["window_luck"].sentence


def test_the_other_operator_is_no_other_choice_of_days() -> None:
    assert "window_luck" not in find_caveats(make_diary(STEADY, [4, 4, 4]))


def test_days_missing_after_a_day_of_more_pain_are_named() -> None:
    trial = make_diary(STEADY, [3, 7, None, 3, None, 3])

    caveat = find_caveats(trial)["missing_days"]

    assert "no pain score on 1 day after a bad day" in caveat.sentence
    assert "04-Mar-2026 (the day before: pain 7, above this person's mean of 4)" in caveat.sentence
    assert "06-Mar-2026" not in caveat.sentence
    assert len(caveat.used) == 1


def test_days_missing_after_a_side_effect_are_named() -> None:
    trial = make_diary(STEADY, [3, 3, None, 3], side_effect_grade=2)

    caveat = find_caveats(trial)["missing_days"]

    assert "04-Mar-2026 (the day before: nausea grade 2)" in caveat.sentence


def test_two_missing_days_after_a_side_effect_are_both_named() -> None:
    trial = make_diary(STEADY, [3, None, None, 3], side_effect_grade=2)

    assert "on 2 days after a bad day" in find_caveats(trial)["missing_days"].sentence


def test_a_day_missing_after_a_good_one_says_nothing() -> None:
    assert "missing_days" not in find_caveats(make_diary(STEADY, [5, 3, None, 5]))


def test_today_is_not_missing_yet() -> None:
    trial = make_diary(STEADY, [3, 3, 7], ended_at=None)

    assert "missing_days" not in find_caveats(trial, moment_of_day(4, 9))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"source": Source.PAPER},
            "Of the 10 entries behind this relief 10 were typed from paper.",
        ),
        ({"source": Source.IMPORT}, "10 were imported from a file"),
        ({"recorded_at": LATER}, "10 were recorded more than 60 minutes after"),
    ],
)
def test_entries_that_came_late_are_counted(changes: dict[str, Any], said: str) -> None:
    trial = change_scores(make_diary(STEADY, [3, 3, 3]), **changes)

    caveat = find_caveats(trial)["late_entries"]

    assert said in caveat.sentence
    assert len(caveat.used) == 10


def test_a_diary_handed_over_before_the_first_dose_is_not_late() -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    diary = [e._replace(source=Source.PATIENT_DIARY, recorded_at=START) for e in trial.entries[:7]]

    caveats = find_caveats(replace(trial, entries=(*diary, *trial.entries[7:])))

    assert not {"late_entries", "diary_after_dose"} & caveats.keys()


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 of 7 scores of the baseline is from"), (2, "2 of 7 scores of the baseline are from")],
)
def test_a_diary_that_came_after_the_first_dose_is_said(days: int, said: str) -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    diary = [
        e._replace(source=Source.PATIENT_DIARY, recorded_at=START + HOUR)
        for e in trial.entries[:days]
    ]

    caveat = find_caveats(replace(trial, entries=(*diary, *trial.entries[days:])))[
        "diary_after_dose"
    ]

    assert said in caveat.sentence
    assert caveat.used == tuple(entry.entry_id for entry in diary)


def test_an_answer_amended_later_was_not_recorded_late() -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    amended = amend(trial.entries[0], recorded_at=LATER)

    caveats = find_caveats(replace(trial, entries=(*trial.entries, amended)))

    assert "late_entries" not in caveats


def test_entries_recorded_after_the_end_are_counted() -> None:
    trial = change_scores(make_diary(STEADY, [3, 3, 3]), recorded_at=LATER)

    sentence = find_caveats(trial)["recorded_after_end"].sentence

    assert "10 of 10 scores" in sentence
    assert "04-Mar-2026 20:00" in sentence


def test_a_running_trial_has_no_entries_after_its_end() -> None:
    trial = change_scores(make_diary(STEADY, [3, 3, 3], ended_at=None), recorded_at=LATER)

    assert "recorded_after_end" not in find_caveats(trial, moment_of_day(3, 20))


@pytest.mark.parametrize(("days", "said"), [(1, "1 of 10 scores"), (2, "2 of 10 scores")])
def test_amended_scores_are_counted(days: int, said: str) -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    amended = tuple(amend(entry) for entry in trial.entries[:days])

    caveat = find_caveats(replace(trial, entries=(*trial.entries, *amended)))["amended_entries"]

    assert said in caveat.sentence
    assert caveat.used == tuple(entry.entry_id for entry in amended)


def test_a_baseline_asked_for_after_the_first_dose_is_said() -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    late = trial.entries[0]._replace(recorded_at=START + HOUR)

    caveat = find_caveats(replace(trial, entries=(late, *trial.entries[1:])))["baseline_recalled"]

    assert "1 of 7 scores of the baseline was recorded after the first dose" in caveat.sentence


def test_a_diary_copied_after_the_first_dose_is_not_remembered() -> None:
    trial = change_scores(make_diary(STEADY, [3, 3, 3]), source=Source.PATIENT_DIARY)

    assert "baseline_recalled" not in find_caveats(change_scores(trial, recorded_at=LATER))


def test_ids_of_rows_never_stand_in_a_sentence() -> None:
    trial = change_scores(make_diary(STEADY, [3, 7, None, 3]), recorded_at=LATER)

    caveats = find_caveats(trial)

    used = {key for caveat in caveats.values() for key in caveat.used}
    assert used
    assert not [key for key in used if key in str([c.sentence for c in caveats.values()])]


def test_a_baseline_of_the_day_of_the_dose_is_said() -> None:
    trial = make_bolus_trial([[3] * 8])

    caveat = find_caveats(trial)["same_day_baseline"]

    assert "Same-day baseline: 2 scores of the day of the dose" in caveat.sentence
    assert caveat.used == tuple(entry.entry_id for entry in trial.entries[:2])


def test_a_diary_before_the_dose_is_no_same_day_baseline() -> None:
    trial = make_bolus_trial([[3] * 8])
    diary = make_days(dict.fromkeys(range(-7, 0), 8), measure="pain_rest")

    caveats = find_caveats(replace(trial, entries=(*diary, *trial.entries)))

    assert "same_day_baseline" not in caveats
    assert "few_days" not in caveats
