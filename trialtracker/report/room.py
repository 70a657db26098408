"""How much room a chart will have on the one page, guessed from the text before it is set.

The page itself measures exactly and scales the chart to what is left; a guess that is near keeps
the chart as wide as the page.
"""

from collections.abc import Iterable
from math import ceil

from trialtracker.report.parts import Paper
from trialtracker.report.summary_text import Lines, Summary

_PAGE_POINTS = {Paper.A4: 776.0, Paper.LETTER: 726.0}
"""The height of a page without its margins."""

_LINE, _ROW, _TITLE = 9.6, 10.3, 20.0
_COLUMN_LETTERS, _PAGE_LETTERS, _TARGET_LETTERS = 70, 115, 88
_HEAD, _VERDICT, _CRITERIA, _REVIEW, _CAVEAT, _SIGNED = 48.0, 52.0, 20.0, 40.0, 18.0, 24.0


def guess_chart_room(summary: Summary, paper: Paper) -> float:
    """Return about how many points high the chart of a page can be."""
    verdict = summary.verdict
    taken = (
        _HEAD + _ROW * len(summary.head.warnings),
        _VERDICT + _LINE * _count([verdict.summary], _PAGE_LETTERS),
        3 * _ROW if verdict.since else 0.0,
        _CRITERIA + _ROW * _count((c.requirement for c in summary.criteria), _TARGET_LETTERS),
        _get_columns(summary),
        _REVIEW + (_SIGNED if not summary.review.not_signed else 0.0),
        _LINE * _count([summary.review.reason, *summary.review.notes], _PAGE_LETTERS),
        _CAVEAT,
    )
    return _PAGE_POINTS[paper] - sum(taken)


def _get_columns(summary: Summary) -> float:
    """Return the height of the taller of the two columns."""
    doses, effects, opioids = summary.doses, summary.effects, summary.opioids
    left = 3 * _TITLE + _LINE * (
        len(doses.drugs) + len(doses.acts) + len(effects.rows) + len(summary.readings.lines) + 2
    )
    days = ceil(len(opioids.days) / 3)
    right = _TITLE + _LINE * (1 + _count([opioids.change], _COLUMN_LETTERS) + days)
    right += _measure(summary.caveats)
    last = _measure(summary.missing)
    return max(left, right + last) if right < left else max(left + last, right)


def _measure(lines: Lines) -> float:
    return _TITLE + _LINE * _count(lines.lines or (lines.nothing,), _COLUMN_LETTERS)


def _count(texts: Iterable[str], letters: int) -> int:
    """Return in about how many lines of so many letters some texts are set."""
    return sum(ceil(len(text) / letters) for text in texts)
