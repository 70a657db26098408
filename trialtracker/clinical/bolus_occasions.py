"""The boluses of a trial, each with the time in which it alone speaks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from trialtracker.clinical.placebo_words import Contents, get_broken
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent, Trial


class Bolus(NamedTuple):
    """What was given at one moment, and until when nothing else was given."""

    at: datetime
    until: datetime
    event_ids: tuple[str, ...]
    codes: tuple[str, ...]
    is_placebo: bool


def list_boluses(trial: Trial, until: datetime, as_of: datetime) -> tuple[Bolus, ...]:
    """Return the boluses given up to a moment, by time, with what is known of them as of another.

    The drugs of a mixture are given at one moment, and what is given at one moment is one bolus.
    A trial without a recorded bolus has none, whatever its start says: hours are counted from a
    recorded dose only.
    """
    found: defaultdict[datetime, list[DoseEvent | BlindedDose]] = defaultdict(list)
    given: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    for dose in given:
        if dose.kind is DoseKind.BOLUS and dose.at <= until:
            found[to_utc(dose.at)].append(dose)
    moments = [*sorted(found), to_utc(until)]
    kinds = get_broken(trial, as_of)
    return tuple(_to_bolus(at, ends, found[at], kinds) for at, ends in pairwise(moments))


def _to_bolus(
    at: datetime,
    until: datetime,
    doses: Sequence[DoseEvent | BlindedDose],
    kinds: Mapping[str, Contents],
) -> Bolus:
    codes = tuple(dose.code for dose in doses if isinstance(dose, BlindedDose))
    are_placebos = all(kinds.get(code.casefold()) is Contents.PLACEBO for code in codes)
    return Bolus(
        at=at,
        until=until,
        event_ids=tuple(dose.event_id for dose in doses),
        codes=codes,
        is_placebo=len(codes) == len(doses) and are_placebos,
    )
