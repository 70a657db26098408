import pytest

from tests.clinical.effect_records import HOUR, NOW, grade, make, make_detail
from tests.factories import START, amend, make_entry
from trialtracker.clinical.episodes import (
    EFFECT_LABELS,
    Episode,
    GradeReading,
    get_episodes,
    get_open_effects,
    get_open_grades,
)
from trialtracker.clinical.side_effects import GRADING, SIDE_EFFECTS, SideEffect
from trialtracker.clinical.trial import Trial


def list_spans(trial: Trial) -> list[tuple[float, float | None]]:
    """Return the hours of onset and end of each episode, oldest first."""
    episodes = sorted(get_episodes(trial, NOW), key=lambda e: e.onset_at)
    return [
        (
            (e.onset_at - START) / HOUR,
            None if e.ended_at is None else (e.ended_at - START) / HOUR,
        )
        for e in episodes
    ]


def only(trial: Trial) -> Episode:
    (episode,) = get_episodes(trial, NOW)
    return episode


def test_first_grade_begins_and_first_none_ends_an_episode() -> None:
    trial = make(grade(0, 0), grade(2, 2), grade(4, 1), grade(6, 0), grade(8, 0))

    episode = only(trial)

    assert (episode.onset_at, episode.ended_at) == (START + 2 * HOUR, START + 6 * HOUR)
    assert [r.grade for r in episode.readings] == [2, 1, 0]
    assert (episode.worst, episode.last_grade, episode.is_open) == (2, 1, False)


def test_grade_without_a_later_none_is_open_and_has_lasted_until_now() -> None:
    episode = only(make(grade(2, 1), grade(4, 3)))

    assert episode.is_open
    assert episode.last_grade == 3
    assert episode.get_duration(NOW) == 98 * HOUR


def test_ended_episode_lasted_until_its_end() -> None:
    assert only(make(grade(2, 1), grade(4, 0))).get_duration(NOW) == 2 * HOUR


def test_grade_after_a_none_is_an_episode_of_its_own() -> None:
    trial = make(grade(2, 2), grade(4, 0), grade(9, 1))

    assert list_spans(trial) == [(2, 4), (9, None)]


def test_course_keeps_only_the_readings_at_which_the_grade_changed() -> None:
    episode = only(make(grade(2, 2), grade(3, 2), grade(4, 1), grade(5, 0)))

    assert [(r.at, r.grade) for r in episode.course] == [
        (START + 2 * HOUR, 2),
        (START + 4 * HOUR, 1),
        (START + 5 * HOUR, 0),
    ]


def test_of_two_grades_at_one_time_the_worse_counts() -> None:
    episode = only(make(grade(2, 1), grade(2, 3), grade(2, 2)))

    assert episode.readings == (GradeReading(START + 2 * HOUR, 3, GRADING),)


def test_amended_away_grade_leaves_no_episode() -> None:
    wrong = grade(2, 2)

    assert get_episodes(make(wrong, amend(wrong, values={})), NOW) == ()


def test_grade_after_the_moment_asked_for_is_left_out() -> None:
    assert get_episodes(make(grade(2, 2)), START + HOUR) == ()


def test_measure_that_is_no_effect_has_no_episode() -> None:
    assert get_episodes(make(make_entry(START, {"pain_rest": 7})), NOW) == ()


def test_open_episodes_stand_first_then_the_newest() -> None:
    trial = make(
        grade(1, 1),
        grade(2, 0),
        grade(3, 1, "pruritus"),
        grade(5, 2, "vomiting"),
        grade(6, 0, "vomiting"),
    )

    assert [e.label for e in get_episodes(trial, NOW)] == ["Pruritus", "Vomiting", "Nausea"]


def test_grading_of_each_grade_is_kept() -> None:
    trial = make(grade(1, 1, grading="CTCAE v4.03"), grade(2, 2), grade(3, 2))

    assert only(trial).gradings == ("CTCAE v4.03", GRADING)


def test_headache_sitting_up_is_scored_apart_from_pain_and_from_graded_headache() -> None:
    at = START + HOUR
    entry = make_entry(at, {"postural_headache": 6, "pain_rest": 3, "side_effect:headache": 2})

    episodes = get_episodes(make(entry), NOW)

    assert {(e.effect, e.worst, e.gradings, e.is_after_puncture) for e in episodes} == {
        ("postural_headache", 6, ("0-10, sitting up",), True),
        ("headache", 2, (GRADING,), True),
    }


def test_nausea_does_not_belong_to_a_headache_after_puncture() -> None:
    assert not only(make(grade(1, 1))).is_after_puncture


# What people state


def test_stated_onset_and_end_stand_for_the_recorded_ones() -> None:
    stated = make_detail(1, 5)
    trial = make(grade(2, 2), grade(6, 0), details=(stated,))

    episode = only(trial)

    assert list_spans(trial) == [(1, 5)]
    assert episode.detail == stated


def test_recorded_end_stands_where_none_is_stated() -> None:
    trial = make(grade(2, 2), grade(6, 0), details=(make_detail(1),))

    assert list_spans(trial) == [(1, 6)]


def test_stated_end_ends_an_episode_that_no_entry_says_has_ended() -> None:
    assert list_spans(make(grade(2, 2), details=(make_detail(2, 5),))) == [(2, 5)]


def test_grade_after_a_stated_end_is_an_episode_of_its_own() -> None:
    trial = make(grade(2, 2), grade(8, 1), details=(make_detail(2, 5),))

    assert list_spans(trial) == [(2, 5), (8, None)]


def test_none_after_a_stated_end_begins_nothing() -> None:
    trial = make(grade(2, 2), grade(8, 0), grade(9, 1), details=(make_detail(2, 5),))

    assert list_spans(trial) == [(2, 5), (9, None)]


def test_each_description_goes_with_its_own_episode() -> None:
    first, second = make_detail(1), make_detail(8)
    trial = make(grade(2, 2), grade(4, 0), grade(9, 1), details=(second, first))

    episodes = sorted(get_episodes(trial, NOW), key=lambda e: e.onset_at)

    assert [e.detail for e in episodes] == [first, second]


@pytest.mark.parametrize(("onset", "end"), [(5, None), (0, 1)])
def test_description_that_shares_no_time_with_grades_stands_alone(
    onset: int, end: int | None
) -> None:
    alone = make_detail(onset, end)
    trial = make(grade(2, 2), grade(4, 0), details=(alone,))

    episode = next(e for e in get_episodes(trial, NOW) if e.detail == alone)

    assert (episode.readings, episode.worst, episode.last_grade) == ((), None, None)
    assert episode.course == ()


def test_replaced_description_does_not_count() -> None:
    first = make_detail(1)
    trial = make(grade(2, 2), details=(first, make_detail(0, supersedes_id=first.detail_id)))

    assert list_spans(trial) == [(0, None)]


def test_description_of_later_is_left_out() -> None:
    trial = make(details=(make_detail(9),))

    assert get_episodes(trial, START + 8 * HOUR) == ()


# What each entry asks for again


def test_open_effects_are_the_graded_ones_that_go_on_oldest_first() -> None:
    trial = make(
        grade(3, 1, "pruritus"),
        grade(1, 2),
        grade(1, 2, "vomiting"),
        grade(4, 0, "vomiting"),
        details=(make_detail(2, effect="headache"),),
    )

    assert [(e.effect, e.last_grade) for e in get_open_effects(trial)] == [
        ("nausea", 2),
        ("pruritus", 1),
    ]


@pytest.mark.parametrize("effect", SIDE_EFFECTS, ids=lambda e: e.key)
def test_every_effect_of_the_vocabulary_has_episodes(effect: SideEffect) -> None:
    worst = max(effect.grades)

    episode = only(make(grade(1, worst, effect.key), grade(2, 0, effect.key)))

    assert (episode.effect, episode.label, episode.worst) == (effect.key, effect.label, worst)
    assert EFFECT_LABELS[effect.key] == effect.label


def test_open_grades_are_by_measure_and_leave_the_scored_headache_out() -> None:
    headache = make_entry(START, {"postural_headache": 7})
    trial = make(grade(1, 3), grade(2, 2), headache, grade(1, 1, "pruritus"))

    assert get_open_grades(trial) == {"side_effect:nausea": 2, "side_effect:pruritus": 1}


def test_effect_whose_end_is_stated_is_not_asked_for_again() -> None:
    assert get_open_grades(make(grade(2, 2), details=(make_detail(2, 5),))) == {}
