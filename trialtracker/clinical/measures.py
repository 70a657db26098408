"""The measures that an entry can hold: key, words, unit and range; one row each."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is observed; low and high are the only possible values, both included.

    jump is the change from the previous value that is improbable enough to ask once. mnemonic
    is the letter of the label that focuses the field.
    """

    key: str
    label: str
    short_label: str
    unit: str
    low: Decimal
    high: Decimal
    jump: Decimal
    mnemonic: str
    loinc: str


def _pain(key: str, label: str, short_label: str, mnemonic: str, loinc: str) -> Measure:
    # 0-10 numeric rating scale. A jump of 5 points asks once: clinic default; real changes after
    # a first dose can be as large, so the value is kept when confirmed.
    return Measure(
        key, label, short_label, "NRS", Decimal(0), Decimal(10), Decimal(5), mnemonic, loinc
    )


# LOINC 72514-3 is the 0-10 verbal numeric rating; the four others have no code of their own.
PAIN_REST = _pain("pain_rest", "Rest, now", "rest", "R", "72514-3")
PAIN_MOVEMENT = _pain("pain_movement", "Movement, now", "move", "o", "72514-3")
PAIN_WORST = _pain("pain_worst", "Worst, last 24 h", "worst", "W", "72514-3")
PAIN_LEAST = _pain("pain_least", "Least, last 24 h", "least", "L", "72514-3")
PAIN_AVERAGE = _pain("pain_average", "Average, last 24 h", "average", "v", "72514-3")

MEASURES: tuple[Measure, ...] = (
    PAIN_REST,
    PAIN_MOVEMENT,
    PAIN_WORST,
    PAIN_LEAST,
    PAIN_AVERAGE,
)
MEASURE_BY_KEY = {measure.key: measure for measure in MEASURES}
