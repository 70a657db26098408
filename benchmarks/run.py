"""Run every benchmark, or those named on the command line; SUBJECTS has the names."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.charting import measure_charting
from benchmarks.clinic_store import fill, get_now
from benchmarks.due_list import measure_due_list
from benchmarks.entry_form import measure_entry_form
from benchmarks.finding import measure_finding
from benchmarks.measure import Comparison
from benchmarks.outcomes import measure_outcomes
from benchmarks.reporting import measure_reporting
from benchmarks.starting import measure_starting
from benchmarks.storing import measure_storing
from benchmarks.table import format_table
from benchmarks.verdicts import measure_verdicts
from trialtracker.app import make_application

PAGE = Path(__file__).with_name("latest.md")
SUBJECTS = (
    "starting",
    "due",
    "storing",
    "outcomes",
    "finding",
    "verdicts",
    "charting",
    "form",
    "reporting",
)


def main() -> None:
    """Print the table; write the page when nothing was left out."""
    wanted = set(sys.argv[1:] or SUBJECTS)
    with suppress(OSError):
        os.nice(-10)  # where allowed, so that other work disturbs less
    with tempfile.TemporaryDirectory(prefix="trialtracker-bench-") as name:
        rows = measure(Path(name), wanted)
    page = format_table(rows, get_now().date())
    print(page)
    if wanted == set(SUBJECTS):
        PAGE.write_text(page, encoding="utf-8")


def measure(folder: Path, wanted: set[str]) -> list[Comparison]:
    """Return the comparisons of the subjects wanted, in the order of the table."""
    app = make_application()
    rows: list[Comparison] = []
    if "due" in wanted:
        print("Measuring due ...", file=sys.stderr)
        rows += measure_due_list(app, folder, get_now())
    if wanted - {"charting", "due", "form", "reporting", "verdicts"}:
        print("Filling a store with 100,000 patients ...", file=sys.stderr)
        filled = fill(folder / "clinic.sqlite", get_now())
        subjects = {
            "starting": lambda: measure_starting(filled),
            "finding": lambda: measure_finding(app, filled),
            "outcomes": lambda: measure_outcomes(filled, folder),
            "storing": lambda: measure_storing(filled, folder),
        }
        for name in (subject for subject in subjects if subject in wanted):
            print(f"Measuring {name} ...", file=sys.stderr)
            rows += subjects[name]()
    if "verdicts" in wanted:
        print("Measuring verdicts ...", file=sys.stderr)
        rows += measure_verdicts(folder)
    if "charting" in wanted:
        rows += measure_charting(app)
    if "form" in wanted:
        rows += measure_entry_form(app, get_now())
    if "reporting" in wanted:
        rows += measure_reporting(app, get_now())
    return rows


if __name__ == "__main__":
    main()
