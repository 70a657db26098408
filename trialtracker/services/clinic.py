"""What people do with patients, trials and entries: one method, one intent, one transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from trialtracker.clinical import actor_checks, checks
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.intake_checks import check_intakes
from trialtracker.clinical.permission_checks import check_permitted
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import PatientDetails, Trial, TrialDetails
from trialtracker.db import drafts, entries, house, patients, records, summaries, trials
from trialtracker.db.driver import get_execute
from trialtracker.db.entries import Change
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Store, Transaction
from trialtracker.db.whole_trial import load_trial
from trialtracker.services import lists, patient_trials
from trialtracker.services.assessments import Assessments
from trialtracker.services.criteria_book import CriteriaBook
from trialtracker.services.dosing import Dosing
from trialtracker.services.dossier import Dossier
from trialtracker.services.effects import Effects
from trialtracker.services.guards import (
    check_birth_fits,
    check_is_same_entry,
    check_mrn_is_free,
    check_no_overlap,
    check_patient,
    check_reason,
    check_record_fits,
    require_entry_of,
)
from trialtracker.services.house import House
from trialtracker.services.locks import check_locks_of_patient
from trialtracker.services.opioids import Opioids, insert_answers, void_intakes_of_entry
from trialtracker.services.outcomes import Outcomes
from trialtracker.services.paper import Paper
from trialtracker.services.results import Snapshot
from trialtracker.services.reviews import Reviews
from trialtracker.services.rows import DueCounts, PatientHit, TrialRow
from trialtracker.services.safety import Safety
from trialtracker.services.snapshots import list_stale, renew, settle, take_snapshot
from trialtracker.services.verdicts import TrialVerdict, list_verdicts
from trialtracker.services.written import Written

ENDED_AT_ONCE = 25
"""Trials that are over, assessed anew in one go: a quarter of a second."""


class Clinic:
    """The services of one open store, for one actor."""

    def __init__(self, store: Store, clock: Clock, actor: str, role: Role = Role.NURSE) -> None:
        self._store = store
        self._clock = clock
        self._who = Actor(actor, role)
        part = (store, clock, lambda: self._who)
        self.dosing = Dosing(*part)
        self.opioids = Opioids(*part)
        self.dossier = Dossier(*part)
        self.effects = Effects(*part)
        self.safety = Safety(*part)
        self.house = House(*part)
        self.paper = Paper(*part)
        self.criteria = CriteriaBook(*part)
        self.assessments = Assessments(*part)
        self.outcomes = Outcomes(*part)
        self.reviews = Reviews(*part)
        self.written = Written(*part)

    @property
    def who(self) -> Actor:
        """Return who is at the keyboard."""
        return self._who

    @property
    def actor(self) -> str:
        """Return the name that every row carries."""
        return self._who.name

    def act_as(self, actor: Actor) -> Actor:
        """Write under another name, or in another role, from now on.

        Raises:
            RefusedError: for a blank name.
        """
        actor_checks.check_actor(actor)
        self._who = actor
        return actor

    def register(self, patient: PatientDetails, trial: TrialDetails) -> Snapshot:
        """Store a new patient with a first trial.

        Raises:
            RefusedError: naming each field that cannot be stored, a known MRN among them.
        """
        now = self._clock()
        check_patient(patient, now)
        checks.check_trial(trial, patient.birth_date, now)
        with self._store.write(self.actor, now) as tx:
            check_mrn_is_free(tx, patient.mrn, None)
            patient_id, trial_id = uuid4().hex, uuid4().hex
            patients.save_patient(tx, patient_id, patient, _first_stamp())
            trials.save_trial(tx, patient_id, trial_id, trial, _first_stamp())
            return settle(tx, trials.get_trial_no(tx.connection, trial_id))

    def add_trial(self, patient_id: str, trial: TrialDetails) -> Snapshot:
        """Store a further trial of a known patient."""
        now = self._clock()
        with self._store.write(self.actor, now) as tx:
            patient = patients.load_patient(tx.connection, patient_id)
            checks.check_trial(trial, patient.details.birth_date, now)
            check_no_overlap(tx, patient_id, None, trial)
            trial_id = uuid4().hex
            trials.save_trial(tx, patient_id, trial_id, trial, _first_stamp())
            return settle(tx, trials.get_trial_no(tx.connection, trial_id))

    def amend_patient(self, trial: Trial, details: PatientDetails, reason: str) -> Snapshot:
        """Store a changed patient as a new revision; trial is the one that is open."""
        now = self._clock()
        check_patient(details, now)
        check_reason(reason)
        patient = trial.patient
        with self._store.write(self.actor, now) as tx:
            check_mrn_is_free(tx, details.mrn, patient.patient_id)
            check_birth_fits(tx, patient.patient_id, details.birth_date)
            stamp = Stamp(uuid4().hex, patient.revision_id, reason)
            patients.save_patient(tx, patient.patient_id, details, stamp)
            check_locks_of_patient(tx, patient.patient_id)
            return settle(tx, trials.get_trial_no(tx.connection, trial.trial_id))

    def amend_trial(self, trial: Trial, details: TrialDetails, reason: str) -> Snapshot:
        """Store a changed plan or state of a trial as a new revision."""
        now = self._clock()
        patient = trial.patient
        checks.check_trial(details, patient.details.birth_date, now)
        check_reason(reason)
        with self._store.write(self.actor, now) as tx:
            check_no_overlap(tx, patient.patient_id, trial.trial_id, details)
            stored = load_trial(tx.connection, trial.trial_id)
            check_record_fits(stored, details)
            stamp = Stamp(uuid4().hex, trial.revision_id, reason)
            trials.save_trial(tx, patient.patient_id, trial.trial_id, details, stamp)
            return settle(tx, trials.get_trial_no(tx.connection, trial.trial_id))

    def record(self, trial_id: str, answers: Answers) -> Snapshot:
        """Store an entry and forget the draft it came from; a repeated call stores nothing more.

        Raises:
            RefusedError: naming each field that cannot be stored.
        """
        return self._add_entry(trial_id, answers, Change())

    def amend_entry(self, trial_id: str, entry_id: str, answers: Answers, reason: str) -> Snapshot:
        """Store answers in place of an entry, which stays readable behind them."""
        check_reason(reason)
        return self._add_entry(trial_id, answers, Change(entry_id, reason))

    def void_entry(self, trial_id: str, entry_id: str, reason: str) -> Snapshot:
        """Make an entry not count; it stays readable with the reason."""
        check_reason(reason)
        with self._store.write(self.actor, self._clock()) as tx:
            trial_no = require_entry_of(tx, trial_id, entry_id)
            stored = entries.load_entries(tx.connection, trial_no)
            entry = next(e for e in stored if e.entry_id == entry_id)
            blank = Answers(uuid4().hex, entry.observed_at, entry.source)
            entries.insert_entry(tx, trial_no, blank, Change(entry_id, reason, is_void=True))
            self._void_intakes(tx, trial_no, entry_id, reason)
            return settle(tx, trial_no)

    def _add_entry(self, trial_id: str, answers: Answers, change: Change) -> Snapshot:
        now = self._clock()
        with self._store.write(self.actor, now) as tx:
            trial_no = trials.get_trial_no(tx.connection, trial_id)
            self._check(tx, trial_no, answers, change.supersedes_id)
            if entries.has_entry(tx.connection, answers.entry_id):
                check_is_same_entry(load_trial(tx.connection, trial_id), answers)
            else:
                insert_answers(tx, trial_no, answers, change)
                self._void_intakes(tx, trial_no, change.supersedes_id or "", change.reason)
            drafts.discard_draft(tx, trial_no)
            return settle(tx, trial_no)

    def _check(
        self, tx: Transaction, trial_no: int, answers: Answers, amended_id: str | None
    ) -> None:
        head = trials.load_trial_head(tx.connection, trial_no)
        checks.check_answers(head, answers, tx.at)
        check_intakes(head, answers.intakes, tx.at)
        amended = None
        if amended_id is not None:
            require_entry_of(tx, head.trial_id, amended_id)
            stored = entries.load_entries(tx.connection, trial_no)
            amended = next(entry for entry in stored if entry.entry_id == amended_id)
        check_permitted(answers, house.load_settings(tx.connection), amended)

    def _void_intakes(self, tx: Transaction, trial_no: int, entry_id: str, reason: str) -> None:
        if entry_id:
            intakes = records.load_intakes(tx.connection, trial_no)
            void_intakes_of_entry(tx, trial_no, intakes, entry_id, reason)

    def keep_draft(self, trial_id: str, form: str) -> datetime:
        """Store the unfinished form of a trial and return when."""
        now = self._clock()
        with self._store.write(self.actor, now) as tx:
            drafts.keep_draft(tx, trials.get_trial_no(tx.connection, trial_id), form)
        return now

    def discard_draft(self, trial_id: str) -> None:
        """Forget the unfinished form of a trial."""
        with self._store.write(self.actor, self._clock()) as tx:
            drafts.discard_draft(tx, trials.get_trial_no(tx.connection, trial_id))

    def keep_section_draft(self, trial_id: str, section: str, form: str) -> datetime:
        """Store the unfinished form of a tab, or forget it where it is empty; return when."""
        now = self._clock()
        with self._store.write(self.actor, now) as tx:
            trial_no = trials.get_trial_no(tx.connection, trial_id)
            drafts.keep_section_draft(tx, trial_no, section, form)
        return now

    def get_snapshot(self, trial_id: str, as_of: datetime | None = None) -> Snapshot:
        """Return a trial assessed now, or as of a moment.

        Raises:
            LookupError: if no such trial is stored.
        """
        now = as_of or self._clock()
        with self._store.read() as connection:
            return take_snapshot(connection, trials.get_trial_no(connection, trial_id), now)

    def list_trial_ids(self, mrn: str | None = None) -> tuple[str, ...]:
        """Return the key of every trial, or of one patient's, in the order they were stored."""
        with self._store.read() as connection:
            return trials.list_trial_ids(connection, mrn)

    def list_trials_of(self, patient_id: str) -> tuple[patient_trials.PatientTrial, ...]:
        """Return every trial of a patient, newest first."""
        with self._store.read() as connection:
            return patient_trials.list_trials_of(connection, patient_id)

    def list_due(self, after: TrialRow | None, limit: int) -> tuple[TrialRow, ...]:
        """Return the open trials that follow a row, the most urgent first."""
        with self._store.read() as connection:
            return lists.get_due_page(get_execute(connection), self._clock(), after, limit)

    def next_due(self, after_trial_id: str) -> str | None:
        """Return the most urgent other trial from which an entry is due now, None for none."""
        with self._store.read() as connection:
            return lists.get_next_due(get_execute(connection), self._clock(), after_trial_id)

    def list_by_name(self, after: TrialRow | None, limit: int) -> tuple[TrialRow, ...]:
        """Return all trials that follow a row, by the patient's name."""
        with self._store.read() as connection:
            return lists.get_name_page(get_execute(connection), self._clock(), after, limit)

    def list_verdicts(self, mrn: str | None = None) -> tuple[TrialVerdict, ...]:
        """Return the verdict of every trial, or of one patient's, as of now."""
        with self._store.read() as connection:
            return list_verdicts(connection, self._clock(), mrn)

    def get_counts(self) -> DueCounts:
        """Return how many trials run, how many entries are due and what is unsafe."""
        with self._store.read() as connection:
            return lists.get_counts(get_execute(connection), self._clock())

    def find_patients(self, typed: str, limit: int) -> tuple[PatientHit, ...]:
        """Return the patients whose name or MRN matches what was typed so far."""
        with self._store.read() as connection:
            return lists.find_patients(get_execute(connection), typed, limit)

    def refresh_summaries(self) -> int:
        """Assess open trials again whose last assessment is of an earlier day; return how many."""
        now = self._clock()
        with self._store.read() as connection:
            stale = list_stale(connection, now)
        return self._renew(stale)

    def keep_up(self) -> int:
        """Bring the lists in step with the day, and with rules changed since; return how many.

        Trials that are over are assessed anew some at a time: after an upgrade they may be
        thousands, and nobody waits for them.
        """
        with self._store.read() as connection:
            over = summaries.list_never_assessed(connection, ENDED_AT_ONCE)
        return self.refresh_summaries() + self._renew(over)

    def _renew(self, trial_nos: Sequence[int]) -> int:
        if not trial_nos:
            return 0
        with self._store.write(self.actor, self._clock()) as tx:
            return renew(tx, trial_nos)


def _first_stamp() -> Stamp:
    return Stamp(uuid4().hex, supersedes_id=None, reason="")
