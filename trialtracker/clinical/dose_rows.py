"""The doses of one trial as rows of text, newest first; a mixture is one row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.blind_checks import find_break
from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.drugs import get_unit_of
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import format_moment, local_date, trial_day
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, Per, format_dose, format_volume

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class DoseRow:
    """What one act of giving says in the list; detail is all of it in sentences."""

    event_id: str
    at: datetime
    when: str
    day: str
    what: str
    dose: str
    why: str
    second_person: str
    author: str
    note: str
    detail: str
    is_coded: bool = False


def get_dose_rows(trial: Trial) -> tuple[DoseRow, ...]:
    """Return the rows of every dose that counts, the newest first."""
    groups: defaultdict[str, list[DoseEvent]] = defaultdict(list)
    for dose in trial.doses:
        groups[dose.group_id or dose.event_id].append(dose)
    units = get_dose_units(trial.doses)
    rows = [_make_row(trial, events, units) for events in groups.values()]
    rows += [_make_coded_row(trial, dose) for dose in trial.blinded_doses]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def format_event(event: DoseEvent, units: Mapping[str, DoseUnit]) -> str:
    """Return one drug with what was given of it."""
    match event.kind:
        case DoseKind.BOLUS:
            return f"{event.drug} {format_dose(event.bolus_ng, units[event.drug])}"
        case DoseKind.RATE if event.rate_ng_per_day:
            return f"{event.drug} {format_dose(event.rate_ng_per_day, units[event.drug], Per.DAY)}"
        case DoseKind.REFILL:
            return f"{event.drug} {_format_concentration(event)}"
        case _:
            return event.drug


def _format_concentration(event: DoseEvent) -> str:
    concentration = event.concentration_ng_per_ml or 0
    unit = get_unit_of(event.drug, ())
    return format_dose(concentration, unit, Per.ML)


def _make_row(trial: Trial, events: list[DoseEvent], units: Mapping[str, DoseUnit]) -> DoseRow:
    first = events[0]
    what = _format_kind(first)
    dose = " + ".join(format_event(event, units) for event in events)
    if first.volume_ul is not None:
        dose = f"{dose}, {format_volume(first.volume_ul)}"
    why = "" if first.why is None else first.why.label
    confirmed = _unique(event.confirmed for event in events)
    parts = (
        f"{format_moment(first.at, trial.details.time_zone)}: {what.lower()} {dose}.",
        why and f"{why}.",
        first.second_person and f"Checked with {first.second_person}.",
        confirmed and f"Asked and kept: {confirmed}",
        first.note,
        f"Recorded by {first.author}.",
    )
    return DoseRow(
        event_id=first.event_id,
        at=first.at,
        when=format_moment(first.at, trial.details.time_zone),
        day=_format_day(trial, first.at),
        what=what,
        dose=dose,
        why=why or NOTHING,
        second_person=first.second_person or NOTHING,
        author=first.author,
        note=" · ".join(part for part in (first.note, confirmed) if part) or NOTHING,
        detail=" ".join(part for part in parts if part),
    )


def _make_coded_row(trial: Trial, dose: BlindedDose) -> DoseRow:
    """Return the row of a coded dose; its contents are there only when the blind is broken."""
    zone, opened = trial.details.time_zone, find_break(trial, dose.code)
    what, text = f"Coded {dose.kind.label.lower()}", f"code {dose.code}"
    detail = f"{format_moment(dose.at, zone)}: {what.lower()}, code {dose.code}."
    if opened is not None:
        at = format_moment(opened.recorded_at, zone)
        text = f"code {dose.code} = {opened.content.contents}"
        broken = f"Blind broken {at} by {opened.author}: {opened.reason}"
        detail = f"{detail} It held {opened.content.contents}. {broken}"
    checked = dose.second_person and f"Checked with {dose.second_person}."
    state = "blind broken" if opened is not None else "blinded"
    parts = (detail, checked, dose.note, f"Recorded by {dose.author}.")
    return DoseRow(
        event_id=dose.event_id,
        at=dose.at,
        when=format_moment(dose.at, zone),
        day=_format_day(trial, dose.at),
        what=what,
        dose=text,
        why=NOTHING,
        second_person=dose.second_person or NOTHING,
        author=dose.author,
        note=" · ".join(part for part in (state, dose.note) if part),
        detail=" ".join(part for part in parts if part),
        is_coded=True,
    )


def _format_kind(event: DoseEvent) -> str:
    if event.kind is DoseKind.RATE and not event.rate_ng_per_day:
        return DoseKind.STOP.label
    return event.kind.label


def _format_day(trial: Trial, at: datetime) -> str:
    if trial.first_day is None:
        return NOTHING
    return str(trial_day(local_date(at, trial.details.time_zone), trial.first_day))


def _unique(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
