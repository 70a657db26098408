import sys
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.paper_typing import open_paper
from tests.journeys.test_disk_full import DISK_IS_FULL, LONG_NOTE, SmallDisk, fill_disk, make_room
from tests.journeys.ward import ACTOR, Ward, put_usual_store
from trialtracker.db import network_share
from trialtracker.ui.paper_section import PaperSection


@pytest.fixture
def disk(store_path: Path, clock: FakeClock) -> SmallDisk:
    put_usual_store(store_path, clock)
    return SmallDisk(store_path, clock, ACTOR)


@pytest.fixture
def ward(store_path: Path, disk: SmallDisk, open_window: OpenWard) -> Ward:
    """The window on its list."""
    return open_window(store_path, disk)


def type_more_than_fits(ward: Ward, disk: SmallDisk) -> PaperSection:
    section = open_paper(ward)
    fill_disk(ward, disk)
    ward.press("Return", "3", "4")
    section.model.type_text((0, "note"), LONG_NOTE)
    return section


def test_a3_rows_that_find_no_room_say_so_and_stay_in_the_grid(ward: Ward, disk: SmallDisk) -> None:
    section = type_more_than_fits(ward, disk)

    ward.press("Ctrl+S")

    assert ward.window.message.text == DISK_IS_FULL
    assert len(ward.stored) == 2
    assert section.model.rows[0].cells == {"pain_rest": "3", "pain_movement": "4"}
    assert section.model.rows[0].note == LONG_NOTE


def test_a3_the_rows_are_saved_once_there_is_room(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward, disk)
    ward.press("Ctrl+S")
    make_room(ward, disk)

    ward.press("Ctrl+S")

    assert len(ward.stored) == 3
    assert ward.current[-1].note == LONG_NOTE


def test_a3_a_grid_that_finds_no_room_for_its_draft_says_so(ward: Ward, disk: SmallDisk) -> None:
    type_more_than_fits(ward, disk)

    ward.wait(ward.window.message.isVisible)

    assert ward.window.message.text == DISK_IS_FULL


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux lists")
def test_a3_a_store_on_a_network_share_is_refused_in_the_window_and_left_as_it_is(
    store_path: Path,
    disk: SmallDisk,
    open_window: OpenWard,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = store_path.read_bytes()
    listed = tmp_path / "mountinfo"
    listed.write_text(f"40 31 0:40 / {tmp_path} rw - cifs //server/ward rw\n", encoding="utf-8")
    monkeypatch.setattr(network_share, "MOUNTINFO", listed)

    ward = open_window(store_path, is_ready=False)

    assert "lies on a network share (cifs at" in ward.window.message.text
    assert "move the store to a disk of this computer" in ward.window.message.text
    assert ward.window.message.property("kind") == "error"
    assert store_path.read_bytes() == before
