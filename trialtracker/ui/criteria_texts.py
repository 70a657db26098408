"""What the page of the criteria sets says of a set, a version and what comes of storing it."""

from collections.abc import Sequence
from datetime import date

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import format_date

NEVER_CHANGED = (
    "A set is never changed in place. A new version counts for trials that start on its day or "
    "later; every trial already begun keeps its rules and its verdict."
)
NOTHING_STORED = "A preview stores nothing: past trials keep their verdict."


def format_origin(criteria_set: CriteriaSet) -> str:
    """Return where a version comes from: shipped, or in force from a day by somebody."""
    if criteria_set.effective_from is None:
        return "Shipped with the program"
    day = format_date(criteria_set.effective_from)
    return f"In force from {day} · {criteria_set.author}"


def format_consequence(day: date | None) -> str:
    """Return what a version that is being written will do, before it is stored."""
    if day is None:
        return "Write the day from which it is in force: trials already begun keep their rules."
    return (
        f"Will be in force for trials that start on or after {format_date(day)}; "
        "trials already begun keep theirs."
    )


def format_stored(criteria_set: CriteriaSet, running: int) -> str:
    """Return what was stored and what comes of it; running trials follow the same set."""
    day = criteria_set.effective_from
    since = "" if day is None else f" on or after {format_date(day)}"
    kept = {
        0: "no trial now running follows this set.",
        1: "the trial now running that follows this set keeps its own.",
    }
    rest = kept.get(running, f"the {running:,} trials now running that follow it keep theirs.")
    return f"{criteria_set.title} saved. In force for trials that start{since}; {rest}"


def format_preview(changed: int, shown: int, looked_at: int, total: int) -> str:
    """Return how many trials would change verdict; shown are those the set is meant for."""
    many = f"{changed:,} of {count_of(shown, 'running or past trial')}"
    if shown == 0:
        many = "No running or past trial to hold against it"
        return f"{many}." if looked_at >= total else f"{many} so far."
    said = f"{many} would change verdict"
    return f"{said}." if looked_at >= total else f"{said} so far ({looked_at:,} of {total:,} read)."


def find_former(sets: Sequence[CriteriaSet], criteria_set: CriteriaSet) -> CriteriaSet | None:
    """Return the version of the same set that was stored before this one, None for the first."""
    before = sets[: sets.index(criteria_set)] if criteria_set in sets else sets
    return next((each for each in reversed(before) if each.name == criteria_set.name), None)
