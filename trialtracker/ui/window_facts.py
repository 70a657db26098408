"""What the window says of its surroundings."""

from collections.abc import Callable
from typing import NamedTuple

NO_TRIALS_TODAY = (
    "No trial is running.\n\n"
    "Ctrl+N registers a patient with a trial; Ctrl+K finds one who is known."
)
NO_TRIALS = "No trial is stored yet.\n\nCtrl+N registers a patient with a trial."


class WindowFacts(NamedTuple):
    """Title, actor (every write carries the name), store, and how to learn the time zone.

    names_file is where this computer remembers who was at the keyboard; '' is nowhere.
    """

    title: str
    actor: str
    store: str
    get_time_zone: Callable[[], str]
    names_file: str = ""
