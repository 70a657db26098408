"""Two rates of one minute, and a dose nobody else has checked: found whatever stands before it."""

from datetime import timedelta

import pytest

from tests.clinical.doses import make_bolus
from tests.factories import START, make_dose, make_trial
from trialtracker.clinical.dose_checks import check_doses, check_second_person
from trialtracker.clinical.refusal import RefusedError

NOW = START + timedelta(hours=30)
GIVEN = NOW - timedelta(hours=1)


def test_a_bolus_recorded_before_does_not_hide_the_rate_of_the_same_minute() -> None:
    trial = make_trial(doses=[make_bolus(START), make_dose(GIVEN)])

    with pytest.raises(RefusedError, match="A rate of morphine is recorded at"):
        check_doses(trial, [make_dose(GIVEN)], NOW)


@pytest.mark.parametrize("second_person", ["", "nurse"])
def test_the_field_of_the_second_person_is_told(second_person: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check_second_person([make_dose(GIVEN, second_person=second_person)], "nurse")

    assert [problem.field for problem in refused.value.problems] == ["second_person"]
