"""A safety finding is seen, acted on and resolved by people, each with author and time."""

from datetime import timedelta

import pytest

from tests.conftest import NOON, FakeClock
from tests.factories import make_answers, next_id
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import Finding, FindingState, get_findings
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.refusal import RefusedError
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


def record(clinic: Clinic, opened: Snapshot, clock: FakeClock, rate: int = 7) -> Snapshot:
    clock.advance(timedelta(minutes=1))
    answers = make_answers(clock.now, {"respiratory_rate": rate})
    return clinic.record(opened.trial.trial_id, answers)


def get_finding(snapshot: Snapshot) -> Finding:
    return get_findings(snapshot.trial, CLINIC_DEFAULT.safety, snapshot.taken_at)[0]


def see(
    finding_key: str,
    action: FindingAction = FindingAction.PHYSICIAN_NOTIFIED,
    words: str = "",
    *,
    resolved: bool = False,
) -> Acknowledgement:
    return Acknowledgement(next_id(), finding_key, action, words, resolved, "", NOON)


def test_an_acknowledgement_is_kept_with_author_and_time(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    key = get_finding(record(clinic, opened, clock)).key
    clock.advance(timedelta(minutes=2))

    snapshot = clinic.safety.acknowledge(opened.trial.trial_id, see(key))

    (kept,) = get_finding(snapshot).acknowledgements
    assert (kept.author, kept.recorded_at) == ("tester", clock.now)
    assert get_finding(snapshot).state is FindingState.ACKNOWLEDGED
    assert snapshot.assessment.verdict is Verdict.SAFETY_HOLD


def test_the_hold_is_lifted_when_a_person_says_that_it_is_resolved(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    key = get_finding(record(clinic, opened, clock)).key
    in_range = record(clinic, opened, clock, rate=14)
    said = see(key, FindingAction.OTHER, "Awake, RR 14 for an hour", resolved=True)

    snapshot = clinic.safety.acknowledge(opened.trial.trial_id, said)

    assert in_range.assessment.verdict is Verdict.SAFETY_HOLD
    assert snapshot.assessment.verdict is not Verdict.SAFETY_HOLD
    assert clinic.list_due(None, 5)[0].finding == ""


def test_a_repeated_acknowledgement_is_stored_once(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    said = see(get_finding(record(clinic, opened, clock)).key)

    clinic.safety.acknowledge(opened.trial.trial_id, said)
    snapshot = clinic.safety.acknowledge(opened.trial.trial_id, said)

    assert len(snapshot.trial.acknowledgements) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"action": FindingAction.OTHER, "words": " "},
            "Write in a few words what was done.",
        ),
        ({"resolved": True}, "Write what was found, so that it counts as resolved."),
        ({"words": "x" * 2001}, "Words has 2,001 characters: at most 2,000 are kept."),
    ],
)
def test_an_acknowledgement_without_its_words_is_refused(
    clinic: Clinic,
    opened: Snapshot,
    clock: FakeClock,
    said: dict[str, object],
    sentence: str,
) -> None:
    key = get_finding(record(clinic, opened, clock)).key

    with pytest.raises(RefusedError) as refused:
        clinic.safety.acknowledge(opened.trial.trial_id, see(key, **said))  # type: ignore[arg-type]

    assert [(p.field, p.sentence) for p in refused.value.problems] == [("words", sentence)]


def test_a_finding_whose_entry_was_made_void_cannot_be_acknowledged(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    finding = get_finding(record(clinic, opened, clock))
    clinic.void_entry(opened.trial.trial_id, finding.latest.entry_id, "typing_error")

    with pytest.raises(RefusedError, match="stands no more"):
        clinic.safety.acknowledge(opened.trial.trial_id, see(finding.key))


def test_a_resolved_finding_cannot_be_resolved_again(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    key = get_finding(record(clinic, opened, clock)).key
    clinic.safety.acknowledge(opened.trial.trial_id, see(key, words="awake", resolved=True))

    with pytest.raises(RefusedError, match="resolved already"):
        clinic.safety.acknowledge(opened.trial.trial_id, see(key, words="awake", resolved=True))
