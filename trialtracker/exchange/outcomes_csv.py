"""The outcomes of a period as a CSV file that tells nothing of a group of fewer than five."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO

from trialtracker.clinical.outcome import FAVOURABLE_KEY, GROUPINGS
from trialtracker.clinical.outcome_figures import Figures, Spread
from trialtracker.clinical.outcome_shares import Share
from trialtracker.clinical.outcome_withheld import SMALL, is_small
from trialtracker.clinical.outcome_words import (
    GROUPING_WORDS,
    NO_DECISION,
    format_effect,
    format_key,
)
from trialtracker.exchange import outcomes_cells as c
from trialtracker.exchange.outcomes_cells import Cells

HEAD = ("table", "group", "figure", "n", "of", "percent", "low_95", "high_95")
_Line = tuple[str, ...]


def to_outcomes_csv(figures: Figures, waiting: int = 0) -> str:
    """Return the file; shares are given where neither of their counts is withheld.

    waiting is how many trials are still to be counted, as after an upgrade.
    """
    cells = c.make_cells(figures)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    told = c.SMALL_TEXT if is_small(waiting) else str(waiting)
    lines = (*_list_lines(figures, cells), ("Trials", "", "still to be counted", told))
    for line in lines:
        writer.writerow((*line, *[""] * (len(HEAD) - len(line))))
    return out.getvalue()


def _list_lines(figures: Figures, cells: Cells) -> Iterator[_Line]:
    yield ("Period", "", "from", figures.period.first)
    yield ("Period", "", "to", figures.period.last)
    for name in (c.STARTED, c.ENDED, c.RUNNING):
        yield ("Trials", "", name, cells.format(name))
    for bar in figures.volumes:
        for name in (c.ENDED, c.RUNNING):
            yield ("Volume", bar.stretch.label, name, cells.format(f"{name} {bar.stretch.label}"))
    yield from _list_answers(figures, cells)
    for name in GROUPINGS:
        yield from _list_groups(figures, cells, name)
    yield from _list_relief(figures, cells)
    yield from _list_effects(figures, cells)
    yield from _list_spread("Days to decision", figures.days, cells, c.DECIDED)


def _share(cells: Cells, part: str, of: str) -> _Line:
    """Return the last columns of a line: counts, percent and interval, where they may be told."""
    share = Share(cells.counts[part], cells.counts[of])
    told = (cells.format(part), cells.format(of))
    if not cells.is_open(part, of) or share.interval is None or share.percent is None:
        return told
    low, high = (f"{100 * end:.2f}" for end in share.interval)
    return (*told, f"{float(share.percent):.2f}", low, high)


def _list_answers(figures: Figures, cells: Cells) -> Iterator[_Line]:
    for part in figures.verdicts:
        yield ("Verdict", format_key(part.key), "trials", *_share(cells, part.key, c.ENDED))
    for part in figures.decisions:
        yield ("Decision", format_key(part.key), "trials", *_share(cells, part.key, c.DECIDED))
    yield ("Decision", NO_DECISION, "trials", cells.format(c.UNDECIDED))
    decisions = (*(part.key for part in figures.decisions), c.UNDECIDED)
    for verdict in figures.verdicts:
        for decision in decisions:
            told = cells.format(c.name_pair(verdict.key, decision))
            yield ("Flag against decision", format_key(verdict.key), format_key(decision), told)
    yield ("Agreement", "", "agree", *_share(cells, c.AGREED, c.COMPARED))
    kappa = figures.agreement.kappa
    if kappa is not None and cells.is_open(c.AGREED, c.DIFFERED, c.COMPARED):
        yield ("Agreement", "", "Cohen's kappa", f"{float(kappa):.4f}")


def _list_groups(figures: Figures, cells: Cells, name: str) -> Iterator[_Line]:
    for part in figures.groups[name]:
        words, key = format_key(part.key), part.key
        told = _share(cells, c.name_favourable(key), key)
        yield (GROUPING_WORDS[name], words, format_key(FAVOURABLE_KEY).lower(), *told)


def _list_relief(figures: Figures, cells: Cells) -> Iterator[_Line]:
    for band in figures.bands:
        yield ("Relief", f"{band.label} %", "trials", cells.format(c.name_band(band.label)))
    yield ("Relief", "not known", "trials", cells.format(c.RELIEF_UNKNOWN))
    yield from _list_spread("Relief", figures.relief, cells, c.RELIEF_KNOWN)


def _list_spread(table: str, spread: Spread, cells: Cells, name: str) -> Iterator[_Line]:
    yield (table, "", "n", cells.format(name))
    if cells.is_open(name) and spread.n >= SMALL:
        named = (("lower quartile", spread.low), ("median", spread.median))
        for words, number in (*named, ("upper quartile", spread.high)):
            yield (table, "", words, _format(number))


def _format(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):.2f}"


def _list_effects(figures: Figures, cells: Cells) -> Iterator[_Line]:
    for rate in figures.effects:
        asked = c.name_effect(rate.key, 0)
        for least in (1, 2):
            told = _share(cells, c.name_effect(rate.key, least), asked)
            yield ("Side effect", format_effect(rate.key), f"grade {least} or more", *told)
