"""When the next entry of a trial is due, and what it has to hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.measures import (
    PAIN_MEASURES,
    POSS,
    RESPIRATORY_RATE,
    SEDATION,
    SPO2,
    Measure,
)
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry, Trial, current_entries

BASELINE_INTERVAL = timedelta(hours=24)
"""A baseline diary is kept once a day (clinic default)."""

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """How often is observed until so long after the bolus."""

    until: timedelta
    every: timedelta


@dataclass(frozen=True, slots=True)
class Schedule:
    """The observations after a bolus; an entry counts if it holds a measure of every item."""

    key: str
    label: str
    stages: tuple[Stage, ...]
    asks_for: tuple[tuple[str, tuple[Measure, ...]], ...]

    @property
    def items(self) -> str:
        """Return what is asked for: 'RR, SpO2, sedation'."""
        return ", ".join(word for word, _ in self.asks_for)


# RR, SpO2 and sedation are what ASA/ASRA asks for (clinical.md section 3); POSS is a sedation
# score as well.
_BREATHING = (("RR", (RESPIRATORY_RATE,)), ("SpO2", (SPO2,)), ("sedation", (SEDATION, POSS)))

LONG_ACTING = Schedule(
    "long_acting",
    "Hourly for 12 h, then 2-hourly to 24 h",
    # ASA/ASRA for neuraxial morphine: hourly for 12 h, then 2-hourly to 24 h.
    (Stage(12 * _HOUR, _HOUR), Stage(24 * _HOUR, 2 * _HOUR)),
    _BREATHING,
)
SHORT_ACTING = Schedule(
    "short_acting",
    "After 20 min, then hourly to 2 h",
    # ASA/ASRA for fentanyl and sufentanil: continual for 20 min, then hourly to 2 h. Somebody
    # stays with the patient for the first 20 min; one entry at their end says what was found.
    (Stage(20 * _MINUTE, 20 * _MINUTE), Stage(2 * _HOUR, _HOUR)),
    _BREATHING,
)
WARD = Schedule(
    "ward",
    "Every 30 min twice, hourly for 12 h, then 4-hourly to 24 h",
    # Ward example: every 30 min twice, hourly for 12 h, then 4-hourly (opananurse).
    (Stage(_HOUR, 30 * _MINUTE), Stage(13 * _HOUR, _HOUR), Stage(24 * _HOUR, 4 * _HOUR)),
    _BREATHING,
)
ENTRIES_ONLY = Schedule("entries_only", "The trial's own interval", (), ())

SCHEDULES: tuple[Schedule, ...] = (LONG_ACTING, SHORT_ACTING, WARD, ENTRIES_ONLY)
SCHEDULE_BY_KEY = {schedule.key: schedule for schedule in SCHEDULES}

_SCHEDULE_OF_DRUG = {
    "morphine": LONG_ACTING,
    "hydromorphone": LONG_ACTING,
    "fentanyl": SHORT_ACTING,
    "sufentanil": SHORT_ACTING,
}
"""No source gives a schedule for the other drugs: the trial's own interval holds."""


@dataclass(frozen=True, slots=True)
class Due:
    """When the next entry is due, None for never, and what it is: 'hourly observation: RR, ...'."""

    at: datetime | None
    what: str = ""


def get_due(trial: Trial, settings: ClinicSettings) -> Due:
    """Return what is due next; nothing while the trial is planned or ended.

    The entries of the trial's interval and the observations after each bolus run side by side;
    the earliest is due.
    """
    entry = _get_entry_due(trial)
    if trial.details.state is not TrialState.RUNNING:
        return entry
    dues = [due for due in (*_get_observations_due(trial, settings), entry) if due.at is not None]
    return min(dues, key=_get_moment, default=Due(None))


def _get_moment(due: Due) -> tuple[float, bool]:
    # At one moment the observation is named: it asks for more.
    return (0.0 if due.at is None else due.at.timestamp()), not due.what.count("observation")


def _get_entry_due(trial: Trial) -> Due:
    """Return when the next pain scores are due: an interval after the last, at once without."""
    details = trial.details
    if details.state not in {TrialState.BASELINE, TrialState.RUNNING}:
        return Due(None)
    is_running = details.state is TrialState.RUNNING
    interval = (
        timedelta(minutes=details.entry_interval_minutes) if is_running else BASELINE_INTERVAL
    )
    scored = [
        entry.observed_at
        for entry in current_entries(trial.entries)
        if _has_pain(entry)
        and (not is_running or (details.started_at and entry.observed_at >= details.started_at))
    ]
    at = max(scored) + interval if scored else details.started_at
    return Due(at, f"{_format_every(interval)} entry: pain scores" if at else "")


def _has_pain(entry: Entry) -> bool:
    """Tell whether pain was asked for; a coded reason why there is no score counts."""
    return any(m.key in entry.values or m.key in entry.not_assessed for m in PAIN_MEASURES)


def _get_observations_due(trial: Trial, settings: ClinicSettings) -> Iterator[Due]:
    entries = current_entries(trial.entries)
    longest = timedelta(hours=settings.observation_hours)
    for given_at, schedule in _get_boluses(trial):
        ends_at = given_at + min(schedule.stages[-1].until, longest)
        observed = [e.observed_at for e in entries if _holds(e, schedule)]
        last = max((at for at in observed if at >= given_at), default=given_at)
        # Who records scores after the end has seen the patient: nothing is due from then.
        if last >= ends_at or any(e.observed_at >= ends_at and _has_pain(e) for e in entries):
            continue
        every = next(s.every for s in schedule.stages if last - given_at < s.until)
        what = f"{_format_every(every)} observation: {schedule.items}"
        yield Due(min(last + every, ends_at), what)


def _holds(entry: Entry, schedule: Schedule) -> bool:
    return all(any(m.key in entry.values for m in group) for _, group in schedule.asks_for)


def _get_boluses(trial: Trial) -> Iterator[tuple[datetime, Schedule]]:
    """Give each bolus with the schedule that follows it.

    What is in a coded syringe is not known: the longest schedule follows (clinic default).
    """
    named = SCHEDULE_BY_KEY.get(trial.details.plan.schedule)
    boluses = [
        (dose.at, _SCHEDULE_OF_DRUG.get(dose.drug, ENTRIES_ONLY))
        for dose in trial.doses
        if dose.kind is DoseKind.BOLUS
    ]
    boluses += [(d.at, LONG_ACTING) for d in trial.blinded_doses if d.kind is DoseKind.BOLUS]
    boluses += [] if boluses else _get_unrecorded_bolus(trial)
    for given_at, usual in boluses:
        schedule = named or usual
        if schedule.stages:
            yield given_at, schedule


def _get_unrecorded_bolus(trial: Trial) -> list[tuple[datetime, Schedule]]:
    """Return the first dose of a bolus trial by its plan, while none is recorded as given."""
    details = trial.details
    if details.mode.is_continuous or details.started_at is None:
        return []
    planned = (_SCHEDULE_OF_DRUG.get(drug.drug, ENTRIES_ONLY) for drug in details.plan.drugs)
    return [(details.started_at, schedule) for schedule in planned]


def _format_every(every: timedelta) -> str:
    hours, rest = divmod(every, _HOUR)
    if rest:
        return f"{every // _MINUTE}-minute"
    return {1: "hourly", 24: "daily"}.get(hours, f"{hours}-hourly")
