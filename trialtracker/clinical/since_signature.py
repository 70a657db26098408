"""What differs between a trial as it was signed and as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from trialtracker.clinical.frozen import Since
from trialtracker.clinical.trial import Entry, Trial, TrialDetails

_RECORDED = (
    ("doses", "event_id", "at", "dose"),
    ("blinded_doses", "event_id", "at", "coded dose"),
    ("intakes", "intake_id", "at", "opioid intake"),
    ("effect_details", "detail_id", "onset_at", "side-effect description"),
)
"""What is held to the time it is about: field of a trial, key, that time, and the word for it."""

_SAID = (
    ("facts", "fact_id", "dossier answer"),
    ("acknowledgements", "acknowledgement_id", "note on a safety finding"),
    ("verifications", "verification_id", "second reading"),
    ("blind_breaks", "break_id", "broken blind"),
)
"""What counts from when it was recorded, so that it comes after a signature and changes none."""


def compare_trials(signed: Trial, now: Trial, as_of: datetime) -> Since:
    """Return what has become of a trial since it was signed as of a moment.

    A record about the time up to the signature that was added, amended, voided or taken away has
    changed what was signed; one about the time after it has continued the trial.
    """
    changed = [
        *_compare_heads(signed, now, as_of),
        *_compare_entries(signed, now, as_of, later=False),
    ]
    continued = [*_compare_ends(signed, now), *_compare_entries(signed, now, as_of, later=True)]
    for field, key, about, noun in _RECORDED:
        before, after = _by_key(signed, field, key), _by_key(now, field, key)
        new = [getattr(after[each], about) > as_of for each in after.keys() - before.keys()]
        gone = len(before.keys() - after.keys())
        changed += _say(new.count(False), noun, "was added to the time signed for")
        changed += _say(gone, noun, "was amended or voided")
        continued += _say(new.count(True), noun, "came later")
    for field, key, noun in _SAID:
        before, after = _by_key(signed, field, key), _by_key(now, field, key)
        continued += _say(len(after.keys() - before.keys()), noun, "came later")
    return Since(tuple(changed), tuple(continued))


def _compare_heads(signed: Trial, now: Trial, as_of: datetime) -> Iterator[str]:
    if signed.patient.details != now.patient.details:
        yield "The patient's details were changed."
    then, today = signed.details, now.details
    if (then.mode, then.started_at, then.time_zone) != (
        today.mode,
        today.started_at,
        today.time_zone,
    ):
        yield "The mode or the start of the trial was changed."
    if then.indication is not today.indication:
        yield "The indication was changed."
    if then.plan.criteria_set != today.plan.criteria_set:
        yield "The trial is held against another criteria set."
    if not then.state.is_open and _get_end(then) != _get_end(today):
        yield "The end of the trial was changed."
    if then.state.is_open and today.ended_at is not None and today.ended_at <= as_of:
        yield "The trial was ended at a time before the signature."


def _get_end(details: TrialDetails) -> tuple[object, ...]:
    return details.state, details.ended_at, details.stop_reason


def _compare_ends(signed: Trial, now: Trial) -> Iterator[str]:
    then, today = signed.details.state, now.details.state
    if then.is_open and then is not today:
        yield f"The trial is now {today.label.lower()}."


def _compare_entries(signed: Trial, now: Trial, as_of: datetime, *, later: bool) -> Iterator[str]:
    known = {entry.entry_id: entry for entry in signed.entries}
    every = {entry.entry_id: entry for entry in now.entries}
    new = [entry for entry in now.entries if entry.entry_id not in known]
    if later:
        yield from _say(sum(_is_later(entry, every, as_of) for entry in new), "entry", "came later")
        return
    touching = [entry for entry in new if not _is_later(entry, every, as_of)]
    yield from _say(_count(touching, amends=True, voids=False), "entry", "was amended")
    yield from _say(_count(touching, amends=True, voids=True), "entry", "was voided")
    yield from _say(
        _count(touching, amends=False, voids=False), "entry", "was added to the time signed for"
    )
    yield from _say(len(known.keys() - every.keys()), "entry", "is missing")


def _is_later(entry: Entry, every: Mapping[str, Entry], as_of: datetime) -> bool:
    """Tell whether an entry, and all it stands in place of, is about the time after a moment."""
    version: Entry | None = entry
    while version is not None:
        if version.observed_at <= as_of:
            return False
        version = every.get(version.supersedes_id or "")
    return True


def _count(entries: Iterable[Entry], *, amends: bool, voids: bool) -> int:
    return sum(
        (entry.supersedes_id is not None) is amends and entry.is_void is voids for entry in entries
    )


def _by_key(trial: Trial, field: str, key: str) -> Mapping[str, Any]:
    records: Sequence[Any] = getattr(trial, field)
    return {getattr(record, key): record for record in records}


def _say(number: int, noun: str, what: str) -> list[str]:
    if not number:
        return []
    plural = "entries" if noun == "entry" else f"{noun}s"
    counted = f"1 {noun}" if number == 1 else f"{number} {plural}"
    verb, _, rest = what.partition(" ")
    spoken = {"was": "were", "is": "are"}.get(verb, verb) if number > 1 else verb
    return [f"{counted} {spoken} {rest}."]
