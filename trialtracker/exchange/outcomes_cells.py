"""The counts of an outcomes file, and every sum by which one could be computed from others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.outcome import FAVOURABLE_KEY, GROUPINGS
from trialtracker.clinical.outcome_figures import EffectRate, Figures
from trialtracker.clinical.outcome_withheld import SMALL, Sum, list_withheld
from trialtracker.clinical.review import Decision

STARTED, ENDED, RUNNING = "started", "ended", "running"
DECIDED, UNDECIDED = "decided", "decision=none"
AGREED, DIFFERED, COMPARED = "agreed", "differed", "compared"
RELIEF_KNOWN, RELIEF_UNKNOWN = "relief known", "relief not known"
SMALL_TEXT, WITHHELD_TEXT = "<5", "withheld"
_YES, _NO = Verdict.FAVOURABLE.value, Verdict.NOT_FAVOURABLE.value
_GO, _LEAVE = Decision.DISCUSS.value, Decision.DO_NOT_PROCEED.value


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts by name; what is withheld must not be printed, nor a share made of it."""

    counts: Mapping[str, int]
    sums: tuple[Sum, ...]
    withheld: frozenset[str] = field(default=frozenset())

    def is_open(self, *names: str) -> bool:
        """Tell whether all of these may be printed."""
        return not any(name in self.withheld for name in names)

    def format(self, name: str) -> str:
        """Return a count, '<5' for a small one, or that it is withheld to protect another."""
        if name not in self.withheld:
            return str(self.counts[name])
        return SMALL_TEXT if self.counts[name] < SMALL else WITHHELD_TEXT


def make_cells(figures: Figures) -> Cells:
    """Return every count with what is withheld of them."""
    counts: dict[str, int] = {}
    sums: list[Sum] = []
    for part in (_list_volumes, _list_answers, _list_groups, _list_relief, _list_effects):
        for total, parts in part(figures):
            counts |= dict([total, *parts])
            sums.append(Sum(total[0], tuple(name for name, _ in parts)))
    return Cells(counts, tuple(sums), list_withheld(counts, sums))


_Named = tuple[str, int]
_Added = tuple[_Named, list[_Named]]
"""A total and what adds up to it."""


def _list_volumes(figures: Figures) -> Iterator[_Added]:
    ended, running = (ENDED, figures.ended), (RUNNING, figures.running)
    yield (STARTED, figures.started), [ended, running]
    bars = figures.volumes
    yield ended, [(f"{ENDED} {bar.stretch.label}", bar.ended) for bar in bars]
    yield running, [(f"{RUNNING} {bar.stretch.label}", bar.running) for bar in bars]
    yield (STARTED, figures.started), [(_started(bar.stretch.label), bar.started) for bar in bars]
    for bar in bars:
        label = bar.stretch.label
        parts = [(f"{ENDED} {label}", bar.ended), (f"{RUNNING} {label}", bar.running)]
        yield (_started(label), bar.started), parts


def _started(label: str) -> str:
    return f"{STARTED} {label}"


def _list_answers(figures: Figures) -> Iterator[_Added]:
    ended, undecided = (ENDED, figures.ended), (UNDECIDED, figures.undecided)
    verdicts = [(part.key, part.share.part) for part in figures.verdicts]
    decisions = [(part.key, part.share.part) for part in figures.decisions]
    decided = (DECIDED, figures.ended - figures.undecided)
    yield ended, verdicts
    yield decided, decisions
    yield ended, [decided, undecided]
    for key, count in verdicts:
        yield (key, count), [_pair(figures, key, other) for other, _ in (*decisions, undecided)]
    for key, count in (*decisions, undecided):
        yield (key, count), [_pair(figures, other, key) for other, _ in verdicts]
    yield from _list_agreement(figures)


def name_pair(verdict: str, decision: str) -> str:
    """Return the name of the count of a verdict with a decision, both as keys."""
    return f"{verdict}&{decision}"


def _pair(figures: Figures, verdict: str, decision: str) -> _Named:
    values = verdict.partition("=")[2], decision.partition("=")[2]
    return name_pair(verdict, decision), figures.pairs[values]


def _list_agreement(figures: Figures) -> Iterator[_Added]:
    share = figures.agreement.share
    agreed, differed = (AGREED, share.part), (DIFFERED, share.of - share.part)
    yield (COMPARED, share.of), [agreed, differed]
    yield agreed, [_four(figures, _YES, _GO), _four(figures, _NO, _LEAVE)]
    yield differed, [_four(figures, _YES, _LEAVE), _four(figures, _NO, _GO)]


def _four(figures: Figures, verdict: str, decision: str) -> _Named:
    return _pair(figures, f"verdict={verdict}", f"decision={decision}")


def name_favourable(key: str) -> str:
    """Return the name of the count of favourable trials of a group."""
    return f"favourable {key}"


def _list_groups(figures: Figures) -> Iterator[_Added]:
    favourable = (FAVOURABLE_KEY, figures.favourable.part)
    for name in GROUPINGS:
        parts = figures.groups[name]
        yield (ENDED, figures.ended), [(part.key, part.share.of) for part in parts]
        yield favourable, [(name_favourable(part.key), part.share.part) for part in parts]
        for part in parts:
            rest = part.share.of - part.share.part
            yes = (name_favourable(part.key), part.share.part)
            yield (part.key, part.share.of), [yes, (f"other {part.key}", rest)]


def name_band(label: str) -> str:
    """Return the name of the count of a band of reliefs."""
    return f"relief {label}"


def _list_relief(figures: Figures) -> Iterator[_Added]:
    known, unknown = (RELIEF_KNOWN, figures.relief.n), (RELIEF_UNKNOWN, figures.relief_unknown)
    yield known, [(name_band(band.label), band.trials) for band in figures.bands]
    yield (ENDED, figures.ended), [known, unknown]


def name_effect(key: str, least: int) -> str:
    """Return the name of the count of trials with at least a grade of a side effect."""
    return f"effect {key} {least} or more"


def _list_effects(figures: Figures) -> Iterator[_Added]:
    for rate in figures.effects:
        asked, some, marked = (_graded(rate, least) for least in (0, 1, 2))
        never = (f"effect {rate.key} never asked", figures.ended - rate.asked)
        yield (ENDED, figures.ended), [asked, never]
        yield asked, [some, (f"effect {rate.key} absent", asked[1] - some[1])]
        yield some, [marked, (f"effect {rate.key} grade 1", some[1] - marked[1])]


def _graded(rate: EffectRate, least: int) -> _Named:
    return name_effect(rate.key, least), rate.get_share(least).part
