import resource
from pathlib import Path

import pytest

from trialtracker.own_file import format_fault, write_new, write_whole


def test_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "out.csv"

    with pytest.raises(OSError, match="No such file"):
        write_new(path, b"x")

    assert not path.exists()


def test_file_without_room_for_all_of_it_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most[1]))

    try:
        with pytest.raises(OSError, match="too large"):
            write_new(path, b"x" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)

    assert not path.exists()


def test_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    path.mkdir()

    with pytest.raises(OSError, match="directory"):
        write_whole(path, b"new")

    assert list(tmp_path.iterdir()) == [path]


def test_file_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    path.write_text("before", encoding="utf-8")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory", "x.csv"), "No such file or directory"),
        (ValueError("embedded null byte"), "embedded null byte"),
        (OSError("cannot tell"), "cannot tell"),
    ],
)
def test_fault_of_a_file_is_said_without_its_number(
    fault: OSError | ValueError, reason: str
) -> None:
    said = format_fault(fault)

    assert said == reason
