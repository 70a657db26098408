"""Two trials of a patient, and the beginning and the end of one, side by side by keyboard."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_details
from tests.journeys.ward import BEGUN, Ward, close_ward, open_ward, put_usual_store
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.trial_part import PartKind
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.ui.beside_dialog import BesideDialog

EARLIER = make_details(
    started_at=BEGUN - timedelta(days=40),
    ended_at=BEGUN - timedelta(days=35),
    state=TrialState.COMPLETED,
)


@pytest.fixture
def ward(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> Iterator[Ward]:
    path = tmp_path / "ward.sqlite"
    put_usual_store(path, clock)
    ward = open_ward(qtbot, path, clock)
    ward.press("Return")
    ward.wait(ward.page.isVisible)
    yield ward
    close_ward(ward)


def open_beside(ward: Ward) -> BesideDialog:
    ward.press("Ctrl+J")
    ward.wait(lambda: ward.window.desk.beside.dialog is not None)
    ward.settle()
    dialog = ward.window.desk.beside.dialog
    assert dialog is not None
    return dialog


def add_earlier(ward: Ward) -> str:
    patient_id = ward.read().trial.patient.patient_id
    ward.jobs.close()
    with closing(open_store(str(ward.path))) as store:
        clinic = Clinic(store, lambda: BEGUN - timedelta(days=30), "tester")
        return clinic.add_trial(patient_id, EARLIER).trial.trial_id


def test_one_key_shows_the_beginning_of_a_trial_beside_its_end(ward: Ward) -> None:
    before = ward.keys.count

    dialog = open_beside(ward)

    assert ward.keys.count - before == 1
    assert [side.part.kind for side in dialog.sides] == [PartKind.FIRST, PartKind.LAST]
    assert dialog.figures.isVisible()


def test_escape_goes_back_to_the_trial(ward: Ward) -> None:
    open_beside(ward)

    ward.press("Escape")

    assert ward.window.desk.beside.dialog is None
    assert ward.page.isVisible()


def test_the_trial_before_stands_left(qtbot: QtBot, ward: Ward, clock: FakeClock) -> None:
    earlier = add_earlier(ward)
    again = open_ward(qtbot, ward.path, clock)
    again.press("Return")
    again.wait(again.page.isVisible)

    dialog = open_beside(again)

    shown = [side.snapshot.trial.trial_id for side in dialog.sides if side.snapshot is not None]
    assert shown == [earlier, again.read().trial.trial_id]
    assert dialog.sides[0].trial_box.count() == 2
    dialog.accept()
    close_ward(again)
