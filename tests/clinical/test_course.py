"""What stands before the first active dose, and what does not any more."""

from datetime import timedelta

import pytest

from tests.factories import START, make_entry, make_trial
from trialtracker.clinical.course import get_course


@pytest.mark.parametrize(
    ("minutes_before", "baselines"), [(1, {"systolic": 120}), (0, {}), (-1, {})]
)
def test_a_reading_of_the_moment_of_the_first_dose_is_no_baseline(
    minutes_before: int, baselines: dict[str, int]
) -> None:
    entry = make_entry(START - timedelta(minutes=minutes_before), {"systolic": 120})

    course = get_course(make_trial([entry]), START + timedelta(days=1))

    assert course.baselines == baselines
