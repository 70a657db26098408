"""Whether a path lies on a network share, where a SQLite file cannot be kept safe."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from trialtracker.db.errors import StorageError

MOUNTINFO = Path("/proc/self/mountinfo")

# File systems whose locks and syncs pass over a network or between a machine and its guest:
# sqlite.org/howtocorrupt.html, sections 2.1 and 3.1, and sqlite.org/wal.html ("all processes
# must be on the same host computer").
# fmt: off
_SHARED = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "afpfs", "webdav", "davfs", "ncpfs",
    "coda", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "gfs2", "ocfs2",
    "9p", "drvfs", "vboxsf", "fuse.vmhgfs-fuse", "fuse.sshfs", "fuse.rclone", "fuse.s3fs",
    "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.davfs2", "fuse.ceph", "fuse.cephfs",
    "fuse.curlftpfs", "fuse.smbnetfs",
})
# fmt: on
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


class Mount(NamedTuple):
    """A folder at which a file system is joined, and the kind of that file system."""

    folder: str
    kind: str


def check_is_local(path: Path) -> None:
    """Refuse a store on a network share.

    Raises:
        StorageError: with the reason and the way out.
    """
    if share := find_share(path.resolve()):
        raise StorageError(
            f"{path} lies on a network share ({share}). Two computers could damage the store "
            "there, so it was left as it is. Close TrialTracker everywhere, move the store to a "
            "disk of this computer and open it there; several workstations need a database server."
        )


def find_share(path: Path) -> str:
    """Return what share a full path lies on, empty if it is on a disk of this computer."""
    if sys.platform == "win32":
        return describe_windows_share(str(path), _get_drive_type(path.anchor))
    if sys.platform == "darwin":
        return describe_share(parse_mount_lines(_run_mount()), path)
    return describe_share(parse_mountinfo(_read_mountinfo()), path)


def describe_share(mounts: Iterable[Mount], path: PurePath) -> str:
    """Return kind and folder of the share that holds a path, empty if it is none."""
    holding = [m for m in mounts if path.is_relative_to(m.folder)]
    # Of two that are joined at one folder, the later covers the earlier.
    nearest = max(reversed(holding), key=lambda m: len(PurePath(m.folder).parts), default=None)
    if nearest is None or nearest.kind.casefold() not in _SHARED:
        return ""
    return f"{nearest.kind} at {nearest.folder}"


def describe_windows_share(path: str, drive_type: int) -> str:
    r"""Return what share a Windows path is on: \\server\share\x, or a drive joined to one."""
    plain = path.removeprefix("\\\\?\\")
    if plain.startswith(("UNC\\", "\\\\")):
        return plain
    return f"drive {plain[:2]}" if drive_type == _REMOTE_DRIVE else ""


def parse_mountinfo(text: str) -> tuple[Mount, ...]:
    """Return the mounts that /proc/self/mountinfo lists (man 5 proc); other lines are left out."""
    mounts = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if dash and len(fields) > 4:
            mounts.append(Mount(_unescape(fields[4]), kinds[0]))
    return tuple(mounts)


def parse_mount_lines(text: str) -> tuple[Mount, ...]:
    """Return what ``mount`` lists on macOS: //me@host/x on /Volumes/x (smbfs, nodev)."""
    mounts = []
    for line in text.splitlines():
        source_and_folder, bracket, options = line.rpartition(" (")
        _source, on, folder = source_and_folder.partition(" on ")
        if bracket and on:
            mounts.append(Mount(folder, options.rstrip(")").split(",")[0].strip()))
    return tuple(mounts)


def _unescape(folder: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        folder = folder.replace(code, character)
    return folder


def _read_mountinfo() -> str:
    try:
        return MOUNTINFO.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # not Linux, or a place that hides its mounts: nothing can be told


def _run_mount() -> str:
    try:
        done = subprocess.run(("/sbin/mount",), capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout


def _get_drive_type(root: str) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none off Windows)
    return int(kernel.GetDriveTypeW(root))
