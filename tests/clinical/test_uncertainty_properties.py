from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trialtracker.clinical.assessment import DayScore, Interval, Uncertainty, Window
from trialtracker.clinical.uncertainty import get_uncertainty

DAY_1 = date(2026, 3, 5)
HALF = Fraction(50)

days = st.lists(st.integers(0, 10), min_size=3, max_size=14)
high_days = st.lists(st.integers(4, 10), min_size=3, max_size=14)

sixths = st.integers(0, 60).map(lambda number: Fraction(number, 6))
mean_days = st.lists(sixths, min_size=3, max_size=14)
gappy_days = st.lists(st.one_of(st.none(), sixths), max_size=14)
thresholds = st.integers(1, 99).map(Fraction)


def make_window(first: int, scores: Sequence[int | Fraction | None]) -> Window:
    found = tuple(
        DayScore(day, DAY_1 + timedelta(days=day), Fraction(score), 1)
        for day, score in enumerate(scores, first)
        if score is not None
    )
    mean = sum((day.mean for day in found), Fraction(0)) / len(found) if found else None
    return Window(DAY_1, DAY_1, len(scores), found, mean)


def judge(before: list[int], during: list[int], threshold: Fraction = HALF) -> Uncertainty:
    return get_uncertainty(make_window(-14, before), make_window(1, during), threshold)


def interval_of(found: Uncertainty) -> Interval:
    assert found.interval is not None
    return found.interval


def chance_of(found: Uncertainty) -> int:
    assert found.chance_percent is not None
    return found.chance_percent


def width_of(found: Uncertainty) -> float:
    interval = interval_of(found)
    return float(interval.high_percent - interval.low_percent)


@given(gappy_days, gappy_days, thresholds)
def test_interval_and_chance_are_given_together_or_a_reason_is(
    before: list[Fraction | None], during: list[Fraction | None], threshold: Fraction
) -> None:
    found = get_uncertainty(make_window(-14, before), make_window(1, during), threshold)

    assert (found.interval is None) == (found.chance_percent is None) == bool(found.reason)
    assert found.chance_percent is None or 1 <= found.chance_percent <= 99


@given(high_days, mean_days)
def test_interval_holds_the_relief_found_and_ends_at_100(
    before: list[int], during: list[Fraction]
) -> None:
    baseline, window = make_window(-14, before), make_window(1, during)
    found = get_uncertainty(baseline, window, HALF)
    assume(not found.reason)

    interval = interval_of(found)

    assert baseline.mean
    assert window.mean is not None
    relief = 100 * (baseline.mean - window.mean) / baseline.mean
    assert Fraction(interval.low_percent) <= relief <= Fraction(interval.high_percent) <= 100


@given(high_days, days, thresholds)
def test_interval_and_chance_never_contradict_each_other(
    before: list[int], during: list[int], threshold: Fraction
) -> None:
    found = judge(before, during, threshold)
    assume(not found.reason)

    interval, chance = interval_of(found), chance_of(found)

    assert Fraction(interval.low_percent) < threshold or chance >= 97
    assert Fraction(interval.high_percent) >= threshold or chance <= 3
    # The ends are rounded outwards to a tenth.
    assert chance < 98 or Fraction(interval.low_percent) > threshold - Fraction(1, 10)


@given(high_days, high_days, st.integers(1, 4), thresholds)
def test_lower_scores_of_the_same_shape_never_lower_the_chance(
    before: list[int], during: list[int], less: int, threshold: Fraction
) -> None:
    higher = judge(before, during, threshold)
    assume(not higher.reason)

    lower = judge(before, [score - less for score in during], threshold)

    assert chance_of(lower) >= chance_of(higher)


@given(high_days, days, thresholds, thresholds)
def test_asking_for_more_relief_is_never_likelier(
    before: list[int], during: list[int], one: Fraction, other: Fraction
) -> None:
    more = judge(before, during, max(one, other))
    assume(not more.reason)

    less = judge(before, during, min(one, other))

    assert chance_of(more) <= chance_of(less)


@given(high_days, days, st.integers(0, 30))
def test_a_later_window_with_the_same_scores_is_as_sure(
    before: list[int], during: list[int], later: int
) -> None:
    baseline = make_window(-14, before)

    found = get_uncertainty(baseline, make_window(1 + later, during), HALF)

    assert found == judge(before, during)


@given(st.integers(1, 10), st.integers(0, 10), st.integers(3, 13))
def test_another_day_with_the_score_of_all_others_never_widens_the_interval(
    before: int, during: int, count: int
) -> None:
    fewer = judge([before] * 7, [during] * count)
    assume(not fewer.reason)

    more = judge([before] * 7, [during] * (count + 1))

    assert width_of(more) <= width_of(fewer)


@pytest.mark.parametrize("count", [3, 7, 14])
def test_scores_that_never_change_leave_some_doubt(count: int) -> None:
    assert width_of(judge([8] * 7, [4] * count)) > 10


def test_exactly_the_threshold_is_as_likely_as_not() -> None:
    assert judge([9, 10, 11 - 1, 7], [4, 5, 5, 4], Fraction(50)).chance_percent == 50


def test_score_of_zero_throughout_can_be_no_more_than_full_relief() -> None:
    assert float(interval_of(judge([8, 7, 8], [0, 0, 0])).high_percent) == 100


def test_days_far_apart_count_as_independent() -> None:
    near = get_uncertainty(make_window(-14, [7, 8, 7]), make_window(1, [3, 4, 3]), HALF)
    spread = [3, *[None] * 80, 4, *[None] * 80, 3]

    far = get_uncertainty(make_window(-14, [7, 8, 7]), make_window(1, spread), HALF)

    assert width_of(far) < width_of(near)


def draw_days(random: Random, level: float, count: int) -> list[int]:
    """Return whole scores from 0 to 10 with an SD of 1 and a day-to-day correlation of 0.35."""
    wave = random.gauss(0, 1)
    scores = []
    for _ in range(count):
        wave = 0.35 * wave + sqrt(1 - 0.35**2) * random.gauss(0, 1)
        scores.append(min(10, max(0, round(level + wave))))
    return scores


def is_held(random: Random) -> bool:
    interval = interval_of(judge(draw_days(random, 7, 7), draw_days(random, 3.5, 5)))
    return interval.low_percent <= 50 <= interval.high_percent


def test_about_95_of_100_intervals_hold_the_true_relief() -> None:
    # A quick look at one patient; the whole grid is python -m benchmarks.coverage.
    random = Random(2026)  # noqa: S311

    held = sum(is_held(random) for _ in range(400)) / 400

    assert 0.92 < held < 0.995
