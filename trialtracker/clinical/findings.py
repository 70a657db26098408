"""Safety findings: which red flags stand, since when, and who saw them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Choice
from trialtracker.clinical.course import Course, get_course
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import Priority
from trialtracker.clinical.red_flag_looks import IN_RANGE, Said
from trialtracker.clinical.red_flags import RED_FLAGS, RedFlag
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.time import format_date, format_time, local_date
from trialtracker.clinical.trial import Entry, Trial

_LOOKING: dict[str, list[RedFlag]] = defaultdict(list)
for _flag in RED_FLAGS:
    for _measure in _flag.measures:
        _LOOKING[_measure].append(_flag)


class FindingState(Choice):
    """How far people are with a finding; only a resolved one is over."""

    OPEN = "open", "Open"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    RESOLVED = "resolved", "Resolved"


@dataclass(frozen=True, slots=True)
class Datum:
    """One reading that a flag found: where it stands, since when it is known, and in words.

    root_id is the first version of its entry, so that an amendment is no other datum; known_at is
    when that reading was recorded first.
    """

    entry_id: str
    root_id: str
    observed_at: datetime
    known_at: datetime
    short: str
    sentence: str
    action: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One red flag, from its first reading until it is resolved; data are oldest first.

    back_since is the first reading in range after the last one found, None while there is none.
    """

    flag: RedFlag
    state: FindingState
    data: tuple[Datum, ...]
    back_since: datetime | None
    acknowledgements: tuple[Acknowledgement, ...]

    @property
    def key(self) -> str:
        """Return the stable key: the flag and the entry that found it first."""
        return _key_of(self.flag, self.data[0])

    @property
    def latest(self) -> Datum:
        """Return the newest reading that was found."""
        return self.data[-1]

    @property
    def priority(self) -> Priority:
        """Return how urgent the flag is."""
        return self.flag.priority

    @property
    def observed_at(self) -> datetime:
        """Return when the newest reading was observed."""
        return self.latest.observed_at

    @property
    def sentence(self) -> str:
        """Return the newest datum in words, with its time of day."""
        return self.latest.sentence

    @property
    def holds(self) -> bool:
        """Tell whether it keeps the trial in safety hold."""
        return self.priority is Priority.ALERT and self.state is not FindingState.RESOLVED


def get_findings(trial: Trial, limits: SafetyLimits, as_of: datetime) -> tuple[Finding, ...]:
    """Return every finding up to a moment, resolved ones too: alerts first, then the newest.

    An alert stays until a person has recorded, after its latest reading, that it is resolved; a
    return into range does not end it. A caution ends with the first reading in range.
    """
    course = get_course(trial, as_of)
    history = _History(trial, as_of)
    found = (
        finding
        for flag, readings in _read(course.entries, course, limits).items()
        for finding in _find_runs(readings, flag, course, history)
    )
    return _most_urgent_first(found)


def get_standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not resolved."""
    return tuple(f for f in findings if f.state is not FindingState.RESOLVED)


def get_entry_findings(
    trial: Trial, answers: Answers, now: datetime, limits: SafetyLimits = CLINIC_DEFAULT.safety
) -> tuple[Finding, ...]:
    """Return what a form that is not stored yet would find, alerts first."""
    entry = answers.to_entry(now)
    course = get_course(trial, max(now, answers.observed_at))
    history = _History(trial, now)
    found = (
        _judge(flag, [_to_datum(flag, entry, reading.said, course, history)], None, history)
        for flag, readings in _read((entry,), course, limits).items()
        for reading in readings
        if reading.is_found
    )
    return _most_urgent_first(found)


def _most_urgent_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    newest_first = sorted(findings, key=lambda f: (f.observed_at, f.key), reverse=True)
    return tuple(sorted(newest_first, key=lambda f: f.priority is not Priority.ALERT))


def format_dated(finding: Finding, time_zone: str) -> str:
    """Return the sentence of a finding with its date, and since when it is back in range."""
    date = format_date(local_date(finding.observed_at, time_zone))
    return f"{date}: {finding.sentence}{format_back(finding, time_zone)}"


def format_back(finding: Finding, time_zone: str) -> str:
    """Return ' Back in range since 15:00.', or nothing while it is not."""
    if finding.back_since is None:
        return ""
    day, found_on = (local_date(at, time_zone) for at in (finding.back_since, finding.observed_at))
    date = "" if day == found_on else f"{format_date(day)} "
    return f" Back in range since {date}{format_time(finding.back_since, time_zone)}."


def format_findings_in_short(findings: Iterable[Finding]) -> str:
    """Return the most urgent standing finding for a list: 'Alert: RR 7 /min +1'; +1 is one more.

    The findings come in their order; empty where none stands.
    """
    standing = get_standing(findings)
    if not standing:
        return ""
    more = f" +{len(standing) - 1}" if len(standing) > 1 else ""
    return f"{standing[0].priority.label}: {standing[0].latest.short}{more}"


class _Reading(NamedTuple):
    """What one entry says to one flag."""

    at: datetime
    is_found: bool
    entry: Entry
    said: Said


class _History:
    """What is known of each reading and finding from the stored versions."""

    def __init__(self, trial: Trial, as_of: datetime) -> None:
        self._by_id = {entry.entry_id: entry for entry in trial.entries}
        self._seen = tuple(a for a in trial.acknowledgements if a.recorded_at <= as_of)

    def get_versions(self, entry: Entry) -> tuple[Entry, ...]:
        """Return an entry and those it stands in place of, newest first."""
        versions = [entry]
        while (before := self._by_id.get(versions[-1].supersedes_id or "")) is not None:
            versions.append(before)
        return tuple(versions)

    def get_acknowledgements(
        self, flag: RedFlag, data: Iterable[Datum]
    ) -> tuple[Acknowledgement, ...]:
        """Return those of a run; any of its readings may have been its first at the time."""
        keys = {_key_of(flag, datum) for datum in data}
        return tuple(a for a in self._seen if a.finding_key in keys)


def _key_of(flag: RedFlag, datum: Datum) -> str:
    return f"{flag.key}:{datum.root_id}"


def _find_runs(
    readings: Iterable[_Reading], flag: RedFlag, course: Course, history: _History
) -> Iterator[Finding]:
    run: list[Datum] = []
    back_since: datetime | None = None
    for at, is_found, entry, said in sorted(readings, key=_by_time):
        if not is_found:
            back_since = back_since or (at if run else None)
            continue
        datum = _to_datum(flag, entry, said, course, history)
        if run and _is_over_before(datum, _judge(flag, run, back_since, history)):
            yield _judge(flag, run, back_since, history)
            run = []
        run, back_since = [*run, datum], None
    yield _judge(flag, run, back_since, history)


def _is_over_before(datum: Datum, finding: Finding) -> bool:
    """Tell whether a finding had ended when a further reading became known."""
    if finding.priority is Priority.CAUTION:
        return finding.back_since is not None
    return any(
        a.resolved and _known_at(finding.data) <= a.recorded_at < datum.known_at
        for a in finding.acknowledgements
    )


def _known_at(data: Iterable[Datum]) -> datetime:
    """Return when the last of some readings became known: what was said before is not of it."""
    return max(datum.known_at for datum in data)


def _judge(
    flag: RedFlag, run: list[Datum], back_since: datetime | None, history: _History
) -> Finding:
    data = tuple(run)
    said = history.get_acknowledgements(flag, data)
    counting = [a for a in said if a.recorded_at >= _known_at(data)]
    is_over = flag.priority is Priority.CAUTION and back_since is not None
    if is_over or any(a.resolved for a in counting):
        state = FindingState.RESOLVED
    else:
        state = FindingState.ACKNOWLEDGED if counting else FindingState.OPEN
    return Finding(flag, state, data, back_since, said)


def _by_time(reading: _Reading) -> tuple[datetime, bool]:
    # Of two readings at one time the worse counts: what is found comes last.
    return reading.at, reading.is_found


def _read(
    entries: Iterable[Entry], course: Course, limits: SafetyLimits
) -> dict[RedFlag, list[_Reading]]:
    """Return what the entries say to each flag that finds anything in them."""
    readings: dict[RedFlag, list[_Reading]] = defaultdict(list)
    for entry in entries:
        asked = dict.fromkeys(f for key in entry.values if key in _LOOKING for f in _LOOKING[key])
        for flag in asked:
            said = flag.look(entry, course, limits)
            if said is not None:
                found = said is not IN_RANGE
                readings[flag].append(_Reading(entry.observed_at, found, entry, said))
    return {flag: said for flag, said in readings.items() if any(r.is_found for r in said)}


def _to_datum(flag: RedFlag, entry: Entry, said: Said, course: Course, history: _History) -> Datum:
    versions = history.get_versions(entry)
    same = takewhile(lambda version: _says_the_same(flag, version, entry), versions)
    time = format_time(entry.observed_at, course.time_zone)
    return Datum(
        entry_id=entry.entry_id,
        root_id=versions[-1].entry_id,
        observed_at=entry.observed_at,
        known_at=min(version.recorded_at for version in same),
        short=said.short,
        sentence=f"{said.datum} at {time} {said.why}.",
        action=flag.get_action(entry, course),
    )


def _says_the_same(flag: RedFlag, one: Entry, other: Entry) -> bool:
    return one.observed_at == other.observed_at and all(
        one.values.get(key) == other.values.get(key) for key in flag.measures
    )
