"""Rows of entries in words, where a trial has no start, an entry was moved, a term is not known."""

from tests.factories import START, make_entry, make_trial
from trialtracker.clinical.choices import NotAssessed, TrialState
from trialtracker.clinical.entry_rows import (
    NOTHING,
    format_day,
    format_history,
    format_side_effects,
    get_rows,
)


def test_before_a_start_there_is_no_trial_day() -> None:
    trial = make_trial(state=TrialState.PLANNED, started_at=None)

    assert format_day(make_entry(START), trial) == NOTHING


def test_an_entry_that_was_moved_tells_from_where() -> None:
    moved = make_entry(START, score=4, moved_from="e", reason="wrong_patient: moved from MRN T-2")

    (row,) = get_rows([moved], with_history=True)

    history = format_history(row, "UTC")
    assert history.startswith("Moved here 02-Mar-2026 08:01 by tester. Reason: ")
    assert history.endswith("moved from MRN T-2.")


def test_side_effects_that_are_not_known_here_keep_their_key() -> None:
    entry = make_entry(
        values={"side_effect:hiccups": "1.5", "side_effect:nausea": 2},
        not_assessed={"side_effect:yawning": NotAssessed.ASLEEP},
    )

    assert format_side_effects(entry) == "Nausea 2, hiccups 1.5, yawning: asleep"
