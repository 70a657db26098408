"""Side effects over time: what is known of an episode beside its grades."""

from dataclasses import replace
from uuid import uuid4

from trialtracker.clinical.effect_checks import check_detail
from trialtracker.clinical.record import EffectDetail, current_details
from trialtracker.clinical.trial import Trial
from trialtracker.db import records
from trialtracker.db.store import Transaction
from trialtracker.services.book import Book
from trialtracker.services.guards import check_reason
from trialtracker.services.results import Snapshot


class Effects(Book):
    """The episodes of a trial's side effects."""

    def describe(self, trial_id: str, detail: EffectDetail) -> Snapshot:
        """Store what is known of an episode, in place of the description it names.

        The same key again stores nothing more.

        Raises:
            RefusedError: naming each field that cannot be true of the trial.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            known = {kept.detail_id for kept in trial.effect_details}
            if detail.detail_id in known:
                return
            if detail.supersedes_id not in {None, *known}:
                raise LookupError(
                    f"Description {detail.supersedes_id} is not one of trial {trial_id}."
                )
            check_detail(trial, detail, tx.at)
            records.insert_detail(tx, trial_no, detail)

        return self._change(trial_id, write)

    def void(self, trial_id: str, detail_id: str, reason: str) -> Snapshot:
        """Make a description not count; it stays readable with the reason."""
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            for kept in current_details(trial.effect_details):
                if kept.detail_id == detail_id:
                    void = replace(
                        kept,
                        detail_id=uuid4().hex,
                        supersedes_id=detail_id,
                        reason=reason,
                        is_void=True,
                    )
                    records.insert_detail(tx, trial_no, void)

        return self._change(trial_id, write)
