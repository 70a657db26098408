"""What an assessment would be if the entry that is typed were saved now; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.bolus_words import format_hours
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.findings import get_entry_findings
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.record_choices import Priority
from trialtracker.clinical.sensitivity import format_relief
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.wording import format_measure
from trialtracker.services.results import Snapshot

_UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The words of the card: relief and verdict after the entry, and what else must be said.

    alarms are the safety findings that the entry would make, urgency that of the worst; left_out
    names the fields that cannot be read.
    """

    verdict: Verdict
    relief: str
    change: str
    reason: str = ""
    alarms: tuple[str, ...] = ()
    urgency: Priority = Priority.CAUTION
    left_out: str = ""
    is_changed: bool = False

    @property
    def text(self) -> str:
        """Return everything in one paragraph."""
        parts = (self.relief, self.change, self.reason, *self.alarms, self.left_out)
        return " ".join(part for part in parts if part)


def get_outlook(
    snapshot: Snapshot,
    answers: Answers,
    amended: Entry | None,
    now: datetime,
    unread: Sequence[str] = (),
) -> Outlook:
    """Return what the assessment would be with these answers, beside what it is."""
    criteria_set, trial = snapshot.assessment.criteria_set, snapshot.trial
    before = _assess_today(snapshot, now)
    after = assess(add_entry(trial, answers, amended, now), criteria_set, now)
    found = get_entry_findings(trial, answers, now, criteria_set.safety)
    is_held = after.verdict is Verdict.SAFETY_HOLD and not found  # else the alarms say why
    is_explained = after.verdict is Verdict.NOT_ENOUGH_DATA or is_held
    return Outlook(
        verdict=after.verdict,
        relief=format_relief_change(before, after),
        change=format_verdict_change(before.verdict, after.verdict),
        reason=after.summary if is_explained else "",
        alarms=tuple(f"{finding.priority.label}: {finding.sentence}" for finding in found),
        urgency=found[0].priority if found else Priority.CAUTION,  # alerts come first
        left_out=f"Left out, as it cannot be read: {', '.join(unread)}." if unread else "",
        is_changed=before.verdict is not after.verdict,
    )


def add_entry(trial: Trial, answers: Answers, amended: Entry | None, now: datetime) -> Trial:
    """Return the trial as it would be with these answers, in place of the amended entry."""
    entry = answers.to_entry(now, None if amended is None else amended.entry_id)
    kept = tuple(i for i in trial.intakes if amended is None or i.entry_id != amended.entry_id)
    return replace(trial, entries=(*trial.entries, entry), intakes=(*kept, *answers.intakes))


def format_relief_change(before: Assessment, after: Assessment) -> str:
    """Return 'Average pain, last 3 days: 58 % relief → 56 % relief', or that it is unchanged."""
    then, now = _format_relief(after), _format_relief(before)
    period = _format_period(after)
    subject = f"{format_measure(after.measure)}, {period}" if after.window.of else "Relief"
    if before.measure != after.measure and before.relief_percent is not None:
        return f"{subject}: {then}; {format_measure(before.measure).lower()} before: {now}"
    if then == now:
        return f"{subject}: {then}{', unchanged' if after.relief_percent is not None else ''}"
    return f"{subject}: {now} → {then}"


def _format_period(assessment: Assessment) -> str:
    if assessment.window.hours is not None:
        return f"{format_hours(assessment.criteria_set)} after the bolus"
    return f"last {count_of(assessment.window.of, 'day')}"


def format_verdict_change(before: Verdict, after: Verdict) -> str:
    """Return 'Assessment stays favourable', or from what to what it changes."""
    if before is after:
        return f"Assessment stays: {after.label.lower()}"
    return f"Assessment changes: {before.label.lower()} → {after.label.lower()}"


def _format_relief(assessment: Assessment) -> str:
    if assessment.relief_percent is None:
        return f"relief {_UNKNOWN}"
    return format_relief(assessment.criteria_set, assessment.relief_percent)


def _assess_today(snapshot: Snapshot, now: datetime) -> Assessment:
    """Return what is shown, or what it would be by now where a day has begun since."""
    zone = snapshot.trial.details.time_zone
    if local_date(now, zone) == local_date(snapshot.taken_at, zone):
        return snapshot.assessment
    return assess(snapshot.trial, snapshot.assessment.criteria_set, now)
