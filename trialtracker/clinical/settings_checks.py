"""What refuses a change of the clinic's settings."""

from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import (
    LABEL_OBSERVATION_HOURS,
    PACC_OBSERVATION_HOURS,
    ClinicSettings,
)
from trialtracker.clinical.value_checks import get_text_problems, refuse_if

OBSERVATION_HOURS = (LABEL_OBSERVATION_HOURS, PACC_OBSERVATION_HOURS)
LONGEST_NAME = 200
LONGEST_PHONE = 60
LONGEST_WORDING = 8_000


def check_settings(settings: ClinicSettings) -> None:
    """Refuse settings that cannot be shown or followed.

    Raises:
        RefusedError: with every problem, the name of the setting as its field.
    """
    one_line = (
        ("clinic_name", settings.clinic_name, LONGEST_NAME),
        ("clinic_phone", settings.clinic_phone, LONGEST_PHONE),
    )
    problems = [
        problem
        for field, text, limit in one_line
        for problem in get_text_problems(field, text, limit, one_line=True)
    ]
    wording = settings.discharge_text
    problems.extend(get_text_problems("discharge_text", wording, LONGEST_WORDING))
    if settings.clinic_phone and not any(letter.isdecimal() for letter in settings.clinic_phone):
        sentence = f"“{settings.clinic_phone}” has no digit: write a telephone number."
        problems.append(Problem("clinic_phone", sentence))
    if settings.observation_hours not in OBSERVATION_HOURS:
        offered = " or ".join(f"{hours} h" for hours in OBSERVATION_HOURS)
        shown = f"{settings.observation_hours} h of observation after a bolus"
        problems.append(Problem("observation_hours", f"{shown} is not offered: choose {offered}."))
    if settings.news2_scale_2 and not settings.news2:
        sentence = "SpO2 scale 2 belongs to NEWS2: switch NEWS2 on, or scale 2 off."
        problems.append(Problem("news2_scale_2", sentence))
    refuse_if(problems)
