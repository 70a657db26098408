"""The words of the outcomes: a share is never shown as none or all where it is neither."""

from fractions import Fraction

import pytest

from trialtracker.clinical.outcome_shares import Share
from trialtracker.clinical.outcome_words import (
    count_trials,
    format_effect,
    format_interval,
    format_key,
    format_number,
    format_relief,
    format_share,
    format_spoken,
)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("ended", "Ended"),
        ("running", "Still running"),
        ("decision=none", "No decision yet"),
        ("decision=discuss", "Discuss implantation"),
        ("mode=single_bolus", "Single bolus"),
        ("drug=bupivacaine+morphine", "bupivacaine + morphine"),
        ("drug=not_recorded", "No dose recorded"),
        ("drug=several", "more than four drugs"),
    ],
)
def test_a_key_has_words(key: str, words: str) -> None:
    assert format_key(key) == words


def test_a_side_effect_has_its_name() -> None:
    assert (format_effect("any"), format_effect("nausea")) == ("Any side effect", "Nausea")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0), "Not known"),
        (Share(0, 300), "0 %"),
        (Share(1, 300), "<1 %"),
        (Share(299, 300), ">99 %"),
        (Share(300, 300), "100 %"),
        (Share(57, 100), "57 %"),
        (Share(573, 1000), "57.3 %"),
        (Share(1, 9000), "<0.1 %"),
        (Share(8999, 9000), ">99.9 %"),
    ],
)
def test_a_share_is_shown_in_what_n_allows(share: Share, words: str) -> None:
    assert format_share(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0), "Not known"),
        (Share(81, 263), "25 to 37 %"),
        (Share(0, 20), "0 to 17 %"),
        (Share(550, 1000), "51.9 to 58.1 %"),
    ],
)
def test_an_interval_is_rounded_outwards(share: Share, words: str) -> None:
    assert format_interval(share) == words


def test_a_share_is_said_with_its_n() -> None:
    assert format_spoken(Share(0, 0)) == "none of none"
    assert format_spoken(Share(5, 20)) == "5 of 20, 25 %, 95 % interval 11 to 47 %"


@pytest.mark.parametrize(
    ("number", "words", "relief"),
    [
        (None, "Not known", "Not known"),
        (Fraction(-1), "-1", "below 0 %"),
        (Fraction(19, 2), "9.5", "9.5 %"),
        (Fraction(10), "10", "10 %"),
    ],
)
def test_a_median_is_shown_as_it_is(number: Fraction | None, words: str, relief: str) -> None:
    assert (format_number(number), format_relief(number)) == (words, relief)


def test_trials_are_counted_in_words() -> None:
    assert (count_trials(1), count_trials(2345)) == ("1 trial", "2,345 trials")
