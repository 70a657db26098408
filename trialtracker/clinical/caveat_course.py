"""What else went on while pain fell: oral opioids, doses, an open trial, headache."""

from datetime import timedelta

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveat import Caveat, has_relief
from trialtracker.clinical.choices import Status
from trialtracker.clinical.dose_steps import RATE_KINDS
from trialtracker.clinical.dose_time import ACTIVE_KINDS
from trialtracker.clinical.measures import POSTURAL_HEADACHE
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.time import format_moment, local_date
from trialtracker.clinical.trial import DoseEvent, Trial, current_entries

_MIXES_DOSES = timedelta(hours=24)
"""A change of dose so short before the end of the window leaves no day of it alone."""


def dose_change(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn where the rate was changed in the last 24 hours of the window."""
    started_at, until = trial.details.started_at, last_moment(trial, assessment.as_of)
    if not has_relief(assessment) or started_at is None or not trial.details.mode.is_continuous:
        return None
    since = max(started_at, until - _MIXES_DOSES)
    changed = [dose for dose in trial.doses if _is_change(trial, dose)]
    coded = [dose for dose in trial.blinded_doses if dose.kind in RATE_KINDS]
    given: tuple[DoseEvent | BlindedDose, ...] = (*changed, *coded)
    found = [dose for dose in given if since < dose.at <= until]
    if not found:
        return None
    moments = dict.fromkeys(sorted(dose.at for dose in found))
    named = ", ".join(format_moment(at, trial.details.time_zone) for at in moments)
    sentence = (
        f"The dose was changed in the last 24 hours of the window ({named}): "
        "the window mixes doses (clinic default)."
    )
    return Caveat("dose_change", sentence, tuple(dose.event_id for dose in found))


def _is_change(trial: Trial, dose: DoseEvent) -> bool:
    """Tell whether a dose sets another rate of its drug; the stop at the end is no change."""
    if dose.kind not in RATE_KINDS or not dose.rate_ng_per_day:
        return False
    before = (
        d for d in trial.doses if d.drug == dose.drug and d.kind in RATE_KINDS and d.at < dose.at
    )
    last = max(before, key=lambda d: d.at, default=None)
    return last is None or last.rate_ng_per_day != dose.rate_ng_per_day


def unblinded(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say that nobody was blinded, where no coded dose was given."""
    coded = [
        dose
        for dose in trial.blinded_doses
        if dose.kind in ACTIVE_KINDS and dose.at <= assessment.as_of
    ]
    if not has_relief(assessment) or coded:
        return None
    sentence = (
        "Unblinded trial: the patient and the staff knew that the drug was given, and expecting "
        "relief relieves. Of patients who got a placebo into the spine, 17.5 % answered to it "
        "(Staats 2004)."
    )
    return Caveat("unblinded", sentence)


def blind_broken(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Say that the blind was broken before the last score; never what was in it."""
    until = last_moment(trial, assessment.as_of)
    broken = [each for each in trial.blind_breaks if each.recorded_at <= until]
    if not has_relief(assessment) or not broken:
        return None
    when = format_moment(broken[0].recorded_at, trial.details.time_zone)
    sentence = f"The blind was broken on {when}, before the trial was over (clinic default)."
    return Caveat("blind_broken", sentence, tuple(each.break_id for each in broken))


def placebo_difference(_trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn where the active arm was hardly better than the placebo arm."""
    found = (result for result in assessment.criteria if result.key == "placebo_arm")
    result = next(found, None)
    if result is None or result.status is not Status.NOT_MET:
        return None
    sentence = (
        f"The drug did little more than the placebo: {result.reason} A response to placebo alone "
        f"does not speak against a patient (source: {result.source})."
    )
    return Caveat("placebo_difference", sentence, result.used)


def headache(trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of headache on sitting up in the window: it is from the puncture, not the index pain."""
    first, last, zone = assessment.window.first, assessment.window.last, trial.details.time_zone
    if not has_relief(assessment) or first is None or last is None:
        return None
    found = [
        entry
        for entry in current_entries(trial.entries)
        if first <= local_date(entry.observed_at, zone) <= last
        and entry.observed_at <= last_moment(trial, assessment.as_of)
        and entry.values.get(POSTURAL_HEADACHE.key)
    ]
    if not found:
        return None
    worst = max(entry.values[POSTURAL_HEADACHE.key] for entry in found)
    days = len({local_date(entry.observed_at, zone) for entry in found})
    sentence = (
        f"Headache on sitting up was recorded on {count_of(days, 'day')} of the window (worst "
        f"{worst:f}): who lies still because of it may hurt less for that reason (clinic default)."
    )
    return Caveat("headache", sentence, tuple(entry.entry_id for entry in found))
