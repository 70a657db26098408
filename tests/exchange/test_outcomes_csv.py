"""The file of the outcomes: shares with their n, and nothing of a group of fewer than five."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.outcomes_support import COUNTS, make_figures
from trialtracker.clinical.outcome_withheld import is_small, list_exposed
from trialtracker.exchange.outcomes_cells import make_cells
from trialtracker.exchange.outcomes_csv import HEAD, to_outcomes_csv

LARGE = {key: count * 100 for key, count in COUNTS.items()}


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def find(rows: list[list[str]], *start: str) -> list[str]:
    return next(row for row in rows if row[: len(start)] == list(start))


def test_every_line_has_the_columns_of_the_head() -> None:
    rows = read(to_outcomes_csv(make_figures()))

    assert rows[0] == list(HEAD)
    assert {len(row) for row in rows} == {len(HEAD)}


def test_a_share_has_its_n_and_its_interval() -> None:
    rows = read(to_outcomes_csv(make_figures(LARGE)))

    found = find(rows, "Verdict", "Favourable")
    assert found[3:] == ["2200", "4000", "55.00", "53.45", "56.54"]
    assert find(rows, "Agreement", "", "Cohen's kappa")[3] == "0.9296"
    assert find(rows, "Relief", "", "median")[3] == "60.00"
    assert "<5" not in {cell for row in rows for cell in row}


def test_a_small_group_is_withheld_with_what_it_could_be_computed_from() -> None:
    rows = read(to_outcomes_csv(make_figures()))

    assert find(rows, "Decision", "Extend or change the trial")[3:] == ["<5", "34", "", "", ""]
    assert find(rows, "Decision", "Discuss implantation")[3] in {"20", "withheld"}
    assert find(rows, "Drug", "bupivacaine + morphine")[3:] == ["<5", "<5", "", "", ""]
    assert find(rows, "Drug", "morphine")[3:] == ["withheld", "withheld", "", "", ""]


def test_trials_still_to_be_counted_are_told() -> None:
    assert read(to_outcomes_csv(make_figures(), 3))[-1][:4] == [
        "Trials", "", "still to be counted", "<5",
    ]  # fmt: skip


def test_a_clinic_without_a_trial_has_a_file_of_noughts() -> None:
    rows = read(to_outcomes_csv(make_figures({})))

    assert find(rows, "Trials", "", "started")[3] == "0"
    assert find(rows, "Verdict", "Favourable")[3:] == ["0", "0", "", "", ""]


@pytest.mark.parametrize("name", ["nurse", "author", "actor", "tester"])
def test_nobody_is_named(name: str) -> None:
    assert name not in to_outcomes_csv(make_figures(LARGE)).casefold()


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 9), st.integers(0, 4))
def test_nothing_small_can_be_computed_from_the_file(
    favourable: int, other: int, few: int, undecided: int
) -> None:
    ended = favourable + other + few + undecided
    cells = make_cells(make_figures(make_counts(favourable, other, few, undecided)))

    small = {name for name, count in cells.counts.items() if is_small(count)}
    assert cells.counts["ended"] == ended
    assert small <= cells.withheld
    assert list_exposed(cells.counts, cells.sums, cells.withheld) == set()


def make_counts(favourable: int, other: int, few: int, undecided: int) -> dict[str, int]:
    """Return counts that fit together, as those of a store do."""
    ended = favourable + other + few + undecided
    return {
        "ended": ended,
        "running": few,
        "verdict=favourable": favourable,
        "verdict=not_favourable": other + undecided,
        "verdict=borderline": few,
        "decision=discuss": favourable,
        "decision=do_not_proceed": other,
        "decision=repeat": few,
        "decision=none": undecided,
        "verdict=favourable&decision=discuss": favourable,
        "verdict=not_favourable&decision=do_not_proceed": other,
        "verdict=not_favourable&decision=none": undecided,
        "verdict=borderline&decision=repeat": few,
        "mode=single_bolus": favourable + few,
        "mode=continuous_epidural": other + undecided,
        "verdict=favourable&mode=single_bolus": favourable,
        "indication=crps": ended,
        "verdict=favourable&indication=crps": favourable,
        "drug=morphine": ended - few,
        "drug=fentanyl": few,
        "verdict=favourable&drug=morphine": favourable,
        "relief=10": other,
        "relief=60": favourable,
        "relief=none": few + undecided,
        "days=9": ended - undecided,
        "effect:any=0": few,
        "effect:any=2": favourable,
        "effect:nausea=0": few,
        "effect:nausea=1": undecided,
        "effect:nausea=2": favourable - favourable // 2,
        "effect:nausea=3": favourable // 2,
    }
