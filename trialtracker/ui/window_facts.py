"""What the window says of its surroundings."""

from collections.abc import Callable
from typing import NamedTuple


class WindowFacts(NamedTuple):
    """Title, actor (every write carries the name), store, and how to learn the time zone."""

    title: str
    actor: str
    store: str
    get_time_zone: Callable[[], str]
