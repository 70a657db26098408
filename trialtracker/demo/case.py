"""What an invented patient of the demo clinic is made of."""

from dataclasses import dataclass
from datetime import date

from trialtracker.clinical.choices import Gender, Indication, StopReason, TrialMode
from trialtracker.clinical.record_choices import EffectAction, FindingAction, IntakeKind
from trialtracker.clinical.review import Decision


@dataclass(frozen=True, slots=True)
class Effect:
    """A side effect and its grade, from the begin to the end of a part of the trial (0 to 1)."""

    key: str
    grade: int
    begin: float = 0.2
    end: float = 1.0
    treatment: str = ""
    action: EffectAction = EffectAction.NONE


@dataclass(frozen=True, slots=True)
class Dip:
    """A measure that leaves its usual range for a part of the trial (0 to 1)."""

    measure: str
    value: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Bolus:
    """What was given at once, so many hours after the start; coded if it has a code."""

    hours: int
    amounts_ng: tuple[int, ...] = ()
    code: str = ""
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Regular:
    """An opioid taken each day from a day relative to the start until another, None for on."""

    drug: str
    dose: int
    times: int
    first_day: int
    last_day: int | None = None
    unit: str = "mg"
    kind: IntakeKind = IntakeKind.REGULAR


@dataclass(frozen=True, slots=True)
class Seen:
    """What was said of a safety finding when it was seen."""

    flag: str
    action: FindingAction
    words: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Who signed the trial at its end and decided what, and what was put to it later.

    misread is why a nurse opened it for correction; a score is amended then.
    """

    by: str
    decision: Decision
    reason: str
    addendum: str = ""
    countersigned_by: str = ""
    opened_by: str = ""
    misread: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One invented patient; due_minutes is when the next entry is due, below 0 for overdue.

    day is the trial day it is today, or on which an ended trial ended. drugs are those of the
    syringe or bag: rates_ng and the amounts of a bolus are in their order.
    """

    name: str
    mrn: str
    born: date
    gender: Gender
    mode: TrialMode
    indication: Indication
    day: int
    planned_days: int
    baseline: float
    relief: float
    effects: tuple[Effect, ...]
    drugs: tuple[str, ...] = ("morphine",)
    rates_ng: tuple[tuple[int, ...], ...] = ()
    boluses: tuple[Bolus, ...] = ()
    dips: tuple[Dip, ...] = ()
    opioids: tuple[Regular, ...] = ()
    rescue: tuple[str, int] | None = None
    seen: tuple[Seen, ...] = ()
    answers: tuple[tuple[str, str, str], ...] = ()
    ending: tuple[tuple[str, str], ...] = ()
    goal: str = ""
    due_minutes: int = 120
    interval_minutes: int = 360
    diary_days: int = 7
    gap: tuple[float, float] = (1.0, 1.0)
    ended_days_ago: int = 0
    stop_reason: StopReason | None = None
    has_amended: bool = False
    has_void: bool = False
    has_late: bool = False
    allergies: str = ""
    reviewed: Reviewed | None = None
    earlier: tuple["Case", ...] = ()
    is_earlier: bool = False

    @property
    def seed(self) -> str:
        """Return what everything invented of this trial, and every key of it, is made from."""
        return f"{self.mrn} before" if self.is_earlier else self.mrn

    @property
    def is_by_schedule(self) -> bool:
        """Tell whether it is observed by the schedule that follows a bolus."""
        return len(self.boluses) > 1
