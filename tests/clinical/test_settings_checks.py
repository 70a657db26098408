"""Which settings of the clinic are refused."""

from typing import Any

import pytest

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.settings_checks import OBSERVATION_HOURS, check_settings


@pytest.mark.parametrize("hours", OBSERVATION_HOURS)
def test_the_offered_settings_are_taken(hours: int) -> None:
    check_settings(
        ClinicSettings(
            clinic_phone="+1 555 0100",
            observation_hours=hours,
            news2=True,
            news2_scale_2=True,
            discharge_text="Rest.\nCall us.",
        )
    )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"observation_hours": 12},
            "observation_hours",
            "12 h of observation after a bolus is not offered: choose 24 h or 6 h.",
        ),
        (
            {"clinic_phone": "ask the ward"},
            "clinic_phone",
            "“ask the ward” has no digit: write a telephone number.",
        ),
        (
            {"news2_scale_2": True},
            "news2_scale_2",
            "SpO2 scale 2 belongs to NEWS2: switch NEWS2 on, or scale 2 off.",
        ),
        (
            {"clinic_name": "Pain\nclinic"},
            "clinic_name",
            "Clinic name holds a line break or control character: take it out.",
        ),
    ],
)
def test_an_impossible_setting_is_refused(
    changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        check_settings(ClinicSettings(**changes))

    assert [tuple(p) for p in refusal.value.problems] == [(field, sentence)]
