"""What the window says of its surroundings."""

from typing import NamedTuple


class WindowFacts(NamedTuple):
    """Title, the actor whose name every write carries, the store, and the clinic's time zone."""

    title: str
    actor: str
    store: str
    time_zone: str
