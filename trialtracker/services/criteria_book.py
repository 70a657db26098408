"""The clinic's criteria sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import TrialState, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_choice import choose_set
from trialtracker.clinical.criteria_set_checks import check_criteria_set
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_date
from trialtracker.db import criteria_sets as rows
from trialtracker.db.whole_trial import load_trial, load_trial_by_no
from trialtracker.services.book import Book
from trialtracker.services.sets import list_sets


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One trial under the set it has now and under another; nothing of it is stored."""

    trial_id: str
    mrn: str
    family_name: str
    given_name: str
    state: TrialState
    set_title: str
    now: Verdict
    then: Verdict

    @property
    def is_changed(self) -> bool:
        """Tell whether the other set comes to another verdict."""
        return self.now is not self.then


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Some trials of a preview: looked_at of total; next_after is None after the last page.

    A trial of a mode that the set is not meant for is looked at but has no row.
    """

    rows: tuple[PreviewRow, ...]
    looked_at: int
    next_after: int | None
    total: int


class CriteriaBook(Book):
    """What trials are held against: the shipped sets and the clinic's own versions."""

    def list_sets(self) -> tuple[CriteriaSet, ...]:
        """Return every version of every set, the shipped ones first."""
        with self._store.read() as connection:
            return list_sets(connection)

    def add_version(self, criteria_set: CriteriaSet) -> CriteriaSet:
        """Store a version of a set; whoever is at the keyboard is its author if none is named.

        It counts for trials that start on its effective date or after. The summaries of open
        trials that follow the set are stale then: whoever adds it refreshes them
        (Clinic.refresh_summaries).

        Raises:
            RefusedError: naming each field that cannot be; its effective date too if a trial that
                follows the set has started on it, for the rules of that trial would change.
        """
        now = self._clock()
        author = criteria_set.author.strip() or self._actor
        added = replace(criteria_set, author=author, reason=criteria_set.reason.strip())
        with self._store.write(self._actor, now) as tx:
            check_criteria_set(added, list_sets(tx.connection), now.astimezone().date())
            _check_is_prospective(tx.connection, added)
            rows.insert_set(tx, added)
            rows.mark_following_stale(tx, added.name)
        return added

    def assess_with(self, trial_id: str, titles: Sequence[str]) -> tuple[Assessment, ...]:
        """Return one trial held against several sets, in the order they are named.

        Raises:
            LookupError: if no such trial or set is stored.
        """
        now = self._clock()
        with self._store.read() as connection:
            by_title = {each.title: each for each in list_sets(connection)}
            trial = load_trial(connection, trial_id)
        return tuple(assess(trial, by_title[title], now) for title in titles)

    def preview(self, criteria_set: CriteriaSet, after: int | None, limit: int) -> PreviewPage:
        """Return the verdicts of the started trials that follow a row, now and under a set.

        Nothing is stored: past trials keep their verdict whatever comes of it.
        """
        now = self._clock()
        with self._store.read() as connection:
            known = list_sets(connection)
            numbers = rows.list_started_trials(connection, after or 0, limit)
            found = _preview(connection, numbers, known, criteria_set, now)
            is_last = len(numbers) < limit
            total = rows.count_started_trials(connection)
        return PreviewPage(found, len(numbers), None if is_last else numbers[-1], total)

    def count_followers(self, name: str) -> int:
        """Return how many running trials follow a set, in whichever version."""
        with self._store.read() as connection:
            return rows.count_running_followers(connection, name)


def _check_is_prospective(connection: Connection, criteria_set: CriteriaSet) -> None:
    started = rows.list_first_days(connection, criteria_set.name)
    day = criteria_set.effective_from
    too_late = [first for first in started if day is not None and first >= day]
    if too_late:
        sentence = (
            f"A trial that follows {criteria_set.name} has started on "
            f"{format_date(max(too_late))}: its rules never change. Write a later day."
        )
        raise RefusedError((Problem("effective_from", sentence),))


def _preview(
    connection: Connection,
    numbers: Iterable[int],
    known: Sequence[CriteriaSet],
    criteria_set: CriteriaSet,
    now: datetime,
) -> tuple[PreviewRow, ...]:
    trials = (load_trial_by_no(connection, number) for number in numbers)
    meant = (trial for trial in trials if trial.details.mode in criteria_set.modes)
    found = []
    for trial in meant:
        own = choose_set(known, trial, now)
        patient = trial.patient.details
        found.append(
            PreviewRow(
                trial.trial_id,
                patient.mrn,
                patient.family_name,
                patient.given_name,
                trial.details.state,
                own.title,
                assess(trial, own, now).verdict,
                assess(trial, criteria_set, now).verdict,
            )
        )
    return tuple(found)
