"""How the scores came into the record: late, from paper, after the end, changed, remembered."""

from collections.abc import Iterable, Mapping

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveat import Caveat, get_used, has_relief
from trialtracker.clinical.choices import Source
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import format_moment, local_date
from trialtracker.clinical.trial import LATE_AFTER, Entry, Trial

_LATE_MINUTES = LATE_AFTER.seconds // 60


def late_entries(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of scores that staff recorded long after they were observed, or that were copied in.

    A diary is written at home day by day and reaches the clinic later: that alone is not late.
    """
    entries, every = _get_entries(trial, assessment), _by_id(trial)
    late = [e for e in entries if e.source is Source.NURSE and _get_first(every, e).is_late]
    paper = [entry for entry in entries if entry.source is Source.PAPER]
    imported = [entry for entry in entries if entry.source is Source.IMPORT]
    groups = (
        (late, f"recorded more than {_LATE_MINUTES} minutes after the time they are about"),
        (paper, "typed from paper"),
        (imported, "imported from a file"),
    )
    counted = [
        (found, f"{len(found)} {'was' if len(found) == 1 else 'were'} {how}")
        for found, how in groups
        if found
    ]
    if not counted:
        return None
    of = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
    sentence = (
        f"Of the {of} behind this relief {', '.join(said for _, said in counted)}. What is not "
        "recorded at once may be remembered less well or copied wrongly (clinic default)."
    )
    return Caveat("late_entries", sentence, _get_ids((*late, *paper, *imported)))


def recorded_after_end(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of scores that came into the record when the trial was over."""
    ended_at, entries = trial.details.ended_at, _get_entries(trial, assessment)
    found = [entry for entry in entries if ended_at is not None and entry.recorded_at > ended_at]
    if ended_at is None or not found:
        return None
    sentence = (
        f"{len(found)} of {count_of(len(entries), 'score')} behind this relief came into the "
        f"record after the trial had ended on {format_moment(ended_at, trial.details.time_zone)} "
        "(clinic default)."
    )
    return Caveat("recorded_after_end", sentence, _get_ids(found))


def amended_entries(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say how many of the entries behind the relief were changed after they were recorded."""
    entries = _get_entries(trial, assessment)
    found = [entry for entry in entries if entry.supersedes_id is not None]
    if not found:
        return None
    sentence = (
        f"{len(found)} of {count_of(len(entries), 'score')} behind this relief "
        f"{'was' if len(found) == 1 else 'were'} amended after being recorded; what stood there "
        "before can be read in the record (clinic default)."
    )
    return Caveat("amended_entries", sentence, _get_ids(found))


def baseline_recalled(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of a baseline that was asked for when the drug had been given already."""
    started_at, entries = trial.details.started_at, _get_baseline(trial, assessment)
    found = [
        entry
        for entry in entries
        if entry.source is Source.NURSE
        and started_at is not None
        # an amendment keeps the time of the answer; that it was amended is said elsewhere
        and entry.supersedes_id is None
        and entry.recorded_at > started_at
    ]
    if not has_relief(assessment) or not found:
        return None
    sentence = (
        f"{len(found)} of {count_of(len(entries), 'score')} of the baseline "
        f"{'was' if len(found) == 1 else 'were'} recorded after the first dose: pain that is "
        "remembered is not pain that was asked for at the time (clinic default)."
    )
    return Caveat("baseline_recalled", sentence, _get_ids(found))


def diary_after_dose(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say where the diary of the baseline reached the record only after the first dose.

    Whether it was written day by day, or filled in when relief was known, cannot be seen then.
    """
    started_at, entries = trial.details.started_at, _get_baseline(trial, assessment)
    every = _by_id(trial)
    found = [
        entry
        for entry in entries
        if entry.source is Source.PATIENT_DIARY
        and started_at is not None
        and _get_first(every, entry).recorded_at > started_at
    ]
    if not has_relief(assessment) or not found:
        return None
    sentence = (
        f"{len(found)} of {count_of(len(entries), 'score')} of the baseline "
        f"{'is' if len(found) == 1 else 'are'} from the patient's diary and came into the record "
        "only after the first dose: whether it was written day by day cannot be seen "
        "(clinic default)."
    )
    return Caveat("diary_after_dose", sentence, _get_ids(found))


def same_day_baseline(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say that the baseline is of the day of the dose alone."""
    zone, entries = trial.details.time_zone, _get_baseline(trial, assessment)
    days = {local_date(entry.observed_at, zone) for entry in entries}
    if not has_relief(assessment) or days != {trial.first_day}:
        return None
    sentence = (
        f"Same-day baseline: {count_of(len(entries), 'score')} of the day of the dose stand for "
        "the pain before it; one day can be better or worse than usual (clinic default)."
    )
    return Caveat("same_day_baseline", sentence, _get_ids(entries))


def _get_entries(trial: Trial, assessment: Assessment) -> tuple[Entry, ...]:
    """Return the entries behind a relief, none where there is no relief to doubt."""
    if assessment.relief_percent is None:
        return ()
    return _find(trial, get_used(assessment.baseline, assessment.window))


def _get_baseline(trial: Trial, assessment: Assessment) -> tuple[Entry, ...]:
    return _find(trial, get_used(assessment.baseline))


def _find(trial: Trial, ids: Iterable[str]) -> tuple[Entry, ...]:
    wanted = set(ids)
    return tuple(entry for entry in trial.entries if entry.entry_id in wanted)


def _get_first(every: Mapping[str, Entry], entry: Entry) -> Entry:
    """Return an entry as it was first recorded: an amendment does not make the answer late."""
    while entry.supersedes_id is not None and entry.supersedes_id in every:
        entry = every[entry.supersedes_id]
    return entry


def _by_id(trial: Trial) -> Mapping[str, Entry]:
    return {entry.entry_id: entry for entry in trial.entries}


def _get_ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.entry_id for entry in entries))
