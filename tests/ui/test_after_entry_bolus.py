"""What an entry would change in a bolus trial is said in hours, not in days."""

from datetime import timedelta

from tests.clinical.boluses import hourly, make_bolus_trial
from tests.factories import START
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.ui.after_entry import format_relief_change

LATER = START + timedelta(days=2)


def assess_course(*hours: float) -> Assessment:
    return assess(make_bolus_trial(hourly(4, hours)), CLINIC_DEFAULT, LATER)


def test_relief_after_a_bolus_is_named_by_its_hours() -> None:
    before, after = assess_course(1, 2, 3), assess_course(1, 2, 3, 6)

    said = format_relief_change(before, after)

    assert said.startswith("Pain at rest, 1 to 8 h after the bolus: relief ")
    assert said.endswith(" → 50 % relief")
