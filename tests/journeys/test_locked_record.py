"""A nurse types an entry about the time that a physician has signed: nothing typed is lost."""

from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import Ward, put_usual_store
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.door import StoreDoor
from trialtracker.services.clinic import Clinic

ALVAREZ = Actor("R. Alvarez", Role.PHYSICIAN)


def sign(clinic: Clinic, trial_id: str) -> str:
    clinic.act_as(ALVAREZ)
    shown = clinic.get_snapshot(trial_id)
    frozen = clinic.reviews.sign(shown, Opinion(Decision.EXTEND, "Too early to tell.")).frozen
    assert frozen is not None
    return frozen.frozen_id


@pytest.fixture
def locked(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window with the form of a trial that was signed as of now."""
    put_usual_store(store_path, clock)
    door = StoreDoor(store_path, clock, "nurse")
    clinic = door.open()
    sign(clinic, clinic.list_trial_ids()[0])
    door.close()
    ward = open_window(store_path)
    ward.open_record()
    return ward


def typed_in(ward: Ward) -> dict[str, str]:
    return {key: row.text for key, row in ward.page.record.form.get_state().rows.items()}


def open_for_correction(ward: Ward) -> None:
    review = ward.read().review
    assert review is not None
    frozen_id, trial_id = review.frozen.frozen_id, review.frozen.trial_id
    ward.jobs.run(
        lambda clinic: clinic.reviews.add_note(trial_id, frozen_id, NoteKind.OPENED, "Late."),
        lambda _: None,
        lambda _: None,
    )
    ward.settle()


def test_what_is_typed_about_the_signed_time_is_refused_and_stays_typed(locked: Ward) -> None:
    before = locked.stored

    locked.press("3", "Tab", "4", "Tab", "5", "Ctrl+S", "Ctrl+S")

    draft = locked.read().draft
    assert locked.stored == before
    assert typed_in(locked) == {"pain_rest": "3", "pain_movement": "4", "pain_worst": "5"}
    assert draft is not None
    assert "pain_movement" in draft.form


def test_it_is_still_typed_when_the_window_is_opened_again(
    locked: Ward, open_window: OpenWard
) -> None:
    locked.press("3", "Tab", "4", "Ctrl+S", "Ctrl+S")
    locked.window.close()
    locked.wait(lambda: not locked.window.isVisible())

    again = open_window(locked.path)
    again.open_record()

    assert typed_in(again) == {"pain_rest": "3", "pain_movement": "4"}


def test_it_is_saved_once_the_review_was_opened_for_correction(locked: Ward) -> None:
    locked.press("3", "Tab", "4", "Tab", "5", "Ctrl+S", "Ctrl+S")
    open_for_correction(locked)

    locked.press("Ctrl+S", "Ctrl+S")

    saved = locked.read()
    assert saved.trial.entries[-1].values["pain_movement"] == 4
    assert saved.draft is None
    assert saved.review is not None
    assert saved.review.frozen.since.state is SinceState.CHANGED
