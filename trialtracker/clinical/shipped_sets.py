"""The criteria sets that come with the program."""

from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet

SHIPPED_SETS: tuple[CriteriaSet, ...] = (CLINIC_DEFAULT,)
"""The clinic default first; their names never change."""
