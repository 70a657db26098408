from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_days, make_trial, moment_of_day
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.part_windows import Stretch, align, cut, get_stretch
from trialtracker.clinical.series import ChartSeries, get_series
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Part, PartKind

TRIAL = make_trial(make_days({-3: 8, -1: 7, 1: 5, 4: 3}))
AS_OF = moment_of_day(6)
OTHER = make_trial(make_days({-6: 8, 1: 5}, hour=10))


def series_of(trial: Trial) -> ChartSeries:
    return get_series(trial, assess(trial, CLINIC_DEFAULT, AS_OF), AS_OF)


def stretch(part: Part, trial: Trial = TRIAL) -> Stretch:
    return get_stretch(part, trial, series_of(trial), AS_OF)


@pytest.mark.parametrize(
    ("part", "ends"),
    [
        (Part(), (-3, 5)),
        (Part(PartKind.FIRST, days=2), (-3, 1)),
        (Part(PartKind.LAST, days=2), (4, 5)),
        (Part(PartKind.FREE, first=-2, last=2), (-2, 1)),
    ],
)
def test_a_part_from_the_start_is_drawn_with_its_baseline(
    part: Part, ends: tuple[int, int]
) -> None:
    drawn = stretch(part)

    assert (drawn.first, drawn.last) == ends


def test_a_trial_without_a_first_dose_is_drawn_from_its_first_day() -> None:
    trial = make_trial(make_days({-3: 8}), started_at=None)

    drawn = stretch(Part(PartKind.LAST), trial)

    assert (drawn.first, drawn.is_from_start) == (0, True)
    assert drawn.last == len(series_of(trial).days) - 1


def test_two_whole_trials_have_the_same_trial_day_at_the_same_place() -> None:
    left, right = align(stretch(Part()), stretch(Part(), OTHER))

    assert left == right
    assert left[0] == moment_of_day(-6, 0)


@pytest.mark.parametrize("kind", [PartKind.LAST, PartKind.FREE])
def test_other_parts_begin_with_their_own_first_day_and_are_equally_long(kind: PartKind) -> None:
    first, last = (
        stretch(Part(PartKind.FIRST, days=3)),
        stretch(Part(kind, days=2, first=5, last=6)),
    )

    left, right = align(first, last)

    assert left == (moment_of_day(-3, 0), moment_of_day(4, 0))
    assert right == (moment_of_day(5, 0), moment_of_day(5, 0) + timedelta(days=6))


def test_an_hour_is_as_wide_in_both_where_the_clocks_change_in_one() -> None:
    autumn = Stretch(datetime(2026, 10, 24, tzinfo=UTC).date(), "Europe/Berlin", 0, 2, True)
    winter = Stretch(datetime(2026, 12, 1, tzinfo=UTC).date(), "Europe/Berlin", 0, 2, True)

    left, right = align(autumn, winter)

    assert left[1] - left[0] == right[1] - right[0] == timedelta(days=3)
    assert left[0] == datetime(2026, 10, 23, 22, tzinfo=UTC)


def test_cutting_takes_no_reading_away() -> None:
    series = series_of(TRIAL)

    shown = cut(series, (moment_of_day(2, 0), moment_of_day(3, 0)))

    assert (shown.start, shown.end) == (moment_of_day(2, 0), moment_of_day(3, 0))
    assert (shown.lines, shown.days) == (series.lines, series.days)
