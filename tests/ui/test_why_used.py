"""The words that lead from a result to the records behind it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.conftest import NOON
from tests.factories import make_dose, make_entry, make_trial
from trialtracker.clinical.record import Fact, Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.ui.why_used import Used, find_used, format_elsewhere, format_shown

ENTRIES = tuple(make_entry(NOON + timedelta(hours=n), score=3) for n in range(3))
DOSES = tuple(make_dose(NOON + timedelta(hours=n)) for n in range(6))
FACT = Fact("fact", "wants_to_go_on", "yes", "", "tester", NOON)
INTAKE = Intake("intake", IntakeKind.TAKEN, "morphine_oral", Decimal(5), "mg", 1, NOON)


def test_ids_name_the_records_whatever_they_are() -> None:
    trial = make_trial(ENTRIES, doses=DOSES)

    used = find_used(trial, "Pain relief", (ENTRIES[1].entry_id, DOSES[0].event_id, "unknown"))

    assert (used.entries, used.doses) == ((ENTRIES[1],), (DOSES[0],))


def test_no_ids_name_no_records() -> None:
    assert find_used(make_trial(ENTRIES), "Pain relief", ()) == Used("Pain relief")


@pytest.mark.parametrize(
    ("used", "offer"),
    [
        (Used("x"), ""),
        (Used("x", entries=ENTRIES[:1]), "Show the entry"),
        (Used("x", entries=ENTRIES, doses=DOSES), "Show the 3 entries"),
        (Used("x", facts=(FACT,)), "Show the answer in the dossier"),
        (Used("x", intakes=(INTAKE, INTAKE)), "Show the 2 opioid intakes"),
        (Used("x", doses=DOSES), "Show the 6 doses"),
    ],
)
def test_offer_names_what_there_is(used: Used, offer: str) -> None:
    assert used.offer == offer


def test_narrowed_list_says_what_else_the_result_rests_on() -> None:
    used = Used("Pain relief", entries=ENTRIES, doses=DOSES[:1])

    said = format_shown(used, 40)

    assert said == "Used by Pain relief: 3 of 40 entries. It also rests on 1 dose."


def test_one_of_one_entry_is_said_in_the_singular() -> None:
    assert format_shown(Used("x", entries=ENTRIES[:1]), 1) == "Used by x: 1 of 1 entry."


def test_what_no_list_is_narrowed_to_is_named() -> None:
    said = format_elsewhere(Used("Dose", doses=DOSES), make_trial())

    assert said == (
        "Used by Dose: 6 doses (05-Mar-2026 12:00, 05-Mar-2026 13:00, 05-Mar-2026 14:00, "
        "05-Mar-2026 15:00, and 2 more)."
    )


def test_answers_of_the_dossier_are_named_by_their_item() -> None:
    said = format_elsewhere(Used("Wish", facts=(FACT,), intakes=(INTAKE,)), make_trial())

    assert said.startswith("Used by Wish: 1 answer in the dossier and 1 opioid intake (")
    assert said.endswith("(The patient wants to go on, 05-Mar-2026 12:00).")
