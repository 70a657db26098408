"""Start-up, memory and installed size, each start in a process of its own."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.clinic_store import FilledStore
from benchmarks.measure import Comparison, Sample, constant

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
BARE = "bare PySide6 window"
PEAK = "peak_mib"
FLOOR_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "matplotlib")


def measure_starting(filled: FilledStore) -> list[Comparison]:
    """Return start-up and memory beside a bare window, and the size on disk."""
    runs = [_run_round(filled) for _ in range(ROUNDS + 1)][1:]
    bare, listed, charted = ([run[place] for run in runs] for place in range(3))
    return [
        _compare("first paint with the patient list", bare, listed, "first_paint", 1.5),
        _compare("ready for input", bare, listed, "ready", 3.0),
        _compare("start to the first trial chart on screen", bare, charted, "chart", 8.0),
        _compare_memory("memory when the list is painted", bare, listed, "painted_mib", 1.25),
        _compare_memory("memory with list, store and chart code loaded", bare, listed, PEAK, None),
        _compare_memory("memory with a chart", bare, charted, PEAK, 3.2),
        measure_size(),
    ]


def _run_round(filled: FilledStore) -> tuple[dict[str, float], ...]:
    store = str(filled.path)
    return (
        _start("benchmarks.bare_window"),
        _start("benchmarks.program_window", store, ""),
        _start("benchmarks.program_window", store, filled.trial_ids[0]),
    )


def _start(module: str, *arguments: str) -> dict[str, float]:
    command = (sys.executable, "-m", module, f"{time.monotonic()}", *arguments)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    seen: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return seen


def _compare(
    what: str,
    bare: list[dict[str, float]],
    program: list[dict[str, float]],
    moment: str,
    goal: float,
) -> Comparison:
    floor = Sample(tuple(run["first_paint"] * 1000 for run in bare))
    return Comparison(
        f"{what}, 100,000 patients stored",
        f"{BARE}, first paint",
        "ms",
        floor,
        Sample(tuple(run[moment] * 1000 for run in program)),
        goal,
    )


def _compare_memory(
    what: str,
    bare: list[dict[str, float]],
    program: list[dict[str, float]],
    moment: str,
    goal: float | None,
) -> Comparison:
    floor = Sample(tuple(run[PEAK] for run in bare))
    used = Sample(tuple(run[moment] for run in program))
    return Comparison(what, BARE, "MiB", floor, used, goal)


def measure_size() -> Comparison:
    """Compare what a run-time installation holds with the three packages it cannot do without."""
    floor = _get_size(FLOOR_PACKAGES)
    locked = re.findall(r"^([A-Za-z0-9_.-]+)==", _read_lock(), flags=re.MULTILINE)
    own = sum(
        path.stat().st_size
        for folder in ("trialtracker", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    )
    program = sum(_size_of(name) for name in locked) + own
    return Comparison(
        "installed size",
        "Essentials, SQLAlchemy, matplotlib and what they need",
        "MB",
        constant((floor / 1e6,)),
        constant((program / 1e6,)),
        1.1,
    )


def _read_lock() -> str:
    return (ROOT / "requirements.txt").read_text(encoding="utf-8")


def _get_size(names: Iterable[str]) -> int:
    wanted, sizes = list(names), dict[str, int]()
    while wanted:
        name = wanted.pop().casefold()
        if name in sizes:
            continue
        sizes[name] = _size_of(name)
        wanted += [] if sizes[name] == 0 else _list_needs(name)
    return sum(sizes.values())


def _list_needs(name: str) -> list[str]:
    needs = distribution(name).requires or []
    return [re.split(r"[^A-Za-z0-9_.-]", need)[0] for need in needs if ";" not in need]


def _size_of(name: str) -> int:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return 0
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file())
