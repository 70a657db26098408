"""Which records a criterion or a caveat rests on, and the words that lead a person to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from trialtracker.clinical.dossier_items import ITEM_BY_KEY
from trialtracker.clinical.record import Fact, Intake
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import DoseEvent, Entry, Trial

_NOUNS = (
    ("entry", "entries"),
    ("answer in the dossier", "answers in the dossier"),
    ("opioid intake", "opioid intakes"),
    ("dose", "doses"),
)
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Used:
    """The records behind one result, by what they are; label is the result's."""

    label: str
    entries: tuple[Entry, ...] = ()
    facts: tuple[Fact, ...] = ()
    intakes: tuple[Intake, ...] = ()
    doses: tuple[DoseEvent, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """Return '12 entries', '1 dose': each kind that there is, in the order of the fields."""
        kinds: tuple[Sequence[object], ...] = (self.entries, self.facts, self.intakes, self.doses)
        return tuple(
            f"{len(found)} {one if len(found) == 1 else several}"
            for found, (one, several) in zip(kinds, _NOUNS, strict=True)
            if found
        )

    @property
    def offer(self) -> str:
        """Return 'Show the 12 entries', '' where nothing recorded stands behind the result."""
        return f"Show the {self.counts[0].removeprefix('1 ')}" if self.counts else ""


def find_used(trial: Trial, label: str, used: Collection[str]) -> Used:
    """Return the records that the ids name, each kind in the order it is kept."""
    wanted = frozenset(used)
    if not wanted:
        return Used(label)
    return Used(
        label=label,
        entries=tuple(entry for entry in trial.entries if entry.entry_id in wanted),
        facts=tuple(fact for fact in trial.facts if fact.fact_id in wanted),
        intakes=tuple(intake for intake in trial.intakes if intake.intake_id in wanted),
        doses=tuple(dose for dose in trial.doses if dose.event_id in wanted),
    )


def format_shown(used: Used, of: int) -> str:
    """Return 'Used by Pain relief: 12 of 40 entries.', with what else there is."""
    rest = f" It also rests on {' and '.join(used.counts[1:])}." if used.counts[1:] else ""
    noun = _NOUNS[0][of != 1]
    return f"Used by {used.label}: {len(used.entries)} of {of} {noun}.{rest}"


def format_elsewhere(used: Used, trial: Trial) -> str:
    """Return 'Side effects rests on 2 doses: ...', naming what no list is narrowed to."""
    names = list(dict.fromkeys(_list_names(used, trial.details.time_zone)))
    more = len(names) - _MOST_NAMED
    named = [*names[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])]
    return f"Used by {used.label}: {' and '.join(used.counts)} ({', '.join(named)})."


def _list_names(used: Used, time_zone: str) -> list[str]:
    items = [ITEM_BY_KEY[fact.key].label for fact in used.facts if fact.key in ITEM_BY_KEY]
    moments = [*(intake.at for intake in used.intakes), *(dose.at for dose in used.doses)]
    return [*items, *(format_moment(at, time_zone) for at in moments)]
