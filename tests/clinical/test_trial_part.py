from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import START, make_trial, moment_of_day
from trialtracker.clinical.trial_part import (
    Days,
    Part,
    PartKind,
    get_days,
    get_ends,
    get_halves,
    to_offset,
)

TRIAL = make_trial()
AS_OF = moment_of_day(6)


@pytest.mark.parametrize(
    ("part", "days"),
    [
        (Part(), Days(1, 6)),
        (Part(PartKind.FIRST, days=2), Days(1, 2)),
        (Part(PartKind.FIRST, days=9), Days(1, 6)),
        (Part(PartKind.FIRST, days=0), Days(1, 1)),
        (Part(PartKind.LAST, days=2), Days(5, 6)),
        (Part(PartKind.LAST, days=9), Days(1, 6)),
        (Part(PartKind.FREE, first=2, last=4), Days(2, 4)),
        (Part(PartKind.FREE, first=4, last=2), Days(2, 4)),
        (Part(PartKind.FREE, first=-3, last=-1), Days(-3, -1)),
        (Part(PartKind.FREE, first=0, last=0), Days(1, 1)),
        (Part(PartKind.FREE, first=5, last=40), Days(5, 6)),
        (Part(PartKind.FREE, first=30, last=40), Days(6, 6)),
    ],
)
def test_a_part_holds_the_days_there_are(part: Part, days: Days) -> None:
    assert get_days(part, TRIAL, AS_OF) == days


@pytest.mark.parametrize("kind", PartKind)
def test_before_the_first_active_dose_no_part_has_days(kind: PartKind) -> None:
    assert get_days(Part(kind), make_trial(started_at=None), AS_OF) is None
    assert get_days(Part(kind), TRIAL, START - timedelta(hours=1)) is None


@pytest.mark.parametrize(("days", "count"), [(Days(1, 3), 3), (Days(-2, 1), 3), (Days(-2, -1), 2)])
def test_there_is_no_day_0_to_count(days: Days, count: int) -> None:
    assert days.count == count


@pytest.mark.parametrize(("number", "offset"), [(1, 0), (4, 3), (-1, -1), (-7, -7)])
def test_an_offset_is_the_distance_from_day_1(number: int, offset: int) -> None:
    assert to_offset(number) == offset


@pytest.mark.parametrize(("day", "half"), [(1, 1), (2, 1), (5, 2), (6, 3)])
def test_the_halves_of_a_trial_do_not_overlap_unless_it_has_one_day(day: int, half: int) -> None:
    first, last = get_halves(TRIAL, moment_of_day(day))

    assert (first, last) == (Part(PartKind.FIRST, days=half), Part(PartKind.LAST, days=half))


def test_a_trial_that_has_not_begun_has_halves_of_a_day() -> None:
    assert get_halves(make_trial(started_at=None), AS_OF)[0].days == 1


def test_a_part_lasts_from_midnight_to_midnight_of_the_clinic() -> None:
    ends = get_ends(Days(1, 1), date(2026, 10, 25), "Europe/Berlin")

    assert ends == (
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
    )
    assert ends[1] - ends[0] == timedelta(hours=25)
