"""Who a patient is, in the words of every screen and every sheet of paper."""

from datetime import date

from trialtracker.clinical.choices import Indication
from trialtracker.clinical.free_text import isolate, one_line
from trialtracker.clinical.time import age_years, format_date
from trialtracker.clinical.trial import PatientDetails, Trial

NOT_KNOWN = "Not known"
_LONGEST = 60
"""Characters of a name before its number; the banner has all of it."""


def format_name(details: PatientDetails) -> str:
    """Return FAMILY, Given."""
    family = one_line(details.family_name).upper() or NOT_KNOWN
    given = one_line(details.given_name)
    return f"{family}, {given}" if given else family


def format_name_and_number(details: PatientDetails) -> str:
    """Return FAMILY, Given, MRN T-001.

    A long name is cut, so that the number stays in sight; no name turns the number round.
    """
    name = format_name(details)
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
    return f"{isolate(shown)}, MRN {isolate(one_line(details.mrn))}"


def format_birth(birth_date: date | None, on: date) -> str:
    """Return 12-Mar-1961 (65y)."""
    if birth_date is None:
        return NOT_KNOWN
    return f"{format_date(birth_date)} ({age_years(birth_date, on)}y)"


def format_indication(trial: Trial) -> str:
    """Return the indication, in the clinic's own words where it is none of the list."""
    details = trial.details
    if details.indication is Indication.OTHER and details.indication_note.strip():
        return one_line(details.indication_note)
    return details.indication.label
