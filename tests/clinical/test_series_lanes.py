from datetime import datetime, timedelta

import pytest

from tests.charts.samples import AS_OF, make_series
from tests.factories import (
    START,
    make_entry,
    make_trial,
)
from trialtracker.clinical.series import (
    GRADE_HOLDS,
    ChartSeries,
    GradeSpan,
)
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
