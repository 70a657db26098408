"""What differs between a trial as it was signed and as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from trialtracker.clinical.frozen import Since
from trialtracker.clinical.trial import Entry, Trial, TrialDetails


class _Kind(NamedTuple):
    """What is held to the time it is about: field of a trial, key, that time, the word for it.

    end is the field that may say later when it was over.
    """

    field: str
    key: str
    about: str
    noun: str
    end: str = ""


_RECORDED = (
    _Kind("doses", "event_id", "at", "dose"),
    _Kind("blinded_doses", "event_id", "at", "coded dose"),
    _Kind("intakes", "intake_id", "at", "opioid intake", "until"),
    _Kind("effect_details", "detail_id", "onset_at", "side-effect description", "ended_at"),
)

_STAMP = {"supersedes_id", "author", "recorded_at", "reason"}
"""What tells who amended a record, not what it says."""

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
    for kind in _RECORDED:
        before, after = (_by_key(trial, kind.field, kind.key) for trial in (signed, now))
        new = [after[each] for each in after.keys() - before.keys()]
        touching = [record for record in new if _is_touching(record, after, kind, as_of)]
        added = sum(_get_superseded(record) is None for record in touching)
        gone = len(before.keys() - after.keys())
        changed += _say(added, kind.noun, "was added to the time signed for")
        changed += _say(len(touching) - added + gone, kind.noun, "was amended or voided")
        continued += _say(len(new) - len(touching), kind.noun, "came later")
    for field, key, noun in _SAID:
        before, after = _by_key(signed, field, key), _by_key(now, field, key)
        continued += _say(len(after.keys() - before.keys()), noun, "came later")
    return Since(tuple(changed), tuple(continued))


def _is_touching(record: Any, every: Mapping[str, Any], kind: _Kind, as_of: datetime) -> bool:
    """Tell whether a record, or one it stands in place of, is about the time up to a moment.

    To say that something ended after that moment, as a patch was taken off, touches nothing.
    """
    times, version = [], record
    while version is not None:
        times.append(getattr(version, kind.about))
        version = every.get(_get_superseded(version) or "")
    return min(times) <= as_of and not _only_ends_later(record, every, kind, as_of)


def _only_ends_later(record: Any, every: Mapping[str, Any], kind: _Kind, as_of: datetime) -> bool:
    former = every.get(_get_superseded(record) or "")
    if former is None:
        return False
    ends = [getattr(version, kind.end) for version in (former, record)]
    is_later = all(end is None or end > as_of for end in ends)
    return is_later and _list_facts(former, kind) == _list_facts(record, kind)


def _list_facts(record: Any, kind: _Kind) -> tuple[object, ...]:
    names: Sequence[str] = getattr(record, "_fields", ()) or record.__slots__
    told = [name for name in names if name not in {*_STAMP, kind.key, kind.end}]
    return tuple(getattr(record, name) for name in told)


def _get_superseded(record: Any) -> str | None:
    key: str | None = getattr(record, "supersedes_id", None)
    return key


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
