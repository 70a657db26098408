from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.conftest import FakeClock
from tests.factories import make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import ACTOR, Ward, fill_store, put_usual_store
from trialtracker.door import StoreDoor
from trialtracker.services.clinic import Clinic

DISK_IS_FULL = "The disk is full. Nothing was saved; make room and try again."
LONG_NOTE = "Patient sleeps badly. " * 700
UNLIMITED_PAGES = 1_000_000


class SmallDisk(StoreDoor):
    """A store that can be told to grow no further."""

    def limit(self, _clinic: Clinic) -> None:
        self._set_pages(1)

    def make_room(self, _clinic: Clinic) -> None:
        self._set_pages(UNLIMITED_PAGES)

    def _set_pages(self, most: int) -> None:
        assert self._store is not None
        with self._store.read() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")


@pytest.fixture
def disk(store_path: Path, clock: FakeClock) -> SmallDisk:
    put_usual_store(store_path, clock)
    return SmallDisk(store_path, clock, ACTOR)


@pytest.fixture
def ward(store_path: Path, disk: SmallDisk, open_window: OpenWard) -> Ward:
    """The record form on a disk that has no room for another page."""
    ward = open_window(store_path, disk)
    ward.open_record()
    fill_disk(ward, disk)
    return ward


def fill_disk(ward: Ward, disk: SmallDisk) -> None:
    ward.jobs.run(disk.limit, lambda _: None, ward.window.show_failure)
    ward.settle()


def make_room(ward: Ward, disk: SmallDisk) -> None:
    ward.jobs.run(disk.make_room, lambda _: None, ward.window.show_failure)
    ward.settle()


def type_more_than_fits(ward: Ward) -> None:
    QGuiApplication.clipboard().setText(LONG_NOTE)
    ward.press("3", "Tab", "4", "Alt+N", "Ctrl+V")


def status_of(ward: Ward) -> str:
    return ward.window.status._state.text()


def press_try_again(ward: Ward) -> None:
    button = ward.window.message._action
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    ward.settle()


def test_f4_a_draft_that_finds_no_room_says_so_in_the_red_bar(ward: Ward) -> None:
    type_more_than_fits(ward)
    ward.wait(ward.window.message.isVisible)

    assert ward.window.message.text == DISK_IS_FULL
    assert ward.window.message.property("kind") == "error"
    assert status_of(ward) == "Draft not on disk"


def test_f4_an_entry_that_finds_no_room_stays_in_the_form(ward: Ward) -> None:
    type_more_than_fits(ward)

    ward.press("Ctrl+S")

    form = ward.page.record.form
    assert len(ward.stored) == 2
    assert ward.page.record.isVisible()
    assert form.get_state().rows["pain_rest"].text == "3"
    assert form.note.get_text() == LONG_NOTE
    assert ward.window.message.text == DISK_IS_FULL
    assert status_of(ward) == "Not saved: what you typed is kept in the form"


def test_f4_saving_again_stores_the_entry_once_there_is_room(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward)
    ward.press("Ctrl+S")
    make_room(ward, disk)

    ward.press("Ctrl+S")

    assert len(ward.stored) == 3
    assert ward.current[-1].note == LONG_NOTE
    assert ward.read().draft is None
    assert ward.window.message.text.startswith("Saved 14:05")


def test_f4_try_again_saves_the_entry_once_there_is_room(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward)
    ward.press("Ctrl+S")
    make_room(ward, disk)

    press_try_again(ward)

    assert ward.current[-1].note == LONG_NOTE
    assert ward.window.message.text.startswith("Saved 14:05")
    assert ward.window.message.isVisible()
    assert status_of(ward) == "Saved 14:05"


def test_f4_try_again_on_a_disk_still_full_says_so_again(ward: Ward) -> None:
    type_more_than_fits(ward)
    ward.press("Ctrl+S")

    press_try_again(ward)

    assert ward.window.message.isVisible()
    assert ward.window.message.text == DISK_IS_FULL
    assert status_of(ward) == "Not saved: what you typed is kept in the form"


def test_f4_try_again_brings_the_draft_to_disk(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward)
    ward.wait(ward.window.message.isVisible)
    make_room(ward, disk)

    press_try_again(ward)

    draft = ward.read().draft
    assert draft is not None
    assert "sleeps badly" in draft.form
    assert not ward.window.message.isVisible()
    assert status_of(ward) == "All entries saved"


def test_f4_a_form_left_on_a_full_disk_is_there_when_its_trial_is_opened_again(
    ward: Ward,
) -> None:
    type_more_than_fits(ward)
    ward.press("Esc")

    ward.open_record()

    assert ward.page.record.form.note.get_text() == LONG_NOTE


def test_f4_closing_on_a_full_disk_tries_again_and_stays_open(ward: Ward) -> None:
    type_more_than_fits(ward)
    ward.wait(ward.window.message.isVisible)
    ward.settle()

    ward.window.close()
    ward.settle()

    assert ward.window.isVisible()
    assert ward.window.message.text == DISK_IS_FULL
    assert status_of(ward) == "Draft not on disk: close again to leave without it"


def test_f4_closing_a_second_time_closes(ward: Ward) -> None:
    type_more_than_fits(ward)
    ward.window.close()
    ward.settle()

    ward.window.close()

    assert not ward.window.isVisible()


def test_f4_closing_waits_for_the_draft_and_then_closes(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward)
    make_room(ward, disk)

    ward.window.close()
    ward.wait(lambda: not ward.window.isVisible())

    assert ward.read().draft is not None


def test_f4_two_forms_left_on_a_full_disk_are_both_there_again(
    store_path: Path, disk: SmallDisk, open_window: OpenWard, clock: FakeClock
) -> None:
    fill_store(store_path, clock, patient=make_patient_details(mrn="T-002", family_name="Second"))
    ward = open_window(store_path, disk)
    ward.open_record()
    fill_disk(ward, disk)
    type_more_than_fits(ward)
    ward.press("Esc", "Down")
    ward.open_record()
    type_more_than_fits(ward)
    make_room(ward, disk)

    ward.page.record.flush_draft()
    ward.settle()
    press_try_again(ward)

    drafts = [ward.read(trial_id).draft for trial_id in all_trials(ward)]
    assert None not in drafts


def all_trials(ward: Ward) -> list[str]:
    return [row.trial_id for row in ward.window.today.table.rows.rows]
