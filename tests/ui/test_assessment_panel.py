from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import make_diary, make_trial, moment_of_day
from trialtracker.clinical.assessment import Assessment, Interval, Uncertainty
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import CAVEAT, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, Role
from trialtracker.services.results import Snapshot
from trialtracker.ui.assessment_panel import AssessmentPanel
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, SHAPE_OF_VERDICT

GOOD_TRIAL, EMPTY_TRIAL = make_diary([8] * 7, [3] * 3), make_trial()
GOOD = assess(GOOD_TRIAL, CLINIC_DEFAULT, NOON)
EMPTY = assess(EMPTY_TRIAL, CLINIC_DEFAULT, NOON)
REQUIRED = [c for c in GOOD.criteria if c.role is not Role.ADVISES]
ADVISING = [c for c in GOOD.criteria if c.role is Role.ADVISES]


def show(panel: AssessmentPanel, assessment: Assessment, **changes: Any) -> None:
    """Show an assessment of the good trial, as a service hands it back."""
    snapshot = Snapshot(GOOD_TRIAL, assessment, None, NOON)
    panel.show_snapshot(replace(snapshot, **changes))


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    panel = AssessmentPanel()
    qtbot.addWidget(panel)
    show(panel, GOOD)
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
    show(panel, assessment)

    assert panel.verdict.headline.text() == assessment.headline
    shown = [row.label.text() for row in panel.rows]
    assert sorted(shown) == sorted(c.label for c in assessment.criteria)
    assert panel.caveat.text() == CAVEAT
    assert panel.caveat.isVisible()
    assert assessment.criteria_set.title in panel.criteria_set.text()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_own_shape(panel: AssessmentPanel, verdict: Verdict) -> None:
    show(panel, replace(GOOD, verdict=verdict))

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
    assert panel.rows[2].reason.accessibleName() == REQUIRED[2].reason
    assert panel.rows[2].source.text() == f"Source: {REQUIRED[2].source}"


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
    first = REQUIRED[0]

    assert panel.rows[0].accessibleName() == f"{first.label}: Met, {first.value}"
    assert first.reason in panel.rows[0].accessibleDescription()


def test_criterion_in_focus_stays_in_focus_when_the_assessment_changes(
    panel: AssessmentPanel,
) -> None:
    panel.rows[3].setFocus()

    show(panel, EMPTY)

    assert panel.rows[3].hasFocus()
    empty = [c for c in EMPTY.criteria if c.role is not Role.ADVISES]
    assert panel.rows[3].reason.accessibleName() == empty[3].reason


def test_fewer_criteria_leave_no_old_row_behind(panel: AssessmentPanel) -> None:
    panel.rows[-1].setFocus()

    show(panel, replace(GOOD, criteria=GOOD.criteria[:2]))

    assert [row.label.text() for row in panel.rows] == [c.label for c in GOOD.criteria[:2]]


def test_nothing_is_opened_until_the_keyboard_comes(panel: AssessmentPanel) -> None:
    assert [row for row in panel.rows if row.reason.isVisible()] == []


def test_what_advises_stands_apart_under_its_own_heading(panel: AssessmentPanel) -> None:
    first = panel.rows[len(REQUIRED)]

    assert ADVISING
    assert [row.label.text() for row in panel.rows[len(REQUIRED) :]] == [c.label for c in ADVISING]
    assert panel.rows[len(REQUIRED) - 1].y() < panel.advises.y() < first.y()
    assert first.accessibleName().endswith(", advises only")


def test_heading_is_not_there_without_anything_that_advises(panel: AssessmentPanel) -> None:
    show(panel, replace(GOOD, criteria=tuple(REQUIRED)))

    assert not panel.advises.isVisible()


def test_card_says_how_sure_the_relief_is_in_words_and_number(panel: AssessmentPanel) -> None:
    sure = Uncertainty(Interval(Decimal(51), Decimal(64)), 95, "")

    show(panel, replace(GOOD, uncertainty=sure))

    said = "Relief of 50 % or more is very likely (about 95 %)."
    assert panel.verdict.chance.accessibleName() == said
    assert said in panel.verdict.accessibleDescription()


def test_card_says_why_there_is_no_interval(panel: AssessmentPanel) -> None:
    show(panel, replace(GOOD, uncertainty=Uncertainty(None, None, "2 of 3 days have a score.")))

    assert panel.verdict.chance.text() == "No interval: 2 of 3 days have a score."


def test_p7_one_day_of_data_says_what_it_needs_and_has_no_colour(panel: AssessmentPanel) -> None:
    trial = make_diary([8] * 7, [3])
    one_day = assess(trial, CLINIC_DEFAULT, moment_of_day(1, 20))

    show(panel, one_day, trial=trial)

    assert one_day.verdict is Verdict.NOT_ENOUGH_DATA
    assert panel.verdict.property("verdict") == "not_enough_data"
    assert "Not enough data" in panel.verdict.headline.text()
    assert "needed" in panel.verdict.summary.text()
    assert not panel.verdict.chance.isVisible()


def test_enter_on_a_criterion_asks_for_the_entries_behind_it(
    panel: AssessmentPanel, qtbot: QtBot
) -> None:
    panel.rows[0].setFocus()

    with qtbot.waitSignal(panel.used_wanted) as asked:
        press(Qt.Key.Key_Return)

    assert asked.args is not None
    assert [entry.entry_id for entry in asked.args[0].entries] == list(REQUIRED[0].used)
    assert panel.rows[0].used_button.text() == "Show the 10 entries  Enter"


def test_criterion_without_a_record_behind_it_offers_none(panel: AssessmentPanel) -> None:
    show(panel, EMPTY, trial=EMPTY_TRIAL)
    panel.rows[0].setFocus()

    press(Qt.Key.Key_Return)

    assert panel.rows[0].reason.isVisible()
    assert not panel.rows[0].used_button.isVisible()


def test_another_trial_begins_at_the_top_with_nothing_open(panel: AssessmentPanel) -> None:
    panel.rows[3].setFocus()
    panel.why_button.setFocus()

    show(panel, EMPTY, trial=EMPTY_TRIAL)

    assert [row for row in panel.rows if row.reason.isVisible()] == []
    assert panel.rows[0].focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_panel_fits_380_pixels(panel: AssessmentPanel) -> None:
    assert panel.minimumSizeHint().width() <= 380
    assert panel.width() == 380


def test_every_label_is_plain_text(panel: AssessmentPanel) -> None:
    formats = {label.textFormat() for label in panel.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}
