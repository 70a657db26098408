"""Opioid intakes and the MME of a day in words: units in full, left-out drugs named, never 0."""

from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.number_words import format_percent, format_points
from trialtracker.clinical.opioid_days import DayMme
from trialtracker.clinical.opioid_names import format_drug, format_unit
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.time import format_moment

NOT_RECORDED = "Not recorded"


def format_number(value: Decimal | Fraction) -> str:
    """Return an MME as every sentence, chart and table has it: with at most one decimal."""
    return format_points(Fraction(value), ())


def format_in_full(value: Decimal | Fraction) -> str:
    """Return a number that ends, as each product of dose and factor does, with every digit."""
    exact = Fraction(value)
    text = f"{Decimal(exact.numerator) / exact.denominator:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_amount(dose: Decimal, unit: str) -> str:
    """Return '0.5 mg', '25 micrograms/h', with every digit of the dose."""
    return f"{format_in_full(dose)} {format_unit(unit)}"


def format_intake(intake: Intake) -> str:
    """Return 'oxycodone 2 x 5 mg', 'fentanyl patch 25 micrograms/h' or 'None taken'."""
    if intake.kind is IntakeKind.NONE:
        return intake.kind.label
    drug = format_drug(intake.drug)
    if intake.dose is None:
        return f"{drug}, dose not recorded"
    amount = format_amount(intake.dose, intake.unit)
    often = f"{intake.times} x " if intake.times != 1 else ""
    daily = " each day" if intake.kind is IntakeKind.REGULAR else ""
    return f"{drug} {often}{amount}{daily}"


def format_span(intake: Intake, time_zone: str) -> str:
    """Return when it was taken, or from when to when it holds."""
    since = format_moment(intake.at, time_zone)
    if intake.kind not in {IntakeKind.REGULAR, IntakeKind.PATCH}:
        return since
    return f"{since} to {format_moment(intake.until, time_zone) if intake.until else 'now'}"


def format_total(day: DayMme) -> str:
    """Return the MME of a day, or in a word why there is none."""
    if day.total is not None:
        return format_number(day.total)
    if not day.is_recorded:
        return NOT_RECORDED
    return "Incomplete" if day.unknown else "Excluded"


def format_left_out(day: DayMme) -> str:
    """Return what is not in the figure and what was not asked for, empty for nothing."""
    parts = []
    if day.unknown:
        rest = f"; the rest is {format_number(day.counted)} MME" if day.counted else ""
        parts.append(f"Incomplete: no MME for {', '.join(day.unknown)}{rest}")
    if day.excluded:
        parts.append(f"Excluded: {', '.join(day.excluded)}")
    if day.is_recorded and not day.is_rescue_asked:
        parts.append("Rescue not asked")
    return ". ".join(parts)


def format_change(change: Fraction | None) -> str:
    """Return '+10 %', 'no change', or that it is not known."""
    if change is None:
        return "Not known"
    if not change:
        return "No change"
    return f"{'+' if change > 0 else ''}{format_percent(change, ())}"
