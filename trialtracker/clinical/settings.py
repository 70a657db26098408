"""The clinic's settings: one field each, stored as rows that only grow."""

from dataclasses import dataclass

LABEL_OBSERVATION_HOURS = 24
"""Duramorph and Mitigo boxed warning: observe for 24 h after the first dose."""

PACC_OBSERVATION_HOURS = 6
"""PACC 2016 safety table (PMC6442748, table 3): observe for at least 6 h."""


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """What a clinic has chosen; the defaults are those of a new store.

    poss_permitted: the clinic holds the permission that the POSS scale needs. news2: show NEWS2.
    news2_scale_2: a prescriber has chosen SpO2 scale 2 for the clinic's patients.
    observation_hours: how long the observation schedule runs after a bolus. two_person_doses:
    a dose needs a second name. verify_paper: entries typed from paper ask for a second reading.
    discharge_text: the clinic's wording of the after-care, empty for the shipped one.
    criteria_set: the name of the set that new trials are held against, empty for the default.
    """

    clinic_name: str = ""
    clinic_phone: str = ""
    poss_permitted: bool = False
    news2: bool = False
    news2_scale_2: bool = False
    observation_hours: int = LABEL_OBSERVATION_HOURS
    two_person_doses: bool = False
    verify_paper: bool = False
    discharge_text: str = ""
    criteria_set: str = ""
