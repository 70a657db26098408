"""What is only typed is found as well, and past findings stay readable."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_answers, make_entry, make_trial
from tests.ui.finding_support import HOT, SLOW, acknowledge, links, note, snapshot_of
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.ui.finding_bar import FindingBar


@pytest.fixture
def bar(qtbot: QtBot, clock: FakeClock) -> FindingBar:
    clock.now = NOW
    made = FindingBar(clock)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    return made


def test_what_is_typed_is_shown_before_it_is_saved(bar: FindingBar) -> None:
    bar.show_snapshot(make_snapshot(make_trial()))

    bar.show_typed(make_answers(NOW, {"sedation": 3}))

    assert links(bar) == ["Sedation score 3 (hard to rouse) at 14:05 is at the alert level."]
    assert not bar.rows[0].link.isEnabled()
    assert bar.rows[0].link.accessibleName().endswith("Not saved yet")
    assert not bar.acknowledge_button.isVisible()


def test_before_a_trial_is_shown_nothing_typed_is_looked_at(bar: FindingBar) -> None:
    bar.show_typed(make_answers(NOW, {"sedation": 3}))

    assert not bar.isVisible()


def test_what_is_typed_no_more_is_taken_back(bar: FindingBar) -> None:
    bar.show_snapshot(make_snapshot(make_trial()))
    bar.show_typed(make_answers(NOW, {"sedation": 3}))

    bar.show_typed(make_answers(NOW, {"sedation": 1}))

    assert not bar.isVisible()


def test_every_finding_can_be_read_with_all_that_was_said(bar: FindingBar) -> None:
    said = [
        acknowledge("respiratory_alert", SLOW),
        acknowledge(
            "respiratory_alert",
            SLOW,
            action=FindingAction.OTHER,
            words="Awake, RR 14.",
            resolved=True,
        ),
        acknowledge("temperature_alert", HOT, action=FindingAction.OTHER, words="blood culture"),
    ]

    bar.show_snapshot(snapshot_of([SLOW, HOT], said))
    bar.history_button.setChecked(True)

    assert bar.history.isVisible()
    assert bar.history_button.text() == "All findings (2)"
    assert bar.history.accessibleName() == (
        "Alert, resolved. 07-Mar-2026: Respiratory rate 7 /min at 12:05 is below 8.\n"
        "      07-Mar-2026 13:05 nurse: Physician notified.\n"
        "      07-Mar-2026 13:05 nurse: Resolved: Awake, RR 14.\n\n"
        "Alert, acknowledged. 07-Mar-2026: Temperature 38.4 °C at 11:05 is 38.0 or more.\n"
        "      07-Mar-2026 13:05 nurse: blood culture."
    )


def test_a_finding_that_is_over_stays_readable_behind_one_button(bar: FindingBar) -> None:
    said = [acknowledge("respiratory_alert", SLOW, words="awake", resolved=True)]

    bar.show_snapshot(snapshot_of([SLOW], said))

    assert bar.isVisible()
    assert links(bar) == []
    assert note(bar) == "No safety finding stands now."
    assert bar.history_button.isVisible()
    assert bar.history_button.width() < bar.width() // 2
    assert not bar.acknowledge_button.isVisible()


def test_several_readings_are_counted_in_the_history(bar: FindingBar) -> None:
    again = make_entry(NOW - timedelta(hours=1), {"respiratory_rate": 6})

    bar.show_snapshot(snapshot_of([SLOW, again]))

    assert bar.history.accessibleName().endswith("is below 8. 2 readings.")


def test_another_trial_puts_question_and_history_away(bar: FindingBar) -> None:
    bar.show_snapshot(snapshot_of([SLOW]))
    bar.history_button.setChecked(True)
    bar.ask()

    bar.show_snapshot(snapshot_of([HOT]))

    assert not bar.history.isVisible()
    assert not bar.question.isVisible()


def test_leaving_the_bar_without_a_question_leaves_the_trial(bar: FindingBar, qtbot: QtBot) -> None:
    bar.show_snapshot(snapshot_of([SLOW]))

    with qtbot.waitSignal(bar.closed):
        bar.leave()
