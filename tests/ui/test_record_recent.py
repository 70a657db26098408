from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import amend, make_entry, make_trial
from tests.ui.record_support import NAUSEA, NOW, make_earlier
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS
from trialtracker.ui.recent_entries import (
    format_entry_time,
    format_scores,
    format_side_effects,
)
from trialtracker.ui.record_answers import (
    entries_before,
    find_amended,
    format_previous,
    get_previous,
    to_form_state,
)


@pytest.mark.parametrize(
    ("observed_at", "shown"),
    [
        (datetime(2026, 3, 7, 10, 0, tzinfo=UTC), "10:00"),
        (datetime(2026, 3, 5, 22, 0, tzinfo=UTC), "Thu 22:00"),
        (datetime(2026, 2, 28, 22, 0, tzinfo=UTC), "28-Feb-2026 22:00"),
    ],
)
def test_time_of_an_entry_is_as_short_as_it_is_clear(observed_at: datetime, shown: str) -> None:
    assert format_entry_time(observed_at, NOW, "UTC") == shown


def test_scores_name_what_was_recorded_and_what_was_not_assessed() -> None:
    entry = make_earlier(not_assessed={"pain_least": NotAssessed.ASLEEP})

    assert format_scores(entry) == "rest 3 · move 4 · worst 5 · least not assessed: asleep"


def test_side_effects_are_none_only_where_every_one_was_asked() -> None:
    entry = make_entry(NOW, {effect.measure: 0 for effect in COMMON_SIDE_EFFECTS})

    assert format_side_effects(entry) == "no side effects"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"pain_rest": 0}, "side effects not recorded"),
        ({NAUSEA: 0}, "no side effects among 1 asked"),
        ({NAUSEA: 2, "side_effect:fever": 1}, "nausea 2 · fever 1"),
    ],
)
def test_unknown_side_effects_are_never_none(values: dict[str, int], shown: str) -> None:
    assert format_side_effects(make_entry(NOW, values)) == shown


def test_previous_value_is_of_the_current_entry_not_of_the_amended_one() -> None:
    first = make_entry(NOW, {"pain_rest": 3})
    trial = make_trial([first, amend(first, values={"pain_rest": Decimal(6)})])

    previous = get_previous(entries_before(trial, None))

    assert format_previous("pain_rest", previous["pain_rest"]) == "last 6"


def test_amendment_is_compared_with_what_came_before_it() -> None:
    first, second = make_entry(NOW - timedelta(hours=1)), make_entry(NOW)

    assert entries_before(make_trial([first, second]), second) == (first,)


def test_draft_of_an_amendment_finds_its_entry() -> None:
    entry = make_earlier()

    assert find_amended(to_form_state(entry), make_trial([entry])) == entry


def test_draft_of_an_amendment_in_another_trial_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have"):
        find_amended(to_form_state(make_earlier()), make_trial())
