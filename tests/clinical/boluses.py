"""Bolus trials for tests: readings by hours after the first bolus."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.clinical.doses import make_bolus
from tests.factories import START, Number, make_entry, make_trial
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.trial import DoseEvent, Entry, Trial

HOURLY = (1, 2, 3, 4, 5, 6, 7, 8)
BEFORE: Mapping[float, Number] = {-2: 8, -1: 8}


def at(hours: float, start: datetime = START) -> datetime:
    """Return a moment so many hours after the first bolus, to the second."""
    return start + timedelta(seconds=round(hours * 3600))


def read(
    scores: Mapping[float, Number], *, measure: str = "pain_rest", start: datetime = START
) -> tuple[Entry, ...]:
    """Return one entry for each hour after the first bolus."""
    return tuple(make_entry(at(hour, start), {measure: s}) for hour, s in scores.items())


def hourly(score: Number, hours: Iterable[float] = HOURLY) -> dict[float, Number]:
    """Return the same score at each of these hours."""
    return dict.fromkeys(hours, score)


def make_bolus_trial(
    *scores: Mapping[float, Number],
    doses: Sequence[DoseEvent] | None = None,
    entries: Iterable[Entry] = (),
    **details: Any,
) -> Trial:
    """Return a single-bolus trial: 8 twice before the bolus, and what is read after it."""
    read_of = [entry for each in (BEFORE, *scores) for entry in read(each)]
    given = [make_bolus()] if doses is None else doses
    mode = {"mode": TrialMode.SINGLE_BOLUS}
    return make_trial([*read_of, *entries], doses=given, **{**mode, **details})
