import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = sorted(p for p in (ROOT / "resources").rglob("*") if p.is_file())
CODE = [p for p in (ROOT / "trialtracker").rglob("*") if p.suffix in {".py", ".mako"}]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does, with the back end that is installed and without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    subprocess.run((*command, "--directory", folder), cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def read_from(wheel: Path, ending: str) -> str:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(ending))
        return archive.read(name).decode()


def test_the_wheel_carries_every_resource(names: set[str]) -> None:
    wanted = {f"trialtracker/{path.relative_to(ROOT).as_posix()}" for path in RESOURCES}

    assert wanted - names == set()


def test_the_wheel_carries_every_module_and_migration(names: set[str]) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in CODE}

    assert wanted - names == set()


def test_the_wheel_carries_nothing_else(names: set[str]) -> None:
    strangers = {name for name in names if not name.startswith("trialtracker")}

    assert strangers == set()


def test_the_wheel_installs_the_command(wheel: Path) -> None:
    assert "trialtracker = trialtracker.__main__:main" in read_from(wheel, "entry_points.txt")


def test_the_wheel_asks_for_a_pyside_that_does_not_abort(wheel: Path) -> None:
    required = Parser().parsestr(read_from(wheel, "METADATA")).get_all("Requires-Dist", [])

    assert "pyside6-essentials<6.12,>=6.11.3" in [line.casefold() for line in required]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = [part for part in text.split("\n") if part and not part.startswith(" ")]

    assert [line for line in packages if "==" not in line or not line.endswith("\\")] == []
    assert "://" not in text


def test_the_lock_for_running_is_part_of_the_lock_for_testing() -> None:
    run, dev = ((ROOT / f).read_text() for f in ("requirements.txt", "requirements-dev.txt"))

    assert set(run.splitlines()) - set(dev.splitlines()) == set()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [line.split(">")[0] for line in project["dependencies"]]
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8").casefold()

    missing = [n for n in wanted if f"{n.casefold().replace('_', '-')}==" not in locked]

    assert missing == []
