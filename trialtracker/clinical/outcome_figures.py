"""The outcomes of a clinic in a period: every figure of the page, from what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.outcome import (
    ANY_EFFECT,
    ENDED,
    FAVOURABLE_KEY,
    GROUPINGS,
    NONE,
    RUNNING,
    WORSE,
    join,
)
from trialtracker.clinical.outcome_period import Period, Stretch
from trialtracker.clinical.outcome_shares import Agreement, Share, get_quantile
from trialtracker.clinical.review import Decision
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY

MOST_BARS = 36
"""More months than these are shown as calendar years (clinic default)."""

_BAND_WIDTH, _BANDS, _HIGHEST = 10, 10, 100
_QUARTER, _HALF = Fraction(1, 4), Fraction(1, 2)
_BELOW_0 = -1
"""Stands for every relief below 0 where reliefs are put in order."""

Counts = Mapping[str, int]
"""How many trials of a period carry a key."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The trials that started in a month or year."""

    stretch: Stretch
    ended: int
    running: int

    @property
    def started(self) -> int:
        """Return all of them."""
        return self.ended + self.running


@dataclass(frozen=True, slots=True)
class Part:
    """One answer, such as a verdict, with how many trials have it."""

    key: str
    share: Share


@dataclass(frozen=True, slots=True)
class Band:
    """Reliefs of a band, both ends in whole percent; keys are those of the reliefs in it."""

    label: str
    keys: tuple[str, ...]
    trials: int


@dataclass(frozen=True, slots=True)
class EffectRate:
    """One side effect in the trials in which it was asked for; grades holds how many had which."""

    key: str
    grades: tuple[tuple[int, int], ...]

    @property
    def asked(self) -> int:
        """Return in how many trials it was asked for; the others are unknown, not absent."""
        return sum(trials for _, trials in self.grades)

    def get_share(self, least: int) -> Share:
        """Return the share with a worst grade of at least this."""
        return Share(sum(n for grade, n in self.grades if grade >= least), self.asked)

    def list_keys(self, least: int) -> tuple[str, ...]:
        """Return the keys of the grades of at least this."""
        return tuple(f"effect:{self.key}={g}" for g, _ in self.grades if g >= least)


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles and median of n numbers; None of none."""

    n: int
    low: Fraction | None
    median: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the trials of a period; decisions are shares of those decided."""

    period: Period
    volumes: tuple[Volume, ...]
    running: int
    favourable: Share
    groups: Mapping[str, tuple[Part, ...]]
    verdicts: tuple[Part, ...]
    decisions: tuple[Part, ...]
    undecided: int
    pairs: Mapping[tuple[str, str], int]
    agreement: Agreement
    bands: tuple[Band, ...]
    relief: Spread
    relief_unknown: int
    effects: tuple[EffectRate, ...]
    days: Spread

    @property
    def ended(self) -> int:
        """Return how many trials are over: what every share rests on."""
        return self.favourable.of

    @property
    def started(self) -> int:
        """Return how many trials started."""
        return self.ended + self.running


def get_figures(period: Period, counts: Counts, volumes: Sequence[Volume]) -> Figures:
    """Return every figure of a period."""
    ended, undecided = counts.get(ENDED, 0), counts.get(f"decision={NONE}", 0)
    pairs = _get_pairs(counts)
    reliefs = _get_reliefs(counts)
    return Figures(
        period=period,
        volumes=tuple(volumes),
        running=counts.get(RUNNING, 0),
        favourable=Share(counts.get(FAVOURABLE_KEY, 0), ended),
        groups={name: _list_groups(name, counts) for name in GROUPINGS},
        verdicts=_list_parts("verdict", [v.value for v in Verdict], counts, ended),
        decisions=_list_parts("decision", [d.value for d in Decision], counts, ended - undecided),
        undecided=undecided,
        pairs=pairs,
        agreement=get_agreement(pairs),
        bands=_list_bands(counts),
        relief=_get_spread(reliefs),
        relief_unknown=counts.get(f"relief={NONE}", 0),
        effects=_list_effects(counts),
        days=_get_spread(_get_numbers("days=", counts)),
    )


def get_agreement(pairs: Mapping[tuple[str, str], int]) -> Agreement:
    """Return flag against decision; every other pair is neither agreement nor the contrary.

    A borderline flag asks the physician, and a trial that is repeated or changed says neither
    yes nor no to it.
    """
    yes, no = Verdict.FAVOURABLE.value, Verdict.NOT_FAVOURABLE.value
    go, leave = Decision.DISCUSS.value, Decision.DO_NOT_PROCEED.value
    four = ((yes, go), (yes, leave), (no, go), (no, leave))
    return Agreement(*(pairs.get(pair, 0) for pair in four))


def _list_parts(name: str, values: Sequence[str], counts: Counts, of: int) -> tuple[Part, ...]:
    keys = (f"{name}={value}" for value in values)
    return tuple(Part(key, Share(counts.get(key, 0), of)) for key in keys)


def _list_groups(name: str, counts: Counts) -> tuple[Part, ...]:
    """Return the share favourable of every group, the largest group first."""
    sizes = {key: n for key, n in counts.items() if key.startswith(f"{name}=") and n}
    return tuple(
        Part(key, Share(counts.get(join(FAVOURABLE_KEY, key), 0), sizes[key]))
        for key in sorted(sizes, key=lambda key: (-sizes[key], key))
    )


def _get_pairs(counts: Counts) -> Mapping[tuple[str, str], int]:
    decisions = (*(decision.value for decision in Decision), NONE)
    every = ((v.value, d) for v in Verdict for d in decisions)
    return {(v, d): counts.get(join(f"verdict={v}", f"decision={d}"), 0) for v, d in every}


def _get_numbers(start: str, counts: Counts) -> dict[int, int]:
    return {int(key[len(start) :]): n for key, n in counts.items() if key.startswith(start)}


def _get_reliefs(counts: Counts) -> dict[int, int]:
    known = (key for key in counts if key.startswith("relief="))
    reliefs = {key.removeprefix("relief="): counts[key] for key in known}
    named = {int(text): n for text, n in reliefs.items() if text not in {NONE, WORSE}}
    return {_BELOW_0: reliefs.get(WORSE, 0), **named}


def _get_spread(numbers: Mapping[int, int]) -> Spread:
    low, median, high = (get_quantile(numbers, at) for at in (_QUARTER, _HALF, 1 - _QUARTER))
    return Spread(sum(numbers.values()), low, median, high)


def _list_bands(counts: Counts) -> tuple[Band, ...]:
    worse = f"relief={WORSE}"
    below = Band("below 0", (worse,), counts.get(worse, 0))
    return (below, *(_get_band(place, counts) for place in range(_BANDS)))


def _get_band(place: int, counts: Counts) -> Band:
    """Return one band of ten points; the last holds 100 too."""
    first = place * _BAND_WIDTH
    last = _HIGHEST if place == _BANDS - 1 else first + _BAND_WIDTH - 1
    keys = tuple(f"relief={percent}" for percent in range(first, last + 1))
    return Band(f"{first} to {last}", keys, sum(counts.get(key, 0) for key in keys))


def _list_effects(counts: Counts) -> tuple[EffectRate, ...]:
    """Return any side effect, then each that was asked for, the commonest first."""
    grades: dict[str, list[tuple[int, int]]] = {}
    for key, n in counts.items():
        if key.startswith("effect:") and n:
            effect, _, grade = key.removeprefix("effect:").partition("=")
            grades.setdefault(effect, []).append((int(grade), n))
    rates = [EffectRate(effect, tuple(sorted(found))) for effect, found in grades.items()]
    return tuple(sorted(rates, key=_get_rank))


def _get_rank(rate: EffectRate) -> tuple[bool, Fraction, int, str]:
    share = rate.get_share(1).percent or Fraction(0)
    label = "" if rate.key == ANY_EFFECT else SIDE_EFFECT_BY_KEY[rate.key].label
    return rate.key != ANY_EFFECT, -share, -rate.asked, label
