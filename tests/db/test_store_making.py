"""A store is made whole or not at all, and has one door."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trialtracker.db.errors import StorageError
from trialtracker.db.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "clinic.sqlite"))
    yield opened
    opened.close()


def test_a_path_that_cannot_be_looked_at_is_said() -> None:
    with pytest.raises(StorageError, match="cannot be read: File name too long"):
        open_store("x" * 300)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_is_no_second_door_to_an_open_store(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(store.path)

    with pytest.raises(StorageError, match="is open in another TrialTracker"):
        open_store(str(link))


def test_the_rest_of_an_unfinished_store_is_replaced(tmp_path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"clinic.sqlite.new{ending}").write_bytes(b"half a store")

    open_store(str(tmp_path / "clinic.sqlite")).close()

    open_store(str(tmp_path / "clinic.sqlite"), create=False).close()
    assert not list(tmp_path.glob("*.new*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for the log of a new store, and not for the store."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    unmount = ["umount", str(disk)]
    subprocess.run(unmount, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk as Linux does")
def test_a_disk_too_small_for_a_new_store_is_left_empty(small_disk: Path) -> None:
    with pytest.raises(StorageError, match="The disk is full"):
        open_store(str(small_disk / "clinic.sqlite"))

    assert list(small_disk.iterdir()) == []


def test_a_place_where_no_file_can_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match="No store can be made at"):
        open_store(str(tmp_path / "file" / "clinic.sqlite"))
