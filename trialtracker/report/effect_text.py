"""The side effects of a trial on paper: worst grade, the days it was there, whether it goes on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.findings import Finding, FindingState
from trialtracker.clinical.measures import POSTURAL_HEADACHE
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import format_date, format_moment, local_date, trial_day
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.report.words import format_day_number, format_span

NEVER_ASKED = "No entry asked for side effects: that is not known, not none."


@dataclass(frozen=True, slots=True)
class EffectText:
    """One side effect over the whole trial."""

    label: str
    worst: str
    days: str


@dataclass(frozen=True, slots=True)
class EffectsText:
    """Every side effect, the worst first; nothing stands where none was present.

    findings counts the safety findings, and is empty where there was none.
    """

    findings: str
    rows: tuple[EffectText, ...]
    nothing: str


def get_effects(trial: Trial, assessment: Assessment) -> EffectsText:
    """Return the side effects that were present before or during a trial."""
    as_of = assessment.as_of
    episodes = sorted(get_episodes(trial, as_of), key=lambda e: (e.effect, e.onset_at))
    by_effect = [tuple(found) for _, found in groupby(episodes, key=lambda e: e.effect)]
    by_effect.sort(key=lambda found: (-_get_worst(found), found[0].onset_at, found[0].label))
    rows = tuple(
        EffectText(found[0].label, _format_worst(found), _format_days(found, trial))
        for found in by_effect
    )
    nothing = "" if rows else _format_nothing(trial, as_of)
    return EffectsText(format_findings(assessment.findings), rows, nothing)


def format_findings(findings: Sequence[Finding]) -> str:
    """Return 'Safety findings: 1 open, 2 resolved', or nothing for none."""
    counts = Counter(finding.state for finding in findings)
    told = (f"{counts[state]} {state.label.lower()}" for state in FindingState if counts[state])
    return f"Safety findings: {', '.join(told)}" if findings else ""


def _get_worst(episodes: Sequence[Episode]) -> int:
    return max((episode.worst or 0) for episode in episodes)


def _format_worst(episodes: Sequence[Episode]) -> str:
    if all(episode.worst is None for episode in episodes):
        return "no grade"
    worst = _get_worst(episodes)
    is_score = episodes[0].effect == POSTURAL_HEADACHE.key
    return f"{worst} of 10" if is_score else f"grade {worst}"


def _format_days(episodes: Sequence[Episode], trial: Trial) -> str:
    """Return 'day 1 to 3, since day 5, ongoing': the days of each stretch.

    Of a trial that is over nobody knows whether it goes on: no end is recorded.
    """
    stretches = dict.fromkeys(_format_stretch(episode, trial) for episode in episodes)
    return ", ".join(stretches)


def _format_stretch(episode: Episode, trial: Trial) -> str:
    first = _format_day(episode.onset_at, trial)
    word = "" if trial.first_day is None else "day "
    if episode.ended_at is None:
        is_over = trial.details.ended_at is not None
        return f"since {word}{first}, {'no end recorded' if is_over else 'ongoing'}"
    return f"{word}{format_span(first, _format_day(episode.ended_at, trial))}"


def _format_day(at: datetime, trial: Trial) -> str:
    day = local_date(at, trial.details.time_zone)
    if trial.first_day is None:
        return format_date(day)
    return format_day_number(trial_day(day, trial.first_day))


def _format_nothing(trial: Trial, as_of: datetime) -> str:
    """Return what is known where there was no side effect: never asked is not none."""
    keys = SIDE_EFFECT_BY_MEASURE.keys()
    entries = [e for e in current_entries(trial.entries) if e.observed_at <= as_of]
    asked = [e for e in entries if not keys.isdisjoint(e.values)]
    if not asked:
        return NEVER_ASKED
    last = format_moment(asked[-1].observed_at, trial.details.time_zone)
    return f"Asked for {count_of(len(asked), 'time')}, last {last}: none was present."
