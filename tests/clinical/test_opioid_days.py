from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from trialtracker.clinical.opioids import DayMme, get_day_mme, get_worn
from trialtracker.clinical.record import Intake

DAY = date(2026, 3, 4)
NEXT = date(2026, 3, 5)


def at(hour: int, day: date = DAY, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def total(intakes: Sequence[Intake], day: date = DAY, zone: str = "UTC") -> Fraction | None:
    return get_day_mme(intakes, day, zone).total


def totals(intakes: Sequence[Intake], first: date, count: int) -> list[Fraction | None]:
    return [total(intakes, first + timedelta(days=number)) for number in range(count)]


def get_day(*intakes: Intake) -> DayMme:
    return get_day_mme(intakes, DAY, "UTC")


def test_day_without_a_record_is_not_recorded_and_never_0() -> None:
    day = get_day(make_intake(at=at(8, NEXT)))

    assert [day.total, day.is_recorded, day.is_complete] == [None, False, False]


def test_tablets_regular_doses_and_patches_of_a_day_are_summed() -> None:
    day = get_day(
        make_intake(5, "hydrocodone", at=at(8), times=4),
        make_regular(10, at=at(8, date(2026, 2, 1))),
        make_patch(25, at=at(8, date(2026, 3, 2))),
        make_patch(12, at=at(8, date(2026, 3, 3))),
    )

    assert day.total == 20 + 30 + 60 + Fraction("28.8")
    assert [day.is_complete, day.is_rescue_asked, len(day.lines)] == [True, True, 4]


def test_nothing_taken_makes_a_day_known_as_0() -> None:
    day = get_day(make_none(at(8)))

    assert [day.total, day.is_complete, day.is_rescue_asked] == [0, True, True]


def test_nothing_taken_does_not_undo_what_was() -> None:
    day = get_day(make_none(at(8)), make_intake(10, at=at(12)), make_patch(25, at=at(1)))

    assert day.total == 15 + 60


def test_regular_dose_alone_does_not_say_that_rescue_was_asked_for() -> None:
    day = get_day(make_regular(at=at(8)))

    assert [day.total, day.is_rescue_asked] == [30, False]


def test_excluded_drug_is_named_and_not_in_the_total() -> None:
    day = get_day(make_intake(10, at=at(8)), make_patch(10, drug="buprenorphine", at=at(8)))

    assert [day.total, day.excluded, day.is_complete] == [15, ("buprenorphine",), False]


@pytest.mark.parametrize("others", [[], [make_none(at(9))]])
def test_day_with_excluded_drugs_alone_is_not_0(others: list[Intake]) -> None:
    day = get_day(make_intake(1, "buprenorphine", at=at(8)), *others)

    assert [day.total, day.excluded] == [None, ("buprenorphine",)]


@pytest.mark.parametrize(
    ("left_out", "name"),
    [
        (make_intake(10, "opium", at=at(9)), "opium"),
        (make_intake(50, "meperidine", at=at(9)), "meperidine"),
        (make_intake(None, "oxycodone", at=at(9)), "oxycodone"),
        (make_intake(50, "tramadol", unit="ug", at=at(9)), "tramadol"),
    ],
)
def test_what_has_no_mme_blocks_the_total_and_is_named(left_out: Intake, name: str) -> None:
    day = get_day(make_intake(10, at=at(8)), left_out)

    assert [day.total, day.counted, day.unknown, day.is_complete] == [None, 15, (name,), False]


def test_patch_counts_for_every_worn_day() -> None:
    patch = make_patch(25, at=at(10))

    worn = totals([patch], date(2026, 3, 3), 5)

    assert worn == [None, 60, 60, 60, 60]


def test_patch_changed_on_a_day_counts_once_with_the_new_one() -> None:
    old = make_patch(25, at=at(10, date(2026, 3, 1)), until=at(10))
    new = make_patch(50, at=at(10))

    worn = totals([old, new], date(2026, 3, 3), 3)

    assert worn == [60, 120, 120]


def test_old_patch_taken_off_after_the_new_is_on_is_still_one_change() -> None:
    old = make_patch(25, at=at(10, date(2026, 3, 1)), until=at(10, minute=5))
    new = make_patch(25, at=at(10))

    assert total([old, new]) == 60


def test_patch_only_taken_off_was_worn_that_day() -> None:
    patch = make_patch(25, at=at(10, date(2026, 3, 1)), until=at(10))

    worn = totals([patch], date(2026, 3, 3), 3)

    assert worn == [60, 60, None]


@pytest.mark.parametrize("make", [make_patch, make_regular])
def test_what_ends_at_midnight_does_not_count_for_the_new_day(
    make: Callable[..., Intake],
) -> None:
    ended = make(25, at=at(8), until=at(23, minute=0))
    at_midnight = ended._replace(until=datetime(2026, 3, 5, 5, tzinfo=UTC))

    assert total([at_midnight], DAY, "America/New_York") == total([ended])
    assert total([at_midnight], NEXT, "America/New_York") is None


def test_two_patches_of_one_day_after_each_other_count_once() -> None:
    first = make_patch(25, at=at(8), until=at(10))
    second = make_patch(25, at=at(12), until=at(14))

    assert total([first, second]) == 60


def test_two_patches_taken_off_together_both_count() -> None:
    pair = [make_patch(25, at=at(8), until=at(14)), make_patch(12, at=at(8), until=at(14))]

    assert total(pair) == 60 + Fraction("28.8")


def test_second_patch_beside_one_that_stays_is_added() -> None:
    stays = make_patch(50, at=at(10, date(2026, 3, 1)))
    added = make_patch(25, at=at(10))

    assert total([stays, added]) == 180


def test_patch_of_another_drug_does_not_take_the_place_of_one() -> None:
    old = make_patch(25, at=at(10, date(2026, 3, 1)), until=at(10))
    other = make_patch(10, drug="buprenorphine", at=at(10))

    day = get_day(old, other)

    assert [day.total, day.excluded] == [60, ("buprenorphine",)]


def test_unknown_drugs_take_each_others_place_by_their_words() -> None:
    old = make_patch(5, drug="Opium", at=at(10, date(2026, 3, 1)), until=at(10))
    new = make_patch(5, drug="opium", at=at(10))

    day = get_day(old, new)

    assert [line.intake for line in day.lines] == [new]


def test_regular_dose_counts_from_the_day_it_begins_to_the_day_it_ends() -> None:
    regular = make_regular(10, at=at(18), until=at(9, date(2026, 3, 6)))

    taken = totals([regular], date(2026, 3, 3), 5)

    assert taken == [None, 30, 30, 30, None]


def test_regular_dose_changed_on_a_day_counts_once() -> None:
    old = make_regular(10, at=at(8, date(2026, 3, 1)), until=at(12))
    new = make_regular(20, at=at(12))

    assert total([old, new]) == 60


def test_void_and_amended_intakes_do_not_count() -> None:
    wrong = make_intake(100, at=at(8))
    right = make_intake(10, at=at(8), supersedes_id=wrong.intake_id)
    void = make_intake(10, at=at(9), is_void=True)

    assert total([wrong, right, void]) == 15


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # The clocks go forward in Berlin on 29-Mar-2026: the day has 23 hours.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        # They go back on 25-Oct-2026: 25 hours.
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_tablet_belongs_to_its_clinic_local_day(moment: datetime, day: date) -> None:
    tablet = make_intake(10, at=moment)
    days = [day - timedelta(days=1), day, day + timedelta(days=1)]

    found = [total([tablet], each, "Europe/Berlin") for each in days]

    assert found == [None, 15, None]


def test_patch_over_the_night_of_the_clock_change_is_one_a_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    patch = make_patch(
        25,
        at=datetime(2026, 3, 28, 10, tzinfo=zone),
        until=datetime(2026, 3, 30, 10, tzinfo=zone),
    )

    worn = [total([patch], date(2026, 3, day), "Europe/Berlin") for day in range(27, 32)]

    assert worn == [None, 60, 60, 60, None]


def test_what_holds_now_is_what_is_not_ended() -> None:
    worn = make_patch(25, at=at(8))
    ended = make_patch(25, at=at(7), until=at(8))
    ends_later = make_regular(10, at=at(8), until=at(20))
    begins_later = make_patch(50, at=at(13))
    tablet = make_intake(at=at(8))

    held = get_worn([worn, ended, ends_later, begins_later, tablet], at(12))

    assert {i.intake_id for i in held} == {worn.intake_id, ends_later.intake_id}
