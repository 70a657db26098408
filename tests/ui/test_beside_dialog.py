"""Two trials, or two parts of one, on one scale, with what lies between them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import make_diary, make_dose, make_entry, make_trial, moment_of_day
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Part, PartKind
from trialtracker.services.patient_trials import PatientTrial
from trialtracker.services.results import Snapshot
from trialtracker.ui.beside_dialog import BesideDialog
from trialtracker.ui.beside_side import READING

NOW = moment_of_day(7, 23)
LATER = replace(make_diary([8] * 7, [6, 5, 4, 3, 2, 1]), doses=(make_dose(),))
EARLIER = replace(
    make_diary([8] * 5, [7, 7, 6], side_effect_grade=2),
    doses=(make_dose(drug="hydromorphone"), make_dose(moment_of_day(2), drug="hydromorphone")),
)
BOTH = (EARLIER.trial_id, LATER.trial_id)
FIVE = ["Mean pain", "Relief over these days", "Worst side effect", "Opioids by mouth and skin"]


def snap(trial: Trial) -> Snapshot:
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOW), None, NOW)


def offer(*trials: Trial) -> tuple[PatientTrial, ...]:
    return tuple(PatientTrial(t.trial_id, t.details, ("morphine",)) for t in trials)


@pytest.fixture
def dialog(qtbot: QtBot) -> BesideDialog:
    dialog = BesideDialog()
    qtbot.addWidget(dialog)
    dialog.show_whose("TESTCASE, Ada, MRN T-001")
    dialog.show_trials(offer(LATER, EARLIER), BOTH)
    with qtbot.waitActive(dialog):
        dialog.start()
    return dialog


@pytest.fixture
def filled(qtbot: QtBot, dialog: BesideDialog) -> BesideDialog:
    dialog.show_snapshot(0, snap(EARLIER))
    dialog.show_snapshot(1, snap(LATER))
    paint(qtbot, dialog)
    return dialog


def paint(qtbot: QtBot, dialog: BesideDialog) -> None:
    qtbot.waitUntil(lambda: all(side.chart.width() > 200 for side in dialog.sides))
    dialog.grab()


def spoken(dialog: BesideDialog) -> dict[str, str]:
    said = (line.accessibleName().partition(": ") for line in dialog.figures.lines)
    return {title: rest for title, _, rest in said}


def pain_axes(dialog: BesideDialog) -> list[Any]:
    charts = [side.chart.chart for side in dialog.sides]
    return [chart.axes["pain"] for chart in charts if chart is not None]


def test_while_a_trial_is_read_the_window_says_so(dialog: BesideDialog) -> None:
    assert [side.said.text() for side in dialog.sides] == [READING, READING]
    assert not dialog.figures.isVisible()
    assert not any(side.chart.isVisible() for side in dialog.sides)


def test_one_trial_alone_is_shown_while_the_other_is_read(dialog: BesideDialog) -> None:
    dialog.show_snapshot(0, snap(EARLIER))

    assert not dialog.figures.isVisible()
    assert dialog.sides[1].said.text() == READING


def test_two_whole_trials_come_with_their_figures_and_the_difference(
    filled: BesideDialog,
) -> None:
    said = spoken(filled)

    assert said["Mean pain"] == (
        "left 6.7 (Average, last 24 h · 3 of 3 readings, 3 of 3 days), "
        "right 3.5 (Average, last 24 h · 6 of 6 readings, 6 of 6 days); "
        "difference 3.2 lower on the right"
    )
    assert said["Worst side effect"].endswith("difference 2 grades lower on the right")
    assert "hydromorphone 0.5 mg/day" in said["Trial dose"]
    assert "not known" in said["Opioids by mouth and skin"]
    assert "Verdict" in said
    assert [head.text() for head in filled.figures.heads] == ["Day 1 to 3", "Day 1 to 6"]


def test_an_hour_is_as_wide_and_a_point_of_pain_as_high_on_both_sides(
    filled: BesideDialog,
) -> None:
    left, right = pain_axes(filled)

    assert [side.chart.width() for side in filled.sides] == [filled.sides[0].chart.width()] * 2
    assert left.get_xlim()[1] - left.get_xlim()[0] == right.get_xlim()[1] - right.get_xlim()[0]
    assert left.get_ylim() == right.get_ylim()
    tall = [
        axes.get_position().height * side.chart.height()
        for axes, side in zip((left, right), filled.sides, strict=True)
    ]
    assert tall[0] == pytest.approx(tall[1], abs=0.6)


def test_the_same_trial_day_stands_at_the_same_place(filled: BesideDialog) -> None:
    left, right = pain_axes(filled)

    assert left.get_xlim() == right.get_xlim()  # both trials of the test begin on one date


def test_a_part_is_drawn_and_counted_when_it_is_chosen(qtbot: QtBot, filled: BesideDialog) -> None:
    QTest.keyClick(filled.sides[1].part_field.kind_box, Qt.Key.Key_Down)
    QTest.keyClick(filled.sides[1].part_field.kind_box, Qt.Key.Key_Down)
    paint(qtbot, filled)

    assert filled.sides[1].part.kind is PartKind.LAST
    assert filled.figures.heads[1].text().startswith("Day ")
    assert "only a whole trial is judged" in spoken(filled)["Verdict"]
    left, right = pain_axes(filled)
    assert right.get_xlim()[0] > left.get_xlim()[0]


def test_another_trial_is_asked_for_and_shown_whole(qtbot: QtBot, filled: BesideDialog) -> None:
    with qtbot.waitSignal(filled.trial_wanted) as wanted:
        QTest.keyClick(filled.sides[0].trial_box, Qt.Key.Key_Up)
    reading = filled.sides[0].said.text()

    filled.show_snapshot(0, snap(LATER))

    assert wanted.args == [0, LATER.trial_id]
    assert reading == READING
    assert filled.sides[0].part == Part()
    assert spoken(filled)["Mean pain"].endswith("difference the same")


def test_a_trial_that_is_no_longer_wanted_is_not_shown(filled: BesideDialog) -> None:
    QTest.keyClick(filled.sides[0].trial_box, Qt.Key.Key_Up)

    filled.show_snapshot(0, snap(EARLIER))

    assert filled.sides[0].snapshot is None
    assert filled.sides[0].said.text() == READING


def test_a_store_that_fails_is_told_on_its_side_and_choosing_again_tries_again(
    qtbot: QtBot, dialog: BesideDialog
) -> None:
    dialog.show_failure(0, EARLIER.trial_id, "The disk is gone.")
    dialog.show_failure(1, "no longer wanted", "The disk is gone.")

    assert dialog.sides[0].said.text().startswith("The trial could not be read. The disk is gone.")
    assert dialog.sides[1].said.text() == READING
    with qtbot.waitSignal(dialog.trial_wanted):
        dialog.sides[0].trial_box.activated.emit(1)


def test_one_trial_is_shown_beginning_beside_end(qtbot: QtBot, dialog: BesideDialog) -> None:
    dialog.show_trials(offer(LATER), (LATER.trial_id, LATER.trial_id))
    dialog.show_snapshot(0, snap(LATER))
    dialog.show_snapshot(1, snap(LATER))
    paint(qtbot, dialog)

    assert [side.part for side in dialog.sides] == [
        replace(dialog.sides[0].part, kind=PartKind.FIRST, days=3),
        replace(dialog.sides[1].part, kind=PartKind.LAST, days=3),
    ]
    assert [head.text() for head in dialog.figures.heads] == ["Day 1 to 3", "Day 4 to 6"]
    assert list(spoken(dialog)) == [*FIVE, "Trial dose"]


def test_a_trial_without_entries_and_one_that_has_not_begun_say_so(dialog: BesideDialog) -> None:
    empty = replace(make_trial(started_at=None), trial_id=EARLIER.trial_id)

    dialog.show_snapshot(0, snap(empty))
    dialog.show_snapshot(1, snap(LATER))

    assert dialog.sides[0].said.text() == "This trial has no entries."
    assert not dialog.sides[0].chart.isVisible()
    assert dialog.figures.heads[0].text() == "No trial day yet"
    assert all("difference not known" in said for said in spoken(dialog).values())


def test_five_thousand_readings_stand_beside_two_scores(qtbot: QtBot, dialog: BesideDialog) -> None:
    many = [make_entry(moment_of_day(1) + timedelta(minutes=n), score=n % 11) for n in range(5000)]
    long = replace(make_trial(many), trial_id=EARLIER.trial_id)

    dialog.show_snapshot(0, snap(long))
    dialog.show_snapshot(1, snap(LATER))
    paint(qtbot, dialog)

    assert "5000 of 5000 readings" in spoken(dialog)["Mean pain"]


def test_up_and_down_go_through_the_figures_and_tab_stops_once(filled: BesideDialog) -> None:
    lines = filled.figures.lines
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    second = filled.figures.lines[1].hasFocus()
    QTest.keyClick(lines[1], Qt.Key.Key_Up)
    QTest.keyClick(lines[0], Qt.Key.Key_Up)
    QTest.keyClick(lines[0], Qt.Key.Key_X)

    assert second
    assert lines[0].hasFocus()
    strong = Qt.FocusPolicy.StrongFocus
    assert [line.focusPolicy() for line in lines].count(strong) == 1


def test_the_figure_with_the_keyboard_keeps_it_when_a_part_changes(filled: BesideDialog) -> None:
    filled.figures.lines[2].setFocus()

    filled.sides[0].part_changed.emit()

    assert filled.figures.lines[2].hasFocus()


def test_tab_goes_from_left_to_right_and_from_the_choices_to_the_charts(
    filled: BesideDialog,
) -> None:
    left, right = filled.sides
    chain = walk(filled)
    wanted = [
        left.trial_box,
        left.part_field.kind_box,
        right.trial_box,
        right.part_field.kind_box,
        left.chart,
        right.chart,
        filled.figures.lines[0],
        filled.close_button,
    ]
    assert [widget for widget in chain if widget in wanted] == wanted


def walk(dialog: BesideDialog) -> list[object]:
    """Return every widget in the order of Tab, from the first choice on."""
    found: list[object] = [dialog.sides[0].trial_box]
    widget = dialog.sides[0].trial_box.nextInFocusChain()
    while widget is not None and widget is not dialog.sides[0].trial_box:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_escape_closes_it(qtbot: QtBot, filled: BesideDialog) -> None:
    with qtbot.waitSignal(filled.finished):
        QTest.keyClick(filled, Qt.Key.Key_Escape)

    assert not filled.isVisible()


def test_each_chart_describes_itself(filled: BesideDialog) -> None:
    names = [side.chart.accessibleName() for side in filled.sides]

    said = [side.chart.accessibleDescription().partition(": ")[0] for side in filled.sides]
    assert names == ["Left chart", "Right chart"]
    assert said == [
        "Whole trial, day 1 to 3. Of the whole trial",
        "Whole trial, day 1 to 6. Of the whole trial",
    ]


def test_every_label_shows_plain_text(filled: BesideDialog) -> None:
    filled.show_whose("<b>‏כהן</b>, 🙂")

    assert filled.whose.text() == "<b>‏כהן</b>, 🙂"
    formats = {label.textFormat() for label in filled.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
