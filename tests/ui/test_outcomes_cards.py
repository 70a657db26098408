"""What stands on the cards of the outcomes, with the trials behind every number."""

import pytest

from tests.ui.outcomes_support import CARDS, EMPTY, PERIOD, TITLES, make_figures
from trialtracker.clinical.outcome_period import Period
from trialtracker.services.outcomes import Chosen
from trialtracker.ui.outcomes_cards import make_cards
from trialtracker.ui.outcomes_content import Bars, Table, describe, to_text


def get_table(title: str) -> Table:
    card = CARDS[TITLES.index(title)]
    assert isinstance(card, Table)
    return card


def test_every_question_has_its_card() -> None:
    assert TITLES == [
        "Trials by month",
        "Verdicts",
        "Decisions",
        "Pain relief",
        "Flag against decision",
        "Favourable by indication",
        "Favourable by drug",
        "Favourable by mode",
        "Days from start to decision",
        "Side effects",
        "Groups against the whole clinic",
    ]


def test_years_stand_for_many_months() -> None:
    long = make_cards(make_figures(period=Period("2020-01", "2026-03")))

    assert (long[0].title, isinstance(long[0], Bars)) == ("Trials by year", True)


def test_a_share_stands_with_its_n_and_its_interval() -> None:
    row = get_table("Verdicts").rows[0]

    assert [cell.text for cell in row.cells] == ["22", "55 %", "39 to 70 %"]
    assert row.cells[0].spoken == "Favourable: 22 of 40, 55 %, 95 % interval 39 to 70 %"


def test_what_is_undecided_is_no_part_of_the_decisions() -> None:
    rows = get_table("Decisions").rows

    assert [cell.text for cell in rows[0].cells] == ["20", "59 %", "42 to 74 %"]
    assert (rows[-1].label, rows[-1].cells[0].text) == ("No decision yet", "6")


def test_agreement_has_its_percent_and_kappa() -> None:
    note = get_table("Flag against decision").note

    assert note.startswith(
        "Agreement in 29 of 30, 97 %, 95 % interval 83 to 100 %. Cohen's kappa 0.93;"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "No trial yet in which agreement is defined."),
        ({"verdict=favourable&decision=discuss": 3}, "Too few trials for Cohen's kappa."),
    ],
)
def test_agreement_of_few_says_so(counts: dict[str, int], said: str) -> None:
    cards = make_cards(make_figures(counts))

    assert said in cards[4].note


def test_a_side_effect_is_of_the_trials_in_which_it_was_asked() -> None:
    nausea = get_table("Side effects").rows[1]

    assert (nausea.label, [c.text for c in nausea.cells]) == (
        "Nausea",
        ["38", "13", "34 %", "21 to 51 %", "9", "24 %"],
    )
    assert nausea.cells[1].chosen == Chosen(
        "Nausea, grade 1 or more", PERIOD, (("effect:nausea=1", "effect:nausea=2"),)
    )


def test_a_pair_opens_the_trials_that_have_both() -> None:
    cell = get_table("Flag against decision").rows[0].cells[0]

    assert cell.chosen == Chosen(
        "Favourable, Discuss implantation",
        PERIOD,
        (("verdict=favourable",), ("decision=discuss",)),
    )


def test_nothing_opens_behind_a_zero() -> None:
    assert get_table("Verdicts").rows[-1].cells[0].chosen is None


@pytest.mark.parametrize("card", [*CARDS, *EMPTY], ids=lambda card: card.title)
def test_every_card_can_be_read_aloud_and_copied(card: Table) -> None:
    assert card.note in describe(card)
    assert to_text(card).startswith(f"{card.title}\n")
