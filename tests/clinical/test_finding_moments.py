"""What is stored in the very moment in which a finding is said to be resolved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, make_entry, make_trial, next_id
from trialtracker.clinical.findings import FindingState, get_findings
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.safety_limits import SafetyLimits

RESOLVED, OPEN = FindingState.RESOLVED, FindingState.OPEN


@pytest.mark.parametrize(
    ("seconds_after", "states"), [(-1, [RESOLVED]), (0, [RESOLVED]), (1, [OPEN, RESOLVED])]
)
def test_a_low_reading_known_until_the_moment_of_resolving_belongs_to_what_is_resolved(
    seconds_after: int, states: list[FindingState]
) -> None:
    slow = make_entry(START + timedelta(hours=1), {"respiratory_rate": 7})
    last = make_entry(START + timedelta(hours=2), {"respiratory_rate": 6})
    key, at = f"respiratory_alert:{slow.entry_id}", last.recorded_at
    done = FindingAction.PHYSICIAN_NOTIFIED
    said = Acknowledgement(
        next_id(), key, done, "seen", True, "nurse", at - timedelta(seconds=seconds_after)
    )
    trial = replace(make_trial([slow, last]), acknowledgements=(said,))

    found = get_findings(trial, SafetyLimits(), START + timedelta(days=1))

    assert [finding.state for finding in found] == states
