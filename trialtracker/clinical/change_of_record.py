"""What could still be recorded: the next score, the open criteria, the end of a safety event."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from trialtracker.clinical.assessment import Assessment, CriterionResult, Window
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import Role
from trialtracker.clinical.evidence import get_stop_reason
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.relief import get_infused, is_started, last_trial_day
from trialtracker.clinical.time import format_date, format_moment, local_date, trial_day
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.verdict import FAILED
from trialtracker.clinical.wording import format_measure

_OTHER_SET = "A criteria set that is meant for this kind of trial would have to be chosen."
_ANSWERS = {"acceptable_relief", "tolerability", "patient_acceptance"}
"""Criteria of which the patient's no is not favourable."""

_BY_DATA = {"baseline_data", "window_data"}
_BY_MEANS = {"pain_relief", "absolute_change"}
"""What these need is said by the scores that are missing, or by the change in the window mean."""


def list_ends(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return that a trial stopped for a failure stays not favourable, whatever else is said."""
    reason = get_stop_reason(trial, assessment.as_of)
    if assessment.verdict is not Verdict.NOT_FAVOURABLE or reason not in FAILED:
        return ()
    why = f"{reason.label[0].lower()}{reason.label[1:]}"
    return (f"The trial was stopped ({why}): no score and no answer makes it favourable.",)


def list_losses(assessment: Assessment) -> tuple[str, ...]:
    """Return what would end a favourable verdict beside more pain."""
    if assessment.verdict is not Verdict.FAVOURABLE:
        return ()
    required = {r.key for r in assessment.criteria if r.role is Role.REQUIRED}
    grade = f"a side effect above grade {assessment.criteria_set.worst_grade}"
    against = " or ".join(
        what
        for what, keys in ((grade, {"side_effects"}), ("a no of the patient", _ANSWERS))
        if keys & required
    )
    lost = f"{against} would make the verdict not favourable; " if against else ""
    sentence = f"{lost}a safety event would hold it back until it is resolved."
    return (f"{sentence[0].upper()}{sentence[1:]}",)


def list_resolutions(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return what recording the standing safety events as resolved would do, tried out."""
    if assessment.verdict is not Verdict.SAFETY_HOLD:
        return ()
    standing = [finding for finding in assessment.findings if finding.holds]
    resolved = tuple(_resolve(finding.key, assessment.as_of) for finding in standing)
    after = replace(trial, acknowledgements=(*trial.acknowledgements, *resolved))
    verdict = assess(after, assessment.criteria_set, assessment.as_of).verdict
    if verdict is Verdict.SAFETY_HOLD:  # a reading that became known only after this moment
        return ()
    what = "the safety event" if len(standing) == 1 else f"all {len(standing)} safety events"
    return (f"With {what} recorded as resolved the verdict would be: {verdict.label}.",)


def _resolve(key: str, at: datetime) -> Acknowledgement:
    return Acknowledgement(
        "", key, FindingAction.OTHER, "", resolved=True, author="", recorded_at=at
    )


def list_missing_scores(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return the next score to record where there are too few to judge."""
    missing = {
        result.key
        for result in assessment.criteria
        if result.key in _BY_DATA
        and result.role is Role.REQUIRED
        and result.status is not Status.MET
    }
    if trial.details.mode not in assessment.criteria_set.modes:
        return (_OTHER_SET,)
    if not missing or not trial.details.mode.is_continuous:
        return ()
    if not is_started(trial, assessment.as_of):
        return (_format_before_start(assessment),)
    found: list[str] = []
    if "baseline_data" in missing:
        found.append(_format_baseline(assessment))
    if "window_data" in missing:
        found += [*_list_window(trial, assessment), *_list_infusion(trial, assessment)]
    return tuple(found)


def _format_before_start(assessment: Assessment) -> str:
    criteria_set = assessment.criteria_set
    return (
        f"A pain score on {criteria_set.baseline_minimum_days} of the {criteria_set.baseline_days} "
        f"days before the first dose, and on {criteria_set.window_minimum_days} of the last "
        f"{count_of(criteria_set.window_days, 'day')} of a trial of at least "
        f"{criteria_set.minimum_infusion_hours} h, would be enough to judge."
    )


def _format_baseline(assessment: Assessment) -> str:
    baseline, needed = assessment.baseline, assessment.criteria_set.baseline_minimum_days
    days = count_of(needed - baseline.days, "more day")
    return (
        f"Pain scores of {days} before the first dose, where the patient wrote them down at the "
        f"time, would give {needed} of {baseline.of} baseline days."
    )


def _list_window(trial: Trial, assessment: Assessment) -> Iterator[str]:
    """Yield what the next score would give; tomorrow the window has moved on by a day."""
    window, needed = assessment.window, assessment.criteria_set.window_minimum_days
    if window.days >= needed or window.last is None:
        return
    if _is_over(trial, assessment):
        yield _format_days_of_an_ended_trial(window, needed)
        return
    when, days_with_it, of = "today", window.days + 1, window.of
    if any(score.date == window.last for score in window.scores):
        of = min(assessment.criteria_set.window_days, window.of + 1)
        first = window.last - timedelta(days=of - 2)
        when, days_with_it = "tomorrow", 1 + sum(score.date >= first for score in window.scores)
    given = f"{days_with_it} of {count_of(of, 'day')}"
    measure = format_measure(assessment.measure).lower()
    yield f"A score of {measure} {when} would give {given}; {needed} {_be(needed)} needed."


def _format_days_of_an_ended_trial(window: Window, needed: int) -> str:
    if window.of < needed or window.first is None or window.last is None:
        lasted = count_of(window.of, "day")
        return f"The trial lasted {lasted}, {needed} are needed: only another trial can give them."
    days = count_of(needed - window.days, "more day")
    return (
        f"Pain scores of {days} from {format_date(window.first)} to {format_date(window.last)}, "
        f"where the patient wrote them down at the time, would give {needed} of "
        f"{count_of(window.of, 'day')}."
    )


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _list_infusion(trial: Trial, assessment: Assessment) -> Iterator[str]:
    hours, started_at = assessment.criteria_set.minimum_infusion_hours, trial.details.started_at
    if started_at is None or get_infused(trial, assessment.as_of) >= timedelta(hours=hours):
        return
    if _is_over(trial, assessment):
        yield f"The infusion ended before {hours} h: only another trial can give them."
        return
    due = format_moment(started_at + timedelta(hours=hours), trial.details.time_zone)
    yield f"{hours} h of infusion are complete on {due}."


def _is_over(trial: Trial, assessment: Assessment) -> bool:
    ended_at = trial.details.ended_at
    return ended_at is not None and ended_at <= assessment.as_of


def list_open_criteria(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return what would settle each required criterion that is not met, in their order."""
    still_open = [
        result
        for result in assessment.criteria
        if result.role is Role.REQUIRED and result.status is not Status.MET
    ]
    told = [_settle(trial, assessment, r) for r in still_open if _is_told_here(trial, r)]
    if assessment.verdict is Verdict.BORDERLINE and len(still_open) == 1:
        label, verdict = still_open[0].label, Verdict.FAVOURABLE.label.lower()
        told.append(f"{label} is the only open point: met, the verdict would be {verdict}.")
    return tuple(told)


def _is_told_here(trial: Trial, result: CriterionResult) -> bool:
    if result.key in _BY_DATA:
        return not trial.details.mode.is_continuous
    is_level_unknown = result.key == "baseline_level" and result.status is Status.NOT_KNOWN
    return result.key not in _BY_MEANS and not is_level_unknown


def _settle(trial: Trial, assessment: Assessment, result: CriterionResult) -> str:
    settle = _SETTLED_BY.get(result.key, _settle_by_requirement)
    return settle(trial, assessment, result)


def _settle_by_requirement(_trial: Trial, _assessment: Assessment, result: CriterionResult) -> str:
    return f"{result.label} {result.requirement}."


def _settle_by_answer(_trial: Trial, assessment: Assessment, result: CriterionResult) -> str:
    if result.status is Status.NOT_MET:
        return f"{result.label}: only another answer of the patient would change it."
    is_decided_by_it = assessment.verdict is Verdict.BORDERLINE
    no = f"; a no would make the verdict {Verdict.NOT_FAVOURABLE.label.lower()}"
    return f"{result.label}: the patient's yes would meet it{no if is_decided_by_it else ''}."


def _settle_level(_trial: Trial, _assessment: Assessment, result: CriterionResult) -> str:
    return f"{result.label}: no score from now on changes it."


def _settle_effects(trial: Trial, assessment: Assessment, result: CriterionResult) -> str:
    """Say how many more days are to be assessed; a grade above the limit stays in the record."""
    worst, criteria_set = assessment.harm.worst, assessment.criteria_set
    if worst is not None and worst.grade > criteria_set.worst_grade:
        return (
            f"{result.label}: grade {worst.grade} stays on record, also when resolved; only the "
            "correction of a wrong entry would change it."
        )
    missing = _count_unassessed(trial, assessment)
    if result.status is Status.NOT_KNOWN and missing:
        days = count_of(missing, "more trial day")
        return f"{result.label}: asked for on {days}, with no grade above the limit, meets it."
    return _settle_by_requirement(trial, assessment, result)


def _count_unassessed(trial: Trial, assessment: Assessment) -> int:
    """Return how many more trial days must be assessed, counted as the criterion counts them."""
    first_day, last = trial.first_day, last_trial_day(trial, assessment.as_of)
    if first_day is None:
        return 0
    zone = trial.details.time_zone
    numbers = {
        trial_day(local_date(reading.observed_at, zone), first_day)
        for reading in assessment.harm.readings
    }
    assessed = sum(1 <= number <= last for number in numbers)
    allowed = assessment.criteria_set.unassessed_days_allowed
    return max(last - assessed - allowed, 1 - assessed, 0) if last else 0


def _settle_function(_trial: Trial, _assessment: Assessment, result: CriterionResult) -> str:
    return f"{result.label}: an agreed activity goal recorded as met would meet it."


_Settle = Callable[[Trial, Assessment, CriterionResult], str]

_SETTLED_BY: Mapping[str, _Settle] = {
    "acceptable_relief": _settle_by_answer,
    "tolerability": _settle_by_answer,
    "patient_acceptance": _settle_by_answer,
    "baseline_level": _settle_level,
    "side_effects": _settle_effects,
    "function": _settle_function,
}
