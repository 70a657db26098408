from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from tests.charts.samples import make_assessment, make_full_trial, make_series
from tests.factories import START, make_days, make_dose, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.read_out import (
    describe,
    format_read_out,
    nearest_moment,
    read_out,
    step_moment,
)
from trialtracker.clinical.value_series import format_tenth

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "nearest"),
    [
        (START - 9 * HOUR, START),
        (START + HOUR, START),
        (START + 2 * HOUR, START),
        (START + 3 * HOUR, START + 4 * HOUR),
        (START + 99 * HOUR, START + 4 * HOUR),
    ],
)
def test_nearest_moment_is_the_earlier_of_two(at: datetime, nearest: datetime) -> None:
    series = make_series(make_trial([make_entry(score=4), make_entry(START + 4 * HOUR, score=3)]))

    assert nearest_moment(series, at) == nearest


def test_read_out_says_everything_of_a_moment() -> None:
    entry = make_entry(
        moment_of_day(2, 14), {"pain_rest": "3.5", "pain_movement": 6, "side_effect:nausea": 2}
    )
    series = make_series(make_trial([entry], doses=[make_dose(START, 350_000)]))

    found = format_read_out(read_out(series, moment_of_day(2, 15)))

    assert found == (
        "Tue 03-Mar-2026 14:00 · Day 2 · Pain rest 3.5, movement 6 · Nausea 2"
        " · morphine 0.35 mg/day · 30 h since dose change"
    )


def test_measure_without_a_reading_at_the_moment_says_no_entry() -> None:
    entries = [*make_days({1: 5}, measure="pain_rest"), *make_days({2: 4}, measure="pain_worst")]

    found = read_out(make_series(make_trial(entries)), moment_of_day(2))

    assert [(pain.label, pain.text) for pain in found.pains] == [
        ("rest", "no entry"),
        ("worst", "4"),
    ]


def test_reason_for_a_missing_score_is_said() -> None:
    asleep = make_entry(
        moment_of_day(2), {"pain_worst": 4}, not_assessed={"pain_rest": NotAssessed.ASLEEP}
    )
    entries = [*make_days({1: 5}, measure="pain_rest"), asleep]

    found = read_out(make_series(make_trial(entries)), moment_of_day(2))

    assert found.pains[0].text == "not assessed (asleep)"


def test_two_entries_of_one_minute_are_both_said() -> None:
    found = read_out(make_series(make_trial([make_entry(score=4), make_entry(score=6)])), START)

    assert found.pains[0].text == "4 and 6"


def test_unasked_side_effects_are_not_called_absent() -> None:
    found = format_read_out(read_out(make_series(make_trial([make_entry(score=4)])), START))

    assert "side effects not asked" in found


def test_side_effects_asked_for_and_absent_are_said_to_be_so() -> None:
    entry = make_entry(values={"side_effect:nausea": 0})

    found = format_read_out(read_out(make_series(make_trial([entry])), START))

    assert "no side effect among those asked" in found


def test_grade_recorded_at_the_last_moment_is_in_force() -> None:
    trial = make_trial([make_entry(values={"side_effect:nausea": 2})], doses=[make_dose(START)])

    found = read_out(make_series(trial, as_of=START), START)

    assert (found.side_effects, found.doses) == (("Nausea 2",), ("morphine 0.5 mg/day",))


def test_read_out_of_an_empty_trial_knows_nothing() -> None:
    found = format_read_out(read_out(make_series(make_trial(started_at=None)), START))

    assert found == "Mon 02-Mar-2026 08:00 · Pain no entry · side effects not asked"


@pytest.mark.parametrize(
    ("start", "by", "day"),
    [(None, -1, 3), (None, 1, 3), (3, -1, 2), (3, 1, 3), (1, -1, 1), (2, -99, 1), (1, 99, 3)],
)
def test_steps_stop_at_both_ends(start: int | None, by: int, day: int) -> None:
    series = make_series(make_trial(make_days({1: 5, 2: 4, 3: 3})))

    found = step_moment(series, None if start is None else moment_of_day(start), by)

    assert found == moment_of_day(day)


def test_empty_trial_has_nowhere_to_step() -> None:
    assert step_moment(make_series(make_trial()), None, 1) is None


def test_description_holds_verdict_range_count_and_gaps() -> None:
    series = make_series(make_full_trial())

    found = describe(series, make_assessment())

    assert found == (
        "Favourable: Pain fell from 7.8 to 3.2. "
        "Pain rest: 13 readings from 3 to 8, the last 4. "
        "Pain movement: 12 readings from 5 to 9, the last 5. "
        "Side effects: Nausea up to grade 2. "
        "1 day without an entry: 04-Mar-2026."
    )


def test_description_of_one_reading_counts_it_in_the_singular() -> None:
    found = describe(make_series(make_trial(make_days({1: 5, 4: 5}))), make_assessment())

    assert "2 days without an entry: 03-Mar-2026, 04-Mar-2026." in found
    assert "1 reading from 5 to 5" in describe(
        make_series(make_trial(make_days({4: 5}))), make_assessment()
    )


def test_description_of_an_empty_trial_says_so() -> None:
    found = describe(make_series(make_trial(), as_of=START), make_assessment())

    assert "No pain score recorded. No side effect recorded. No day without an entry." in found


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(39, 5), "7.8"), (Fraction(157, 20), "7.9"), (Fraction(23, 3), "7.7")],
)
def test_mean_is_shown_with_one_decimal(value: Fraction, text: str) -> None:
    assert format_tenth(value) == text
