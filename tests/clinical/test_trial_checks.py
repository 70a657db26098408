"""A trial that cannot be true is refused, field by field; two of a patient never overlap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.factories import START, make_details
from trialtracker.clinical.checks import check_no_overlap, check_trial
from trialtracker.clinical.choices import Indication, StopReason, TrialState
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import TrialDetails

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
BORN = date(1961, 3, 12)
END = START + timedelta(days=3)


def refuse_trial(**changes: Any) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_trial(make_details(**changes), BORN, NOW)
    return {problem.field: problem.sentence for problem in refusal.value.problems}


@pytest.mark.parametrize(
    "details",
    [
        make_details(state=TrialState.PLANNED, started_at=None),
        make_details(state=TrialState.BASELINE, started_at=None),
        make_details(),
        make_details(planned_days=1, entry_interval_minutes=15),
        make_details(planned_days=60, entry_interval_minutes=1440),
        make_details(started_at=NOW + timedelta(minutes=2)),
        make_details(state=TrialState.COMPLETED, ended_at=END),
        make_details(
            state=TrialState.STOPPED, ended_at=END, stop_reason=StopReason.INADEQUATE_RELIEF
        ),
        make_details(
            state=TrialState.STOPPED,
            started_at=None,
            ended_at=END,
            stop_reason=StopReason.PATIENT_REQUEST,
        ),
        make_details(indication=Indication.OTHER, indication_note="Arachnoiditis"),
    ],
)
@pytest.mark.parametrize("born", [BORN, None])
def test_a_possible_trial_is_taken(details: TrialDetails, born: date | None) -> None:
    check_trial(details, born, NOW)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"planned_days": 0},
            "planned_days",
            "0 planned days are not possible: plan 1 to 60.",
        ),
        (
            {"planned_days": 61},
            "planned_days",
            "61 planned days are not possible: plan 1 to 60.",
        ),
        (
            {"entry_interval_minutes": 14},
            "entry_interval_minutes",
            "14 minutes between entries are not possible: choose 15 to 1,440.",
        ),
        (
            {"entry_interval_minutes": 1441},
            "entry_interval_minutes",
            "1441 minutes between entries are not possible: choose 15 to 1,440.",
        ),
        (
            {"indication": Indication.OTHER},
            "indication_note",
            "The indication is another one: say which.",
        ),
        (
            {"indication_note": "a\nb"},
            "indication_note",
            "Indication note holds a line break or control character: take it out.",
        ),
        (
            {"started_at": None},
            "started_at",
            "The state is “Running”: give the start.",
        ),
        (
            {"state": TrialState.BASELINE},
            "started_at",
            "The state is “Baseline”: clear the start, or choose another state.",
        ),
        (
            {"ended_at": END},
            "ended_at",
            "The state is “Running”: clear the end, or choose another state.",
        ),
        (
            {"state": TrialState.COMPLETED},
            "ended_at",
            "The state is “Completed”: give the end.",
        ),
        (
            {"state": TrialState.COMPLETED, "ended_at": START},
            "ended_at",
            "The end is not after the start (02-Mar-2026 08:00).",
        ),
        (
            {"state": TrialState.STOPPED, "ended_at": END},
            "stop_reason",
            "The trial is stopped: choose the reason.",
        ),
        (
            {"stop_reason": StopReason.RED_FLAG},
            "stop_reason",
            "The state is “Running”: clear the reason, or choose “Stopped”.",
        ),
        (
            {
                "state": TrialState.STOPPED,
                "started_at": None,
                "ended_at": END,
                "stop_reason": StopReason.INADEQUATE_RELIEF,
            },
            "stop_reason",
            "The trial has no start: it cannot have been stopped for what a dose did.",
        ),
        (
            {"started_at": NOW + timedelta(minutes=3)},
            "started_at",
            "09-Mar-2026 12:03 is in the future: enter it when it has happened.",
        ),
        (
            {"state": TrialState.COMPLETED, "ended_at": datetime.max.replace(tzinfo=UTC)},
            "ended_at",
            "31-Dec-9999 is in the future: enter it when it has happened.",
        ),
        (
            {"started_at": datetime.min.replace(tzinfo=UTC), "time_zone": "America/New_York"},
            "started_at",
            "01-Jan-0001 is before 1900: check the year.",
        ),
        (
            {"started_at": datetime(1961, 3, 11, 12, tzinfo=UTC)},
            "started_at",
            "The start is before the birth (12-Mar-1961).",
        ),
    ],
)
def test_an_impossible_trial_is_refused(changes: dict[str, Any], field: str, sentence: str) -> None:
    assert refuse_trial(**changes) == {field: sentence}


@pytest.mark.parametrize(
    "zone",
    ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "a\0b", "\ud800", "x" * 5000],
    ids=ascii,
)
def test_a_time_zone_that_does_not_exist_is_refused(zone: str) -> None:
    problems = refuse_trial(time_zone=zone)

    assert set(problems) == {"time_zone"}
    assert problems["time_zone"].endswith("is not a time zone: choose one such as Europe/London.")
    assert problems["time_zone"].isprintable()


FIRST = make_details(state=TrialState.COMPLETED, ended_at=END)
RUNNING = make_details(started_at=END - timedelta(hours=1))


@pytest.mark.parametrize(
    "other",
    [
        make_details(started_at=END),
        make_details(state=TrialState.PLANNED, started_at=None),
        make_details(
            state=TrialState.COMPLETED, started_at=START - timedelta(days=2), ended_at=START
        ),
    ],
    ids=["begins at its end", "has no start", "ended at its start"],
)
def test_trials_one_after_the_other_do_not_overlap(other: TrialDetails) -> None:
    check_no_overlap(FIRST, [other])
    check_no_overlap(other, [FIRST])


@pytest.mark.parametrize(
    ("details", "others"),
    [(FIRST, [RUNNING]), (RUNNING, [FIRST]), (RUNNING, [RUNNING]), (FIRST, [FIRST])],
    ids=["open one after", "closed one before", "two open", "two closed"],
)
def test_trials_of_one_patient_may_not_overlap(
    details: TrialDetails, others: list[TrialDetails]
) -> None:
    with pytest.raises(RefusedError, match="two may not overlap") as refusal:
        check_no_overlap(details, others)

    assert [problem.field for problem in refusal.value.problems] == ["started_at"]


def test_every_trial_in_the_way_is_named() -> None:
    with pytest.raises(RefusedError) as refusal:
        check_no_overlap(make_details(), [FIRST, RUNNING])

    assert [problem.sentence for problem in refusal.value.problems] == [
        "The patient has another trial from 02-Mar-2026 08:00 to 05-Mar-2026 08:00: "
        "two may not overlap.",
        "The patient has another trial from 05-Mar-2026 07:00 on: two may not overlap.",
    ]
