"""Where the lists of the one page stand and how much room is left for its chart: guessed.

The page itself knows exactly: it scales the chart to what is left, and is set again with shorter
lists where it does not fit. A guess that is near makes that rare and the chart as wide as the page.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from trialtracker.report.parts import Paper
from trialtracker.report.summary_text import Lines, Summary

_PAGE_POINTS = {Paper.A4: 776.0, Paper.LETTER: 734.0}
"""The height of a page without its margins; the lines of Letter are longer."""

_LINE, _ROW, _TITLE = 9.6, 10.3, 20.0
_COLUMN_LETTERS, _PAGE_LETTERS, _TARGET_LETTERS = 66, 115, 84
_FIXED = 166.0
"""What head, verdict, titles, signature and caveat take whatever they say."""

_REASON_LINES = 3
"""So many lines of a reason stand beside the signature."""


class Columns(NamedTuple):
    """The keys of the lists in each column, from above, and how high all of it is.

    is_apart says that what is missing stands below both, across the page.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    height: float
    is_apart: bool


def guess_chart_room(summary: Summary, paper: Paper) -> float:
    """Return about how many points high the chart of a page can be."""
    verdict, review = summary.verdict, summary.review
    taken = (
        _FIXED + _ROW * len(summary.head.warnings),
        _LINE * _count([verdict.summary], _PAGE_LETTERS),
        3 * _ROW if verdict.since else 0.0,
        _ROW * _count((c.requirement for c in summary.criteria), _TARGET_LETTERS),
        arrange_lists(summary).height,
        _LINE * max(0, _count([review.reason], _COLUMN_LETTERS) - _REASON_LINES),
        _LINE * _count(review.notes, _PAGE_LETTERS),
    )
    return _PAGE_POINTS[paper] - sum(taken)


def arrange_lists(summary: Summary) -> Columns:
    """Put what may stand anywhere where the page grows least."""
    heights = _measure_lists(summary)
    columns = ["doses", "effects", "readings"], ["opioids"]

    def get_height(column: Iterable[str]) -> float:
        return sum(heights[key] for key in column)

    min(columns, key=get_height).append("caveats")
    low, high = sorted(map(get_height, columns))
    together, apart = max(high, low + heights["missing"]), high + _TITLE + heights["missing"] / 2
    if together <= apart:
        min(columns, key=get_height).append("missing")
    left, right = map(tuple, columns)
    return Columns(left, right, min(together, apart), is_apart=apart < together)


def _measure_lists(summary: Summary) -> Mapping[str, float]:
    doses, effects, opioids = summary.doses, summary.effects, summary.opioids
    lines = {
        "doses": max(1, len(doses.drugs) + len(doses.acts)),
        "effects": len(effects.rows) + 1 + bool(effects.findings),
        "readings": len(summary.readings.lines) + 1,
        "opioids": 1 + _count([opioids.change], _COLUMN_LETTERS) + ceil(len(opioids.days) / 3),
        "caveats": _count_lines(summary.caveats),
        "missing": _count_lines(summary.missing),
    }
    return {key: _TITLE + _LINE * count for key, count in lines.items()}


def _count_lines(found: Lines) -> int:
    return _count(found.lines or (found.nothing,), _COLUMN_LETTERS)


def _count(texts: Iterable[str], letters: int) -> int:
    """Return in about how many lines of so many letters some texts are set."""
    return sum(ceil(len(text) / letters) for text in texts)
