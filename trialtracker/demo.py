"""Fills a store with a generated clinic of invented patients, the same in every run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import (
    AllergyStatus,
    AmendReason,
    Gender,
    Indication,
    NotAssessed,
    Source,
    StopReason,
    TrialMode,
    TrialState,
)
from trialtracker.clinical.measures import (
    PAIN_AVERAGE,
    PAIN_LEAST,
    PAIN_MOVEMENT,
    PAIN_REST,
    PAIN_WORST,
)
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import DoseEvent, Entry, PatientDetails, Trial, TrialDetails
from trialtracker.services.clinic import Clinic

ClinicAt = Callable[[datetime], Clinic]
"""Gives the same clinic as of an earlier moment, so that an entry is recorded when observed."""

_SEED = "TrialTracker demo"


@dataclass(frozen=True, slots=True)
class _Effect:
    """A side effect and its grade, from the begin to the end of a part of the trial (0 to 1)."""

    key: str
    grade: int
    begin: float = 0.2
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class _Case:
    """One invented patient; due_minutes is when the next entry is due, below 0 for overdue.

    day is the trial day it is today, or on which an ended trial ended.
    """

    name: str
    mrn: str
    born: date
    gender: Gender
    mode: TrialMode
    indication: Indication
    day: int
    planned_days: int
    baseline: float
    relief: float
    effects: tuple[_Effect, ...]
    drug: str = "morphine"
    rates_ng: tuple[int, ...] = ()
    due_minutes: int = 120
    interval_minutes: int = 360
    diary_days: int = 7
    gap: tuple[float, float] = (1.0, 1.0)
    ended_days_ago: int = 0
    stop_reason: StopReason | None = None
    has_amended: bool = False
    has_void: bool = False
    has_late: bool = False
    allergies: str = ""


_IT, _EPIDURAL = TrialMode.CONTINUOUS_INTRATHECAL, TrialMode.CONTINUOUS_EPIDURAL
_F, _M = Gender.FEMALE, Gender.MALE

# fmt: off
_CASES = (
    _Case("Okafor, James", "004 198 02", date(1958, 9, 3), _M, TrialMode.SINGLE_BOLUS,
          Indication.CANCER_PAIN, 1, 1, 7.4, 0.28, (_Effect("somnolence", 3, 0.6),),
          due_minutes=0, interval_minutes=60),
    _Case("Harland, Mary", "004 211 87", date(1961, 3, 12), _F, _IT,
          Indication.FAILED_BACK_SURGERY, 6, 7, 7.3, 0.58, (_Effect("nausea", 2, 0.2, 0.5),),
          rates_ng=(250_000, 500_000), due_minutes=110, has_amended=True, has_late=True,
          allergies="Penicillin (rash)"),
    _Case("Lindqvist, Per", "004 205 40", date(1949, 11, 28), _M, _IT,
          Indication.CRPS, 4, 7, 7.0, 0.38, (_Effect("dizziness", 2),), drug="ziconotide",
          rates_ng=(600, 1_200), due_minutes=-25, gap=(0.35, 0.6)),
    _Case("Nakamura, Aiko", "004 221 15", date(1972, 6, 17), _F, _EPIDURAL,
          Indication.ABDOMINAL_PAIN, 3, 4, 7.8, 0.7, (_Effect("pruritus", 1),),
          rates_ng=(2_000_000, 4_000_000), due_minutes=230, interval_minutes=240),
    _Case("Petrov, Ilya", "004 187 66", date(1955, 1, 30), _M, _IT,
          Indication.SPINAL_CORD_INJURY, 5, 7, 7.6, 0.13, (_Effect("urinary_retention", 3, 0.5),),
          drug="hydromorphone", rates_ng=(60_000, 120_000), due_minutes=75, has_void=True),
    _Case("Smith, Dolores", "004 230 01", date(1966, 8, 8), _F, _IT,
          Indication.STROKE, 2, 4, 6.6, 0.37, (_Effect("nausea", 0),),
          rates_ng=(250_000,), due_minutes=170, diary_days=3),
    _Case("Mendes, Rosa", "004 176 20", date(1963, 4, 21), _F, _IT,
          Indication.FAILED_BACK_SURGERY, 7, 7, 7.1, 0.55, (_Effect("pruritus", 1, 0.3, 0.7),),
          rates_ng=(300_000, 450_000), interval_minutes=480, ended_days_ago=5),
    _Case("Kowalski, Jan", "004 169 93", date(1947, 12, 2), _M, _IT,
          Indication.OTHER, 3, 7, 6.9, 0.2, (_Effect("vomiting", 3, 0.4),),
          rates_ng=(250_000, 400_000), interval_minutes=480, ended_days_ago=9,
          stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT),
)
# fmt: on


def fill_clinic(clinic: Clinic, now: datetime, clinic_at: ClinicAt | None = None) -> None:
    """Store the demo trials as they would stand now.

    Without clinic_at every entry is recorded now, and so is marked late.
    """
    for case in _CASES:
        _Filler(case, now, clinic_at or (lambda _: clinic)).fill()


class _Filler:
    """Makes up one trial and stores it entry by entry."""

    def __init__(self, case: _Case, now: datetime, clinic_at: ClinicAt) -> None:
        self._case = case
        self._now = now
        self._clinic_at = clinic_at
        self._random = Random(f"{_SEED} {case.mrn}")  # noqa: S311  (invented scores, no secret)
        self._zone = _get_time_zone()
        self._start = self._get_start()
        self._last = self._get_last()

    def fill(self) -> None:
        """Store patient, trial, doses, diary and entries, then end the trial if it has ended."""
        trial = self._clinic_at(self._start).register(self._patient(), self._details()).trial
        self._give_doses(trial.trial_id)
        for answers in self._diary():
            self._clinic_at(self._start).record(trial.trial_id, answers)
        for answers in self._rounds():
            delay = timedelta(hours=3) if self._is_late(answers) else timedelta(minutes=2)
            recorded_at = min(answers.observed_at + delay, self._now)
            self._clinic_at(recorded_at).record(trial.trial_id, answers)
        self._correct(trial.trial_id)
        if self._case.ended_days_ago:
            self._end(trial)

    def _get_start(self) -> datetime:
        """Return 08:30 on day 1, or some hours ago where day 1 is today."""
        if self._case.day == 1:
            return self._now - timedelta(hours=5)
        today = local_date(self._now, self._zone.key)
        first = today - timedelta(days=self._case.ended_days_ago + self._case.day - 1)
        return datetime.combine(first, time(8, 30), tzinfo=self._zone).astimezone(UTC)

    def _get_last(self) -> datetime:
        """Return the time of the last entry, from which the next is due as the case says."""
        if self._case.ended_days_ago:
            return self._start + timedelta(days=self._case.day - 1, hours=5)
        since = timedelta(minutes=self._case.interval_minutes - self._case.due_minutes)
        return (self._now - since).replace(second=0, microsecond=0)

    def _patient(self) -> PatientDetails:
        family, given = self._case.name.split(", ")
        allergies = self._case.allergies
        return PatientDetails(
            family_name=family,
            given_name=given,
            birth_date=self._case.born,
            gender=self._case.gender,
            mrn=self._case.mrn,
            allergy_status=AllergyStatus.KNOWN if allergies else AllergyStatus.NONE_KNOWN,
            allergies=allergies,
        )

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
        )

    def _give_doses(self, trial_id: str) -> None:
        """Raise the rate once a day until the last step."""
        for step, rate_ng in enumerate(self._case.rates_ng):
            at = self._start + timedelta(hours=26 * step)
            clinic = self._clinic_at(at)
            event = DoseEvent(self._new_key(), at, self._case.drug, rate_ng, clinic.actor)
            clinic.dosing.give(trial_id, [event])

    def _diary(self) -> list[Answers]:
        """Return the evening entries of the days before the start, handed in at the start."""
        first = local_date(self._start, self._zone.key)
        days = [first - timedelta(days=back) for back in range(self._case.diary_days, 0, -1)]
        evenings = [datetime.combine(day, time(20), tzinfo=self._zone) for day in days]
        scores = [self._daily_scores(self._case.baseline) for _ in days]
        return [
            Answers(self._new_key(), evening.astimezone(UTC), Source.PATIENT_DIARY, values)
            for evening, values in zip(evenings, scores, strict=True)
        ]

    def _rounds(self) -> list[Answers]:
        """Return the entries from the start to the last, the first of each day with averages."""
        step = timedelta(minutes=self._case.interval_minutes)
        count = max(1, (self._last - self._start) // step)
        moments = [self._last - step * back for back in range(count, -1, -1)]
        spans = [(at, (at - self._start) / (self._last - self._start)) for at in moments]
        begin, end = self._case.gap
        seen: set[date] = set()
        rounds = []
        for at, part in spans:
            if part >= 0 and not begin < part < end:
                day = local_date(at, self._zone.key)
                rounds.append(self._round(at, part, is_first=day not in seen))
                seen.add(day)
        return rounds

    def _round(self, at: datetime, part: float, *, is_first: bool) -> Answers:
        pain = self._case.baseline * (1 - self._case.relief * min(1.0, part * 4))
        rest = self._score(pain - 0.4)
        values = {PAIN_REST.key: rest, PAIN_MOVEMENT.key: min(Decimal(10), rest + 1)}
        asleep = not is_first and not 6 <= at.astimezone(self._zone).hour < 22
        missing = {PAIN_MOVEMENT.key: NotAssessed.ASLEEP} if asleep else {}
        if asleep:
            del values[PAIN_MOVEMENT.key]
        if is_first:
            settled = self._case.baseline * (1 - self._case.relief * min(1.0, part * 4 + 0.5))
            values |= self._daily_scores(settled)
        for effect in self._case.effects:
            grade = effect.grade if effect.begin <= part <= effect.end else 0
            values[f"side_effect:{effect.key}"] = Decimal(grade)
        note = "Walked to the window and back." if is_first and part > 0.5 else ""
        return Answers(self._new_key(), at, Source.NURSE, values, missing, note)

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

    def _end(self, trial: Trial) -> None:
        """Complete or stop the trial an hour after its last entry."""
        ended_at = self._last + timedelta(hours=1)
        reason = self._case.stop_reason
        state = TrialState.STOPPED if reason else TrialState.COMPLETED
        details = replace(trial.details, state=state, ended_at=ended_at, stop_reason=reason)
        self._clinic_at(ended_at).amend_trial(trial, details, state.label)

    def _new_key(self) -> str:
        return UUID(int=self._random.getrandbits(128), version=4).hex


def _get_time_zone() -> ZoneInfo:
    """Return the machine's time zone, as a clinic there would have it."""
    from tzlocal import get_localzone_name

    return ZoneInfo(get_localzone_name() or "UTC")
