"""Write the comparisons as a table for people."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from benchmarks.measure import Comparison, Sample

HEAD = (
    "| what | floor | floor: median (min to max) | program: median (min to max) | ratio "
    "| ratio, min to max | at best | goal | |\n|---|---|---|---|---|---|---|---|---|"
)
EXPLAINED = """\
Floor and program are measured in alternation in one run; *ratio* is of the medians, *min to max* of
the single rounds, *at best* of the two minima, which other work on the machine disturbs least.
Absolute times drift by a quarter on a shared machine; ratios hold as long as it is not overloaded.
Nothing here is a test: `make bench` writes this file."""


def format_table(rows: Sequence[Comparison], today: date) -> str:
    """Return the page."""
    lines = "\n".join(_format_row(row) for row in rows)
    return f"# Benchmarks\n\n{_format_machine(today)}\n\n{EXPLAINED}\n\n{HEAD}\n{lines}\n"


def _format_machine(today: date) -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("PySide6-Essentials", "SQLAlchemy", "matplotlib")
    )
    load = os.getloadavg()[1]
    return (
        f"{today.isoformat()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores "
        f"(load {load:.1f} over the last five minutes), Python {platform.python_version()}, "
        f"{packages}."
    )


def _format_row(row: Comparison) -> str:
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    verdict = {True: "met", False: "**missed**", None: ""}[row.is_met]
    at_best = row.program.low / row.floor.low
    ratios = row.ratios
    spread = "" if len(ratios.values) == 1 else f"{ratios.low:.2f} to {ratios.high:.2f}"
    return (
        f"| {row.what} | {row.floor_is} | {_format(row.floor, row.unit)} "
        f"| {_format(row.program, row.unit)} | **{row.ratio:.2f}** | {spread} "
        f"| {at_best:.2f} | {goal} | {verdict} |"
    )


def _format(sample: Sample, unit: str) -> str:
    if len(sample.values) == 1:
        return f"{sample.middle:.3g} {unit}"
    return f"{sample.middle:.3g} {unit} ({sample.low:.3g} to {sample.high:.3g})"
