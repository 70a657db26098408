"""The arithmetic of outcomes, on examples that were published or can be counted by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialtracker.clinical.outcome_shares import (
    Agreement,
    Limits,
    Share,
    get_limits,
    get_quantile,
    get_wilson,
)

HALF = Fraction(1, 2)


# Newcombe 1998, Stat Med 17:857, table I, method 3.
@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_paper(part: int, of: int, low: float, high: float) -> None:
    found = get_wilson(part, of)

    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@given(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_share_and_stays_between_none_and_all(
    of: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, of))

    low, high = get_wilson(part, of)
    mirrored = get_wilson(of - part, of)

    assert 0 <= low <= part / of <= high <= 1
    assert low < high
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_a_share_of_none_has_neither_percent_nor_interval() -> None:
    assert (Share(0, 0).percent, Share(0, 0).interval) == (None, None)


def test_a_share_is_exact_and_has_its_interval() -> None:
    assert Share(1, 3).percent == Fraction(100, 3)
    assert Share(0, 20).interval == get_wilson(0, 20)


@pytest.mark.parametrize(
    ("counts", "at", "found"),
    [
        ({}, HALF, None),
        ({7: 0}, HALF, None),
        ({7: 1}, HALF, 7),
        ({3: 1, 4: 2, 10: 1}, HALF, 4),
        ({1: 1, 2: 1}, HALF, Fraction(3, 2)),
        ({1: 1, 2: 1, 3: 1, 4: 1}, Fraction(1, 4), Fraction(7, 4)),
        ({5: 1, 6: 0, 9: 3}, Fraction(3, 4), 9),
    ],
)
def test_a_quantile_is_on_the_line_between_neighbours(
    counts: dict[int, int], at: Fraction, found: Fraction | None
) -> None:
    assert get_quantile(counts, at) == found


def test_agreement_is_the_share_of_the_cells_where_it_is_defined() -> None:
    assert Agreement(20, 5, 10, 15).share == Share(35, 50)


def test_kappa_is_that_of_the_textbook() -> None:
    # 20, 5, 10, 15: observed 0.7, expected 0.5, kappa 0.4.
    assert Agreement(20, 5, 10, 15).kappa == Fraction(2, 5)


@pytest.mark.parametrize(
    "agreement",
    [Agreement(0, 0, 0, 0), Agreement(19, 0, 0, 10), Agreement(60, 2, 1, 2)],
    ids=["none", "29 trials", "4 of a kind"],
)
def test_of_few_trials_there_is_no_kappa(agreement: Agreement) -> None:
    assert agreement.kappa is None


def test_the_limits_of_a_small_group_are_those_of_the_binomial() -> None:
    # Of 6 with a share of 1/2, 0 has a chance of 1/64 and 1 of 6/64: 0.025 is between them.
    found = get_limits(HALF, 6)

    assert found.low_95 == pytest.approx((1 - (7 / 64 - 0.025) / (6 / 64)) / 6)
    assert found.high_95 == pytest.approx(1 - found.low_95)
    assert (found.low_998, found.high_998) == (0.0, 1.0)


def test_all_of_five_are_within_the_limits_of_a_half() -> None:
    # The chance of that is 1/32, more than 0.025.
    assert get_limits(HALF, 5).high_95 == 1.0


def test_the_limits_of_a_large_group_are_the_normal_ones() -> None:
    found = get_limits(Fraction(1, 5), 1600)

    assert found.low_95 == pytest.approx(0.2 - 1.96 * 0.01, abs=1e-5)
    assert found.high_998 == pytest.approx(0.2 + 3.0902 * 0.01, abs=1e-5)


@pytest.mark.parametrize("share", [Fraction(1, 10), HALF, Fraction(9, 10)])
def test_the_limits_hardly_jump_where_the_formula_changes(share: Fraction) -> None:
    exact, normal = get_limits(share, 400), get_limits(share, 401)

    assert exact.low_95 == pytest.approx(normal.low_95, abs=0.01)
    assert exact.high_998 == pytest.approx(normal.high_998, abs=0.01)


@pytest.mark.parametrize(("share", "at"), [(Fraction(0), 0.0), (Fraction(1), 1.0)])
def test_where_all_are_alike_there_is_nothing_to_leave(share: Fraction, at: float) -> None:
    assert get_limits(share, 30) == Limits(at, at, at, at)


@given(st.fractions(Fraction(1, 50), Fraction(49, 50)), st.integers(1, 400))
def test_the_limits_lie_one_within_the_other_around_the_share(share: Fraction, n: int) -> None:
    found = get_limits(share, n)

    assert 0 <= found.low_998 <= found.low_95 <= found.high_95 <= found.high_998 <= 1
    assert found.low_95 <= float(share) <= found.high_95 + 1e-9


def test_there_is_no_number_beyond_the_last() -> None:
    from trialtracker.clinical.outcome_shares import _get_nth

    with pytest.raises(IndexError):
        _get_nth({1: 2}, 2)
