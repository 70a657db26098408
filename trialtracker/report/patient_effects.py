"""Side effects as the patient's version tells them: by how strong they were, in lay words."""

from datetime import datetime

from trialtracker.clinical.effect_words import is_score
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.safety import get_harm
from trialtracker.clinical.trial import Trial
from trialtracker.report.lay_words import LAY_EFFECTS

NONE_NOTICED = "You told us of no side effects."
NOT_ASKED = "Nobody wrote down if you had side effects. That does not mean there were none."

_MILD, _MEDIUM = 1, 2
_MILD_SCORE, _MEDIUM_SCORE = 3, 6
"""Of a score 0-10: mild to 3, medium to 6 (Serlin 1995, Pain 61:277, its usual rounding)."""


def list_effects(trial: Trial, as_of: datetime) -> tuple[str, ...]:
    """Return a line for each strength, the strongest first; each effect once, at its worst."""
    started_at = trial.details.started_at
    episodes = [
        episode
        for episode in get_episodes(trial, as_of)
        if started_at is not None and (episode.ended_at is None or episode.ended_at >= started_at)
    ]
    if not episodes:
        return (NONE_NOTICED if get_harm(trial, as_of).readings else NOT_ASKED,)
    by_effect: dict[str, list[Episode]] = {}
    for episode in episodes:
        by_effect.setdefault(episode.effect, []).append(episode)
    found = [(_get_strength(each), _format_effect(each)) for each in by_effect.values()]
    lines = [
        f"{strength}: {', '.join(words for level, words in found if level == strength)}."
        for strength in _STRENGTHS
        if any(level == strength for level, _ in found)
    ]
    return tuple(lines)


_STRENGTHS = ("Strong", "Medium", "Mild", "Noticed")


def _get_strength(episodes: list[Episode]) -> str:
    worst = max((e.worst for e in episodes if e.worst is not None), default=None)
    if worst is None:
        return _STRENGTHS[3]
    scored = is_score(episodes[0])
    mild, medium = (_MILD_SCORE, _MEDIUM_SCORE) if scored else (_MILD, _MEDIUM)
    return _STRENGTHS[2 if worst <= mild else 1 if worst <= medium else 0]


def _format_effect(episodes: list[Episode]) -> str:
    is_there = any(episode.is_open for episode in episodes)
    until = "still there when we last asked" if is_there else "gone"
    return f"{LAY_EFFECTS[episodes[0].effect]} ({until})"
