"""The opioids of one trial as rows of text, newest first: what is recorded, and each day's MME."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.opioid_words import (
    format_change,
    format_intake,
    format_left_out,
    format_number,
    format_span,
    format_total,
)
from trialtracker.clinical.opioids import (
    DayMme,
    Opioid,
    find_opioid,
    get_baseline_mme,
    get_percent_change,
    get_worn,
    list_days,
)
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.time import format_weekday_date, local_date, trial_day
from trialtracker.clinical.trial import Trial

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of a table: what it is known by, and the text of each cell."""

    key: str
    cells: tuple[str, ...]


def get_intake_rows(trial: Trial, now: datetime) -> tuple[TextRow, ...]:
    """Return what is recorded and counts, newest first."""
    zone = trial.details.time_zone
    held = {intake.intake_id for intake in get_worn(trial.intakes, now)}
    return tuple(
        TextRow(
            intake.intake_id,
            (
                _format_kind(intake, is_held=intake.intake_id in held),
                format_intake(intake),
                format_span(intake, zone),
                intake.author or NOTHING,
                intake.note or NOTHING,
            ),
        )
        for intake in reversed(current_intakes(trial.intakes))
    )


def format_held(trial: Trial, now: datetime) -> str:
    """Return which patches are worn and which doses are regular now."""
    held = [format_intake(intake) for intake in get_worn(trial.intakes, now)]
    return f"Now: {'; '.join(held)}" if held else "No patch and no regular dose is recorded now"


def get_day_rows(trial: Trial, now: datetime) -> tuple[TextRow, ...]:
    """Return each day from the baseline to today, newest first."""
    baseline = get_baseline_mme(trial).mean
    today = local_date(now, trial.details.time_zone)
    return tuple(
        TextRow(
            day.day.isoformat(),
            (
                format_weekday_date(day.day),
                _format_day(trial, day),
                format_total(day),
                _format_change(trial, day, baseline),
                _format_rest(day, today) or NOTHING,
            ),
        )
        for day in reversed(list_days(trial, now))
    )


def format_baseline(trial: Trial) -> str:
    """Return the daily MME before the start, or why it is not known."""
    baseline = get_baseline_mme(trial)
    if trial.first_day is None:
        return "Baseline: not known before the first active dose"
    if baseline.mean is None:
        return "Baseline: no intake recorded on the days before day 1"
    left_out = f"; without {', '.join(baseline.left_out)}" if baseline.left_out else ""
    days = f"{len(baseline.counted)} of {count_of(len(baseline.days), 'day')}"
    return f"Baseline: {format_number(baseline.mean)} MME a day ({days}{left_out})"


def list_drugs(trial: Trial) -> tuple[Opioid, ...]:
    """Return the known drugs that are recorded."""
    found = (find_opioid(intake.drug) for intake in current_intakes(trial.intakes))
    return tuple(dict.fromkeys(opioid for opioid in found if opioid is not None))


def _format_kind(intake: Intake, *, is_held: bool) -> str:
    match intake.kind:
        case IntakeKind.PATCH:
            return "Patch, worn now" if is_held else "Patch, taken off"
        case IntakeKind.REGULAR:
            return "Regular, goes on" if is_held else "Regular, ended"
        case IntakeKind.TAKEN:
            return "Rescue" if intake.is_rescue else "Taken"
        case IntakeKind.NONE:  # pragma: no branch (the type checker proves it is the last)
            return "Rescue"


def _format_change(trial: Trial, day: DayMme, baseline: Fraction | None) -> str:
    """Return the change from baseline; a day before the start is itself of the baseline."""
    if trial.first_day is None or day.day < trial.first_day:
        return NOTHING
    return format_change(get_percent_change(baseline, day.total))


def _format_rest(day: DayMme, today: date) -> str:
    parts = (format_left_out(day), "So far today" if day.day == today else "")
    return ". ".join(part for part in parts if part)


def _format_day(trial: Trial, day: DayMme) -> str:
    return NOTHING if trial.first_day is None else str(trial_day(day.day, trial.first_day))
