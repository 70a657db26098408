"""The boluses of a trial, each with the time in which it alone speaks."""

from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

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


def list_boluses(trial: Trial, until: datetime) -> tuple[Bolus, ...]:
    """Return the boluses given up to a moment, by time; those of one moment are one.

    The drugs of a mixture are given at one moment, so they are one bolus. A trial without a
    recorded bolus has none, whatever its start says: hours are counted from a recorded dose only.
    """
    found: defaultdict[datetime, list[DoseEvent | BlindedDose]] = defaultdict(list)
    given: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    for dose in given:
        if dose.kind is DoseKind.BOLUS and dose.at <= until:
            found[to_utc(dose.at)].append(dose)
    moments = [*sorted(found), to_utc(until)]
    return tuple(
        Bolus(
            at=at,
            until=following,
            event_ids=tuple(dose.event_id for dose in found[at]),
            codes=tuple(dose.code for dose in found[at] if isinstance(dose, BlindedDose)),
        )
        for at, following in pairwise(moments)
    )
