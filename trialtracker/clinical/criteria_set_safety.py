"""The safety limits of a criteria set as rows of the table of thresholds."""

from trialtracker.clinical.criteria_set_thresholds import Group, Scale, Threshold

_G = Group
_RATE = Scale("/min", 1, 60)
_SATURATION = Scale("%", 1, 100)
_FALL = Scale("%", 0, 100, True)
_GRADE = Scale("", 1, 3)
_HOURS = Scale("hour", 1, 48)
SAFETY_THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "safety.respiratory_caution_below",
        _G.SAFETY,
        "",
        "Respiratory rate, caution",
        "below {}",
        _RATE,
    ),
    Threshold(
        "safety.respiratory_alert_below",
        _G.SAFETY,
        "",
        "Respiratory rate, alert",
        "below {}",
        _RATE,
    ),
    Threshold("safety.spo2_caution_up_to", _G.SAFETY, "", "SpO2, caution", "up to {}", _SATURATION),
    Threshold("safety.spo2_alert_below", _G.SAFETY, "", "SpO2, alert", "below {}", _SATURATION),
    Threshold("safety.sedation_caution", _G.SAFETY, "", "Sedation, caution", "at {}", _GRADE),
    Threshold("safety.sedation_alert_from", _G.SAFETY, "", "Sedation, alert", "from {}", _GRADE),
    Threshold(
        "safety.temperature_alert_from",
        _G.SAFETY,
        "",
        "Temperature, alert",
        "from {}",
        Scale("°C", 36, 42),
    ),
    Threshold(
        "safety.systolic_alert_below",
        _G.SAFETY,
        "",
        "Systolic pressure, alert",
        "below {}",
        Scale("mmHg", 40, 140),
    ),
    Threshold(
        "safety.systolic_caution_fall_percent",
        _G.SAFETY,
        "",
        "Systolic fall, caution",
        "above {}",
        _FALL,
    ),
    Threshold(
        "safety.systolic_alert_fall_percent",
        _G.SAFETY,
        "",
        "Systolic fall, alert",
        "above {}",
        _FALL,
    ),
    Threshold(
        "safety.bladder_scan_alert_above",
        _G.SAFETY,
        "",
        "Bladder scan, alert",
        "above {}",
        Scale("mL", 100, 2000),
    ),
    Threshold(
        "safety.no_void_caution_hours", _G.SAFETY, "", "No void, caution", "after {}", _HOURS
    ),
    Threshold("safety.no_void_alert_hours", _G.SAFETY, "", "No void, alert", "after {}", _HOURS),
)
