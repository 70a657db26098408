"""What stands on a blank sheet for downtime: its rows, their scales, and whose sheet it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import (
    DIASTOLIC,
    FUNCTION,
    HEART_RATE,
    PAIN_MEASURES,
    RESPIRATORY_RATE,
    SEDATION,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    Measure,
)
from trialtracker.clinical.patient_words import NOT_KNOWN, format_birth, format_indication
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS, SideEffect
from trialtracker.clinical.time import (
    format_date,
    format_duration,
    format_moment,
    format_weekday_date,
    local_date,
    trial_day,
)
from trialtracker.clinical.trial import Trial
from trialtracker.ui.plain_text import one_line

DAYS = 3
"""How many days are printed at once: today and the two that follow (clinic default)."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row to write in; height is relative; a heading has no cells."""

    label: str
    scale: str = ""
    height: float = 1
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One part of the banner: caption, words, and its share of the line."""

    caption: str
    text: str
    share: int


def get_rows() -> tuple[SheetRow, ...]:
    """Return the rows of a sheet in the order of the grid that it is typed into."""
    return (
        SheetRow(
            "Pain, 0 to 10: 0 is no pain, 10 the worst imaginable", height=0.6, is_heading=True
        ),
        *(SheetRow(measure.label, "0-10") for measure in PAIN_MEASURES),
        SheetRow(FUNCTION.label, "0 not at all, 10 completely"),
        SheetRow(SEDATION.label, format_levels(SEDATION), 1.5),
        _number(RESPIRATORY_RATE),
        _number(SPO2),
        SheetRow("Blood pressure", f"{SYSTOLIC.label.split()[0]} / {DIASTOLIC.label.split()[0]}"),
        _number(HEART_RATE),
        _number(TEMPERATURE),
        SheetRow(
            "Side effects: grade, 0 for none; the words of each grade are on the last page",
            height=0.6,
            is_heading=True,
        ),
        *(SheetRow(effect.label, f"grade {_grades(effect)}") for effect in COMMON_SIDE_EFFECTS),
        SheetRow("Opioids taken since the last", "drug, dose, unit and time; or None", 1.9),
        SheetRow("Pump looked at, dose unchanged", "yes or no"),
        SheetRow("Note", "events, what was done", 1.9),
        SheetRow("Initials", "who observed"),
    )


def get_banner(trial: Trial, today: date) -> tuple[tuple[Field, ...], ...]:
    """Return the lines of the banner; nothing in it is ever cut."""
    details = trial.patient.details
    allergies = details.allergy_status.label
    if details.allergies:
        allergies = f"{allergies}: {one_line(details.allergies)}"
    return (
        (
            Field("Family name", one_line(details.family_name).upper() or NOT_KNOWN, 1),
            Field("Given name", one_line(details.given_name) or NOT_KNOWN, 1),
        ),
        (
            Field("Born", format_birth(details.birth_date, today), 3),
            Field("Gender", details.gender.label, 2),
            Field("MRN", one_line(details.mrn) or NOT_KNOWN, 4),
            Field("Allergies", allergies, 5),
        ),
        (
            Field("Trial", _format_trial(trial), 5),
            Field("Indication", format_indication(trial), 4),
        ),
    )


def get_days(trial: Trial, now: datetime) -> tuple[str, ...]:
    """Return the heading of each day's sheet: 'Day 4 of 7 · Thu 05-Mar-2026'."""
    today = local_date(now, trial.details.time_zone)
    return tuple(_format_day(trial, today + timedelta(days=n)) for n in range(DAYS))


def format_not_assessed() -> str:
    """Return how a measure that was not assessed is written."""
    letters = ", ".join(f"{reason.label[0]} {reason.label.lower()}" for reason in NotAssessed)
    return f"Not assessed: write a dash and a letter: {letters}. An empty box is not known."


def format_levels(measure: Measure) -> str:
    """Return '0 Awake · 1 Drowsy, easy to rouse'."""
    return " · ".join(f"{level.text} {level.label}" for level in measure.levels)


def format_printed(trial: Trial, now: datetime, actor: str) -> str:
    """Return when and by whom a sheet was printed."""
    return f"Printed {format_moment(now, trial.details.time_zone)} by {actor}"


def _format_trial(trial: Trial) -> str:
    details = trial.details
    every = format_duration(timedelta(minutes=details.entry_interval_minutes)).removesuffix(" 0min")
    first = "not started" if trial.first_day is None else f"day 1 is {format_date(trial.first_day)}"
    return f"{details.mode.label}, {first}, an entry every {every}"


def _format_day(trial: Trial, day: date) -> str:
    shown = format_weekday_date(day)
    if trial.first_day is None:
        return f"Before the first dose · {shown}"
    number, planned = trial_day(day, trial.first_day), trial.details.planned_days
    return (
        f"Day {number} of {planned} · {shown}" if number <= planned else f"Day {number} · {shown}"
    )


def _number(measure: Measure) -> SheetRow:
    return SheetRow(measure.label, measure.unit)


def _grades(effect: SideEffect) -> str:
    return f"0-{max(effect.grades)}"
