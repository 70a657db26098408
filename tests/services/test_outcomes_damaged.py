"""What was altered behind the program is counted by nobody, and called damaged."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.conftest import FakeClock
from tests.factories import START
from tests.services.reviewing import ALVAREZ, alter, follow, note, review_of, sign
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.review import LOST_DECISION, NoteKind
from trialtracker.db.errors import DamagedError
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

DAY = timedelta(days=1)


def end(clinic: Clinic, opened: Snapshot) -> Snapshot:
    """Return a trial as it is when it was over on the fourth day."""
    ended_at = START + 3 * DAY + timedelta(hours=4)
    details = replace(opened.trial.details, state=TrialState.COMPLETED, ended_at=ended_at)
    return clinic.amend_trial(opened.trial, details, "It is over")


@pytest.mark.parametrize("word", ["noise", "extend"])
def test_a_decision_that_was_altered_counts_as_undecided(
    clinic: Clinic, clock: FakeClock, store: Store, path: Path, word: str
) -> None:
    ended = end(clinic, follow(clinic, clock))
    clock.now = START + 9 * DAY
    signed = sign(clinic, clinic.get_snapshot(ended.trial.trial_id))
    store.close()
    alter(path, "review", "UPDATE review SET decision = ?", [word])

    note(clinic, signed, ALVAREZ, NoteKind.ADDENDUM)

    figures = clinic.outcomes.count()
    assert (figures.undecided, figures.days.n) == (1, 0)
    assert clinic.outcomes.verify() == ()


def test_a_decision_that_is_no_known_word_is_shown_as_lost(
    clinic: Clinic, clock: FakeClock, store: Store, path: Path
) -> None:
    signed = sign(clinic, follow(clinic, clock))
    store.close()
    alter(path, "review", "UPDATE review SET decision = 'noise'")

    review = review_of(clinic.get_snapshot(signed.trial.trial_id))

    assert review.decided == LOST_DECISION
    assert (review.is_whole, review.is_locked) == (False, True)


@pytest.mark.parametrize("kept", [b"\x00\xff", " ended mode=bolus "])
def test_what_cannot_be_read_is_called_damaged_and_counted_anew_with_the_next_save(
    clinic: Clinic, store: Store, opened: Snapshot, path: Path, kept: object
) -> None:
    store.close()
    with closing(connect(path)) as connection:
        connection.execute("UPDATE trial SET outcome = ?", [kept])
        connection.commit()

    with pytest.raises(DamagedError, match="for the outcomes is damaged"):
        clinic.outcomes.verify()
    end(clinic, opened)

    assert clinic.outcomes.verify() == ()
