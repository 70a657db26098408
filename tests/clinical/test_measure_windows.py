"""Any measure over the days of the set: the same as those of pain, and none before a start."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, make_days, make_trial
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.measure_windows import get_window_days, get_windows
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
SCORED = make_days({-9: 1, -7: 8, -1: 6, 1: 5, 3: 4, 5: 2}, measure="function")


@pytest.mark.parametrize("ended_after", [1, 2, 3, 5])
def test_the_windows_are_those_of_pain(ended_after: int) -> None:
    trial = make_trial(SCORED, ended_at=START + timedelta(days=ended_after))

    relief = get_relief(trial, replace(CLINIC_DEFAULT, measures=("function",)), LATER)

    windows = get_windows(get_evidence(trial, CLINIC_DEFAULT, LATER), "function")

    assert windows == (relief.baseline, relief.window)


@pytest.mark.parametrize("trial", [make_trial(SCORED, started_at=None), make_trial(SCORED)])
def test_before_the_first_dose_there_is_no_window(trial: Trial) -> None:
    evidence = get_evidence(trial, CLINIC_DEFAULT, START - timedelta(days=1))

    assert get_window_days(evidence) == (0, 0)
    assert get_windows(evidence, "function")[1].days == 0
