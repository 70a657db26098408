"""The thresholds of the red flags, as one field of a criteria set."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SafetyLimits:
    """Where a reading becomes a caution or an alert; compared exactly.

    *_below: lower is found. *_above: higher is found. *_from: this and higher is found.
    """

    # ASA guideline: depression is a "reduced RR, e.g. 10-12"; "RR of 8 or more to continue"
    # (clinical.md section 3). That a value of 10 is in range: clinic default.
    respiratory_caution_below: Decimal = Decimal(10)
    respiratory_alert_below: Decimal = Decimal(8)
    # ASA example of about 90 %; the upper bound of the caution, 92 itself included: clinic default.
    spo2_alert_below: Decimal = Decimal(90)
    spo2_caution_up_to: Decimal = Decimal(92)
    # The generic score of 3 (hard to rouse) stands for POSS 3 and 4: clinic default.
    sedation_caution: Decimal = Decimal(2)
    sedation_alert_from: Decimal = Decimal(3)
    # POSS 3: unacceptable, notify; 4: stop (docest.com, RNAO). The codes of the levels, not an
    # order: S (asleep, easy to rouse) is acceptable.
    poss_alert: frozenset[int] = frozenset({3, 4})
    # Fever as a sign of infection or meningitis: clinic default.
    temperature_alert_from: Decimal = Decimal("38.0")
    # "Systolic below 90, or a fall of more than 20-30 %" (clinical.md section 3): clinic default.
    systolic_alert_below: Decimal = Decimal(90)
    systolic_caution_fall_percent: Decimal = Decimal(20)
    systolic_alert_fall_percent: Decimal = Decimal(30)
    # "No void for 6-8 h, or a bladder scan above 400-600 mL" (section 3): clinic default.
    bladder_scan_alert_above: Decimal = Decimal(400)
    no_void_caution_hours: int = 6
    no_void_alert_hours: int = 8


DEFAULT_LIMITS = SafetyLimits()
"""What the clinic's default criteria set holds."""
