"""Install the system packages needed on Linux, or name those for Qt in one line to copy."""

import ctypes
import os
import shutil
import subprocess
import sys

# What the xcb and offscreen platform plugins of PySide6-Essentials 6.11 load beyond the C library.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libzstd.so.1": "libzstd1",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

PROGRAMS = {"pdftotext": "poppler-utils"}
"""What the tests of the printed report read it with; where it is missing they are skipped."""


def main(purpose: str) -> int:
    """Install what is missing where this user may; return 1 if the purpose cannot be served."""
    if sys.platform != "linux":
        return 0
    lacking = find_missing_programs() if purpose == "tests" else {}
    if lacking and can_install():
        install(lacking)
    missing = find_missing()
    if missing and can_install():
        install(missing)
        missing = find_missing()
    if not missing:
        return 0
    sys.stderr.write(
        f"Qt's system libraries are missing; install them: {format_command(missing)}\n"
    )
    return 1 if purpose == "window" or set(missing) & set(ALWAYS) else 0


def find_missing() -> dict[str, str]:
    """Return library and Debian package of each one that does not load."""
    wanted = (ALWAYS | WINDOW).items()
    return {library: package for library, package in wanted if not is_loadable(library)}


def find_missing_programs() -> dict[str, str]:
    """Return name and Debian package of each program that is not there."""
    return {name: package for name, package in PROGRAMS.items() if shutil.which(name) is None}


def is_loadable(library: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def can_install() -> bool:
    """Tell whether apt-get can be run without a password."""
    return bool(shutil.which("apt-get")) and (os.geteuid() == 0 or bool(get_sudo()))


def get_sudo() -> tuple[str, ...]:
    """Return the words before apt-get: none for root, sudo where it asks nothing."""
    sudo = shutil.which("sudo")
    if os.geteuid() == 0 or sudo is None:
        return ()
    asks = subprocess.run((sudo, "-n", "true"), capture_output=True, check=False).returncode
    return () if asks else (sudo, "-n")


def install(missing: dict[str, str]) -> None:
    """Install packages; where the lists are missing or old, fetch them and try once more."""
    packages = sorted(set(missing.values()))
    sys.stderr.write(f"Installing {' '.join(packages)}\n")
    if not apt_get("install", "--yes", "--no-install-recommends", *packages):
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *packages)


def apt_get(*words: str) -> bool:
    """Run apt-get and tell whether it did what was asked."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = (*get_sudo(), "apt-get", "-qq", *words)
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return done.returncode == 0


def format_command(missing: dict[str, str]) -> str:
    """Return the line to copy, or the library names where there is no apt-get."""
    if shutil.which("apt-get") is None:
        return " ".join(sorted(missing))
    return "sudo apt-get install -y " + " ".join(sorted(set(missing.values())))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "tests"))
