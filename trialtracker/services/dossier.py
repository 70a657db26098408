"""The dossier of a trial: facts stated, the trial ended, and the clinic's plan templates."""

from collections.abc import Mapping
from uuid import uuid4

from trialtracker.clinical import checks
from trialtracker.clinical.dossier import check_answers_to_items
from trialtracker.clinical.plan import Plan, Template
from trialtracker.clinical.plan_checks import check_template
from trialtracker.clinical.record import Fact
from trialtracker.clinical.trial import Trial, TrialDetails
from trialtracker.db import house, records, trials
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Transaction
from trialtracker.services.book import Book
from trialtracker.services.guards import check_reason, check_record_fits
from trialtracker.services.results import Snapshot

ItemAnswers = Mapping[str, tuple[str, str]]
"""The value and the note of each item that is answered."""


class Dossier(Book):
    """What is known before, around and after a trial."""

    def state(self, trial_id: str, answers: ItemAnswers) -> Snapshot:
        """Store answers to items; earlier answers stay readable behind them."""

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            check_answers_to_items(trial, answers, tx.at)
            self._insert(tx, trial_no, answers)

        return self._change(trial_id, write)

    def end(
        self, trial: Trial, details: TrialDetails, answers: ItemAnswers, reason: str
    ) -> Snapshot:
        """Store the end of a trial, as it was shown, with what was found at it.

        Raises:
            RefusedError: naming each field or item that cannot be stored.
            ChangedMeanwhileError: if the trial was changed since it was shown.
        """
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, stored: Trial) -> None:
            patient = stored.patient
            checks.check_trial(details, patient.details.birth_date, tx.at)
            check_record_fits(stored, details)
            check_answers_to_items(stored, answers, tx.at)
            stamp = Stamp(uuid4().hex, trial.revision_id, reason)
            trials.save_trial(tx, patient.patient_id, trial.trial_id, details, stamp)
            self._insert(tx, trial_no, answers)

        return self._change(trial.trial_id, write)

    def _insert(self, tx: Transaction, trial_no: int, answers: ItemAnswers) -> None:
        for key, (value, note) in answers.items():
            fact = Fact(uuid4().hex, key, value, note, tx.actor, tx.at)
            records.insert_fact(tx, trial_no, fact)

    def save_template(self, name: str, plan: Plan) -> None:
        """Store a plan under a name, in place of one of the same name.

        Raises:
            RefusedError: for a name or a plan that cannot be stored.
        """
        check_template(name, plan)
        with self._store.write(self._actor, self._clock()) as tx:
            known = {kept.name: kept.template_id for kept in house.list_templates(tx.connection)}
            template = Template(known.get(name, uuid4().hex), name, plan, self._actor)
            house.save_template(tx, template)

    def list_templates(self) -> tuple[Template, ...]:
        """Return the templates that are offered, by name."""
        with self._store.read() as connection:
            return house.list_templates(connection)

    def retire_template(self, template_id: str) -> None:
        """Offer a template no longer; what was planned from it stays."""
        with self._store.write(self._actor, self._clock()) as tx:
            for kept in house.list_templates(tx.connection):
                if kept.template_id == template_id:
                    house.save_template(tx, kept, is_retired=True)
