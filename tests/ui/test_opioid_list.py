from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from tests.conftest import FakeClock
from tests.factories import moment_of_day
from tests.ui.opioid_support import Desk, OpenTab, fill, open_desk, press, save
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.refusal import Problem

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_tab(qtbot: QtBot, clock: FakeClock) -> OpenTab:
    return lambda *intakes: open_desk(qtbot, clock, *intakes)


def row_texts(desk: Desk, column: int = 1) -> list[str]:
    model = desk.section.list.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_list_shows_what_counts_newest_first_and_what_is_worn_now(open_tab: OpenTab) -> None:
    desk = open_tab(
        make_regular(10, at=moment_of_day(-3)),
        make_patch(25, at=moment_of_day(1), until=moment_of_day(2)),
        make_patch(50, at=moment_of_day(2)),
        make_intake(5, at=moment_of_day(3)),
        make_intake(5, at=moment_of_day(3), is_void=True),
        make_intake(5, at=moment_of_day(4), is_rescue=False),
        make_none(moment_of_day(5)),
    )

    assert row_texts(desk, 0) == [
        "Rescue", "Taken", "Rescue", "Patch, worn now", "Patch, taken off", "Regular, goes on",
    ]  # fmt: skip
    assert desk.section.list.held.accessibleName() == (
        "Now: oxycodone 2 x 10 mg each day; fentanyl patch 50 micrograms/h"
    )


def test_days_show_mme_change_and_what_is_left_out(open_tab: OpenTab) -> None:
    desk = open_tab(
        make_regular(20, at=moment_of_day(-7), until=moment_of_day(-1)),
        make_intake(40, at=moment_of_day(1)),
        make_intake(22, at=moment_of_day(2), times=2),
        make_intake(10, "opium", at=moment_of_day(3)),
        make_none(moment_of_day(4)),
        make_intake(8, "buprenorphine", at=moment_of_day(6)),
    )
    model = desk.section.days.table.model()

    cells = [[str(model.index(r, c).data()) for c in range(1, 5)] for r in range(7)]

    assert desk.section.days.baseline.accessibleName() == "Baseline: 60 MME a day (7 of 7 days)"
    assert cells == [
        ["6", "Excluded", "Not known", "Excluded: buprenorphine. So far today"],
        ["5", "Not recorded", "Not known", "\N{EN DASH}"],
        ["4", "0", "\N{MINUS SIGN}100 %", "\N{EN DASH}"],
        ["3", "Incomplete", "Not known", "Incomplete: no MME for opium"],
        ["2", "66", "+10 %", "\N{EN DASH}"],
        ["1", "60", "No change", "\N{EN DASH}"],
        ["-1", "60", "\N{EN DASH}", "Rescue not asked"],
    ]
    assert "do not use them to choose a rotation dose" in desk.section.days.cautions.text()


def test_patch_is_taken_off_in_two_keys(open_tab: OpenTab) -> None:
    patch = make_patch(25, at=moment_of_day(1))
    desk = open_tab(patch, make_intake(5, at=moment_of_day(3)))

    QTest.keyClick(desk.section, Qt.Key.Key_F7, ALT)
    press(Qt.Key.Key_Return)

    (ended,) = desk.opioids.amended
    assert [ended.supersedes_id, ended.until, ended.reason] == [patch.intake_id, NOW, "Taken off"]
    assert desk.said == ["fentanyl patch 25 micrograms/h is taken off."]


def test_only_patch_is_taken_off_beside_a_regular_dose_unless_that_is_chosen(
    open_tab: OpenTab,
) -> None:
    regular, patch = make_regular(10, at=moment_of_day(1)), make_patch(25, at=moment_of_day(2))
    desk = open_tab(regular, patch, make_intake(5, at=moment_of_day(3)))

    by_itself = desk.section.list.ending
    desk.section.list.table.select_key(regular.intake_id)

    assert by_itself == patch
    assert desk.section.list.ending == regular


def test_what_was_just_stored_is_chosen(open_tab: OpenTab) -> None:
    desk = open_tab(make_intake(5, at=moment_of_day(3)))
    fill(desk, "morphine", "5", kind="2")
    save(desk)

    desk.section.show_stored()
    desk.section.show_snapshot(
        make_snapshot(replace(desk.opioids.snapshot.trial, intakes=tuple(desk.opioids.added)))
    )

    assert desk.section.list.selected == desk.opioids.added[0]


def test_question_is_brought_into_view_in_a_low_window(qtbot: QtBot, open_tab: OpenTab) -> None:
    desk = open_tab(make_patch(25, at=moment_of_day(1)))
    desk.section.resize(900, 320)
    bar = desk.section.list.end_bar

    QTest.keyClick(desk.section, Qt.Key.Key_F7, ALT)

    qtbot.waitUntil(lambda: bar.visibleRegion().boundingRect().size() == bar.size())
    assert bar.when.hasFocus()


def test_end_that_cannot_be_read_or_stored_is_told_there(open_tab: OpenTab) -> None:
    desk = open_tab(make_regular(10, at=moment_of_day(1)))
    bar = desk.section.list.end_bar
    QTest.keyClick(desk.section, Qt.Key.Key_F7, ALT)

    press("soon", Qt.Key.Key_Return)
    unread = bar.problem.accessibleName()
    desk.section.show_problems((Problem("until", "The end is not after the beginning."),))

    assert unread.startswith("“soon” is not a time.")
    assert bar.problem.accessibleName() == "The end is not after the beginning."
    assert desk.opioids.amended == []


def test_end_can_be_left_alone(open_tab: OpenTab) -> None:
    desk = open_tab(make_regular(10, at=moment_of_day(1)))
    QTest.keyClick(desk.section, Qt.Key.Key_F7, ALT)

    desk.section.list.end_bar.cancel_button.setFocus()
    press(Qt.Key.Key_Return)

    assert not desk.section.list.end_bar.isVisible()
    assert desk.opioids.amended == []


def test_nothing_is_ended_where_it_is_not_clear_what(open_tab: OpenTab) -> None:
    desk = open_tab(make_patch(25), make_patch(50), make_intake(at=moment_of_day(4)))

    QTest.keyClick(desk.section, Qt.Key.Key_F7, ALT)

    assert not desk.section.list.end_bar.isVisible()
    assert not desk.section.list.end_button.isEnabled()


def test_intake_is_made_void_with_a_reason(open_tab: OpenTab) -> None:
    tablet = make_intake(5, at=moment_of_day(3))
    desk = open_tab(tablet)
    desk.section.list.table.setFocus()

    QTest.keyClick(desk.section, Qt.Key.Key_F8, ALT)
    press("1", Qt.Key.Key_Return)

    assert desk.opioids.voided == [(tablet.intake_id, "typing_error")]


def test_nothing_is_made_void_where_nothing_is_recorded(open_tab: OpenTab) -> None:
    desk = open_tab()

    QTest.keyClick(desk.section, Qt.Key.Key_F8, ALT)

    assert not desk.section.list.reasons.isVisible()
    assert desk.section.list.held.accessibleName() == (
        "No patch and no regular dose is recorded now"
    )
