"""Two sets side by side on one trial: verdicts above, one row a criterion, differences in words."""

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import make_diary
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, Role
from trialtracker.ui.criteria_compare import CompareDialog, pair_results
from trialtracker.ui.shape_icon import Shape, ShapeIcon

TRIAL = make_diary([8] * 7, [3] * 3)
STRICT = replace(CLINIC_DEFAULT, name="Strict", relief_percent=Fraction(70))
SHORT = replace(
    CLINIC_DEFAULT,
    name="Short",
    roles=(*CLINIC_DEFAULT.roles, ("pain_relief", Role.ADVISES), ("function", Role.LEFT_OUT)),
)
SETS = (CLINIC_DEFAULT, STRICT, SHORT)
OWN, OF_STRICT, OF_SHORT = (assess(TRIAL, each, NOON) for each in SETS)


@pytest.fixture
def dialog(qtbot: QtBot) -> CompareDialog:
    dialog = CompareDialog()
    qtbot.addWidget(dialog)
    dialog.show_whose("TESTCASE, Ada, MRN T-001")
    dialog.show_sets(SETS, (CLINIC_DEFAULT.title, STRICT.title))
    with qtbot.waitActive(dialog):
        dialog.start()
    return dialog


def spoken(dialog: CompareDialog, title: str) -> tuple[str, str]:
    row = next(row for row in dialog.rows if row.title == title)
    return row.accessibleName(), row.accessibleDescription()


def test_both_sets_are_offered_and_chosen(dialog: CompareDialog) -> None:
    assert [box.currentText() for box in dialog.boxes] == [CLINIC_DEFAULT.title, STRICT.title]
    assert dialog.boxes[0].count() == 3


def test_another_set_is_asked_for_with_the_one_beside_it(
    dialog: CompareDialog, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.set_wanted) as wanted:
        QTest.keyClick(dialog.boxes[1], Qt.Key.Key_Down)

    assert wanted.args == [(CLINIC_DEFAULT.title, SHORT.title)]


def test_a_criterion_judged_otherwise_says_so_with_both_requirements(
    dialog: CompareDialog,
) -> None:
    dialog.show_assessments((OWN, OF_STRICT))

    name, description = spoken(dialog, "Pain relief")
    assert name == "Pain relief: Differs"
    assert "Met: 62 %" in description
    assert "70 %" in description


def test_a_criterion_judged_alike_says_so(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_STRICT))

    name, _ = spoken(dialog, "Baseline level")
    assert name == "Baseline level: Alike"


def test_a_criterion_that_one_set_leaves_out_keeps_its_place(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_SHORT))

    name, description = spoken(dialog, "Function")
    assert name == "Function: Differs"
    assert description.endswith("Left out of this set")


def test_what_only_advises_in_one_set_differs(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_SHORT))

    name, description = spoken(dialog, "Pain relief")
    assert name == "Pain relief: Differs"
    assert description.endswith("Advises only")


def test_what_only_the_right_set_asks_for_stands_below() -> None:
    pairs = pair_results(OF_SHORT.criteria, OWN.criteria)

    left, right = pairs[-1]
    assert left is None
    assert right is not None
    assert right.key == "function"


def test_a_status_has_its_shape(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_STRICT))

    row = next(row for row in dialog.rows if row.title == "Pain relief")
    shapes = [cell.findChildren(ShapeIcon)[0].shape for cell in row.cells]
    assert shapes == [Shape.TICK, Shape.CROSS]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((OWN, OWN), "Both sets come to the same verdict. Every criterion is judged alike."),
        ((OWN, OF_SHORT), "2 of "),
    ],
)
def test_the_differences_are_counted(
    dialog: CompareDialog, pair: tuple[Assessment, ...], said: str
) -> None:
    dialog.show_assessments(pair)

    assert said in dialog.said.text()


def test_another_pair_takes_the_place_of_the_first(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_STRICT))

    dialog.show_assessments((OWN, OWN))

    assert len(dialog.rows) == len(OWN.criteria)
    assert [row.title for row in dialog.rows if row.differs] == []


def test_the_arrows_walk_the_criteria_and_tab_stops_once(
    dialog: CompareDialog, qtbot: QtBot
) -> None:
    dialog.show_assessments((OWN, OF_STRICT))
    qtbot.waitUntil(dialog.rows[0].isVisible)
    dialog.rows[0].setFocus()

    QTest.keyClick(dialog.rows[0], Qt.Key.Key_Down)
    QTest.keyClick(dialog.rows[1], Qt.Key.Key_End)

    stops = [row.number for row in dialog.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert dialog.focusWidget() is dialog.rows[-1]
    assert stops == [len(dialog.rows) - 1]


def test_another_key_on_a_row_is_left_to_the_window(dialog: CompareDialog, qtbot: QtBot) -> None:
    dialog.show_assessments((OWN, OF_STRICT))
    qtbot.waitUntil(dialog.rows[0].isVisible)
    dialog.rows[0].setFocus()

    QTest.keyClick(dialog.rows[0], Qt.Key.Key_Escape)

    qtbot.waitUntil(dialog.isHidden)


def test_all_of_it_fits_into_a_small_window(dialog: CompareDialog) -> None:
    dialog.show_assessments((OWN, OF_STRICT))

    dialog.resize(720, 450)

    assert dialog.minimumSizeHint().width() <= 720
    assert all(row.minimumSizeHint().width() <= 660 for row in dialog.rows)
