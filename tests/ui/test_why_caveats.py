"""The caveats under the verdict: short, there only when they apply, each leading to its reasons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import make_diary
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveats import Caveat, get_caveats
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui import assessment_panel
from trialtracker.ui.assessment_panel import AssessmentPanel
from trialtracker.ui.why_caveats import format_short

UNEVEN = make_diary([1, 9, 1, 9, 1, 9, 9], [2] * 3)
"""A baseline that goes up and down."""


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    panel = AssessmentPanel()
    qtbot.addWidget(panel)
    show(panel, UNEVEN)
    panel.resize(380, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def show(panel: AssessmentPanel, trial: Trial) -> Assessment:
    assessment = assess(trial, CLINIC_DEFAULT, NOON)
    panel.show_snapshot(Snapshot(trial, assessment, None, NOON))
    return assessment


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


def test_caveats_stand_under_the_verdict_when_they_apply(panel: AssessmentPanel) -> None:
    assessment = show(panel, UNEVEN)

    first = get_caveats(UNEVEN, assessment)[0]
    assert panel.caveats.isVisible()
    line = panel.caveats.lines[0]
    assert line.words.accessibleName() == format_short(first)
    assert line.accessibleDescription() == first.sentence
    assert panel.verdict.y() < panel.caveats.y()


def test_enter_on_a_caveat_asks_why_at_it(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.caveats.show_caveats([Caveat("late", "Late: half of it.")])
    panel.caveats.lines[0].setFocus()

    with qtbot.waitSignal(panel.why_wanted) as asked:
        press(Qt.Key.Key_Return)

    assert asked.args == ["late"]


def test_many_caveats_take_three_lines_and_the_last_leads_to_the_others(
    panel: AssessmentPanel, qtbot: QtBot
) -> None:
    caveats = [Caveat(str(n), f"Number {n} (said): because.") for n in range(5)]

    panel.caveats.show_caveats(caveats)
    with qtbot.waitSignal(panel.why_wanted) as asked:
        panel.caveats.lines[2].click()

    words = [line.words.text() for line in panel.caveats.lines]
    assert words == ["Caveat: Number 0", "Caveat: Number 1", "And 3 more caveats"]
    assert asked.args == ["2"]


def test_no_caveat_leaves_no_line(panel: AssessmentPanel) -> None:
    panel.caveats.show_caveats([Caveat("late", "Late: half of it.")])

    panel.caveats.show_caveats([])

    assert not panel.caveats.isVisible()


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("Pain was low (2, below 5): so.", "Caveat: Pain was low"),
        ("Of the 3 entries behind this relief: 2 are late. So.", None),
        ("The blind was broken on 05-Mar-2026.", "Caveat: The blind was broken on 05-Mar-2026"),
    ],
)
def test_short_words_of_a_caveat_end_before_its_numbers(sentence: str, short: str | None) -> None:
    whole = "Caveat: Of the 3 entries behind this relief: 2 are late"

    assert format_short(Caveat("key", sentence)) == (short or whole)


def test_long_trial_shows_its_verdict_first_and_its_caveats_when_they_are_found(
    panel: AssessmentPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessment_panel, "MOST_AT_ONCE", 0)

    show(panel, UNEVEN)
    shown_at_once = panel.caveats.isVisible()
    qtbot.waitUntil(panel.caveats.isVisible)

    assert not shown_at_once
