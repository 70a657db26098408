"""The criteria sets that a store knows, and the one a trial is held against."""

from datetime import datetime

from sqlalchemy import Connection

from trialtracker.clinical.criteria_choice import choose_set
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Trial
from trialtracker.db.criteria_sets import load_sets, load_versions


def list_sets(connection: Connection) -> tuple[CriteriaSet, ...]:
    """Return every version of every set, the shipped ones first."""
    return (*SHIPPED_SETS, *load_sets(connection))


def get_set(connection: Connection, trial: Trial, as_of: datetime) -> CriteriaSet:
    """Return the set and version that a trial is held against.

    Raises:
        DamagedError: if a version of that set cannot be read; the other sets are not looked at.
    """
    own = load_versions(connection, trial.details.plan.criteria_set or CLINIC_DEFAULT.name)
    return choose_set((*SHIPPED_SETS, *own), trial, as_of)
