"""One thing that could fool the reader of an assessment."""

from dataclasses import dataclass

from trialtracker.clinical.assessment import Assessment, Window


@dataclass(frozen=True, slots=True)
class Caveat:
    """Why a relief may not be what it looks like: the datum in a sentence, its source in it.

    used are the ids of the entries, intakes, doses and facts that it rests on.
    """

    key: str
    sentence: str
    used: tuple[str, ...] = ()


def has_relief(assessment: Assessment) -> bool:
    """Tell whether there is a fall of pain that something else could explain."""
    return assessment.relief_percent is not None and assessment.relief_percent > 0


def get_used(*windows: Window) -> tuple[str, ...]:
    """Return the ids of the entries behind the windows."""
    return tuple(entry_id for window in windows for entry_id in window.entry_ids)
