"""Makes up what a nurse finds at the bedside, from a seeded source of chance."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.demo.case import Case

# Middle and spread of what is found while nothing is wrong; temperature is in tenths.
_USUAL = {
    "respiratory_rate": (14, 2),
    "spo2": (96, 1),
    "heart_rate": (74, 6),
    "systolic": (126, 6),
    "diastolic": (74, 4),
}
_ZERO_WHILE_WELL = ("oxygen", "motor_left", "motor_right")


# After 20 min, then hourly to 2 h, as clinical.schedules asks after fentanyl; then every 2 h to
# 8 h, so that relief can be judged, and once at night.
_MINUTES_AFTER_BOLUS = (0, 20, 80, 120, 240, 360, 480, 960)

_BEFORE_BOLUS = timedelta(minutes=40)
"""When pain is asked for before the first bolus: the two scores until then are its baseline."""

ONSET = timedelta(hours=2)
"""How long a bolus takes to relieve pain as far as it does."""


def list_observations(case: Case, start: datetime, until: datetime) -> list[datetime]:
    """Return the moments of the schedule after each bolus, up to a moment, and one before all."""
    given = [start + timedelta(hours=bolus.hours) for bolus in case.boluses]
    moments = [at + timedelta(minutes=after) for at in given for after in _MINUTES_AFTER_BOLUS]
    return [start - _BEFORE_BOLUS, *(at for at in moments if at <= until)]


def get_pain(case: Case, reached: float) -> float:
    """Return the pain when that part of the relief has come."""
    return case.baseline * (1 - case.relief * min(1.0, max(0.0, reached)))


def make_vitals(case: Case, chance: Random, part: float, *, is_asleep: bool) -> dict[str, Decimal]:
    """Return vital signs, sedation and motor block; at night no one is woken for temperature."""
    values = {
        key: Decimal(middle + chance.randint(-spread, spread))
        for key, (middle, spread) in _USUAL.items()
    }
    temperature = Decimal(367 + chance.randint(-2, 3)) / 10
    if not is_asleep:
        values["temperature"] = temperature
    values["sedation"] = Decimal(1 if is_asleep else 0)
    values |= dict.fromkeys(_ZERO_WHILE_WELL, Decimal(0))
    for dip in case.dips:
        if dip.begin <= part <= dip.end:
            values[dip.measure] = Decimal(dip.value)
    return values


def make_function(case: Case, chance: Random, pain: float) -> dict[str, Decimal]:
    """Return how much the pain hindered activity and sleep, which follows the pain."""
    hindered = min(10, max(0, round(pain - 0.5 + chance.uniform(-0.6, 0.6))))
    slept = min(10, max(0, round(pain - 1.2 + chance.uniform(-0.6, 0.6))))
    return {"function": Decimal(hindered), "sleep": Decimal(slept)} if case.goal else {}


def make_rescue(
    case: Case, chance: Random, key: str, at: datetime, part: float
) -> tuple[Intake, ...]:
    """Return what was taken since the entry before: less and less, and 'none' where asked."""
    if case.rescue is None:
        return ()
    drug, dose = case.rescue
    intake_id = f"{key}-rescue"
    if chance.random() > 0.6 * (1 - part):
        return (Intake(intake_id, IntakeKind.NONE, "", None, "", 1, at, entry_id=key),)
    taken = IntakeKind.TAKEN
    return (Intake(intake_id, taken, drug, Decimal(dose), "mg", 1, at, entry_id=key),)


def get_missing(*, is_asleep: bool) -> dict[str, NotAssessed]:
    """Return what is not asked of a patient who sleeps."""
    return {"pain_movement": NotAssessed.ASLEEP} if is_asleep else {}
