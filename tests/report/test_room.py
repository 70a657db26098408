from dataclasses import replace

import pytest

from tests.report.papers import Word, list_overlaps
from tests.report.reports import HARD, make_many_effects, make_usual_trial, summarise
from trialtracker.report.parts import Paper
from trialtracker.report.room import arrange_lists, guess_chart_room
from trialtracker.report.summary_text import Lines

SHORT, LONG = Lines("Short", ("One line.",), ""), Lines("Long", ("A line of words. " * 20,) * 4, "")


@pytest.mark.parametrize("name", HARD)
def test_every_list_stands_in_one_place(name: str) -> None:
    columns = arrange_lists(summarise(HARD[name]()))

    placed = [*columns.left, *columns.right, *(("missing",) if columns.is_apart else ())]

    assert sorted(placed) == sorted(
        ("doses", "effects", "readings", "opioids", "caveats", "missing")
    )


def test_what_is_short_stands_in_the_shorter_column() -> None:
    summary = replace(summarise(make_usual_trial()), caveats=SHORT, missing=SHORT)

    columns = arrange_lists(summary)

    assert columns.right == ("opioids", "caveats", "missing")
    assert not columns.is_apart


def test_what_is_long_stands_across_the_page() -> None:
    summary = replace(summarise(make_usual_trial()), caveats=SHORT, missing=LONG)

    assert arrange_lists(summary).is_apart


def test_more_to_say_leaves_less_room_for_the_chart() -> None:
    usual, many = summarise(make_usual_trial()), summarise(make_many_effects())

    assert guess_chart_room(many, Paper.A4) < guess_chart_room(usual, Paper.A4)
    assert guess_chart_room(usual, Paper.LETTER) < guess_chart_room(usual, Paper.A4)


def test_a_word_on_another_would_be_found() -> None:
    one, other = Word("one", 0, 0, 20, 10), Word("other", 15, 2, 40, 12)

    assert list_overlaps([one, other]) == []
    assert list_overlaps([one, other._replace(left=8.0)]) == [("one", "other")]
