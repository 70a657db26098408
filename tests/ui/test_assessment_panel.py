from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import make_diary, make_trial
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import CAVEAT, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.ui.assessment_panel import AssessmentPanel
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, SHAPE_OF_VERDICT

GOOD = assess(make_diary([8] * 7, [3] * 3), CLINIC_DEFAULT, NOON)
EMPTY = assess(make_trial(), CLINIC_DEFAULT, NOON)


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    panel = AssessmentPanel()
    qtbot.addWidget(panel)
    panel.show_assessment(GOOD)
    panel.resize(380, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


@pytest.mark.parametrize("assessment", [GOOD, EMPTY], ids=["good", "empty"])
def test_verdict_never_stands_without_its_reasons_and_the_caveat(
    panel: AssessmentPanel, assessment: Assessment
) -> None:
    panel.show_assessment(assessment)

    assert panel.verdict.headline.text() == assessment.headline
    assert [row.label.text() for row in panel.rows] == [c.label for c in assessment.criteria]
    assert panel.caveat.text() == CAVEAT
    assert panel.caveat.isVisible()
    assert assessment.criteria_set.title in panel.criteria_set.text()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_own_shape(panel: AssessmentPanel, verdict: Verdict) -> None:
    panel.show_assessment(replace(GOOD, verdict=verdict))

    assert panel.verdict.icon.shape is SHAPE_OF_VERDICT[verdict]
    assert len(set(SHAPE_OF_VERDICT.values())) == len(Verdict)


def test_every_status_has_its_own_shape() -> None:
    assert len(set(SHAPE_OF_STATUS.values())) == len(Status)


def test_arrow_keys_walk_the_criteria_and_show_each_reason(panel: AssessmentPanel) -> None:
    panel.rows[0].setFocus()

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    shown = [row.number for row in panel.rows if row.reason.isVisible()]
    assert shown == [2]
    assert panel.rows[2].reason.accessibleName() == GOOD.criteria[2].reason


def test_arrow_keys_stop_at_both_ends(panel: AssessmentPanel) -> None:
    panel.rows[0].setFocus()

    press(Qt.Key.Key_Up)
    at_top = panel.rows[0].hasFocus()
    press(Qt.Key.Key_End)

    assert at_top
    assert panel.rows[-1].hasFocus()


def test_tab_visits_one_criterion_only(panel: AssessmentPanel) -> None:
    stops = [row for row in panel.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]

    assert len(stops) == 1


def test_screen_reader_is_told_status_value_and_reason(panel: AssessmentPanel) -> None:
    first = GOOD.criteria[0]

    assert panel.rows[0].accessibleName() == f"{first.label}: Met, {first.value}"
    assert first.reason in panel.rows[0].accessibleDescription()


def test_criterion_in_focus_stays_in_focus_when_the_assessment_changes(
    panel: AssessmentPanel,
) -> None:
    panel.rows[3].setFocus()

    panel.show_assessment(EMPTY)

    assert panel.rows[3].hasFocus()
    assert panel.rows[3].reason.accessibleName() == EMPTY.criteria[3].reason


def test_fewer_criteria_leave_no_old_row_behind(panel: AssessmentPanel) -> None:
    panel.rows[-1].setFocus()

    panel.show_assessment(replace(GOOD, criteria=GOOD.criteria[:2]))

    assert [row.label.text() for row in panel.rows] == [c.label for c in GOOD.criteria[:2]]


def test_panel_fits_380_pixels(panel: AssessmentPanel) -> None:
    assert panel.minimumSizeHint().width() <= 380
    assert panel.width() == 380


def test_every_label_is_plain_text(panel: AssessmentPanel) -> None:
    formats = {label.textFormat() for label in panel.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}
