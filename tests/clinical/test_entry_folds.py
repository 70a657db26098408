from datetime import timedelta

import pytest

from tests.factories import START, amend, make_entry, to_decimals
from trialtracker.clinical.entry_folds import Fold, get_folds
from trialtracker.clinical.entry_rows import Standing
from trialtracker.clinical.trial import Entry

EARLY = make_entry(START, score=7)
LATE = make_entry(START + timedelta(hours=6), score=5)


def void(entry: Entry) -> Entry:
    return amend(entry, values={}, is_void=True, reason="duplicate")


def name(folds: tuple[Fold, ...]) -> list[tuple[str, list[str]]]:
    return [(f.top.entry.entry_id, [row.entry.entry_id for row in f.under]) for f in folds]


def test_every_entry_that_counts_is_on_top_of_a_fold_newest_first() -> None:
    folds = get_folds((EARLY, LATE))

    assert name(folds) == [(LATE.entry_id, []), (EARLY.entry_id, [])]


def test_every_earlier_version_is_folded_under_the_entry_that_counts() -> None:
    second = amend(EARLY, values=to_decimals({"pain_average": 6}))
    third = amend(second, values=to_decimals({"pain_average": 4}))

    (fold,) = get_folds((EARLY, second, third))

    assert name((fold,)) == [(third.entry_id, [second.entry_id, EARLY.entry_id])]
    assert fold.key == EARLY.entry_id
    assert [row.standing for row in fold.rows] == [
        Standing.AMENDED,
        Standing.REPLACED,
        Standing.REPLACED,
    ]


@pytest.mark.parametrize(
    ("hours", "under"),
    [
        (-1, EARLY),
        (0, EARLY),
        (1, EARLY),
        (3, LATE),
        (4, LATE),
        (6, LATE),
        (9, LATE),
    ],
)
def test_a_void_entry_is_folded_under_the_nearest_that_counts(hours: int, under: Entry) -> None:
    wrong = make_entry(START + timedelta(hours=hours), score=1)

    folds = get_folds((EARLY, LATE, wrong, void(wrong)))

    of = {fold.top.entry.entry_id: name((fold,))[0][1] for fold in folds}
    assert of[under.entry_id] == [wrong.entry_id]
    assert sum(len(rows) for rows in of.values()) == 1


def test_an_amended_entry_that_was_made_void_keeps_its_earlier_version_beside_it() -> None:
    wrong = make_entry(START, score=1)
    corrected = amend(wrong)

    (fold,) = get_folds((LATE, wrong, corrected, void(corrected)))

    assert [row.standing for row in fold.under] == [Standing.VOID, Standing.REPLACED]


def test_where_nothing_counts_void_entries_stand_for_themselves() -> None:
    folds = get_folds((EARLY, void(EARLY), LATE, void(LATE)))

    assert name(folds) == [(LATE.entry_id, []), (EARLY.entry_id, [])]


def test_a_trial_without_entries_has_no_folds() -> None:
    assert get_folds(()) == ()
