"""Tell which observations of a file are stored already, after whatever has become of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.trial import Entry

Place = tuple[datetime, str]
"""When something was observed, and the measure."""

Observed = Decimal | NotAssessed
"""What was observed of a measure, or why it was not assessed."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one stored entry holds at a place now, and what it ever held there.

    current is None once the value was moved elsewhere, taken out or made void. ever is empty for
    an entry that no import made: what a nurse took back says nothing about a file.
    """

    current: Observed | None
    ever: frozenset[Observed]
    notes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """What is stored for one observation of a file: the same, another value, or nothing."""

    present: Held | None = None
    differs_from: Observed | None = None


ABSENT = Match()


def find_held(entries: Iterable[Entry]) -> Mapping[Place, tuple[Held, ...]]:
    """Return what each stored entry, with all its amendments, holds at each place."""
    held: defaultdict[Place, list[Held]] = defaultdict(list)
    for chain in _chains(tuple(entries)):
        for place in {(e.observed_at, measure) for e in chain for measure in get_observed(e)}:
            held[place].append(_to_held(chain, place))
    return {place: tuple(at_place) for place, at_place in held.items()}


def get_observed(answered: Entry | Answers) -> Mapping[str, Observed]:
    """Return everything that an entry says of its measures."""
    return {**answered.values, **answered.not_assessed}


def match_values(values: Sequence[Observed], stored: Sequence[Held]) -> tuple[Match, ...]:
    """Match the values a file has at one place with the entries stored there, one to one.

    A value equal to a current one is present. So is one that an imported entry held before it
    was amended or made void: the correction stands, and the file does not undo it.
    """
    left = list(stored)
    matches: dict[int, Match] = {}
    for is_held in (_holds_now, _held_once):
        for index, value in enumerate(values):
            same = next((h for h in left if is_held(h, value)), None)
            if index not in matches and same is not None:
                matches[index] = Match(present=same)
                left.remove(same)
    others = iter([h.current for h in left if h.current is not None])
    unmatched = [index for index in range(len(values)) if index not in matches]
    matches |= {index: Match(differs_from=next(others, None)) for index in unmatched}
    return tuple(matches[index] for index in range(len(values)))


def _holds_now(held: Held, value: Observed) -> bool:
    return held.current == value


def _held_once(held: Held, value: Observed) -> bool:
    return value in held.ever


def _chains(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return each first entry followed by its amendments in order."""
    successor = {e.supersedes_id: e for e in entries if e.supersedes_id is not None}
    chains = [[entry] for entry in entries if entry.supersedes_id is None]
    for chain in chains:
        while (following := successor.get(chain[-1].entry_id)) is not None:
            chain.append(following)
    return chains


def _to_held(chain: Sequence[Entry], place: Place) -> Held:
    observed_at, measure = place
    there = [e for e in chain if e.observed_at == observed_at and measure in get_observed(e)]
    last = chain[-1]
    return Held(
        current=get_observed(last)[measure] if last in there and not last.is_void else None,
        ever=frozenset(get_observed(e)[measure] for e in there if chain[0].source is Source.IMPORT),
        notes=frozenset(e.note for e in chain),
    )
