from datetime import timedelta

import pytest

from tests.clinical.effect_records import HOUR, grade, make, make_detail
from tests.factories import START, make_entry
from trialtracker.clinical.effect_words import (
    format_course,
    format_lasted,
    format_nothing,
    format_short_moment,
    format_summary,
    format_title,
    format_worst,
)
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.trial import Entry, Trial

NOW = START + 30 * HOUR


def only(trial: Trial) -> Episode:
    (episode,) = get_episodes(trial, NOW)
    return episode


def test_course_is_told_grade_by_grade_with_its_times() -> None:
    episode = only(make(grade(2, 2), grade(22, 1), grade(29, 0)))

    assert format_course(episode, NOW, "UTC") == (
        "2 (Mon 10:00) → 1 (Tue 06:00) → none (Tue 13:00)"
    )


def test_course_of_a_description_without_grades_says_so() -> None:
    episode = only(make(details=(make_detail(2),)))

    assert format_course(episode, NOW, "UTC") == "No grade is recorded in this time"


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "Mon 08:00"), (6, "Mon 08:00"), (7, "02-Mar-2026 08:00")]
)
def test_weekday_stands_for_the_date_only_while_it_means_one_day(days: int, shown: str) -> None:
    assert format_short_moment(START, START + timedelta(days=days), "UTC") == shown


@pytest.mark.parametrize(
    ("entries", "lasted", "title"),
    [
        (
            (grade(2, 2),),
            "open, 1d 4hr",
            "Nausea · open since 02-Mar-2026 10:00 · for 1d 4hr so far · graded by CTCAE v5.0",
        ),
        (
            (grade(2, 2), grade(5, 0)),
            "3hr 0min",
            "Nausea · 02-Mar-2026 10:00 to 02-Mar-2026 13:00 · lasted 3hr 0min · "
            "graded by CTCAE v5.0",
        ),
        (
            (grade(2, 2, grading="CTCAE v4.03"), grade(5, 0)),
            "3hr 0min",
            "Nausea · 02-Mar-2026 10:00 to 02-Mar-2026 13:00 · lasted 3hr 0min · "
            "graded by CTCAE v4.03 and CTCAE v5.0",
        ),
        (
            (make_entry(START, {"postural_headache": 7}),),
            "open, 1d 6hr",
            "Headache, sitting up · open since 02-Mar-2026 08:00 · for 1d 6hr so far · "
            "scored 0-10, sitting up",
        ),
    ],
)
def test_title_tells_state_span_and_scale(
    entries: tuple[Entry, ...], lasted: str, title: str
) -> None:
    episode = only(make(*entries))

    assert format_lasted(episode, NOW) == lasted
    assert format_title(episode, NOW, "UTC") == title


def test_title_of_a_description_without_grades_names_no_scale() -> None:
    episode = only(make(details=(make_detail(2),)))

    title = "Nausea · open since 02-Mar-2026 10:00 · for 1d 4hr so far"
    assert format_title(episode, NOW, "UTC") == title


@pytest.mark.parametrize(
    ("trial", "worst"),
    [
        (make(grade(2, 2), grade(3, 1)), "2"),
        (make(make_entry(START, {"postural_headache": 7})), "7 of 10"),
        (make(details=(make_detail(2),)), "Not recorded"),
        (make(details=(make_detail(2, effect="postural_headache"),)), "Not recorded"),
    ],
)
def test_worst_of_a_score_names_its_scale(trial: Trial, worst: str) -> None:
    assert format_worst(only(trial)) == worst


def test_summary_counts_open_and_ended() -> None:
    episodes = get_episodes(make(grade(2, 1), grade(3, 0), grade(4, 1)), NOW)

    assert format_summary(episodes) == "Side effects over time: 1 open, 1 ended"
    assert format_summary(()) == "Side effects over time"


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (
            (make_entry(START, {"pain_rest": 3}),),
            "No entry has asked for side effects yet: that is not known, not none. "
            "They are graded in Record (Ctrl+R).",
        ),
        (
            (grade(1, 0), grade(2, 0)),
            "Asked for 2 times, last 02-Mar-2026 10:00: none was present. "
            "One that is graded in Record (Ctrl+R) is described here.",
        ),
        (
            (grade(1, 0),),
            "Asked for 1 time, last 02-Mar-2026 09:00: none was present. "
            "One that is graded in Record (Ctrl+R) is described here.",
        ),
    ],
)
def test_never_asked_is_not_told_as_none(entries: tuple[Entry, ...], sentence: str) -> None:
    assert format_nothing(make(*entries)) == sentence
