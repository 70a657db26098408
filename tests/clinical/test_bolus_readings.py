"""The mean over the hours after a bolus: by time, over what was read, and of enough readings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clinical.boluses import at, read
from tests.factories import Number, make_entry
from trialtracker.clinical.assessment import Hours, Reading
from trialtracker.clinical.bolus_readings import (
    get_needed_span,
    get_readings,
    get_weighted_mean,
    is_enough,
)
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT

REST = "pain_rest"

scores = st.decimals(0, 10, places=2)
courses = st.dictionaries(st.integers(60, 480), scores, min_size=2, max_size=12)


def measure(course: Mapping[float, Number]) -> Fraction | None:
    return get_weighted_mean(get_readings(read(course), REST))


def to_hours(course: Mapping[int, Number]) -> dict[float, Number]:
    return {minute / 60: score for minute, score in course.items()}


# Worked by hand: sum of (one + next) / 2 x hours between, divided by the hours from first to last.
@pytest.mark.parametrize(
    ("course", "mean"),
    [
        ({1: 4, 8: 4}, Fraction(4)),
        ({1: 6, 2: 4}, Fraction(5)),
        ({1: 8, 2: 4, 8: 4}, Fraction(30, 7)),  # (6 x 1 + 4 x 6) / 7
        ({1: 7, 2: 4, 4: 3, 8: 5}, Fraction(57, 14)),  # (5.5 + 7 + 16) / 7
        ({1.5: 6, 2: 2, 6.5: 4}, Fraction(31, 10)),  # (2 + 13.5) / 5
        ({1: 0, 3: 10, 8: 0}, Fraction(5)),
        ({2: "3.333333333", 5: "3.333333333"}, Fraction("3.333333333")),
    ],
)
def test_the_mean_weighs_by_the_time_between_readings(
    course: Mapping[float, Number], mean: Fraction
) -> None:
    assert measure(course) == mean


@pytest.mark.parametrize("course", [{}, {3: 4}])
def test_without_a_time_between_readings_there_is_no_mean(course: Mapping[float, Number]) -> None:
    assert measure(course) is None


def test_two_scores_of_one_moment_are_one_reading() -> None:
    entries = [*read({1: 2, 2: 4}), *read({1: 5})]

    first, second = get_readings(entries, REST)

    assert (first.score, len(first.entry_ids)) == (Fraction(7, 2), 2)
    assert get_weighted_mean((first, second)) == Fraction(15, 4)


def test_a_score_of_another_measure_is_no_reading() -> None:
    assert get_readings(read({1: 4}, measure="pain_average"), REST) == ()


@given(course=courses, score=scores)
def test_a_constant_score_is_its_mean(course: dict[int, Number], score: Number) -> None:
    assert measure(to_hours(dict.fromkeys(course, score))) == Fraction(score)


@given(course=courses)
def test_the_mean_lies_between_the_lowest_and_the_highest(course: dict[int, Number]) -> None:
    mean = measure(to_hours(course))

    assert mean is not None
    assert min(map(Fraction, course.values())) <= mean <= max(map(Fraction, course.values()))


@given(course=courses, seed=st.integers(), offset=st.integers(-12, 14))
def test_order_and_offset_do_not_matter(course: dict[int, Number], seed: int, offset: int) -> None:
    entries = list(read(to_hours(course)))
    zone = timezone(timedelta(hours=offset))
    moved = [e._replace(observed_at=e.observed_at.astimezone(zone)) for e in entries]
    Random(seed).shuffle(moved)  # noqa: S311

    assert get_readings(moved, REST) == get_readings(entries, REST)
    assert all(reading.at.tzinfo is UTC for reading in get_readings(moved, REST))


@given(course=courses, worse=scores, which=st.integers(0, 11))
def test_a_worse_score_never_lowers_the_mean(
    course: dict[int, Number], worse: Number, which: int
) -> None:
    minute = sorted(course)[which % len(course)]
    higher = {**course, minute: max(Fraction(worse), Fraction(course[minute]))}
    readings = [Reading(at(m / 60), Fraction(s), ()) for m, s in sorted(higher.items())]

    before, after = measure(to_hours(course)), get_weighted_mean(readings)

    assert before is not None
    assert after is not None
    assert after >= before


def make_hours(*hours: float) -> Hours:
    readings = get_readings([make_entry(at(hour), {REST: 4}) for hour in hours], REST)
    return Hours(at(1), at(8), readings)


@pytest.mark.parametrize(
    ("hours", "enough"),
    [
        ((1, 3, 5, 7), True),
        ((1, 3, 5), False),
        ((1, 2, 3, 5 + 40 / 60), True),
        ((1, 2, 3, 5 + 39 / 60), False),
        ((3 + 20 / 60, 4, 5, 8), True),
        ((1, 5, 6, 7), True),
        ((1, 5 + 1 / 60, 6, 7), False),
        ((1, 1.1, 1.2, 8), False),
        ((), False),
    ],
    ids=[
        "every 2 h",
        "3 readings",
        "just long enough",
        "a minute too short",
        "late but long enough",
        "a gap of 4 h",
        "a gap of 4 h 1 min",
        "nothing between 1.2 and 8 h",
        "none",
    ],
)
def test_readings_are_enough_when_many_long_and_close(
    hours: tuple[float, ...], enough: bool
) -> None:
    assert is_enough(make_hours(*hours), CLINIC_DEFAULT) is enough


def test_two_thirds_of_the_window_are_needed() -> None:
    to_24 = replace(CLINIC_DEFAULT, bolus_to_hours=24)

    assert get_needed_span(CLINIC_DEFAULT) == timedelta(hours=4, minutes=40)
    assert get_needed_span(to_24) == timedelta(hours=15, minutes=20)
