"""Which answers to the items of the dossier are refused, in sentences that name the fix."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, make_trial, next_id
from trialtracker.clinical.dossier import ITEMS, Item, check_answers_to_items
from trialtracker.clinical.dossier_choices import ItemKind
from trialtracker.clinical.record import Fact
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import Trial

NOW = START + timedelta(days=3)
PLACED = "2026-03-02T07:30:00+00:00"
GOOD = {
    ItemKind.QUESTION: "yes",
    ItemKind.TEXT: "L3/L4",
    ItemKind.WORDS: "Walk\nto the shop",
    ItemKind.DATE: "2026-03-09",
    ItemKind.PAST_DATE: "2026-03-01",
    ItemKind.PAST_MOMENT: PLACED,
}


def refuse(trial: Trial, **answers: str) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_answers_to_items(trial, {k: (v, "") for k, v in answers.items()}, NOW)
    return {problem.field: problem.sentence for problem in refusal.value.problems}


@pytest.mark.parametrize(
    "item", [i for i in ITEMS if i.kind is not ItemKind.COMPUTED], ids=lambda item: item.key
)
def test_every_item_takes_what_its_kind_holds(item: Item) -> None:
    good = item.choices[0].value if item.choices else GOOD[item.kind]

    check_answers_to_items(make_trial(), {item.key: (good, "said so")}, NOW)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_answer_can_be_taken_back(item: Item) -> None:
    check_answers_to_items(make_trial(), {item.key: ("", "")}, NOW)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("wish", "yes", "“wish” is no item of the dossier."),
        (
            "no_infection",
            "perhaps",
            "Free of active infection, of the body and at the site: “perhaps” is none of Yes, "
            "No, Not known.",
        ),
        ("catheter_side", "up", "Side: “up” is none of Left, Right, Midline."),
        (
            "trial_dose_effective",
            "yes",
            "A trial dose was effective: the trial itself fills this in.",
        ),
        (
            "anticoagulant_restart",
            "soon",
            "Restart ordered for: “soon” is not a date. Write it as 05-Mar-2026.",
        ),
        (
            "anticoagulant_restart",
            "1026-03-05",
            "Restart ordered for: 05-Mar-1026 is before 1900: check the year.",
        ),
        (
            "anticoagulant_held_since",
            "2026-03-06",
            "Held since: 06-Mar-2026 lies ahead; today is 05-Mar-2026.",
        ),
        (
            "catheter_placed_at",
            "2026-03-05",
            "Placed at: “2026-03-05” is no date and time: 05-Mar-2026 14:05.",
        ),
        (
            "catheter_placed_at",
            "yesterday",
            "Placed at: “yesterday” is no date and time: 05-Mar-2026 14:05.",
        ),
        (
            "catheter_placed_at",
            "1826-03-05T08:00:00+00:00",
            "Placed at: 1826 is before 1900: check the year.",
        ),
        (
            "catheter_placed_at",
            "2026-03-05T08:30:00+00:00",
            "Placed at: 05-Mar-2026 08:30 lies ahead; now is 05-Mar-2026 08:00.",
        ),
        (
            "catheter_tip",
            "\u200b ",
            "Level of the tip, such as T10: nothing can be seen in what is typed.",
        ),
        (
            "activity_goal",
            "a\0b",
            "Activity goal agreed with the patient: Answer holds a NUL character: take it out.",
        ),
    ],
)
def test_an_impossible_answer_is_refused_at_its_item(key: str, value: str, sentence: str) -> None:
    assert refuse(make_trial(), **{key: value}) == {key: sentence}


@pytest.mark.parametrize("value", ["yes", ""])
def test_a_note_too_long_is_refused_at_its_item(value: str) -> None:
    with pytest.raises(RefusedError, match=r"Note has 2,001 characters: at most 2,000 are kept\."):
        check_answers_to_items(make_trial(), {"body_size": (value, "x" * 2001)}, NOW)


def test_a_catheter_comes_out_after_it_was_placed() -> None:
    refused = refuse(
        make_trial(),
        catheter_placed_at=PLACED,
        catheter_removed_at="2026-03-02T07:30:00+00:00",
    )

    sentence = "The catheter was placed at 02-Mar-2026 07:30: it comes out after that."
    assert refused == {"catheter_removed_at": sentence}


def test_a_catheter_cannot_be_placed_after_it_was_found_removed() -> None:
    removed = Fact(next_id(), "catheter_removed_at", PLACED, "", "nurse", START)
    trial = replace(make_trial(), facts=(removed,))

    assert list(refuse(trial, catheter_placed_at=PLACED)) == ["catheter_placed_at"]


def test_a_catheter_removed_later_is_taken() -> None:
    later = "2026-03-04T07:30:00+00:00"
    answers = {"catheter_placed_at": (PLACED, ""), "catheter_removed_at": (later, "")}

    check_answers_to_items(make_trial(), answers, NOW)
