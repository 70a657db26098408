"""Oral and transdermal opioids: the one place from which everything about them is had."""

from trialtracker.clinical.opioid_baseline import (
    OpioidDays,
    get_baseline_mme,
    get_percent_change,
    get_window_mme,
    list_days,
)
from trialtracker.clinical.opioid_days import DayLine, DayMme, get_day_mme, get_worn
from trialtracker.clinical.opioid_mme import CAUTION, Mme, MmeStatus, get_cautions, get_mme
from trialtracker.clinical.opioid_names import (
    find_opioid,
    find_opioids,
    find_unit,
    format_drug,
    format_unit,
)
from trialtracker.clinical.opioid_terms import (
    OPIOID_BY_KEY,
    OPIOIDS,
    SOURCE,
    Opioid,
    OpioidUnit,
    Standing,
)

__all__ = [
    "CAUTION",
    "OPIOIDS",
    "OPIOID_BY_KEY",
    "SOURCE",
    "DayLine",
    "DayMme",
    "Mme",
    "MmeStatus",
    "Opioid",
    "OpioidDays",
    "OpioidUnit",
    "Standing",
    "find_opioid",
    "find_opioids",
    "find_unit",
    "format_drug",
    "format_unit",
    "get_baseline_mme",
    "get_cautions",
    "get_day_mme",
    "get_mme",
    "get_percent_change",
    "get_window_mme",
    "get_worn",
    "list_days",
]
