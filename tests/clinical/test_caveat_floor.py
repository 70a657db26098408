"""A low baseline is a caveat of a relief, not of a trial that has none."""

from datetime import timedelta

import pytest

from tests.factories import START, make_diary
from trialtracker.clinical.caveat_pain import baseline_floor
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT


@pytest.mark.parametrize(("during", "is_warned"), [(1, True), (2, False), (3, False)])
def test_a_low_baseline_is_warned_of_where_there_is_a_relief(during: int, is_warned: bool) -> None:
    trial = make_diary([2] * 7, [during] * 3)

    assessment = assess(trial, CLINIC_DEFAULT, START + timedelta(days=60))

    assert (baseline_floor(trial, assessment) is not None) == is_warned
