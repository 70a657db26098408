"""Know what a panel has read of a trial, so that it is drawn anew only when that is different."""

from collections.abc import Callable
from typing import Any, cast

from trialtracker.clinical.series import ChartSeries

Read = tuple[str, tuple[object, ...] | None]
"""A field by its name; of what is asked for by a method, what was asked too."""


class Watched:
    """Stands in for a series and keeps every answer it gave."""

    def __init__(self, series: ChartSeries) -> None:
        self._series = series
        self._reads: dict[Read, object] = {}

    def __getattr__(self, name: str) -> object:
        """Answer for the series."""
        value = getattr(self._series, name)
        if callable(value):
            return self._watch_method(name, value)
        self._reads[name, None] = value
        return value

    def _watch_method(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        def ask(*args: object) -> object:
            answer = self._reads[name, args] = method(*args)
            return answer

        return ask

    def holds_for(self, series: ChartSeries) -> bool:
        """Tell whether another series would have given the same answers."""
        return all(_ask(series, read) == answer for read, answer in self._reads.items())


def watch(series: ChartSeries) -> tuple[ChartSeries, Watched]:
    """Return a stand-in for a series, and the record of what is read of it."""
    watched = Watched(series)
    return cast("ChartSeries", watched), watched


def _ask(series: ChartSeries, read: Read) -> Any:
    name, args = read
    value = getattr(series, name)
    return value if args is None else value(*args)
