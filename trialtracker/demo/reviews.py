"""Makes up what the invented physicians decided, and what was put to it later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import AmendReason, Source
from trialtracker.clinical.measures import PAIN_REST
from trialtracker.clinical.review import NoteKind, Opinion
from trialtracker.clinical.trial import current_entries
from trialtracker.demo.case import Reviewed
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

ClinicAt = Callable[[datetime], Clinic]
"""Gives the same clinic as of an earlier moment, so that an entry is recorded when observed."""


def add_review(reviewed: Reviewed, trial_id: str, clinic_at: ClinicAt, last: datetime) -> None:
    """Sign a trial two hours after its last entry; what is put to it comes within a day."""
    physician = Actor(reviewed.by, Role.PHYSICIAN)
    with _acting(clinic_at(last + timedelta(hours=2)), physician) as clinic:
        opinion = Opinion(reviewed.decision, reviewed.reason)
        signed = clinic.reviews.sign(clinic.get_snapshot(trial_id), opinion)
    day_after = clinic_at(last + timedelta(hours=20))
    if reviewed.addendum:
        _put(day_after, physician, signed, NoteKind.ADDENDUM, reviewed.addendum)
    if reviewed.countersigned_by:
        colleague = Actor(reviewed.countersigned_by, Role.PHYSICIAN)
        _put(day_after, colleague, signed, NoteKind.COUNTERSIGNATURE, "")
    if reviewed.opened_by:
        nurse = Actor(reviewed.opened_by, Role.NURSE)
        _put(day_after, nurse, signed, NoteKind.OPENED, reviewed.misread)
        _amend(day_after, nurse, signed)


def _put(clinic: Clinic, who: Actor, signed: Snapshot, kind: NoteKind, text: str) -> None:
    trial_id = signed.trial.trial_id
    newest = clinic.reviews.list_reviews(trial_id)[-1]
    with _acting(clinic, who):
        clinic.reviews.add_note(trial_id, newest.frozen.frozen_id, kind, text)


def _amend(clinic: Clinic, who: Actor, signed: Snapshot) -> None:
    """Give the last score that a nurse took a point more."""
    taken = [
        entry
        for entry in current_entries(signed.trial.entries)
        if entry.source is Source.NURSE and PAIN_REST.key in entry.values
    ]
    entry = taken[-1]
    values = {**entry.values, PAIN_REST.key: entry.values[PAIN_REST.key] + 1}
    key = uuid5(NAMESPACE_OID, f"demo {entry.entry_id} corrected").hex
    answers = Answers(key, entry.observed_at, entry.source, values, entry.not_assessed, entry.note)
    with _acting(clinic, who):
        clinic.amend_entry(signed.trial.trial_id, entry.entry_id, answers, AmendReason.TYPING_ERROR)


@contextmanager
def _acting(clinic: Clinic, who: Actor) -> Iterator[Clinic]:
    former = clinic.who
    clinic.act_as(who)
    try:
        yield clinic
    finally:
        clinic.act_as(former)
