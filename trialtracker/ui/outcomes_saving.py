"""Writes the outcomes of a period where the user wants them."""

from pathlib import Path

from trialtracker.clinical.outcome_figures import Figures
from trialtracker.exchange.outcomes_csv import to_outcomes_csv


def save_csv(figures: Figures, path: str, waiting: int = 0) -> str:
    """Write the file and return what is said of it; the dialogue has asked about one that is there.

    It is written beside its place and moved there, so that it is whole or as it was.
    """
    target = Path(path)
    unfinished = target.with_name(f".{target.name}.new")
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_text(to_outcomes_csv(figures, waiting), encoding="utf-8")
        unfinished.replace(target)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        return f"Not saved. {target} cannot be written: {fault.strerror}."
    return f"Saved {target.name}; groups of fewer than 5 are withheld."
