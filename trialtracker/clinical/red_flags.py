"""The red flags: one row each, with what it looks at and how urgent it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from trialtracker.clinical.course import Course
from trialtracker.clinical.measures import (
    BLADDER_CATHETER,
    BLADDER_SCAN,
    CONSCIOUSNESS,
    MOTOR_LEFT,
    MOTOR_RIGHT,
    POSS,
    RESPIRATORY_RATE,
    SEDATION,
    SIGNS,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    VOIDED,
    Measure,
)
from trialtracker.clinical.record_choices import Priority
from trialtracker.clinical.red_flag_looks import (
    Judge,
    Look,
    drowsy,
    fever,
    full_bladder,
    graded,
    look_for_falling_pressure,
    look_for_low_pressure,
    look_for_uneven_block,
    low_oxygen,
    lowish_oxygen,
    no_urine,
    not_alert,
    poss,
    present,
    reads,
    rising_block,
    sedated,
    slow_breathing,
    slowing_breathing,
)
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Entry

NOTIFY = "Notify the physician per local protocol; not a monitor."
STOP_ZICONOTIDE = (
    "Ziconotide: stop it, its label says that it can be stopped abruptly. "
    "Notify the physician per local protocol; not a monitor."
)
"""Any psychosis, hallucination or suicidality: stop, no withdrawal (prialt.com)."""


@dataclass(frozen=True, slots=True, eq=False)
class RedFlag:
    """One red flag: the measures or side effect it looks at, and how urgent it is.

    Rows are told apart by identity: each stands once in RED_FLAGS.
    """

    key: str
    label: str
    measures: tuple[str, ...]
    priority: Priority
    look: Look
    stops_ziconotide: bool = False

    def get_action(self, entry: Entry, course: Course) -> str:
        """Return what the clinic's default asks for; never an order."""
        is_given = self.stops_ziconotide and course.is_given("ziconotide", entry.observed_at)
        return STOP_ZICONOTIDE if is_given else NOTIFY


_A, _C = Priority.ALERT, Priority.CAUTION
_REDNESS = "site_redness"  # superficial infection, not yet pus: a caution, clinic default
_PSYCHIATRIC = frozenset({"hallucination", "suicidality", "hallucinations"})


def _flag_signs() -> Iterator[RedFlag]:
    for sign in SIGNS:
        priority = _C if sign.key == _REDNESS else _A
        yield RedFlag(
            sign.key,
            sign.label,
            (sign.key,),
            priority,
            present(sign),
            stops_ziconotide=sign.key in _PSYCHIATRIC,
        )


def _flag_side_effects() -> Iterator[RedFlag]:
    for effect in SIDE_EFFECTS:
        if effect.red_flag_from is not None:
            yield RedFlag(
                effect.measure,
                effect.label,
                (effect.measure,),
                _A,
                graded(effect, effect.red_flag_from),
                stops_ziconotide=effect.key in _PSYCHIATRIC,
            )


def _flag_block(key: str, label: str, measure: Measure) -> RedFlag:
    return RedFlag(key, label, (measure.key,), _A, rising_block(measure))


def _flag(
    key: str,
    label: str,
    measure: Measure,
    priority: Priority,
    judge: Judge,
) -> RedFlag:
    return RedFlag(key, label, (measure.key,), priority, reads(measure, judge))


_SYSTOLIC = (SYSTOLIC.key,)
_OUTLETS = (VOIDED.key, BLADDER_CATHETER.key)
_BOTH_SIDES = (MOTOR_LEFT.key, MOTOR_RIGHT.key)

RED_FLAGS: tuple[RedFlag, ...] = (
    _flag("respiratory_alert", "Respiratory depression", RESPIRATORY_RATE, _A, slow_breathing),
    _flag("respiratory_caution", "Slow breathing", RESPIRATORY_RATE, _C, slowing_breathing),
    _flag("spo2_alert", "Low oxygen saturation", SPO2, _A, low_oxygen),
    _flag("spo2_caution", "Falling oxygen saturation", SPO2, _C, lowish_oxygen),
    _flag("sedation_alert", "Deep sedation", SEDATION, _A, sedated),
    _flag("sedation_caution", "Sedation", SEDATION, _C, drowsy),
    _flag("poss_alert", "Deep sedation (POSS)", POSS, _A, poss),
    _flag("consciousness_alert", "Reduced consciousness", CONSCIOUSNESS, _A, not_alert),
    _flag("temperature_alert", "Fever", TEMPERATURE, _A, fever),
    _flag("bladder_scan_alert", "Urinary retention", BLADDER_SCAN, _A, full_bladder),
    RedFlag("no_void_alert", "Urinary retention", _OUTLETS, _A, no_urine(is_alert=True)),
    RedFlag("no_void_caution", "No urine passed", _OUTLETS, _C, no_urine(is_alert=False)),
    RedFlag("systolic_alert", "Hypotension", _SYSTOLIC, _A, look_for_low_pressure),
    RedFlag("systolic_caution", "Falling blood pressure", _SYSTOLIC, _C, look_for_falling_pressure),
    _flag_block("motor_left_alert", "Motor block, left, rising", MOTOR_LEFT),
    _flag_block("motor_right_alert", "Motor block, right, rising", MOTOR_RIGHT),
    RedFlag("motor_caution", "Motor block, uneven", _BOTH_SIDES, _C, look_for_uneven_block),
    *_flag_signs(),
    *_flag_side_effects(),
)
