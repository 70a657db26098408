"""Writes the outcomes of a period where the user wants them."""

from pathlib import Path

from trialtracker.clinical.outcome_figures import Figures
from trialtracker.exchange.outcomes_csv import to_outcomes_csv
from trialtracker.own_file import format_fault, write_whole


def save_csv(figures: Figures, path: str, waiting: int = 0) -> str:
    """Write the file, over one that is there, and return what is said of it."""
    target = Path(path)
    try:
        write_whole(target, to_outcomes_csv(figures, waiting).encode())
    except OSError as fault:
        return f"Not saved. {target} cannot be written: {format_fault(fault)}."
    return f"Saved {target.name}; groups of fewer than 5 are withheld."
