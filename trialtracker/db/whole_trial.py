"""A whole trial as one frozen value, from the rows of every table of the record."""

from dataclasses import replace

from sqlalchemy import Connection

from trialtracker.clinical.trial import Trial
from trialtracker.db import doses, entries, records
from trialtracker.db.trials import get_trial_no, load_trial_head


def load_trial(connection: Connection, trial_id: str) -> Trial:
    """Return a trial with everything ever stored for it.

    Raises:
        LookupError: if no such trial is stored.
    """
    return load_trial_by_no(connection, get_trial_no(connection, trial_id))


def load_trial_by_no(connection: Connection, trial_no: int) -> Trial:
    """Return the trial of a row number with everything ever stored for it."""
    return replace(
        load_trial_head(connection, trial_no),
        entries=entries.load_entries(connection, trial_no),
        doses=doses.load_doses(connection, trial_no),
        intakes=records.load_intakes(connection, trial_no),
        facts=records.load_facts(connection, trial_no),
        effect_details=records.load_details(connection, trial_no),
        acknowledgements=records.load_acknowledgements(connection, trial_no),
        blinded_doses=doses.load_blinded(connection, trial_no),
        blind_breaks=doses.load_breaks(connection, trial_no),
        verifications=records.load_verifications(connection, trial_no),
    )
