"""Relief after boluses: which hours count after which bolus, and against which baseline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.clinical.boluses import HOURLY, at, hourly, make_bolus_trial
from tests.clinical.doses import make_bolus, make_break, make_coded, make_stop
from tests.factories import START, amend, make_entry
from trialtracker.clinical.assessment import NO_WINDOW, Occasion, Relief
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.trial import DoseEvent, Trial

HALF, ZERO = Fraction(50), Fraction(0)
LATER = START + timedelta(days=60)
SECOND = at(24)
TWICE = (make_bolus(), make_bolus(SECOND))


def measure(trial: Trial, as_of: datetime = LATER) -> Relief:
    return get_relief(trial, CLINIC_DEFAULT, as_of)


def speak(trial: Trial, as_of: datetime = LATER) -> Occasion:
    speaking = measure(trial, as_of).speaking
    assert speaking is not None
    return speaking


def count(trial: Trial) -> list[int]:
    return [len(each.hours.readings) for each in measure(trial).occasions]


# --- the hours after one bolus ------------------------------------------------------------------


def test_relief_is_that_of_the_weighted_mean_from_1_to_8_h() -> None:
    trial = make_bolus_trial({0.5: 9, 1: 6, 2: 4, 4: 2, 8: 4, 9: 9})

    relief = measure(trial)

    assert relief.window.mean == Fraction(23, 7)  # (5 x 1 + 3 x 2 + 3 x 4) / 7
    assert relief.percent == 100 * (8 - Fraction(23, 7)) / 8
    assert (relief.measure, relief.baseline.mean) == ("pain_rest", Fraction(8))


def test_window_is_one_score_on_the_day_of_the_bolus() -> None:
    trial = make_bolus_trial(hourly(4))

    window = measure(trial).window

    (score,) = window.scores
    assert (score.trial_day, score.date, score.mean) == (1, date(2026, 3, 2), Fraction(4))
    assert (score.readings, score.entry_ids) == (8, window.entry_ids)
    assert (window.days, window.of, len(window.entry_ids)) == (1, 1, 8)


@pytest.mark.parametrize(
    ("details", "readings"),
    [
        ({}, 8),
        ({"state": TrialState.COMPLETED, "ended_at": at(6)}, 6),
        ({"state": TrialState.COMPLETED, "ended_at": at(6) - timedelta(minutes=1)}, 5),
    ],
    ids=["running", "ended after 6 h", "ended before the reading of 6 h"],
)
def test_the_hours_end_with_the_trial(details: dict[str, Any], readings: int) -> None:
    trial = make_bolus_trial(hourly(4), **details)

    assert count(trial) == [readings]


def test_a_trial_ended_after_5_h_has_too_few_hours() -> None:
    ended: dict[str, Any] = {"state": TrialState.COMPLETED, "ended_at": at(5)}

    relief = measure(make_bolus_trial(hourly(4), **ended))

    assert (relief.speaking, relief.window.mean, relief.percent) == (None, None, None)
    assert len(relief.window.entry_ids) == 5


@pytest.mark.parametrize(("hours", "percent"), [(5, None), (6, 50), (60, 50)])
def test_only_what_was_read_by_then_counts(hours: int, percent: int | None) -> None:
    trial = make_bolus_trial(hourly(4))

    assert measure(trial, at(hours)).percent == percent


def test_before_the_bolus_there_is_no_occasion() -> None:
    relief = measure(make_bolus_trial(hourly(4)), at(-0.5))

    assert (relief.occasions, relief.window, relief.percent) == ((), NO_WINDOW, None)


def test_amended_and_void_readings_count_as_they_stand() -> None:
    wrong, doubled = make_entry(at(3), {"pain_rest": 9}), make_entry(at(4), {"pain_rest": 9})
    entries = [wrong, amend(wrong, values=make_entry(at(3), {"pain_rest": 4}).values),
               doubled, amend(doubled, is_void=True)]  # fmt: skip
    trial = make_bolus_trial(hourly(4, (1, 2, 5, 6)), entries=entries)

    assert measure(trial).percent == 50


# --- what is a bolus ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doses", "given"),
    [
        ([make_bolus()], 1),
        ([make_bolus(group_id="m"), make_bolus(drug="bupivacaine", group_id="m")], 1),
        ([make_bolus(), make_bolus()], 1),
        ([make_bolus(), make_bolus(at(4))], 2),
        ([make_bolus(), make_stop(at(4))], 1),
        ([], 0),
    ],
    ids=["one", "mixture", "same moment", "two", "a stop is none", "none recorded or all void"],
)
def test_what_is_given_at_one_moment_is_one_bolus(doses: list[DoseEvent], given: int) -> None:
    occasions = measure(make_bolus_trial(doses=doses)).occasions

    assert len(occasions) == given


def test_an_occasion_names_its_doses_and_codes() -> None:
    mixture = [make_bolus(group_id="m"), make_bolus(drug="bupivacaine", group_id="m")]
    coded = make_coded(SECOND, code="B-07")
    trial = replace(make_bolus_trial(doses=mixture), blinded_doses=(coded,))

    first, second = measure(trial).occasions

    assert (first.event_ids, first.codes) == (tuple(d.event_id for d in mixture), ())
    assert (second.event_ids, second.codes) == ((coded.event_id,), ("B-07",))


def test_an_amended_time_of_the_dose_moves_its_hours() -> None:
    trial = make_bolus_trial(hourly(4), doses=[make_bolus(at(2))])

    assert count(trial) == [6]


# --- several boluses ----------------------------------------------------------------------------


def make_repeated(
    *after_each: tuple[int | str, Sequence[float]], doses: Sequence[DoseEvent] = TWICE
) -> Trial:
    scores = [
        {24 * day + hour: score for hour in hours} for day, (score, hours) in enumerate(after_each)
    ]
    return make_bolus_trial(*scores, doses=doses, mode=TrialMode.REPEATED_BOLUS)


def test_the_last_bolus_with_enough_readings_speaks_never_the_best() -> None:
    trial = make_repeated((2, HOURLY), (6, HOURLY))

    assert speak(trial).at == SECOND
    assert measure(trial).percent == 25
    assert [each.percent for each in measure(trial).occasions] == [75, 25]


def test_a_bolus_with_too_few_readings_leaves_the_word_to_the_one_before() -> None:
    trial = make_repeated((2, HOURLY), (6, (1, 2)))

    assert speak(trial).at == START
    assert [each.percent for each in measure(trial).occasions] == [75, None]


def test_a_bolus_after_the_moment_does_not_cut_the_hours_before() -> None:
    trial = make_repeated((2, HOURLY), doses=[make_bolus(), make_bolus(at(7))])

    assert len(speak(trial, at(6.9)).hours.readings) == 6


def test_the_hours_end_with_the_next_bolus_whose_own_reading_comes_before_it() -> None:
    trial = make_repeated((2, HOURLY), doses=[make_bolus(), make_bolus(at(6))])

    assert count(trial) == [6, 2]


def test_every_bolus_is_held_against_the_baseline_before_the_first() -> None:
    scores = {**hourly(4), 22: 6, 23: 6, **hourly(4, (25, 26, 28, 30))}
    trial = make_bolus_trial(scores, doses=TWICE, mode=TrialMode.REPEATED_BOLUS)

    assert measure(trial).baseline.mean == 8
    assert [each.percent for each in measure(trial).occasions] == [50, 50]


def make_blinded(*opened: tuple[str, str], score: int = 6) -> Trial:
    coded = (make_coded(code="A-1"), make_coded(SECOND, code="A-2"))
    trial = make_repeated((2, HOURLY), (score, HOURLY), doses=())
    breaks = [make_break(code, at(40)) for code, _ in opened]
    told = [
        replace(each, content=replace(each.content, contents=contents))
        for each, (_, contents) in zip(breaks, opened, strict=True)
    ]
    return replace(trial, blinded_doses=coded, blind_breaks=tuple(told))


@pytest.mark.parametrize(
    ("trial", "percent"),
    [
        (make_blinded(), 25),
        (make_blinded(("A-2", "Morphine 0.2 mg")), 25),
        (make_blinded(("A-2", "Saline 2 mL")), 75),
        (make_blinded(("A-1", "Saline 2 mL"), ("A-2", "Placebo")), None),
    ],
    ids=["blinded", "opened: active", "opened: placebo", "both placebo"],
)
def test_a_bolus_known_to_be_a_placebo_never_speaks(trial: Trial, percent: int | None) -> None:
    assert measure(trial).percent == percent


def test_a_blind_opened_later_was_not_known_then() -> None:
    trial = make_blinded(("A-2", "Saline 2 mL"))

    assert measure(trial, at(39)).percent == 25


def test_a_placebo_given_with_a_drug_is_not_a_placebo() -> None:
    trial = make_blinded(("A-2", "Saline 2 mL"))
    both = replace(trial, doses=(make_bolus(SECOND),))

    assert measure(both).percent == 25


def test_an_assessment_holds_every_bolus() -> None:
    trial = make_repeated((2, HOURLY), (6, HOURLY))

    assessment = assess(trial, CLINIC_DEFAULT, LATER)

    assert assessment.occasions == measure(trial).occasions
    assert (assessment.relief_percent, assessment.window) == (Fraction(25), speak(trial).window)
