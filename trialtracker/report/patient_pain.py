"""How a patient's pain went, in plain words and as dots to draw.

Each of the two means is said as the nearest whole number, a half as the next one up. A change of
less than one point is said to be about the same, whatever the rounding makes of it; which way the
pain went is taken from the exact means. They are the means that the verdict rests on: of the days
before and of the last days, in a bolus trial of the hours after the last bolus with enough
readings. No best score is ever said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.relief import get_day_scores, last_moment
from trialtracker.clinical.time import format_date, format_time, local_date
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.report.lay_words import LAY_PAIN
from trialtracker.services.results import Snapshot

SAME_BELOW = 1
"""A smaller change than one point is about the same (clinic default)."""

MOST_SINGLE = 200
"""Beyond so many scores of a bolus trial each dot stands for an hour."""

SCALE = "0 means no pain. 10 means the worst pain you can think of."
TOO_FEW = (
    "There were not enough pain scores to say how your pain changed. "
    "Ask your doctor or nurse what this means for you."
)
_BEFORE_BOLUS = timedelta(hours=24)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """One score to draw: across and up from 0 to 1; is_joined to the dot before it."""

    across: float
    up: float
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A label below the chart, or a line through it."""

    across: float
    label: str


@dataclass(frozen=True, slots=True)
class PainChart:
    """Pain scores from 0 to 10 over time; alt says the same to who cannot see it."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    starts: tuple[Tick, ...]
    said: str
    alt: str


def format_pain(snapshot: Snapshot) -> str:
    """Return how pain went from before the medicine to the last days, or that it is open."""
    assessment = snapshot.assessment
    before, during = assessment.baseline.mean, assessment.window.mean
    if before is None or during is None or assessment.relief_percent is None:
        return TOO_FEW
    subject = LAY_PAIN.get(assessment.measure, "Your pain")
    earlier, later = _format_when(snapshot)
    if abs(before - during) < SAME_BELOW:
        about = round_half_up(before)
        return f"{subject} stayed about the same. It was about {about} out of 10 {earlier}."
    went = "went down" if during < before else "went up"
    first, last = round_half_up(before), round_half_up(during)
    return f"{subject} {went}. It was about {first} out of 10 {earlier}, and about {last} {later}."


def round_half_up(mean: Fraction) -> int:
    """Return the nearest whole number, of a half the next one up."""
    return floor(mean + Fraction(1, 2))


def _format_when(snapshot: Snapshot) -> tuple[str, str]:
    """Return the words for the time of each mean; which of several doses it was is not told."""
    mode, days = snapshot.trial.details.mode, snapshot.assessment.window.of
    if mode is TrialMode.SINGLE_BOLUS:
        return "before the dose", "in the hours after it"
    if not mode.is_continuous:
        return "before the first dose", "in the hours after one of the doses"
    last = f"in the last {days} days" if days > 1 else "on the last day"
    is_over = snapshot.trial.details.ended_at is not None
    return "before the medicine started", f"{last} {'of the trial' if is_over else 'so far'}"


def get_pain_chart(snapshot: Snapshot) -> PainChart:
    """Return the dots of a trial: a day each, in a bolus trial a score or an hour each."""
    trial, as_of = snapshot.trial, snapshot.taken_at
    measure = snapshot.assessment.measure
    if trial.details.mode.is_continuous:
        return _get_days(trial, measure, as_of, snapshot)
    return _get_hours(trial, measure, as_of)


_Point = tuple[float, Fraction]
"""Days or hours from the first, and the score."""


def _get_days(trial: Trial, measure: str, as_of: datetime, snapshot: Snapshot) -> PainChart:
    first = snapshot.assessment.baseline.first
    scores = get_day_scores(trial, measure, as_of)
    shown = [score for score in scores if first is None or score.date >= first]
    if not shown or trial.first_day is None:
        return _NO_CHART
    origin = min(shown[0].date, trial.first_day)
    points = [(float((score.date - origin).days), score.mean) for score in shown]
    span = int(max(points[-1][0], (trial.first_day - origin).days))
    every = -(-max(span, 1) // _MOST_TICKS)
    ticks = [
        (float(day), format_date(origin + timedelta(days=day))[:6])
        for day in range(0, span + 1, every)
    ]
    # The medicine starts within its day: the line stands before the dot of that day.
    starts = [((trial.first_day - origin).days - 0.5, "Medicine starts")]
    days = [format_date(shown[place].date)[:6] for place in (0, -1)]
    return _lay_out(points, ticks, starts, 1, "Each dot is the average of one day.", days)


def _get_hours(trial: Trial, measure: str, as_of: datetime) -> PainChart:
    started_at, zone = trial.details.started_at, trial.details.time_zone
    if started_at is None:
        return _NO_CHART
    since, until = started_at - _BEFORE_BOLUS, last_moment(trial, as_of)
    readings = [
        (entry.observed_at, Fraction(entry.values[measure]))
        for entry in current_entries(trial.entries)
        if measure in entry.values and since <= entry.observed_at <= until
    ]
    if not readings:
        return _NO_CHART
    origin = min(readings[0][0], started_at)
    said = "Each dot is one score you gave."
    if len(readings) > MOST_SINGLE:
        readings, said = _take_hours(readings), "Each dot is the average of one hour."
    points = [(_hours(at - origin), score) for at, score in readings]
    span = points[-1][0]
    ticks = [
        (
            span * part / (_MOST_TICKS - 2),
            _format_tick(origin, span * part / (_MOST_TICKS - 2), zone),
        )
        for part in range(_MOST_TICKS - 1)
    ]
    starts = [(_hours(started_at - origin), "First dose")]
    moments = [_format_tick(origin, points[place][0], zone) for place in (0, -1)]
    return _lay_out(points, ticks, starts, 24, said, [m.replace("\n", " ") for m in moments])


def _take_hours(
    readings: Sequence[tuple[datetime, Fraction]],
) -> list[tuple[datetime, Fraction]]:
    by_hour: dict[datetime, list[Fraction]] = {}
    for at, score in readings:
        by_hour.setdefault(at.replace(minute=0, second=0, microsecond=0), []).append(score)
    half = timedelta(minutes=30)
    return [(at + half, sum(found, Fraction(0)) / len(found)) for at, found in by_hour.items()]


def _format_tick(origin: datetime, hours: float, zone: str) -> str:
    at = origin + timedelta(hours=hours)
    return f"{format_date(local_date(at, zone))[:6]}\n{format_time(at, zone)}"


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _lay_out(
    points: Sequence[_Point],
    ticks: Sequence[tuple[float, str]],
    starts: Sequence[tuple[float, str]],
    longest_gap: float,
    said: str,
    span: Sequence[str],
) -> PainChart:
    last = max(points[-1][0], *(at for at, _ in (*ticks, *starts)))
    room = max(last, 1.0) * 0.04  # so that no dot touches the edge
    across = {at: (at + room) / (max(last, 1.0) + 2 * room) for at, _ in (*points, *ticks, *starts)}
    before = (None, *(at for at, _ in points))
    dots = tuple(
        Dot(across[at], float(score) / 10, former is not None and at - former <= longest_gap)
        for (at, score), former in zip(points, before, strict=False)
    )
    return PainChart(
        dots,
        tuple(Tick(across[at], label) for at, label in ticks),
        tuple(Tick(across[at], label) for at, label in starts),
        said,
        f"Chart of your pain scores from 0 to 10, {count_of(len(dots), 'dot')}, from "
        f"{' to '.join(dict.fromkeys(span))}. The words above it say the same.",
    )


_NO_CHART = PainChart((), (), (), "", "")
