"""The worst side effect since the first active dose is named, and whether it is over."""

from datetime import timedelta

import pytest

from tests.factories import START, make_entry, make_trial, moment_of_day
from trialtracker.clinical.safety import get_harm
from trialtracker.clinical.trial import Entry

LATER = START + timedelta(days=30)


def graded(effect: str, grade: int, day: int = 2, hour: int = 12) -> Entry:
    return make_entry(moment_of_day(day, hour), {f"side_effect:{effect}": grade})


def test_what_happened_before_the_first_dose_is_no_harm_of_the_trial() -> None:
    trial = make_trial([graded("fever", 2, -1)])

    assert get_harm(trial, LATER).text == "Not recorded"


def test_a_trial_without_start_has_no_harm() -> None:
    trial = make_trial([graded("fever", 2)], started_at=None)

    assert get_harm(trial, LATER).text == "Not recorded"
    assert get_harm(trial, LATER).worst is None


def test_the_worst_side_effect_is_the_highest_grade_ever_recorded() -> None:
    trial = make_trial([graded("nausea", 2, 2), graded("nausea", 0, 3), graded("pruritus", 1, 3)])

    worst = get_harm(trial, LATER).worst

    assert worst is not None
    assert (worst.effect.key, worst.grade, worst.resolved) == ("nausea", 2, True)
    assert worst.observed_at == moment_of_day(2)


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ([graded("nausea", 2, 2), graded("nausea", 0, 3)], "Nausea 2 (resolved)"),
        ([graded("nausea", 2, 2), graded("nausea", 1, 3)], "Nausea 2"),
        ([graded("nausea", 2, 2), graded("pruritus", 2, 2), graded("nausea", 0, 3)], "Pruritus 2"),
        ([graded("nausea", 0, 2)], "None"),
        ([make_entry(score=4)], "Not recorded"),
        ([], "Not recorded"),
    ],
)
def test_the_worst_side_effect_in_words(entries: list[Entry], text: str) -> None:
    assert get_harm(make_trial(entries), LATER).text == text
