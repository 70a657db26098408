import sys
from pathlib import Path, PurePosixPath

import pytest

from trialtracker.db import network_share
from trialtracker.db.errors import StorageError
from trialtracker.db.network_share import (
    check_is_local,
    describe_share,
    describe_windows_share,
    parse_mount_lines,
    parse_mountinfo,
)
from trialtracker.db.store import open_store

MOUNTS = r"""
24 31 0:22 / /proc rw,relatime shared:13 - proc proc rw
31 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 31 0:40 / /mnt/ward rw,relatime shared:20 - nfs4 server:/ward rw,vers=4.2
41 31 0:41 / /mnt/two\040words rw shared:21 - cifs //server/two rw
42 31 0:42 / /home/me/far rw,nosuid shared:22 master:3 - fuse.sshfs me@far:/ rw
43 40 8:2 / /mnt/ward/local rw - xfs /dev/sdb1 rw
44 31 0:44 / /mnt/covered rw - cifs //server/old rw
45 31 8:3 / /mnt/covered rw - ext4 /dev/sdc1 rw
46 31 0:46 / /mnt/hidden rw - ext4 /dev/sdd1 rw
47 31 0:47 / /mnt/hidden rw - 9p share rw
a line that says nothing
"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@server/Ward%20notes on /Volumes/Ward notes (smbfs, nodev, nosuid, mounted by me)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
no mount at all
"""


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("/home/me/clinic.sqlite", ""),
        ("/mnt/ward/clinic.sqlite", "nfs4 at /mnt/ward"),
        ("/mnt/warden/clinic.sqlite", ""),
        ("/mnt/ward/local/clinic.sqlite", ""),
        ("/mnt/two words/deep/clinic.sqlite", "cifs at /mnt/two words"),
        ("/home/me/far/clinic.sqlite", "fuse.sshfs at /home/me/far"),
        ("/mnt/covered/clinic.sqlite", ""),
        ("/mnt/hidden/clinic.sqlite", "9p at /mnt/hidden"),
    ],
)
def test_the_nearest_mount_tells_whether_a_path_is_shared_on_linux(path: str, share: str) -> None:
    found = describe_share(parse_mountinfo(MOUNTS), PurePosixPath(path))

    assert found == share


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("/Users/me/clinic.sqlite", ""),
        ("/Volumes/Ward notes/clinic.sqlite", "smbfs at /Volumes/Ward notes"),
    ],
)
def test_the_nearest_mount_tells_whether_a_path_is_shared_on_macos(path: str, share: str) -> None:
    assert describe_share(parse_mount_lines(MAC), PurePosixPath(path)) == share


@pytest.mark.parametrize(
    ("path", "drive_type", "share"),
    [
        (r"C:\clinic.sqlite", 3, ""),
        (r"H:\clinic.sqlite", 4, "drive H:"),
        (r"\\server\ward\clinic.sqlite", 0, r"\\server\ward\clinic.sqlite"),
        (r"\\?\UNC\server\ward\clinic.sqlite", 0, r"UNC\server\ward\clinic.sqlite"),
        (r"\\?\C:\clinic.sqlite", 3, ""),
    ],
)
def test_a_windows_path_is_shared_by_its_name_or_its_drive(
    path: str, drive_type: int, share: str
) -> None:
    assert describe_windows_share(path, drive_type) == share


def test_no_mounts_at_all_say_nothing() -> None:
    assert describe_share((), PurePosixPath("/home/clinic.sqlite")) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux lists")
def test_a3_a_store_on_a_share_is_refused_with_the_way_out_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "mountinfo"
    listed.write_text(f"40 31 0:40 / {tmp_path} rw - nfs4 server:/ward rw\n", encoding="utf-8")
    monkeypatch.setattr(network_share, "MOUNTINFO", listed)

    with pytest.raises(StorageError, match=r"network share \(nfs4 at .*move the store to a"):
        open_store(str(tmp_path / "clinic.sqlite"))

    assert list(tmp_path.iterdir()) == [listed]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux lists")
def test_a_machine_that_hides_its_mounts_opens_its_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_share, "MOUNTINFO", tmp_path / "nothing here")

    check_is_local(tmp_path / "clinic.sqlite")
