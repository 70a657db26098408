"""A finding from its first reading until a person says that it is resolved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import START, amend, make_answers, make_entry, make_trial, next_id
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import (
    Finding,
    FindingState,
    format_back,
    format_dated,
    format_findings_in_short,
    get_entry_findings,
    get_findings,
    get_standing,
)
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction, Priority
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.trial import Entry, Trial

LIMITS = SafetyLimits()
LATER = START + timedelta(days=30)


def hour(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def breathing(hours: float, rate: int) -> Entry:
    return make_entry(hour(hours), {"respiratory_rate": rate})


def acknowledge(entry: Entry, hours: float, *, resolved: bool = False) -> Acknowledgement:
    key = f"respiratory_alert:{entry.entry_id}"
    done = FindingAction.PHYSICIAN_NOTIFIED
    return Acknowledgement(next_id(), key, done, "seen", resolved, "nurse", hour(hours))


def find(
    entries: Iterable[Entry],
    acknowledgements: Iterable[Acknowledgement] = (),
    as_of: datetime = LATER,
) -> tuple[Finding, ...]:
    trial = replace(make_trial(entries), acknowledgements=tuple(acknowledgements))
    return get_findings(trial, LIMITS, as_of)


def states(findings: Iterable[Finding]) -> list[FindingState]:
    return [finding.state for finding in findings]


def test_a_finding_is_named_by_its_flag_and_its_first_entry() -> None:
    first, second = breathing(1, 7), breathing(2, 6)

    (finding,) = find([second, first])

    assert finding.key == f"respiratory_alert:{first.entry_id}"
    assert finding.sentence == "Respiratory rate 6 /min at 10:00 is below 8."
    assert finding.observed_at == hour(2)
    assert (finding.state, finding.holds) == (FindingState.OPEN, True)


def test_a_return_into_range_does_not_end_an_alert_but_is_said() -> None:
    (finding,) = find([breathing(1, 7), breathing(2, 14), breathing(3, 15)])

    assert finding.holds
    assert finding.back_since == hour(2)
    assert format_back(finding, "UTC") == " Back in range since 10:00."


def test_a_return_on_another_day_is_said_with_its_date() -> None:
    (finding,) = find([breathing(1, 7), breathing(25, 14)])

    assert format_back(finding, "UTC") == " Back in range since 03-Mar-2026 09:00."


def test_a_new_low_reading_takes_the_return_back() -> None:
    (finding,) = find([breathing(1, 7), breathing(2, 14), breathing(3, 6)])

    assert finding.back_since is None
    assert format_dated(finding, "UTC") == (
        "02-Mar-2026: Respiratory rate 6 /min at 11:00 is below 8."
    )


def test_an_acknowledged_alert_still_holds() -> None:
    slow = breathing(1, 7)

    (finding,) = find([slow], [acknowledge(slow, 1.5)])

    assert (finding.state, finding.holds) == (FindingState.ACKNOWLEDGED, True)
    assert [a.author for a in finding.acknowledgements] == ["nurse"]


def test_a_reading_after_the_acknowledgement_opens_it_again() -> None:
    slow = breathing(1, 7)

    (finding,) = find([slow, breathing(2, 6)], [acknowledge(slow, 1.5)])

    assert finding.state is FindingState.OPEN


def test_resolved_by_a_person_it_is_over() -> None:
    slow = breathing(1, 7)

    (finding,) = find([slow], [acknowledge(slow, 1.5, resolved=True)])

    assert (finding.state, finding.holds) == (FindingState.RESOLVED, False)
    assert get_standing([finding]) == ()


def test_a_low_reading_after_it_was_resolved_is_a_new_finding() -> None:
    slow, again = breathing(1, 7), breathing(4, 6)

    found = find([slow, breathing(2, 14), again], [acknowledge(slow, 3, resolved=True)])

    assert [f.data[0].entry_id for f in found] == [again.entry_id, slow.entry_id]
    assert states(found) == [FindingState.OPEN, FindingState.RESOLVED]


def test_a_low_reading_known_when_it_was_resolved_belongs_to_it() -> None:
    slow, later = breathing(1, 7), breathing(2, 6)

    found = find([slow, later], [acknowledge(slow, 3, resolved=True)])

    assert states(found) == [FindingState.RESOLVED]


def test_a_low_reading_entered_late_opens_what_was_resolved_without_knowing_it() -> None:
    slow = breathing(2, 7)
    late = breathing(1, 6)._replace(recorded_at=hour(5))

    (finding,) = find([slow, late], [acknowledge(slow, 3, resolved=True)])

    assert (finding.key, finding.holds) == (f"respiratory_alert:{late.entry_id}", True)
    assert len(finding.acknowledgements) == 1


def test_an_amended_note_leaves_it_resolved_under_the_same_key() -> None:
    slow = breathing(1, 7)
    amended = amend(slow, note="asleep", recorded_at=hour(6))

    (finding,) = find([slow, amended], [acknowledge(slow, 3, resolved=True)])

    assert finding.state is FindingState.RESOLVED
    assert finding.key == f"respiratory_alert:{slow.entry_id}"
    assert finding.latest.entry_id == amended.entry_id


def test_an_amended_value_is_a_reading_that_nobody_has_seen() -> None:
    slow = breathing(1, 7)
    amended = amend(slow, values={"respiratory_rate": Decimal(5)}, recorded_at=hour(6))

    (finding,) = find([slow, amended], [acknowledge(slow, 3, resolved=True)])

    assert finding.state is FindingState.OPEN


def test_a_reading_amended_into_range_or_void_is_no_finding() -> None:
    slow = breathing(1, 7)

    assert find([slow, amend(slow, values={"respiratory_rate": Decimal(17)})]) == ()
    assert find([slow, amend(slow, values={}, is_void=True)]) == ()


def test_what_was_said_later_counts_for_nothing_at_an_earlier_moment() -> None:
    slow = breathing(1, 7)
    said = [acknowledge(slow, 3, resolved=True)]

    assert states(find([slow], said, as_of=hour(2))) == [FindingState.OPEN]
    assert states(find([slow], said, as_of=hour(3))) == [FindingState.RESOLVED]
    assert find([slow], said, as_of=hour(0.5)) == ()


def test_what_was_said_of_another_finding_counts_for_nothing() -> None:
    said = acknowledge(breathing(1, 7), 3, resolved=True)

    assert states(find([breathing(1, 7)], [said])) == [FindingState.OPEN]


def test_a_caution_ends_by_itself_and_never_holds() -> None:
    first, again = breathing(1, 9), breathing(3, 9)

    found = find([first, breathing(2, 12), again])

    assert states(found) == [FindingState.OPEN, FindingState.RESOLVED]
    assert [f.data[0].entry_id for f in found] == [again.entry_id, first.entry_id]
    assert not any(f.holds for f in found)


def test_a_caution_that_becomes_an_alert_is_over_as_a_caution() -> None:
    found = find([breathing(1, 9), breathing(2, 7)])

    assert [f.priority for f in found] == [Priority.ALERT, Priority.CAUTION]
    assert states(found) == [FindingState.OPEN, FindingState.RESOLVED]


def test_of_two_readings_at_one_time_the_worse_counts() -> None:
    (finding,) = find([breathing(1, 7), breathing(1, 14)])

    assert finding.back_since is None


def test_alerts_come_first_then_the_newest() -> None:
    entries = [
        make_entry(hour(1), {"temperature": 39}),
        make_entry(hour(2), {"site_pus": 1}),
        make_entry(hour(3), {"spo2": 91}),
    ]

    assert [f.flag.key for f in find(entries)] == ["site_pus", "temperature_alert", "spo2_caution"]


def test_the_list_names_the_most_urgent_and_counts_the_others() -> None:
    entries = [make_entry(hour(1), {"respiratory_rate": 7, "spo2": 91, "sedation": 2})]

    assert format_findings_in_short(find(entries)) == "Alert: RR 7 /min +2"
    assert format_findings_in_short(find([breathing(1, 7)])) == "Alert: RR 7 /min"
    assert format_findings_in_short(find([breathing(1, 9), breathing(2, 12)])) == ""


def test_a_reading_of_a_trial_without_a_start_is_found_all_the_same() -> None:
    trial = make_trial([breathing(1, 7)], started_at=None)

    assert states(get_findings(trial, LIMITS, LATER)) == [FindingState.OPEN]


# What is typed and not stored yet


def test_a_form_is_told_its_findings_before_it_is_stored() -> None:
    answers = make_answers(hour(3), {"sedation": 3, "spo2": 92, "respiratory_rate": 14})

    found = get_entry_findings(make_trial(), answers, hour(3))

    assert [f.sentence for f in found] == [
        "Sedation score 3 (hard to rouse) at 11:00 is at the alert level.",
        "SpO2 92 % at 11:00 is 90 to 92.",
    ]
    assert states(found) == [FindingState.OPEN] * 2


def test_a_form_knows_what_came_before_it() -> None:
    trial = make_trial([make_entry(hour(0), {"voided": 1})])

    (finding,) = get_entry_findings(trial, make_answers(hour(8), {"voided": 0}), hour(8))

    assert finding.flag.key == "no_void_alert"


def test_a_form_without_a_danger_finds_nothing() -> None:
    trial = make_trial([breathing(1, 7)])

    assert get_entry_findings(trial, make_answers(hour(2), {"pain_rest": 9}), hour(2)) == ()


rates = st.lists(st.integers(4, 16), min_size=1, max_size=8)


def run_course(course: list[int], resolved_after: int) -> Trial:
    entries = [breathing(number, rate) for number, rate in enumerate(course)]
    said = [acknowledge(entry, resolved_after + 0.5, resolved=True) for entry in entries]
    return replace(make_trial(entries), acknowledgements=tuple(said))


@given(rates, st.integers(0, 8))
def test_only_what_was_said_after_the_last_low_reading_lifts_the_hold(
    course: list[int], resolved_after: int
) -> None:
    trial = run_course(course, resolved_after)

    assessment = assess(trial, CLINIC_DEFAULT, LATER)

    is_unsafe = any(rate < 8 for rate in course[resolved_after + 1 :])
    assert (assessment.verdict is Verdict.SAFETY_HOLD) is is_unsafe


@given(rates, st.integers(0, 8), st.integers(0, 9))
def test_an_assessment_as_of_a_moment_is_the_same_whatever_follows(
    course: list[int], resolved_after: int, moment: int
) -> None:
    as_of = hour(moment + 0.25)
    trial = run_course(course, resolved_after)
    known = replace(
        trial,
        entries=tuple(e for e in trial.entries if e.observed_at <= as_of),
        acknowledgements=tuple(a for a in trial.acknowledgements if a.recorded_at <= as_of),
    )

    assert get_findings(trial, LIMITS, as_of) == get_findings(known, LIMITS, as_of)
