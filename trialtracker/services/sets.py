"""The criteria sets that a store knows, and the one a trial is held against."""

from datetime import datetime

from sqlalchemy import Connection

from trialtracker.clinical.criteria_choice import choose_set
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Trial
from trialtracker.db.criteria_sets import load_sets


def list_sets(connection: Connection) -> tuple[CriteriaSet, ...]:
    """Return every version of every set, the shipped ones first."""
    return (*SHIPPED_SETS, *load_sets(connection))


def get_set(connection: Connection, trial: Trial, as_of: datetime) -> CriteriaSet:
    """Return the set and version that a trial is held against."""
    return choose_set(list_sets(connection), trial, as_of)
