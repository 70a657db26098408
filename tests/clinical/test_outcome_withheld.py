"""No group of fewer than five can be read from a file, nor computed from what stands beside it."""

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialtracker.clinical.outcome_withheld import Sum, is_small, list_exposed, list_withheld

PARTS = ("a", "b", "c")
ADDED = (Sum("all", PARTS),)
CROSSED = tuple(
    Sum(total, parts)
    for total, parts in (
        ("r1", ("11", "12")),
        ("r2", ("21", "22")),
        ("c1", ("11", "21")),
        ("c2", ("12", "22")),
        ("n", ("r1", "r2")),
        ("n", ("c1", "c2")),
    )
)


def add(*counts: int) -> dict[str, int]:
    return {**dict(zip(PARTS, counts, strict=True)), "all": sum(counts)}


def cross(a: int, b: int, c: int, d: int) -> dict[str, int]:
    cells = {"11": a, "12": b, "21": c, "22": d}
    sums = {"r1": a + b, "r2": c + d, "c1": a + c, "c2": b + d, "n": a + b + c + d}
    return cells | sums


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_is_a_small_group_and_none_is_no_group(count: int, small: bool) -> None:
    assert is_small(count) is small


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ((7, 9, 0), ""),
        ((3, 9, 20), "ab"),
        ((3, 2, 20), "ab"),
        ((3, 0, 20), "ac"),
        ((1, 1, 20), "abc"),
        ((4, 4, 20), "abc"),
        ((2, 5, 5), "ab"),
    ],
    ids=str,
)
def test_the_smallest_beside_it_covers_what_could_be_computed(
    counts: tuple[int, int, int], withheld: str
) -> None:
    assert "".join(sorted(list_withheld(add(*counts), ADDED))) == withheld


def test_where_nothing_beside_it_is_left_the_total_goes_too() -> None:
    assert list_withheld(add(3, 0, 0), ADDED) == {"a", "all"}


def test_what_two_tables_tell_together_is_covered_too() -> None:
    counts = cross(2, 30, 40, 50)

    withheld = list_withheld(counts, CROSSED)

    assert withheld == {"11", "12", "21", "22"}
    assert list_exposed(counts, CROSSED, {"11", "12"}) == {"11"}


def test_of_very_few_trials_nothing_is_told() -> None:
    counts = cross(1, 1, 1, 1)

    assert list_withheld(counts, CROSSED) == set(counts)
    assert list_exposed(counts, CROSSED, set(counts)) == set()


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_no_small_count_of_a_table_can_be_computed(cells: list[int]) -> None:
    counts = cross(*cells)

    withheld = list_withheld(counts, CROSSED)

    assert {name for name, count in counts.items() if is_small(count)} <= withheld
    assert list_exposed(counts, CROSSED, withheld) == set()


@given(st.lists(st.integers(0, 8), min_size=3, max_size=3))
def test_every_withheld_small_count_could_as_well_be_another(found: list[int]) -> None:
    counts = add(*found)

    withheld = list_withheld(counts, ADDED)
    possible = list_possible(counts, withheld)

    small = [name for name in PARTS if is_small(counts[name])]
    assert all(len({each[name] for each in possible}) > 1 for name in small)


def list_possible(
    counts: Mapping[str, int], withheld: frozenset[str]
) -> Sequence[Mapping[str, int]]:
    """Return every table that a reader cannot tell from this one, by trying all there are."""
    ranges = [get_range(counts[name], is_hidden=name in withheld) for name in PARTS]
    tables = (dict(zip(PARTS, each, strict=True)) for each in product(*ranges))
    total = get_range(counts["all"], is_hidden="all" in withheld)
    return [table for table in tables if sum(table.values()) in total]


def get_range(count: int, *, is_hidden: bool) -> range:
    if not is_hidden:
        return range(count, count + 1)
    return range(1, 5) if is_small(count) else range(5, 40)
