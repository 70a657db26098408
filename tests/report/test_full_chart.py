"""What the one page leaves out stands in the full record: chart, missing days, every figure."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories import make_days, make_entry, make_trial, moment_of_day
from tests.report.full_records import PRINTED, cells_of, print_full, signed_of, table_of, write
from tests.report.papers import needs_poppler, read_text
from tests.report.reports import (
    HARD,
    make_many_effects,
    make_review,
    make_snapshot,
    make_usual_trial,
)
from trialtracker.report.full import get_full
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Part


def test_the_chart_has_every_panel_and_says_in_words_what_it_shows() -> None:
    breathing = make_entry(moment_of_day(3, 15), {"respiratory_rate": 14})
    trial = make_usual_trial()
    trial = replace(trial, entries=(*trial.entries, breathing))

    part = get_full(make_snapshot(trial), (), PRINTED)

    assert ">RR<" in part.chart
    assert "MME/day" in part.chart
    assert "Side effects: Nausea up to grade 2." in write(trial).chart_alt


@needs_poppler
@pytest.mark.parametrize("name", ["usual", "not started", "blinded"])
def test_the_chart_is_printed_with_its_letters(name: str) -> None:
    text = read_text(make_pdf(print_full(make_snapshot(HARD[name]())), Part.FULL))

    assert "Chart" in text
    assert "NRS0to10" in text.replace(" ", "")


@needs_poppler
def test_a_chart_that_is_higher_than_a_page_is_drawn_smaller() -> None:
    pdf = make_pdf(print_full(make_snapshot(make_many_effects())), Part.FULL)

    assert "NRS0to10" in read_text(pdf).replace(" ", "")


def test_every_day_without_an_entry_stands_in_the_full_record() -> None:
    table = table_of(make_trial(make_days({-2: 8, 1: 5, 4: 3, 6: 3})), "Readings and missing days")

    titles = [cells[0] for cells in cells_of(table)]
    assert titles == ["Recorded", "Days without any entry"]
    assert "06-Mar-2026 (day 5)" in cells_of(table)[1][1].split("\n")


def test_without_a_missing_day_the_record_says_so() -> None:
    table = table_of(make_usual_trial(), "Readings and missing days")

    assert table.said == "Every day that is over has an entry."


def test_a_signed_worsening_is_no_relief() -> None:
    signed = make_review()
    worse = replace(signed.frozen, relief_percent=Fraction(-12))

    assert signed_of(replace(signed, frozen=worse))["Relief"] == "no relief, 12 % worse"
