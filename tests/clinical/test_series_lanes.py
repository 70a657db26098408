from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.charts.samples import AS_OF, make_series
from tests.factories import (
    START,
    make_entry,
    make_trial,
    next_id,
)
from trialtracker.clinical.effect_lanes import GRADE_HOLDS, GradeSpan
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.trial import Entry

NAUSEA = "side_effect:nausea"


def graded(*grades: tuple[datetime, int]) -> list[Entry]:
    return [make_entry(at, {NAUSEA: grade}) for at, grade in grades]


def spans_of(series: ChartSeries) -> tuple[GradeSpan, ...]:
    return series.lanes[0].spans


def test_grade_holds_until_the_next_assessment_of_the_same_effect() -> None:
    second = START + timedelta(hours=4)

    series = make_series(make_trial(graded((START, 2), (second, 1), (AS_OF, 0))))

    assert spans_of(series) == (
        GradeSpan(START, second, 2),
        GradeSpan(second, second + GRADE_HOLDS, 1),
    )


def test_recorded_absence_ends_a_grade() -> None:
    later = START + timedelta(hours=6)

    series = make_series(make_trial(graded((START, 2), (later, 0))))

    assert spans_of(series) == (GradeSpan(START, later, 2),)


def test_entry_that_did_not_ask_for_the_effect_does_not_end_it() -> None:
    other = make_entry(START + timedelta(hours=3), {"side_effect:pruritus": 0})

    series = make_series(make_trial([*graded((START, 2)), other]))

    assert spans_of(series) == (GradeSpan(START, START + GRADE_HOLDS, 2),)


def test_grade_does_not_outlast_the_moment_looked_at() -> None:
    as_of = START + timedelta(hours=2)

    series = make_series(make_trial(graded((START, 1))), as_of=as_of)

    assert spans_of(series) == (GradeSpan(START, as_of, 1),)


def test_grade_does_not_outlast_the_trial() -> None:
    ended_at = START + timedelta(hours=5)

    series = make_series(make_trial(graded((START, 1)), ended_at=ended_at))

    assert spans_of(series) == (GradeSpan(START, ended_at, 1),)


def test_same_grade_assessed_again_is_one_span() -> None:
    again = START + timedelta(hours=20)

    series = make_series(make_trial(graded((START, 1), (again, 1))))

    assert spans_of(series) == (GradeSpan(START, again + GRADE_HOLDS, 1),)


def test_same_grade_after_an_unknown_time_is_a_new_span() -> None:
    again = START + timedelta(hours=30)

    series = make_series(make_trial(graded((START, 1), (again, 1))))

    assert [span.start for span in spans_of(series)] == [START, again]


@pytest.mark.parametrize("grades", [(1, 3), (3, 1)])
def test_worse_of_two_grades_in_one_minute_counts(grades: tuple[int, int]) -> None:
    series = make_series(make_trial(graded(*((START, grade) for grade in grades))))

    assert [span.grade for span in spans_of(series)] == [3]


def test_effect_that_was_only_ever_absent_has_no_lane() -> None:
    series = make_series(make_trial(graded((START, 0))))

    assert series.lanes == ()
    assert series.effects_asked == {START}


def test_worst_side_effect_has_the_first_lane() -> None:
    entry = make_entry(values={NAUSEA: 1, "side_effect:headache": 3, "side_effect:pruritus": 2})

    series = make_series(make_trial([entry]))

    assert [lane.worst for lane in series.lanes] == [3, 2, 1]


def describe(onset_at: datetime, ended_at: datetime | None) -> EffectDetail:
    return EffectDetail(next_id(), "nausea", onset_at, ended_at, Relation.DRUG, EffectAction.NONE)


def series_of(entries: list[Entry], *details: EffectDetail) -> ChartSeries:
    return make_series(replace(make_trial(entries), effect_details=details))


def test_stated_onset_and_end_bound_the_grades() -> None:
    onset_at, ended_at = START - timedelta(hours=1), START + timedelta(hours=5)

    series = series_of(graded((START, 2), (AS_OF, 0)), describe(onset_at, ended_at))

    assert spans_of(series) == (GradeSpan(onset_at, ended_at, 2),)


def test_stated_end_after_the_moment_looked_at_does_not_lengthen_a_grade() -> None:
    as_of = START + timedelta(hours=2)
    detail = describe(START, START + timedelta(hours=5))
    trial = replace(make_trial(graded((START, 2))), effect_details=(detail,))

    series = make_series(trial, as_of=as_of)

    assert spans_of(series) == (GradeSpan(START, as_of, 2),)


def test_description_without_a_grade_has_no_lane() -> None:
    assert series_of([], describe(START, None)).lanes == ()


def test_headache_sitting_up_is_scored_and_has_no_lane_of_grades() -> None:
    assert series_of([make_entry(values={"postural_headache": 7})]).lanes == ()


def test_effect_that_goes_on_is_open_to_now_past_what_is_known_of_its_grade() -> None:
    series = series_of(graded((START, 2)))

    assert series.lanes[0].open_until == AS_OF
    assert spans_of(series)[-1].end < AS_OF


def test_effect_that_came_back_is_open_after_its_first_episode() -> None:
    later, again = START + timedelta(hours=2), START + timedelta(hours=6)

    series = series_of(graded((START, 2), (later, 0), (again, 1)))

    assert [(span.start, span.grade) for span in spans_of(series)] == [(START, 2), (again, 1)]
    assert series.lanes[0].open_until == AS_OF


@pytest.mark.parametrize("detail", [(), (describe(START, START + timedelta(hours=1)),)])
def test_effect_that_ended_is_not_open(detail: tuple[EffectDetail, ...]) -> None:
    series = series_of(graded((START, 2), (START + timedelta(hours=3), 0)), *detail)

    assert series.lanes[0].open_until is None
