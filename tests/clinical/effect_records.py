"""Graded entries and descriptions of side effects for tests, by the hour of the trial."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.factories import START, make_entry, make_trial, next_id
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.trial import Entry, Trial

HOUR = timedelta(hours=1)
NOW = START + 100 * HOUR


def grade(hours: int, value: int, effect: str = "nausea", **changes: Any) -> Entry:
    """Return an entry that grades one effect, some hours after the start."""
    return make_entry(START + hours * HOUR, {f"side_effect:{effect}": value}, **changes)


def make_detail(
    onset: int, end: int | None = None, *, effect: str = "nausea", **changes: Any
) -> EffectDetail:
    """Return a description of an episode from and to an hour after the start."""
    stated = EffectDetail(
        next_id(),
        effect,
        START + onset * HOUR,
        None if end is None else START + end * HOUR,
        Relation.DRUG,
        EffectAction.REDUCED,
    )
    return replace(stated, **changes)


def make(*entries: Entry, details: tuple[EffectDetail, ...] = ()) -> Trial:
    """Return a trial of these entries and descriptions."""
    return replace(make_trial(entries), effect_details=details)
