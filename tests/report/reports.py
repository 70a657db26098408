"""Trials that are hard to print, and the reports made of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.factories import (
    START,
    make_days,
    make_diary,
    make_dose,
    make_entry,
    make_patient,
    make_trial,
    moment_of_day,
    next_id,
)
from trialtracker.clinical.actor import Role
from trialtracker.clinical.choices import (
    AllergyStatus,
    Indication,
    NotAssessed,
    StopReason,
    TrialMode,
    TrialState,
    Verdict,
)
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import Frozen, Meaning, Signature, Since
from trialtracker.clinical.record import BlindBreak, BlindContent, BlindedDose, Intake
from trialtracker.clinical.record_choices import DoseKind, IntakeKind
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review, ReviewNote
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Trial
from trialtracker.report.content import Report, get_report
from trialtracker.report.parts import Paper, Part, Printed
from trialtracker.report.summary import get_summary
from trialtracker.report.summary_text import Summary
from trialtracker.services.results import Snapshot

PRINTED_AT = datetime(2026, 3, 10, 14, 5, tzinfo=UTC)
NOON_OF_DAY_6 = moment_of_day(6)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 4
LONG_NOTE = "The patient slept badly and asked for the window to be opened. " * 318


def make_snapshot(trial: Trial, as_of: datetime = NOON_OF_DAY_6, **changes: Any) -> Snapshot:
    """Return a trial assessed by the default set."""
    assessment = assess(trial, CLINIC_DEFAULT, as_of)
    settings = ClinicSettings(clinic_name="Test clinic", clinic_phone="555 0100")
    return replace(Snapshot(trial, assessment, None, as_of, settings), **changes)


def print_report(
    snapshot: Snapshot, reviews: Sequence[Review] = (), paper: Paper = Paper.A4
) -> Report:
    """Return the one page of a snapshot."""
    printed = Printed("R. Alvarez", PRINTED_AT, "0.1.0", paper)
    return get_report(snapshot, reviews, printed, (Part.SUMMARY,))


def summarise(trial: Trial, *reviews: Review, **changes: object) -> Summary:
    """Return the words of the one page."""
    snapshot = replace(make_snapshot(trial), **changes)  # type: ignore[arg-type]
    words = get_summary(snapshot, reviews, Printed("R. Alvarez", PRINTED_AT, "0.1.0")).words
    assert isinstance(words, Summary)
    return words


def make_review(
    since: Since | None = None,
    opinion: Opinion | None = None,
    notes: Sequence[ReviewNote] = (),
    **changes: Any,
) -> Review:
    """Return a review that a physician signed at noon of day 5."""
    at = moment_of_day(5)
    frozen = Frozen(
        frozen_id=next_id(),
        trial_id=next_id(),
        mrn="T-001",
        signature=Signature("M. Okonkwo", Role.PHYSICIAN, Meaning.REVIEWED),
        as_of=at,
        criteria_set=CLINIC_DEFAULT.title,
        program_version="0.1.0",
        data_hash="ab12" * 16,
        result_hash="cd34" * 16,
        verdict=Verdict.FAVOURABLE,
        relief_percent=None,
        since=since or Since(),
        author="M. Okonkwo",
    )
    reason = "Walks to the shop again; the family agrees."
    stated = opinion or Opinion(Decision.DISCUSS, reason)
    review = Review(frozen, at, stated, "ef56" * 16, tuple(notes))
    return replace(review, **changes)


def make_note(kind: NoteKind = NoteKind.ADDENDUM, text: str = "Seen again.") -> ReviewNote:
    """Return a note that was put to a review on day 6."""
    meaning = Meaning.COUNTERSIGNED if kind is NoteKind.COUNTERSIGNATURE else Meaning.REVIEWED
    signature = Signature("A. Second", Role.PHYSICIAN, meaning)
    return ReviewNote(next_id(), kind, signature, text, moment_of_day(6, 9), "99aa" * 16)


def make_usual_trial(**details: Any) -> Trial:
    """Return an infusion with a baseline, six days, two rates, harm and oral opioids."""
    trial = make_diary(
        [7, 8, 7, 8, 7, 8, 7],
        [5, 4, 3, 3, 3, 3],
        side_effect_grade=None,
        state=TrialState.RUNNING,
        ended_at=None,
        **details,
    )
    nausea = make_days({1: 2, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}, measure="side_effect:nausea", hour=13)
    rates = (make_dose(START, 250_000), make_dose(moment_of_day(2), 500_000))
    return replace(
        trial,
        entries=(*trial.entries, *nausea),
        doses=rates,
        intakes=tuple(make_intake(day, 90 if day < 0 else 30) for day in (-3, -2, -1, 1, 2, 3)),
    )


def make_intake(day: int, dose: int, drug: str = "morphine") -> Intake:
    """Return an opioid taken by mouth at noon of a trial day."""
    taken = IntakeKind.TAKEN
    return Intake(next_id(), taken, drug, Decimal(dose), "mg", 1, moment_of_day(day))


def make_named_trial(family: str, given: str, **details: Any) -> Trial:
    """Return the usual trial of somebody with that name."""
    return make_usual_trial(patient=make_patient(family_name=family, given_name=given), **details)


def make_not_started() -> Trial:
    """Return a trial of which nothing is known yet."""
    return make_trial(state=TrialState.PLANNED, started_at=None)


def make_all_missing() -> Trial:
    """Return a trial in which every score was asked for in vain."""
    asked = {"pain_average": NotAssessed.ASLEEP, "pain_rest": NotAssessed.ASLEEP}
    return make_trial(
        make_entry(moment_of_day(day), not_assessed=asked) for day in (-3, -2, -1, 1, 2, 3)
    )


def make_minutes() -> Trial:
    """Return 5,000 readings, one a minute, before and after the start."""
    first = START - timedelta(minutes=2_500)
    return make_trial(
        make_entry(first + timedelta(minutes=n), {"pain_average": n % 11, "respiratory_rate": 14})
        for n in range(5_000)
    )


def make_extremes() -> Trial:
    """Return a trial of nothing but 0 and 10."""
    return make_diary([10, 10, 10, 10, 0, 10, 10], [0, 10, 0, 0, 10, 0])


def make_many_effects() -> Trial:
    """Return a trial with forty side effects."""
    harm = {e.measure: max(e.grades) for e in SIDE_EFFECTS[:40]}
    trial = make_usual_trial()
    return replace(trial, entries=(*trial.entries, make_entry(moment_of_day(3, 15), harm)))


def make_hold() -> Trial:
    """Return a trial with breathing that is too slow, which nobody has seen."""
    slow = make_entry(moment_of_day(5, 16), {"respiratory_rate": 6})
    trial = make_usual_trial()
    return replace(trial, entries=(*trial.entries, slow))


def make_bolus_trial(mode: TrialMode, boluses: int) -> Trial:
    """Return hourly scores around boluses on successive days."""
    hours = [START + timedelta(hours=n) for n in range(-3, 24 * boluses)]
    doses = [
        make_dose(START + timedelta(days=n), 0, kind=DoseKind.BOLUS, bolus_ng=100_000 * (n + 1))
        for n in range(boluses)
    ]
    entries = [make_entry(at, {"pain_rest": 8 if at <= START else 3}) for at in hours]
    return make_trial(entries, doses=doses, mode=mode)


def make_blinded(*, is_broken: bool) -> Trial:
    """Return two coded boluses; what was in one of them is known where its blind is broken."""
    codes = (BlindedDose(next_id(), START, DoseKind.BOLUS, "B-07", "tester"),)
    content = BlindContent("B-07", "saline 0.9 %")
    at = moment_of_day(2)
    breaks = (BlindBreak(next_id(), content, "Numb leg", "M. Okonkwo", at),) if is_broken else ()
    trial = make_bolus_trial(TrialMode.SINGLE_BOLUS, 1)
    return replace(trial, doses=(), blinded_doses=codes, blind_breaks=breaks)


def make_everything() -> Trial:
    """Return a trial in which every list and every text is as long as it can be."""
    patient = make_patient(
        family_name=LONG_NAME[:120],
        given_name=LONG_NAME[:120],
        mrn="M" * 60,
        allergy_status=AllergyStatus.KNOWN,
        allergies="Penicillin, " * 160,
    )
    trial = make_usual_trial(
        patient=patient,
        indication=Indication.CANCER_PAIN,
        planned_days=30,
    )
    harm = {effect.measure: max(effect.grades) for effect in SIDE_EFFECTS[:40]}
    steps = [make_dose(START + timedelta(hours=n), 100_000 * n) for n in range(1, 60)]
    entries = [make_entry(moment_of_day(day, 15), harm) for day in (1, 3, 5)]
    return replace(
        trial,
        entries=(*trial.entries, *entries, make_entry(moment_of_day(6, 9), note=LONG_NOTE)),
        doses=tuple(steps),
        intakes=tuple(make_intake(day, 20, LONG_NAME) for day in (*range(-7, 0), *range(1, 7))),
    )


def make_long_review() -> Review:
    """Return a review with everything said at length, on data that have changed since."""
    changed = Since(tuple(f"{n} entries were amended." for n in range(2, 30)), ("x " * 300,))
    notes = [make_note(kind, LONG_NOTE) for kind in NoteKind] * 3
    return make_review(changed, Opinion(Decision.OTHER, LONG_NOTE), notes, is_whole=False)


def print_longest(paper: Paper) -> Report:
    """Return the report in which every name is as long as may be stored, too."""
    name, review = (LONG_NAME * 2)[:200], make_long_review()
    signed = replace(review.frozen, signature=replace(review.frozen.signature, name=name))
    signed = replace(signed, criteria_set="X" * 90)
    trial = make_everything()
    patient = make_patient(family_name=name, given_name=name, mrn="M" * 200)
    details = replace(trial.details, indication=Indication.OTHER, indication_note=name)
    settings = ClinicSettings(clinic_name=name, clinic_phone="5" * 60)
    snapshot = make_snapshot(replace(trial, patient=patient, details=details), settings=settings)
    printed = Printed(name, PRINTED_AT, "0.1.0", paper)
    return get_report(snapshot, (replace(review, frozen=signed),) * 2, printed, (Part.SUMMARY,))


HARD: dict[str, Callable[[], Trial]] = {
    "usual": make_usual_trial,
    "not started": make_not_started,
    "no entry": make_trial,
    "one reading": lambda: make_trial(make_days({1: 5})),
    "all missing": make_all_missing,
    "5,000 readings": make_minutes,
    "0 and 10 only": make_extremes,
    "40 side effects": make_many_effects,
    "120 letters": lambda: make_named_trial(LONG_NAME[:120], LONG_NAME[:120]),
    "right to left": lambda: make_named_trial("\u05db\u05d4\u05df", "\u05d3\u05d5\u05d3"),
    "emoji": lambda: make_named_trial("Smile \U0001f600", "Brain \U0001f9e0"),
    "safety hold": make_hold,
    "single bolus": lambda: make_bolus_trial(TrialMode.SINGLE_BOLUS, 1),
    "repeated bolus": lambda: make_bolus_trial(TrialMode.REPEATED_BOLUS, 3),
    "blinded": lambda: make_blinded(is_broken=False),
    "blind broken": lambda: make_blinded(is_broken=True),
    "stopped": lambda: make_diary(
        [7] * 7, [6] * 3, state=TrialState.STOPPED, stop_reason=StopReason.INADEQUATE_RELIEF
    ),
    "everything": make_everything,
}
"""Every kind of trial that has to fit one page."""
