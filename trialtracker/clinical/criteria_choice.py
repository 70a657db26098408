"""Which criteria set, and which version of it, a trial is held against."""

from collections.abc import Iterable
from datetime import date, datetime

from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Trial


def choose_set(sets: Iterable[CriteriaSet], trial: Trial, as_of: datetime) -> CriteriaSet:
    """Return the set a trial names, in the version that was in force at its first active dose.

    A trial that has not started takes the version in force at as_of, so a later version never
    changes the rules of a trial under way. A name that is not among the sets gives the default.
    """
    name = trial.details.plan.criteria_set or CLINIC_DEFAULT.name
    day = trial.first_day or local_date(as_of, trial.details.time_zone)
    return find_version(sets, name, day) or CLINIC_DEFAULT


def find_version(sets: Iterable[CriteriaSet], name: str, day: date) -> CriteriaSet | None:
    """Return the version of a named set in force on a day, the one stored last of several."""
    named = [s for s in sets if s.name == name and (s.effective_from or date.min) <= day]
    newest = max((s.effective_from or date.min for s in named), default=date.min)
    in_force = [s for s in named if (s.effective_from or date.min) == newest]
    return in_force[-1] if in_force else None
