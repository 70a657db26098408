"""Small records for tests: every value has a default, a test names only what matters to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import (
    AllergyStatus,
    Gender,
    Indication,
    NotAssessed,
    Source,
    TrialMode,
    TrialState,
)
from trialtracker.clinical.time import date_of_trial_day, local_date
from trialtracker.clinical.trial import (
    DoseEvent,
    Entry,
    Patient,
    PatientDetails,
    Trial,
    TrialDetails,
)

ZONE = "UTC"
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""The first active dose of every made trial: Mon 02-Mar-2026 08:00, trial day 1."""

Number = int | str | Decimal

_numbers = count(1)


def next_id() -> str:
    """Return a fresh UUID key, the same sequence in every run."""
    return str(UUID(int=next(_numbers), version=4))


def make_patient_details(**changes: Any) -> PatientDetails:
    """Return the details of a patient; pass any field to change it."""
    details = PatientDetails(
        family_name="Testcase",
        given_name="Ada",
        birth_date=date(1961, 3, 12),
        gender=Gender.FEMALE,
        mrn="T-001",
        allergy_status=AllergyStatus.NOT_RECORDED,
    )
    return replace(details, **changes)


def make_patient(**changes: Any) -> Patient:
    """Return a patient; pass any field of PatientDetails to change it."""
    return Patient(next_id(), next_id(), make_patient_details(**changes))


def make_details(**changes: Any) -> TrialDetails:
    """Return the details of a running continuous trial; pass any field to change it."""
    details = TrialDetails(
        mode=TrialMode.CONTINUOUS_INTRATHECAL,
        indication=Indication.FAILED_BACK_SURGERY,
        planned_days=7,
        time_zone=ZONE,
        state=TrialState.RUNNING,
        started_at=START,
    )
    return replace(details, **changes)


def make_trial(
    entries: Iterable[Entry] = (),
    *,
    patient: Patient | None = None,
    doses: Iterable[DoseEvent] = (),
    **details: Any,
) -> Trial:
    """Return a running trial; pass any field of TrialDetails to change it."""
    return Trial(
        trial_id=next_id(),
        revision_id=next_id(),
        patient=patient or make_patient(),
        details=make_details(**details),
        entries=tuple(entries),
        doses=tuple(doses),
    )


def make_entry(
    observed_at: datetime = START,
    values: Mapping[str, Number] | None = None,
    *,
    score: Number | None = None,
    not_assessed: Mapping[str, NotAssessed] | None = None,
    **changes: Any,
) -> Entry:
    """Return an entry recorded a minute after it was observed; score is pain_average.

    Side effects go into values as ``{"side_effect:nausea": 2}``.
    """
    scored: Mapping[str, Number] = {} if score is None else {"pain_average": score}
    entry = Entry(
        entry_id=next_id(),
        supersedes_id=None,
        observed_at=observed_at,
        recorded_at=observed_at + timedelta(minutes=1),
        source=Source.NURSE,
        author="tester",
        values=to_decimals({**scored, **(values or {})}),
        not_assessed=dict(not_assessed or {}),
    )
    return entry._replace(**changes)


def make_answers(
    observed_at: datetime = START,
    values: Mapping[str, Number] | None = None,
    **changes: Any,
) -> Answers:
    """Return a filled form; pass any field of Answers to change it."""
    answers = Answers(next_id(), observed_at, values=to_decimals(values or {}))
    return replace(answers, **changes)


def make_dose(at: datetime = START, rate_ng_per_day: int = 500_000, **changes: Any) -> DoseEvent:
    """Return a dose event of morphine, 0.5 mg/day unless told otherwise."""
    return replace(DoseEvent(next_id(), at, "morphine", rate_ng_per_day, "tester"), **changes)


def amend(entry: Entry, **changes: Any) -> Entry:
    """Return the entry that supersedes another, recorded an hour after it."""
    successor = entry._replace(
        entry_id=next_id(),
        supersedes_id=entry.entry_id,
        recorded_at=entry.recorded_at + timedelta(hours=1),
        reason="typing_error",
    )
    return successor._replace(**changes)


def moment_of_day(
    day: int, hour: int = 12, *, started_at: datetime = START, zone: str = ZONE
) -> datetime:
    """Return the UTC instant of a clinic-local hour on a trial day."""
    on = date_of_trial_day(day, local_date(started_at, zone))
    return datetime.combine(on, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def make_days(
    scores: Mapping[int, Number], *, measure: str = "pain_average", hour: int = 12
) -> tuple[Entry, ...]:
    """Return one entry a trial day: ``make_days({-2: 8, -1: 7, 1: 4})``."""
    return tuple(
        make_entry(moment_of_day(day, hour), {measure: score}) for day, score in scores.items()
    )


def make_diary(
    baseline: Sequence[Number | None],
    trial: Sequence[Number | None],
    *,
    measure: str = "pain_average",
    side_effect_grade: int | None = 0,
    **details: Any,
) -> Trial:
    """Return a completed trial of one score a day; None is a day without a score.

    The last baseline value is day -1, the first trial value day 1. Every trial day also holds a
    nausea grade (0: asked for and absent) unless side_effect_grade is None.
    """
    by_day = dict(zip(range(-len(baseline), 0), baseline, strict=True))
    by_day |= dict(enumerate(trial, start=1))
    scored = make_days({d: s for d, s in by_day.items() if s is not None}, measure=measure)
    grades = (
        make_days(
            dict.fromkeys(range(1, len(trial) + 1), side_effect_grade),
            measure="side_effect:nausea",
            hour=13,
        )
        if side_effect_grade is not None
        else ()
    )
    ended = {"state": TrialState.COMPLETED, "ended_at": moment_of_day(len(trial), 20)}
    return make_trial((*scored, *grades), **{**ended, **details})


def to_decimals(values: Mapping[str, Number]) -> dict[str, Decimal]:
    """Return the values as an entry holds them."""
    return {key: Decimal(value) for key, value in values.items()}
