"""The criteria sets that come with the program.

Each published rule is its own set. What the rule asks for is required and names its source. What
it does not ask for advises, with four exceptions that no rule may do without: enough data, no
intolerable harm, the patient's own word, and candidacy. Those stay required, and where no source
gives the number it is the clinic's default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role

_VERSION = "2026-11-22"
_AETNA = "Aetna CPB 0161, as summarised by a third party"
_ANDERSON = "Anderson 2003"
_CMS = "CMS article 55239"
_EVICORE = "eviCore CMM-210, as summarised by a third party"
_FARRAR = "Farrar 2001"
_IMMPACT = "IMMPACT 2008"
_MOHAMMED = "Mohammed 2013"
_RAUCK = "Rauck 2003"
_SMITH = "Smith 2002"

_ITEMS = "each item names its own source"
_GRADE_AND_DAYS = "the grade and the days are the clinic default"
_DAYS = "the days are the clinic default"
_FUNCTION = dict(CLINIC_DEFAULT.sources)["function"]
"""What stands behind a source that asks for a thing and gives no number for it."""

_LEFT_TO_THE_RULE = (
    "baseline_level",
    "absolute_change",
    "function",
    "systemic_opioid",
    "repeat_bolus",
    "relief_duration",
)
"""Criteria of the clinic default that a published rule has only where it names them."""


def _get_roles(
    required: Iterable[str] = (), advises: Iterable[str] = ()
) -> tuple[tuple[str, Role], ...]:
    """Return the roles of a published rule, from those of the clinic default."""
    roles = dict(CLINIC_DEFAULT.roles)
    roles |= dict.fromkeys(_LEFT_TO_THE_RULE, Role.ADVISES)
    roles |= dict.fromkeys(advises, Role.ADVISES)
    roles |= dict.fromkeys(required, Role.REQUIRED)
    return tuple(roles.items())


def _get_sources(sources: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((dict(CLINIC_DEFAULT.sources) | dict(sources)).items())


CMS_WORDING = replace(
    CLINIC_DEFAULT,
    name="CMS wording",
    version=_VERSION,
    about=(
        "A trial with a temporary intrathecal or epidural catheter, to show acceptable pain "
        "relief, the degree of side effects with those on the activities of daily living, and "
        "the patient's acceptance; life expectancy of 3 months or more. CMS names no percent: "
        "whether relief is acceptable is the patient's answer, and the figures advise. The days "
        "needed and the worst grade are the clinic's."
    ),
    modes=(
        TrialMode.REPEATED_BOLUS,
        TrialMode.CONTINUOUS_INTRATHECAL,
        TrialMode.CONTINUOUS_EPIDURAL,
    ),
    roles=_get_roles(
        required=("acceptable_relief",),
        advises=("pain_relief",),
    ),
    sources=_get_sources(
        dict.fromkeys(("acceptable_relief", "tolerability", "patient_acceptance"), _CMS)
        | {
            "side_effects": f"{_CMS}; {_GRADE_AND_DAYS}",
            "function": f"{_CMS}; {_FUNCTION}",
            "candidacy": f"{_CMS}; {_ITEMS}",
        }
    ),
)

HALF_OR_MORE = replace(
    CLINIC_DEFAULT,
    name="50 % or more",
    version=_VERSION,
    about=(
        "Relief of 50 % or more, as Anderson 2003 asked before implantation, and with it "
        "acceptable side effects and a psychological evaluation, as Aetna asks (as summarised "
        "by a third party). The rest is the clinic's."
    ),
    roles=_get_roles(),
    sources=_get_sources(
        {
            "pain_relief": f"{_ANDERSON}; {_AETNA}",
            "side_effects": f"{_AETNA}; {_GRADE_AND_DAYS}",
            "candidacy": f"{_AETNA}; {_ITEMS}",
        }
    ),
)

ABOVE_HALF_FOR_8_HOURS = replace(
    CLINIC_DEFAULT,
    name="Above 50 % for 8 h",
    version=_VERSION,
    about=(
        "eviCore CMM-210, as summarised by a third party: relief above 50 % for 8 h after a "
        "bolus and better function, after 6 months of conservative care. Systemic opioids "
        "halved, as agreed before the trial, advise. An infusion has no 8 h to count: there "
        "relief above 50 % is asked for. The rest is the clinic's."
    ),
    relief_includes_threshold=False,
    relief_hours=8,
    opioid_target_percent=Fraction(50),
    roles=_get_roles(required=("relief_duration", "function"), advises=("opioid_target",)),
    sources=_get_sources(
        dict.fromkeys(("pain_relief", "relief_duration", "opioid_target"), _EVICORE)
        | {"function": f"{_EVICORE}; {_FUNCTION}", "candidacy": f"{_EVICORE}; {_ITEMS}"}
    ),
)

THIRTY_ON_TWO_OCCASIONS = replace(
    CLINIC_DEFAULT,
    name="30 % on two occasions",
    version=_VERSION,
    about=(
        "Mohammed 2013, ziconotide: relief of 30 % or more without side effects on two "
        "occasions, pain read before and hourly after each bolus. Any side effect fails it. "
        "The rest is the clinic's."
    ),
    modes=(TrialMode.REPEATED_BOLUS,),
    relief_percent=Fraction(30),
    borderline_percent=Fraction(30),
    occasions=2,
    worst_grade=0,
    roles=_get_roles(required=("repeat_bolus",)),
    sources=_get_sources(
        dict.fromkeys(("pain_relief", "repeat_bolus"), _MOHAMMED)
        | {"side_effects": f"{_MOHAMMED}; {_DAYS}"}
    ),
)

CANCER_COMPOSITE = replace(
    CLINIC_DEFAULT,
    name="Cancer composite",
    version=_VERSION,
    about=(
        "Rauck 2003, cancer pain: 50 % or more off pain, off systemic opioids or off the "
        "side-effect index (here the daily sum of grades). The smaller gain of Smith 2002 (20 % "
        "less pain, or equal pain with 20 % less toxicity) advises. The rest is the clinic's."
    ),
    composite_percent=Fraction(50),
    cancer_percent=Fraction(20),
    roles=_get_roles(required=("composite",), advises=("pain_relief", "cancer_benefit")),
    sources=_get_sources({"composite": _RAUCK, "cancer_benefit": _SMITH}),
)

IMMPACT_BANDS = replace(
    CLINIC_DEFAULT,
    name="IMMPACT bands",
    version=_VERSION,
    about=(
        "IMMPACT 2008: 10 to 20 % is a minimal, 30 % or more a moderate and 50 % or more a "
        "substantial improvement, judged in two ways or more: here in percent, in points "
        "(Farrar 2001) and by function. From 20 to 30 % it has no word; here such a relief is "
        "called minimal too. Moderate is asked for; borderline from 20 %, and the rest, are the "
        "clinic's."
    ),
    relief_percent=Fraction(30),
    borderline_percent=Fraction(20),
    bands=(
        (Fraction(10), "minimal (IMMPACT)"),
        (Fraction(30), "moderate (IMMPACT)"),
        (Fraction(50), "substantial (IMMPACT)"),
    ),
    roles=_get_roles(required=("absolute_change", "function")),
    sources=_get_sources(
        {"pain_relief": _IMMPACT, "absolute_change": _FARRAR, "function": _FUNCTION}
    ),
)

SHIPPED_SETS: tuple[CriteriaSet, ...] = (
    CLINIC_DEFAULT,
    CMS_WORDING,
    HALF_OR_MORE,
    ABOVE_HALF_FOR_8_HOURS,
    THIRTY_ON_TWO_OCCASIONS,
    CANCER_COMPOSITE,
    IMMPACT_BANDS,
)
"""The clinic default first; their names never change."""
