from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.factories import START, make_entry, make_trial, next_id
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.paper import (
    DIARY_KEYS,
    PAPER_KEYS,
    can_follow,
    describe_column,
    find_mismatches,
    format_reading,
    get_column_label,
    get_column_title,
    get_diary_days,
    get_unread,
    is_complete,
    read_cell,
    suggest_next,
)
from trialtracker.clinical.record import Verification
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE

NAUSEA = "side_effect:nausea"
EIGHT = datetime(2026, 3, 2, 8)  # noqa: DTZ001  (a clinic-local time as it is typed)


@pytest.mark.parametrize("key", sorted({*PAPER_KEYS, *DIARY_KEYS}))
def test_every_column_has_a_title_and_says_what_it_takes(key: str) -> None:
    assert key in MEASURE_BY_KEY or key in SIDE_EFFECT_BY_MEASURE
    assert get_column_title(key)
    assert describe_column(key).startswith(f"{get_column_label(key)}: ")


@pytest.mark.parametrize(
    ("key", "described"),
    [
        ("pain_rest", "Rest, now: 0 to 10"),
        ("spo2", "SpO2: 0 to 100 %"),
        ("dose_unchanged", "Dose unchanged: 0 No, 1 Yes"),
        (NAUSEA, "Nausea: 0 for none, 1, 2 or 3"),
    ],
)
def test_a_column_tells_its_scale(key: str, described: str) -> None:
    assert describe_column(key) == described


@pytest.mark.parametrize(
    ("key", "text", "reading"),
    [
        ("pain_rest", "10", Decimal(10)),
        ("temperature", "36.8", Decimal("36.8")),
        ("sedation", "2", Decimal(2)),
        (NAUSEA, "0", Decimal(0)),
        ("pain_rest", "-a", NotAssessed.ASLEEP),
        (NAUSEA, "- D", NotAssessed.DECLINED),
    ],
)
def test_a_cell_is_read_as_it_is_typed(key: str, text: str, reading: object) -> None:
    assert read_cell(key, text) == reading


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("pain_rest", "11", "11 is not possible"),
        ("spo2", "101", "101 is not possible"),
        ("sedation", "7", "7 is no level of Sedation score"),
        (NAUSEA, "4", "Nausea has no grade 4"),
        ("pain_rest", "-x", "says no reason: after the dash type A asleep"),
        ("pain_rest", "-", "says no reason"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(key: str, text: str, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        read_cell(key, text)


@pytest.mark.parametrize("digit", "023456789")
def test_a_score_is_done_with_one_digit(digit: str) -> None:
    assert is_complete("pain_rest", digit)


@pytest.mark.parametrize("key", ["pain_rest", "sedation", "dose_unchanged", NAUSEA])
def test_a_one_waits_for_tab_in_every_column(key: str) -> None:
    assert not is_complete(key, "1")


@pytest.mark.parametrize(
    ("key", "text", "is_done"),
    [
        ("pain_rest", "10", False),
        ("sedation", "3", True),
        ("sedation", "7", False),
        (NAUSEA, "2", True),
        (NAUSEA, "4", False),
        ("respiratory_rate", "9", False),
        ("spo2", "98", False),
        ("spo2", "-a", True),
        ("pain_rest", "-", False),
        ("pain_rest", "-u", True),
        ("pain_rest", "", False),
    ],
)
def test_numbers_wait_for_tab_and_reasons_do_not(key: str, text: str, is_done: bool) -> None:
    assert is_complete(key, text) is is_done


@pytest.mark.parametrize(
    ("key", "text", "follows"),
    [
        ("pain_rest", "-", True),
        ("temperature", "36.", True),
        ("temperature", "36", False),
        ("sedation", "2.", False),
        (NAUSEA, "2.", False),
    ],
)
def test_what_can_still_become_right_is_not_refused_while_it_is_typed(
    key: str, text: str, follows: bool
) -> None:
    assert can_follow(key, text) is follows


@pytest.mark.parametrize(
    ("rows", "suggested"),
    [
        ([], None),
        ([EIGHT], EIGHT.replace(hour=14)),
        ([EIGHT, EIGHT.replace(hour=12)], EIGHT.replace(hour=16)),
        ([EIGHT, EIGHT.replace(day=3)], EIGHT.replace(day=4)),
        ([EIGHT.replace(day=3), EIGHT], EIGHT.replace(hour=14)),
    ],
)
def test_the_next_time_is_as_far_on_as_the_last_two(
    rows: list[datetime], suggested: datetime | None
) -> None:
    assert suggest_next(rows, 360) == suggested


def test_the_diary_is_of_the_seven_days_before_the_start_the_newest_last() -> None:
    days = get_diary_days(make_trial(), date(2026, 3, 5))

    assert days == (*(date(2026, 2, day) for day in range(23, 29)), date(2026, 3, 1))


def test_before_the_start_the_diary_is_of_the_last_seven_days() -> None:
    days = get_diary_days(make_trial(started_at=None), date(2026, 3, 8))

    assert days == tuple(date(2026, 3, day) for day in range(1, 8))


def test_only_entries_from_paper_that_nobody_read_again_wait_for_it() -> None:
    waiting = make_entry(START, {"pain_rest": 3}, source=Source.PAPER)
    diary = make_entry(START, {"pain_rest": 3}, source=Source.PATIENT_DIARY)
    read = make_entry(START, {"pain_rest": 3}, source=Source.PAPER)
    typed = make_entry(START, {"pain_rest": 3})
    reading = Verification(next_id(), read.entry_id, "", "second", START)
    trial = replace(make_trial([waiting, diary, read, typed]), verifications=(reading,))

    assert {entry.entry_id for entry in get_unread(trial)} == {waiting.entry_id, diary.entry_id}


def test_what_two_persons_read_differently_is_told_cell_by_cell() -> None:
    entry = make_entry(
        START,
        {"pain_rest": 4, "pain_worst": 5, "spo2": 96},
        not_assessed={"pain_least": NotAssessed.ASLEEP},
    )
    second = {"pain_rest": Decimal(5), "pain_worst": Decimal(5), "pain_least": Decimal(2)}

    found = find_mismatches(entry, second, PAPER_KEYS, "UTC")

    assert [mismatch.sentence for mismatch in found] == [
        "02-Mar-2026 08:00 Rest, now: first 4, second 5",
        "02-Mar-2026 08:00 Least, last 24 h: first asleep, second 2",
        "02-Mar-2026 08:00 SpO2: first 96, second blank",
    ]


def test_two_equal_readings_differ_in_nothing() -> None:
    entry = make_entry(START, {"pain_rest": 4})

    assert find_mismatches(entry, {"pain_rest": Decimal("4.0")}, PAPER_KEYS, "UTC") == ()


def test_a_level_is_told_as_it_is_typed() -> None:
    assert format_reading("poss", Decimal(9)) == "S"
