"""Why?: the window says what report and JSON say, line by line, and can be copied and scrolled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import make_diary, make_trial
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.explanation import CAVEATS, Explanation, explain
from trialtracker.clinical.trial import Trial
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, Shape, ShapeIcon
from trialtracker.ui.why_dialog import WhyDialog
from trialtracker.ui.why_lines import WhyCriteria, WhyLine, WhyPart

GOOD = make_diary([8] * 7, [3] * 3)
UNEVEN = make_diary([1, 9, 1, 9, 1, 9, 9], [2] * 3)
TRIALS = {"good": GOOD, "uneven": UNEVEN, "worse": make_diary([4] * 7, [6] * 3)}
TRIALS["empty"] = make_trial()


def explain_now(trial: Trial) -> Explanation:
    return explain(trial, assess(trial, CLINIC_DEFAULT, NOON))


def open_dialog(qtbot: QtBot, trial: Trial, caveat: str = "") -> WhyDialog:
    dialog = WhyDialog(trial, assess(trial, CLINIC_DEFAULT, NOON), explain_now(trial))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.start(caveat)
        dialog.activateWindow()
    return dialog


def get_part(dialog: WhyDialog, title: str) -> WhyPart | WhyCriteria:
    return next(part for part in dialog.parts if part.title == title)


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_window_says_what_the_explanation_says_line_by_line(qtbot: QtBot, trial: Trial) -> None:
    dialog = open_dialog(qtbot, trial)

    assert dialog.text.splitlines() == explain_now(trial).text.splitlines()


def test_every_line_stands_in_a_label_that_can_be_selected(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, UNEVEN)

    lines = [line for line in dialog.findChildren(WhyLine) if line.isVisible()]
    labels = [label for line in lines for label in line.findChildren(QLabel)]
    flag = Qt.TextInteractionFlag.TextSelectableByMouse
    assert [label.accessibleName() for label in labels] == [line.text for line in lines]
    assert all(label.textInteractionFlags() & flag for label in labels)


def test_criteria_are_a_table_with_status_value_need_reason_and_source(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    shown = {label.accessibleName() for label in get_part(dialog, "Criteria").findChildren(QLabel)}
    criteria = assess(GOOD, CLINIC_DEFAULT, NOON).criteria
    said = {
        text
        for c in criteria
        for text in (c.label, c.status.label, c.value, c.requirement, c.reason, c.role.label)
    }
    assert said | {f"Source: {result.source}" for result in criteria} <= shown


def test_each_criterion_has_the_shape_of_its_status(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    icons = get_part(dialog, "Criteria").findChildren(ShapeIcon)
    criteria = assess(GOOD, CLINIC_DEFAULT, NOON).criteria
    assert [icon.shape for icon in icons] == [SHAPE_OF_STATUS[c.status] for c in criteria]


def test_caveats_carry_a_warning_shape(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, UNEVEN)

    icons = get_part(dialog, CAVEATS).findChildren(ShapeIcon)
    assert {icon.shape for icon in icons} == {Shape.WARNING}


def test_every_label_is_plain_text(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, UNEVEN)

    formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_ctrl_c_copies_all_of_it(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    QTest.keyClick(dialog.area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == explain_now(GOOD).text
    assert dialog.copied.text() == "Copied: all of it"


def test_copy_takes_only_the_words_that_are_selected(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)
    label = dialog.findChildren(WhyLine)[0].findChildren(QLabel)[0]
    label.setFocus()
    label.setSelection(0, 7)

    dialog.copy()

    assert QGuiApplication.clipboard().text() == label.text()[:7]
    assert dialog.copied.text() == "Copied: the selected words"


def test_page_keys_scroll_as_soon_as_it_is_open(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, UNEVEN)
    dialog.resize(700, 400)
    qtbot.waitUntil(lambda: dialog.area.verticalScrollBar().maximum() > 0)

    QTest.keyClick(dialog.area, Qt.Key.Key_PageDown)

    assert dialog.area.hasFocus()
    assert dialog.area.verticalScrollBar().value() > 0


def test_caveat_that_was_asked_about_is_brought_to_the_top(qtbot: QtBot) -> None:
    last = explain_now(UNEVEN).caveats[-1].key

    dialog = open_dialog(qtbot, UNEVEN, last)
    dialog.resize(700, 300)
    qtbot.waitUntil(lambda: dialog.area.verticalScrollBar().maximum() > 0)
    dialog.go_to(last)

    part = get_part(dialog, CAVEATS)
    assert isinstance(part, WhyPart)
    assert part.lines[-1].mapTo(dialog.area, part.lines[-1].rect().topLeft()).y() < 40


def test_caveat_that_does_not_apply_changes_nothing(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    dialog.go_to("unknown")

    assert dialog.area.verticalScrollBar().value() == 0


def test_row_of_a_criterion_leads_to_its_entries_and_closes_the_window(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)
    criteria = get_part(dialog, "Criteria")
    assert isinstance(criteria, WhyCriteria)

    with qtbot.waitSignal(dialog.used_wanted) as asked:
        criteria.buttons[0].click()

    first = assess(GOOD, CLINIC_DEFAULT, NOON).criteria[0]
    assert asked.args is not None
    assert [entry.entry_id for entry in asked.args[0].entries] == list(first.used)
    assert not dialog.isVisible()


def test_screen_reader_is_told_all_of_it(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    assert dialog.area.accessibleDescription() == explain_now(GOOD).text


def test_it_says_whose_trial_it_is(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, GOOD)

    dialog.show_whose("TESTCASE, Ada, MRN T-001")

    assert dialog.whose.accessibleName() == "TESTCASE, Ada, MRN T-001"
