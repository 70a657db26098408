"""Stores the invented trials of the demo clinic, entry by entry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import (
    AmendReason,
    Indication,
    Source,
    TrialState,
)
from trialtracker.clinical.measures import (
    PAIN_AVERAGE,
    PAIN_LEAST,
    PAIN_MOVEMENT,
    PAIN_REST,
    PAIN_WORST,
)
from trialtracker.clinical.record import BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import DoseEvent, Entry, Trial, TrialDetails
from trialtracker.demo.case import Case
from trialtracker.demo.cases import CASES
from trialtracker.demo.dossiers import make_answers, make_ending, make_patient, make_plan
from trialtracker.demo.followed import list_acknowledgements, list_details
from trialtracker.demo.opioids import list_regular
from trialtracker.demo.readings import (
    ONSET,
    get_missing,
    get_pain,
    list_observations,
    make_function,
    make_rescue,
    make_vitals,
)
from trialtracker.demo.reviews import ClinicAt, add_review
from trialtracker.demo.zone import get_time_zone
from trialtracker.services.clinic import Clinic

_SEED = "TrialTracker demo"


def fill_clinic(clinic: Clinic, now: datetime, clinic_at: ClinicAt | None = None) -> None:
    """Store the demo trials as they would stand now.

    Without clinic_at every entry is recorded now, and so is marked late.
    """
    for case in CASES:
        patient_id = ""
        for part in (*case.earlier, case):
            patient_id = _Filler(part, now, clinic_at or (lambda _: clinic)).fill(patient_id)


class _Filler:
    """Makes up one trial and stores it entry by entry."""

    def __init__(self, case: Case, now: datetime, clinic_at: ClinicAt) -> None:
        self._case = case
        self._now = now
        self._clinic_at = clinic_at
        self._random = Random(f"{_SEED} {case.seed}")  # noqa: S311  (invented scores, no secret)
        self._chance = Random(f"{_SEED} {case.seed} bedside")  # noqa: S311
        self._zone = get_time_zone()
        self._start = self._get_start()
        self._last = self._get_last()

    def fill(self, patient_id: str) -> str:
        """Store patient, trial, doses, diary and entries, then end the trial if it has ended.

        A patient who is stored already gets a further trial; whose it is, is returned.
        """
        trial = self._register(patient_id)
        clinic, trial_id = self._clinic_at(self._start), trial.trial_id
        if answers := make_answers(self._case, trial, self._start):
            clinic.dossier.state(trial_id, answers)
        self._give_doses(trial_id)
        self._give_boluses(trial_id)
        clinic.paper.record_all(trial_id, self._diary())
        for filled in self._rounds():
            delay = timedelta(hours=3) if self._is_late(filled) else timedelta(minutes=2)
            observed_at = max(filled.observed_at, self._start)
            recorded_at = min(observed_at + delay, self._now)
            self._clinic_at(recorded_at).record(trial_id, filled)
        self._add_opioids(trial_id)
        self._correct(trial_id)
        self._follow_up(trial_id)
        if self._case.ended_days_ago:
            self._end(trial_id)
        if self._case.reviewed:
            add_review(self._case.reviewed, trial_id, self._clinic_at, self._last)
        return trial.patient.patient_id

    def _register(self, patient_id: str) -> Trial:
        clinic = self._clinic_at(self._start)
        if patient_id:
            return clinic.add_trial(patient_id, self._details()).trial
        return clinic.register(make_patient(self._case), self._details()).trial

    def _get_start(self) -> datetime:
        """Return 08:30 on day 1, or some hours ago where day 1 is today."""
        if self._case.day == 1 and not self._case.ended_days_ago:
            return self._now - timedelta(hours=5)
        today = local_date(self._now, self._zone.key)
        first = today - timedelta(days=self._case.ended_days_ago + self._case.day - 1)
        return datetime.combine(first, time(8, 30), tzinfo=self._zone).astimezone(UTC)

    def _get_last(self) -> datetime:
        """Return the time of the last entry, from which the next is due as the case says."""
        if self._case.ended_days_ago:
            hours = 24 if self._case.boluses else 5
            return self._start + timedelta(days=self._case.day - 1, hours=hours)
        if self._case.is_by_schedule:
            return list_observations(self._case, self._start, self._now)[-1]
        since = timedelta(minutes=self._case.interval_minutes - self._case.due_minutes)
        return (self._now - since).replace(second=0, microsecond=0)

    def _details(self) -> TrialDetails:
        is_other = self._case.indication is Indication.OTHER
        return TrialDetails(
            mode=self._case.mode,
            indication=self._case.indication,
            planned_days=self._case.planned_days,
            time_zone=self._zone.key,
            state=TrialState.RUNNING,
            started_at=self._start,
            indication_note="Arachnoiditis" if is_other else "",
            entry_interval_minutes=self._case.interval_minutes,
            plan=make_plan(self._case),
        )

    def _give_doses(self, trial_id: str) -> None:
        """Raise the rates once a day until the last step; the drugs of a bag share a group."""
        for step, rates_ng in enumerate(self._case.rates_ng):
            at = self._start + timedelta(hours=26 * step)
            clinic, group = self._clinic_at(at), self._new_group(rates_ng)
            pairs = zip(self._case.drugs, rates_ng, strict=True)
            events = [
                DoseEvent(self._new_key(), at, drug, rate_ng, clinic.actor, group_id=group)
                for drug, rate_ng in pairs
            ]
            clinic.dosing.give(trial_id, events)

    def _give_boluses(self, trial_id: str) -> None:
        """Give what was given at once, and seal what was in the coded syringes."""
        for bolus in self._case.boluses:
            at = self._start + timedelta(hours=bolus.hours)
            clinic = self._clinic_at(at)
            if at > self._now:
                return
            if bolus.code:
                clinic.dosing.seal(trial_id, BlindContent(bolus.code, bolus.contents))
                coded = BlindedDose(self._new_key(), at, DoseKind.BOLUS, bolus.code, clinic.actor)
                clinic.dosing.give_blinded(trial_id, coded)
                continue
            kind, group = DoseKind.BOLUS, self._new_group(bolus.amounts_ng)
            pairs = zip(self._case.drugs, bolus.amounts_ng, strict=True)
            events = [
                DoseEvent(self._new_key(), at, drug, 0, clinic.actor, kind, ng, group)
                for drug, ng in pairs
            ]
            clinic.dosing.give(trial_id, events)

    def _new_group(self, amounts: Sequence[int]) -> str:
        return self._new_key() if len(amounts) > 1 else ""

    def _add_opioids(self, trial_id: str) -> None:
        """Store the regular opioids as they are known at the last entry."""
        if intakes := list(list_regular(self._case, self._start)):
            self._clinic_at(self._last).opioids.add(trial_id, intakes)

    def _diary(self) -> list[Answers]:
        """Return the evening entries of the days before the start, handed in at the start."""
        first = local_date(self._start, self._zone.key)
        days = [first - timedelta(days=back) for back in range(self._case.diary_days, 0, -1)]
        evenings = [datetime.combine(day, time(20), tzinfo=self._zone) for day in days]
        baseline = self._case.baseline
        scores = [
            self._daily_scores(baseline) | make_function(self._case, self._chance, baseline)
            for _ in days
        ]
        return [
            Answers(self._new_key(), evening.astimezone(UTC), Source.PATIENT_DIARY, values)
            for evening, values in zip(evenings, scores, strict=True)
        ]

    def _rounds(self) -> list[Answers]:
        """Return the entries from the start to the last, the first of each day with averages."""
        length = self._last - self._start or timedelta(hours=1)
        spans = [(at, (at - self._start) / length) for at in self._list_moments()]
        begin, end = self._case.gap
        seen: set[date] = set()
        rounds = []
        for at, part in spans:
            if not begin < part < end:
                day = local_date(at, self._zone.key)
                rounds.append(self._round(at, part, is_first=day not in seen))
                seen.add(day)
        return rounds

    def _list_moments(self) -> list[datetime]:
        """Return when entries were made: by the schedule after each bolus, or by the interval."""
        if self._case.is_by_schedule:
            return list_observations(self._case, self._start, self._last)
        step = timedelta(minutes=self._case.interval_minutes)
        count = max(1, (self._last - self._start) // step)
        moments = [self._last - step * back for back in range(count, -1, -1)]
        return [at for at in moments if at >= self._start]

    def _round(self, at: datetime, part: float, *, is_first: bool) -> Answers:
        reached = (at - self._start) / ONSET if self._case.is_by_schedule else part * 4
        pain = get_pain(self._case, reached)
        rest = self._score(pain - 0.4)
        values = {PAIN_REST.key: rest, PAIN_MOVEMENT.key: min(Decimal(10), rest + 1)}
        asleep = not is_first and not 6 <= at.astimezone(self._zone).hour < 22
        if asleep:
            del values[PAIN_MOVEMENT.key]
        values |= make_vitals(self._case, self._chance, part, is_asleep=asleep)
        if is_first:
            settled = get_pain(self._case, reached + 0.5 if part >= 0 else 0)
            values |= self._daily_scores(settled)
            values |= make_function(self._case, self._chance, settled)
        for effect in self._case.effects:
            grade = effect.grade if effect.begin <= part <= effect.end else 0
            values[f"side_effect:{effect.key}"] = Decimal(grade)
        note = "Walked to the window and back." if is_first and part > 0.5 else ""
        key, missing = self._new_key(), get_missing(is_asleep=asleep)
        rescue = make_rescue(self._case, self._chance, key, at, part)
        return Answers(key, at, Source.NURSE, values, missing, note, rescue)

    def _daily_scores(self, pain: float) -> dict[str, Decimal]:
        """Return average, worst and least of the last 24 hours."""
        average = Decimal(round(2 * (pain + self._random.uniform(-0.3, 0.3)))) / 2
        return {
            PAIN_AVERAGE.key: average,
            PAIN_WORST.key: min(Decimal(10), average + self._random.randint(1, 2)),
            PAIN_LEAST.key: max(Decimal(0), average - self._random.randint(1, 2)),
        }

    def _score(self, pain: float) -> Decimal:
        """Return a whole score about a level."""
        noisy = pain + self._random.uniform(-0.8, 0.8)
        return Decimal(round(min(10.0, max(0.0, noisy))))

    def _is_late(self, answers: Answers) -> bool:
        """Tell whether the entry was written up hours later: one on the second day."""
        since = answers.observed_at - self._start
        step = timedelta(minutes=self._case.interval_minutes)
        return self._case.has_late and timedelta(days=1) <= since < timedelta(days=1) + step

    def _correct(self, trial_id: str) -> None:
        """Amend or void an entry where the case says so."""
        if not (self._case.has_amended or self._case.has_void):
            return
        clinic = self._clinic_at(self._now)
        entries = clinic.get_snapshot(trial_id).trial.entries
        entry = next(e for e in reversed(entries) if e.source is Source.NURSE)
        if self._case.has_amended:
            answers = self._copy(entry, {PAIN_REST.key: entry.values[PAIN_REST.key] + 1})
            clinic.amend_entry(trial_id, entry.entry_id, answers, AmendReason.TYPING_ERROR)
        if self._case.has_void:
            twice = self._copy(entry, {})
            clinic.record(trial_id, twice)
            clinic.void_entry(trial_id, twice.entry_id, AmendReason.DUPLICATE)

    def _copy(self, entry: Entry, changes: Mapping[str, Decimal]) -> Answers:
        values = {**entry.values, **changes}
        key, at, source = self._new_key(), entry.observed_at, entry.source
        return Answers(key, at, source, values, entry.not_assessed, entry.note)

    def _follow_up(self, trial_id: str) -> None:
        """Say what is known of the side effects, and that safety findings were seen."""
        if not (self._case.seen or any(effect.treatment for effect in self._case.effects)):
            return
        clinic = self._clinic_at(self._last + timedelta(minutes=5))
        trial = clinic.get_snapshot(trial_id).trial
        for detail in list_details(self._case, trial):
            clinic.effects.describe(trial_id, detail)
        for seen in list_acknowledgements(self._case, trial, self._last):
            clinic.safety.acknowledge(trial_id, seen)

    def _end(self, trial_id: str) -> None:
        """Complete or stop the trial an hour after its last entry."""
        ended_at = self._last + timedelta(hours=1)
        reason = self._case.stop_reason
        state = TrialState.STOPPED if reason else TrialState.COMPLETED
        clinic = self._clinic_at(ended_at)
        trial = clinic.get_snapshot(trial_id).trial
        details = replace(trial.details, state=state, ended_at=ended_at, stop_reason=reason)
        clinic.dossier.end(trial, details, make_ending(self._case, ended_at), state.label)

    def _new_key(self) -> str:
        return UUID(int=self._random.getrandbits(128), version=4).hex
