"""What an opened code held: read where the pharmacy's words are clear, never guessed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.doses import make_break, make_coded
from tests.factories import START, make_trial
from trialtracker.clinical.placebo_words import Contents, get_broken, read_contents


@pytest.mark.parametrize(
    "words",
    [
        "Placebo",
        "PLACEBO (mepivacaine 0.3 %)",
        "saline 1 mL",
        "Sodium chloride 0.9 % 1 mL, preservative-free",
        "NaCl 0.9 %",
        "normal saline, sterile, for injection",
    ],
)
def test_placebo_and_saline_alone_are_a_placebo(words: str) -> None:
    assert read_contents(words) is Contents.PLACEBO


@pytest.mark.parametrize(
    "words",
    ["morphine 0.1 mg in saline 1 mL", "Prialt 2.5 micrograms", "Bupivacaine 2.5 mg, no additives"],
)
def test_a_trial_drug_is_active_also_in_saline(words: str) -> None:
    assert read_contents(words) is Contents.ACTIVE


@pytest.mark.parametrize(
    "words",
    [
        "ketamine 5 mg in saline",
        "mepivacaine 0.3 %",
        "not placebo",
        "morphine or placebo",
        "syringe 3",
        "water",
    ],
)
def test_whatever_else_is_written_stays_unclear(words: str) -> None:
    assert read_contents(words) is Contents.UNCLEAR


def test_only_codes_that_were_given_and_opened_by_then_count() -> None:
    trial = replace(
        make_trial(),
        blinded_doses=(make_coded(code="a-12"), make_coded(code="C-3")),
        blind_breaks=(
            make_break("A-12"),
            make_break("B-7"),
            make_break("C-3", START + timedelta(hours=2)),
        ),
    )

    assert get_broken(trial, START + timedelta(hours=1)) == {"a-12": Contents.PLACEBO}
    assert set(get_broken(trial)) == {"a-12", "c-3"}
