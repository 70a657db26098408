"""The choice of a part offers only days that the trial has."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import make_diary, make_trial, moment_of_day
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.series import get_series
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Part, PartKind
from trialtracker.ui.beside_part import PartField

NOW = moment_of_day(7, 23)
TRIAL = make_diary([8] * 3, [5, 4, 3, 2])


@pytest.fixture
def field(qtbot: QtBot) -> PartField:
    field = PartField("Left")
    qtbot.addWidget(field)
    show(field, TRIAL, Part())
    with qtbot.waitExposed(field):
        field.show()
    return field


def show(field: PartField, trial: Trial, part: Part) -> None:
    series = get_series(trial, assess(trial, CLINIC_DEFAULT, NOW), NOW)
    field.show_trial(trial, series, NOW, part)


def seen(field: PartField) -> list[bool]:
    return [box.isVisible() for box in (field.days_box, field.first_box, field.last_box)]


@pytest.mark.parametrize(
    ("part", "boxes"),
    [
        (Part(), [False, False, False]),
        (Part(PartKind.FIRST, days=2), [True, False, False]),
        (Part(PartKind.LAST, days=3), [True, False, False]),
        (Part(PartKind.FREE, first=-2, last=2), [False, True, True]),
    ],
)
def test_a_part_is_shown_as_it_was_chosen(field: PartField, part: Part, boxes: list[bool]) -> None:
    show(field, TRIAL, part)

    assert field.part.kind is part.kind
    assert seen(field) == boxes
    assert [box.isVisible() for box in (field.kind_box,)] == [True]


def test_free_days_may_lie_before_day_1_and_none_is_day_0(field: PartField) -> None:
    show(field, TRIAL, Part(PartKind.FREE, first=-3, last=2))

    offered = [field.first_box.itemText(n) for n in range(field.first_box.count())]

    assert (field.part.first, field.part.last) == (-3, 2)
    assert offered == [f"from day {n}" for n in (-3, -2, -1, 1, 2, 3, 4)]


def test_another_choice_is_told(qtbot: QtBot, field: PartField) -> None:
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(field.kind_box, Qt.Key.Key_Down)

    assert field.part.kind is PartKind.FIRST
    assert seen(field) == [True, False, False]


def test_of_a_trial_that_has_not_begun_only_the_whole_is_offered(field: PartField) -> None:
    show(field, make_trial(started_at=None), Part(PartKind.LAST, days=2))

    assert field.part == Part()
    assert not field.isEnabled()


def test_more_days_than_there_are_become_all_there_are(field: PartField) -> None:
    show(field, TRIAL, Part(PartKind.LAST, days=30))

    assert field.part.days == 4


def test_nothing_shown_yet_is_the_whole(qtbot: QtBot) -> None:
    field = PartField("Right")
    qtbot.addWidget(field)

    assert field.part == Part()


def test_every_box_has_a_name(field: PartField) -> None:
    boxes = (field.kind_box, field.days_box, field.first_box, field.last_box)

    assert [box.accessibleName() for box in boxes] == [
        "Left: part of the trial",
        "Left: how many days",
        "Left: from trial day",
        "Left: to trial day",
    ]
