"""What runs now, how long since the last dose and the last change, and what starts a trial."""

from datetime import datetime, timedelta
from typing import NamedTuple

from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.dose_steps import (
    RATE_KINDS,
    DoseStep,
    format_step,
    get_dose_steps,
    get_dose_units,
)
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import format_dose

ACTIVE_KINDS = frozenset({DoseKind.BOLUS, DoseKind.RATE})
"""What gives the patient a drug; filling a reservoir does not."""

_SHOWN_IN_MINUTES = timedelta(hours=2)
_BEFORE_START = {TrialState.PLANNED, TrialState.BASELINE}


def starts_trial(trial: Trial, kind: DoseKind) -> bool:
    """Tell whether a dose of this kind is the first active one, with which day 1 begins."""
    return trial.details.state in _BEFORE_START and kind in ACTIVE_KINDS


def get_trial_steps(trial: Trial, until: datetime) -> tuple[DoseStep, ...]:
    """Return the open infusion rates up to until; a coded rate ends them as another one does."""
    coded = [to_utc(dose.at) for dose in trial.blinded_doses if dose.kind in RATE_KINDS]
    return tuple(
        DoseStep(
            drug=step.drug,
            rate_ng_per_day=step.rate_ng_per_day,
            start=step.start,
            end=min([step.end, *(at for at in coded if step.start < at <= until)]),
            unit=step.unit,
        )
        for step in get_dose_steps(trial.doses, until)
    )


def get_present_steps(trial: Trial, now: datetime) -> tuple[DoseStep, ...]:
    """Return the open rates that hold now, a rate of 0 included."""
    steps = get_trial_steps(trial, now)
    newest = max((step.start for step in steps), default=None)
    return tuple(step for step in steps if step.start == newest and step.end == now)


def get_running(trial: Trial, now: datetime) -> tuple[DoseStep, ...]:
    """Return the open rates that are infused now."""
    return tuple(step for step in get_present_steps(trial, now) if step.rate_ng_per_day)


def get_running_code(trial: Trial, now: datetime) -> str:
    """Return the code of the blinded infusion that runs now, empty if none does."""
    coded = [d for d in trial.blinded_doses if d.kind in RATE_KINDS and d.at <= now]
    changes = [d.at for d in trial.doses if d.kind in RATE_KINDS and d.at <= now]
    newest = max(coded, key=lambda dose: dose.at, default=None)
    if (
        newest is None
        or newest.kind is DoseKind.STOP
        or newest.at < max(changes, default=newest.at)
    ):
        return ""
    return newest.code


class DoseMoments(NamedTuple):
    """When boluses were given and when the infusion was changed, oldest first."""

    boluses: tuple[datetime, ...] = ()
    changes: tuple[datetime, ...] = ()


NO_DOSE = DoseMoments()


def get_dose_moments(trial: Trial, until: datetime) -> DoseMoments:
    """Return every bolus and change of an infusion up to a moment, in UTC."""
    return DoseMoments(
        _list_moments(trial, frozenset({DoseKind.BOLUS}), until),
        _list_moments(trial, RATE_KINDS, until),
    )


def get_last_change(trial: Trial, now: datetime) -> datetime | None:
    """Return when an infusion was last started, changed or stopped."""
    return _get_last(trial, RATE_KINDS, now)


def get_last_bolus(trial: Trial, now: datetime) -> datetime | None:
    """Return when a bolus was last given."""
    return _get_last(trial, frozenset({DoseKind.BOLUS}), now)


def format_running(trial: Trial, now: datetime) -> str:
    """Return 'Running: morphine 0.5 mg/day'; what nobody recorded is not said to be nothing."""
    code = get_running_code(trial, now)
    running = [format_step(step) for step in get_running(trial, now)]
    if code:
        running = [f"coded infusion {code}"]
    if running:
        return f"Running: {', '.join(running)}"
    if get_last_change(trial, now) is not None:
        return "No infusion is running"
    if get_last_bolus(trial, now) is not None:
        return f"Last: {format_last_bolus(trial, now)}"
    return "No dose is recorded"


def format_since(trial: Trial, now: datetime) -> str:
    """Return '4 h since bolus · 31 h since dose change', of each what there is."""
    return format_since_doses(get_dose_moments(trial, now), now)


def format_since_doses(moments: DoseMoments, now: datetime) -> str:
    """Return how long ago the last bolus and the last change up to a moment were."""
    kinds = ((moments.boluses, "bolus"), (moments.changes, "dose change"))
    return " · ".join(
        f"{_format_span(now - before[-1])} since {what}"
        for given, what in kinds
        if (before := [at for at in given if at <= now])
    )


def format_dose_line(trial: Trial, now: datetime) -> str:
    """Return 'Running: morphine 0.5 mg/day · 31 h since dose change'; nothing after the end."""
    if not trial.details.state.is_open:
        return ""
    return " · ".join(
        part for part in (format_running(trial, now), format_since(trial, now)) if part
    )


def format_dose_now(trial: Trial, as_of: datetime) -> str:
    """Return the present dose for a list: the rates, or in a bolus trial the last bolus."""
    bolus, code = format_last_bolus(trial, as_of), get_running_code(trial, as_of)
    rates = f"code {code}" if code else ", ".join(map(format_step, get_present_steps(trial, as_of)))
    if trial.details.mode.is_continuous:
        return rates or bolus
    return bolus or rates


def format_last_bolus(trial: Trial, now: datetime) -> str:
    """Return 'morphine 0.1 mg bolus', a mixture with all its drugs, a coded one by its code."""
    at = get_last_bolus(trial, now)
    is_last = {(DoseKind.BOLUS, at)}
    codes = [dose.code for dose in trial.blinded_doses if (dose.kind, dose.at) in is_last]
    if codes:
        return f"code {codes[-1]} bolus"
    units = get_dose_units(dose for dose in trial.doses if dose.at <= now)
    given = [
        f"{dose.drug} {format_dose(dose.bolus_ng, units[dose.drug])}"
        for dose in trial.doses
        if (dose.kind, dose.at) in is_last
    ]
    return f"{', '.join(given)} bolus" if given else ""


def _get_last(trial: Trial, kinds: frozenset[DoseKind], now: datetime) -> datetime | None:
    return max(_list_moments(trial, kinds, now), default=None)


def _list_moments(
    trial: Trial, kinds: frozenset[DoseKind], until: datetime
) -> tuple[datetime, ...]:
    doses: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    return tuple(sorted(to_utc(d.at) for d in doses if d.kind in kinds and d.at <= until))


def _format_span(span: timedelta) -> str:
    if span < _SHOWN_IN_MINUTES:
        return f"{span // timedelta(minutes=1)} min"
    return f"{span // timedelta(hours=1):,} h"
