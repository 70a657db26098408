"""How a trial is named where one is chosen."""

from dataclasses import replace
from typing import Any

import pytest

from tests.factories import make_details
from trialtracker.clinical.choices import TrialMode
from trialtracker.services.patient_trials import PatientTrial
from trialtracker.ui.beside_side import format_trial


@pytest.mark.parametrize(
    ("changes", "drugs", "said"),
    [
        ({}, ("morphine",), "From 02-Mar-2026 · morphine · Continuous intrathecal"),
        (
            {"mode": TrialMode.SINGLE_BOLUS, "started_at": None},
            ("morphine", "bupivacaine"),
            "Not started · morphine, bupivacaine · Single bolus",
        ),
        ({}, (), "From 02-Mar-2026 · no drug named · Continuous intrathecal"),
    ],
)
def test_a_trial_is_named_by_start_mode_and_drug(
    changes: dict[str, Any], drugs: tuple[str, ...], said: str
) -> None:
    details = replace(make_details(), **changes)

    assert format_trial(PatientTrial("t", details, drugs)) == said
