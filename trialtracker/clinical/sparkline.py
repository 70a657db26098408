"""The trend of a trial as the few points that a list shows."""

import json
from functools import lru_cache
from typing import NamedTuple


class Sparkline(NamedTuple):
    """Readings of the trend column: days since the start (before it: negative) against score."""

    points: tuple[tuple[float, float], ...] = ()
    baseline_mean: float | None = None

    def to_text(self) -> str:
        """Return the sparkline as it is stored in a summary."""
        return json.dumps([self.baseline_mean, *self.points], separators=(",", ":"))


@lru_cache(maxsize=256)
def parse_sparkline(text: str) -> Sparkline:
    """Return a stored sparkline; an empty text is an empty one."""
    if not text:
        return Sparkline()
    baseline_mean, *points = json.loads(text)
    return Sparkline(tuple((x, y) for x, y in points), baseline_mean)
