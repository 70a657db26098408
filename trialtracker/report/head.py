"""Whom a report is about and where it comes from: the head and foot of every part."""

from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.choices import AllergyStatus
from trialtracker.clinical.dossier import get_absolute_findings
from trialtracker.clinical.free_text import one_line
from trialtracker.clinical.patient_words import (
    NOT_KNOWN,
    format_birth,
    format_indication,
    format_name,
)
from trialtracker.clinical.time import format_moment, local_date, trial_day
from trialtracker.clinical.trial import PatientDetails, Trial
from trialtracker.report.parts import Printed
from trialtracker.report.words import Labelled, cut
from trialtracker.services.results import Snapshot

_LONGEST_ALLERGIES = 300
_LONGEST_WARNING = 240
_MOST_WARNINGS = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Clinic, patient and trial; warnings are what is shown loudly on every screen too."""

    clinic: str
    phone: str
    name: str
    patient: tuple[Labelled, ...]
    trial: tuple[Labelled, ...]
    allergies: Labelled
    warnings: tuple[str, ...]
    foot: str


def get_head(snapshot: Snapshot, printed: Printed) -> Head:
    """Return what stands at the head and foot of a report."""
    trial, settings = snapshot.trial, snapshot.settings
    details = trial.patient.details
    as_of = snapshot.assessment.as_of
    on = local_date(as_of, trial.details.time_zone)
    return Head(
        clinic=one_line(settings.clinic_name),
        phone=one_line(settings.clinic_phone),
        name=format_name(details),
        patient=(
            Labelled("Born", format_birth(details.birth_date, on)),
            Labelled("Gender", details.gender.label),
            Labelled("MRN", one_line(details.mrn) or NOT_KNOWN),
        ),
        trial=(
            Labelled("Indication", format_indication(trial)),
            Labelled("Trial", trial.details.mode.label),
            Labelled("Dates", format_dates(trial, as_of)),
        ),
        allergies=_get_allergies(details),
        warnings=_list_warnings(trial),
        foot=format_foot(printed, trial.details.time_zone),
    )


def format_dates(trial: Trial, as_of: datetime) -> str:
    """Return when the trial began and ended, or its day, with its state."""
    details, zone = trial.details, trial.details.time_zone
    if details.started_at is None or trial.first_day is None:
        return f"{details.state.label}, not started"
    began = format_moment(details.started_at, zone)
    if details.ended_at is not None:
        reason = "" if details.stop_reason is None else f": {details.stop_reason.label.lower()}"
        ended = format_moment(details.ended_at, zone)
        return f"{began} to {ended}, {details.state.label.lower()}{reason}"
    day = trial_day(local_date(as_of, zone), trial.first_day)
    return f"since {began}, day {day} of {details.planned_days}"


def format_foot(printed: Printed, time_zone: str) -> str:
    """Return when it was printed, by whom and with what."""
    when = format_moment(printed.at, time_zone)
    return f"Printed {when} by {one_line(printed.by)} \N{MIDDLE DOT} TrialTracker {printed.program}"


def _list_warnings(trial: Trial) -> tuple[str, ...]:
    """Return what the banner is loud about; what has no room is counted."""
    found = [cut(finding.sentence, _LONGEST_WARNING) for finding in get_absolute_findings(trial)]
    left = len(found) - _MOST_WARNINGS
    more = (f"and {left} more: see the full record",) if left > 0 else ()
    return (*found[:_MOST_WARNINGS], *more)


def _get_allergies(details: PatientDetails) -> Labelled:
    """Return the allergies in one of the four wordings; blank never means none."""
    if details.allergy_status is AllergyStatus.KNOWN:
        return Labelled("Allergies", cut(details.allergies, _LONGEST_ALLERGIES) or "Not stated")
    return Labelled("Allergies", details.allergy_status.label)
