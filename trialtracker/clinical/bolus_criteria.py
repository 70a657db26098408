"""The criteria of bolus trials alone: relief after several boluses, and how long it lasts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from typing import NamedTuple

from trialtracker.clinical.assessment import (
    CriterionResult,
    Occasion,
    Reading,
    not_known,
    to_status,
)
from trialtracker.clinical.bolus_readings import LONGEST_GAP
from trialtracker.clinical.bolus_relief import get_percent
from trialtracker.clinical.bolus_words import (
    format_bolus,
    format_hours,
    format_missing,
    format_need,
)
from trialtracker.clinical.choices import Status, TrialMode
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.pain_criteria import find_missing, format_wanted, reaches
from trialtracker.clinical.time import format_duration, format_moment, format_time
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.wording import format_change, format_outcome


def is_bolus(trial: Trial) -> bool:
    """Tell whether a trial is of boluses."""
    return not trial.details.mode.is_continuous


def is_repeated_bolus(trial: Trial) -> bool:
    """Tell whether a trial is of several boluses."""
    return trial.details.mode is TrialMode.REPEATED_BOLUS


def repeat_bolus(evidence: Evidence) -> CriterionResult:
    """Count the boluses after which relief passes the set's threshold (Mohammed 2013).

    It is not known while fewer boluses than asked for can be judged, nor while those without
    enough readings could still bring the count there. Percents are never averaged, and a placebo
    whose code was opened does not count.
    """
    key, label, needed = "repeat_bolus", "Repeated relief", evidence.criteria_set.occasions
    wanted = format_wanted(evidence.criteria_set)
    requirement = f"needs {wanted} after ≥ {needed} {_format_boluses(needed)}"
    if missing := _find_missing(evidence):
        return not_known(key, label, requirement, missing)
    occasions = evidence.relief.active
    known = [each for each in occasions if each.percent is not None]
    passed = sum(_passes(evidence, each.percent) for each in known)
    could_pass = passed + len(occasions) - len(known)
    is_open = passed < needed and (len(known) < needed or could_pass >= needed)
    return CriterionResult(
        key=key,
        label=label,
        status=Status.NOT_KNOWN if is_open else to_status(passed >= needed),
        value=f"{passed} of {len(known)}",
        requirement=requirement,
        reason=_format_occasions(evidence, passed),
        used=(
            *evidence.relief.baseline.entry_ids,
            *(key for each in known for key in (*each.window.entry_ids, *each.event_ids)),
        ),
    )


def relief_duration(evidence: Evidence) -> CriterionResult:
    """Tell whether relief above the threshold lasts as long as the set asks (eviCore CMM-210).

    Looked at is the longest run of readings that all pass the threshold, from the first hour of
    the set on, after the bolus that speaks for the trial. A run that begins with the first reading
    is counted from the bolus, any other from its own first reading; one that begins after the
    hours of the set is not ascribed to the bolus. A run that is too short is not met where a
    reading below the threshold ended it. It is not known where only the readings ended: at the
    next bolus, at the end of the trial, or before a gap of more than 4 h (clinic default).
    """
    key, label = "relief_duration", "Relief duration"
    criteria_set, occasion = evidence.criteria_set, evidence.relief.speaking
    wanted, hours = format_wanted(criteria_set), criteria_set.relief_hours
    requirement = f"needs {wanted} for ≥ {hours} h"
    missing = _find_missing(evidence)
    if missing or occasion is None:
        return not_known(key, label, requirement, missing)
    readings = _list_unbroken(occasion.readings)
    runs = _list_runs(evidence, occasion, readings)
    longest = max(runs, key=lambda run: run.length, default=_Run(occasion.at, (), occasion.at))
    is_met = longest.length >= timedelta(hours=hours)
    is_open = not is_met and bool(runs) and runs[-1].readings[-1] is readings[-1]
    run = runs[-1] if is_open else longest
    return CriterionResult(
        key=key,
        label=label,
        status=Status.NOT_KNOWN if is_open else to_status(is_met),
        value=_format_length(run, is_open=is_open),
        requirement=requirement,
        reason=(
            f"{_format_run(evidence, occasion, run)}"
            f"{'' if is_met else _format_after(evidence, occasion, run)}; {hours} h are needed."
        ),
        used=(
            *evidence.relief.baseline.entry_ids,
            *(entry_id for reading in readings for entry_id in reading.entry_ids),
            *occasion.event_ids,
        ),
    )


class _Run(NamedTuple):
    """Readings in a row that all pass, from when they count."""

    start: datetime
    readings: tuple[Reading, ...]
    ends: datetime

    @property
    def length(self) -> timedelta:
        """Return how long they passed."""
        return self.ends - self.start


def _find_missing(evidence: Evidence) -> str:
    missing = find_missing(evidence)
    if missing or evidence.relief.percent is not None:
        return missing
    return f"{format_change(evidence.relief)}: {format_outcome(None, ())}."


def _passes(evidence: Evidence, percent: Fraction | None) -> bool:
    return percent is not None and reaches(evidence.criteria_set, percent)


def _list_unbroken(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings up to the first gap that is too long to say what was between."""
    gaps = enumerate(pairwise(readings), start=1)
    until = (n for n, (earlier, later) in gaps if later.at - earlier.at > LONGEST_GAP)
    return tuple(readings[: next(until, len(readings))])


def _list_runs(evidence: Evidence, occasion: Occasion, readings: Sequence[Reading]) -> list[_Run]:
    limit = _get_limit(evidence)
    latest = occasion.at + timedelta(hours=evidence.criteria_set.bolus_to_hours)

    def passes(reading: Reading) -> bool:
        is_equal = reading.score == limit and evidence.criteria_set.relief_includes_threshold
        return reading.score < limit or is_equal

    groups = (tuple(group) for is_relief, group in groupby(readings, passes) if is_relief)
    return [
        _Run(occasion.at if run[0] is readings[0] else run[0].at, run, run[-1].at)
        for run in groups
        if run[0].at <= latest
    ]


def _get_limit(evidence: Evidence) -> Fraction:
    """Return the score at which relief is exactly that of the threshold."""
    before = evidence.relief.baseline.mean or Fraction(0)
    return before * (100 - evidence.criteria_set.relief_percent) / 100


def _format_length(run: _Run, *, is_open: bool) -> str:
    """Return '7hr 0min', '≥ 7hr 0min' where the readings end; of one reading there is no length."""
    if is_open and len(run.readings) == 1:
        return "At 1 reading"
    return f"{'≥ ' if is_open else ''}{format_duration(run.length)}"


def _format_run(evidence: Evidence, occasion: Occasion, run: _Run) -> str:
    zone, wanted = evidence.trial.details.time_zone, format_wanted(evidence.criteria_set)
    bolus = format_bolus(occasion.at, occasion.codes, zone)
    if not run.readings:
        hours = format_hours(evidence.criteria_set)
        return f"No reading from {hours} after {bolus} shows {wanted} relief"
    first, last = (format_time(at, zone) for at in (run.readings[0].at, run.ends))
    length, number = format_duration(run.length), len(run.readings)
    if number == 1:
        return f"{wanted} relief at 1 reading, {last}, after {bolus}"
    many = f"at each of {number} readings"
    if run.start == occasion.at:
        return f"{wanted} relief {many} until {last}, {length} after {bolus}"
    return f"{wanted} relief {many} from {first} to {last}, {length}, after {bolus}"


def _format_after(evidence: Evidence, occasion: Occasion, run: _Run) -> str:
    """Return what was found after a run: '; then 31 % relief at 15:00'."""
    if not run.readings:
        return ""
    unbroken = _list_unbroken(occasion.readings)
    following = next((reading for reading in unbroken if reading.at > run.ends), None)
    if following is None:
        return "; the readings end there"
    percent = get_percent(evidence.relief.baseline.mean, following.score)
    at = format_time(following.at, evidence.trial.details.time_zone)
    return f"; then {_format_percent(evidence, percent)} at {at}"


def _format_occasions(evidence: Evidence, passed: int) -> str:
    """Return after how many boluses relief was enough, with the percent after each."""
    relief, zone = evidence.relief, evidence.trial.details.time_zone
    known = [
        f"{format_moment(each.at, zone)}: {_format_percent(evidence, each.percent)}"
        for each in relief.active
        if each.percent is not None
    ]
    unjudged = [format_missing(each, zone) for each in relief.active if each.percent is None]
    wanted, needed = format_wanted(evidence.criteria_set), evidence.criteria_set.occasions
    reason = (
        f"{wanted} relief after {passed} of {len(known)} {_format_boluses(len(known))} with enough "
        f"readings "
        f"({'; '.join(known)}); {format_need(needed)}."
    )
    return f"{reason} Not enough readings after: {', '.join(unjudged)}." if unjudged else reason


def _format_boluses(number: int) -> str:
    return "bolus" if number == 1 else "boluses"


def _format_percent(evidence: Evidence, percent: Fraction | None) -> str:
    criteria_set = evidence.criteria_set
    return format_outcome(percent, (criteria_set.relief_percent, criteria_set.borderline_percent))
