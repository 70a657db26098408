"""The safety findings in a low window: one line, and a slim one when nothing stands."""

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.finding_support import (
    BACK,
    HOT,
    NOTE,
    SLOW,
    Stand,
    acknowledge,
    links,
    note,
    open_stand,
    snapshot_of,
)

ONE_LINE, SLIM = 44, 30


@pytest.fixture
def stand(qtbot: QtBot, clock: FakeClock) -> Stand:
    return open_stand(qtbot, clock)


def test_a_window_at_double_size_shows_the_first_in_one_line(stand: Stand, qtbot: QtBot) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, HOT]))

    stand.resize(688, 450)

    qtbot.waitUntil(lambda: stand.bar.sizeHint().height() <= ONE_LINE)
    assert links(stand.bar) == ["Respiratory rate 7 /min at 12:05 is below 8."]
    assert stand.bar.history_button.text() == "+1 more"
    assert stand.bar.history_button.accessibleName() == "All findings (2)"
    assert "Notify the physician." in stand.bar.rows[0].toolTip()
    assert stand.bar.acknowledge_button.geometry().right() < stand.bar.width()


def test_a_window_made_higher_shows_all_again(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, HOT]))
    stand.resize(1180, 450)

    stand.resize(1180, 900)

    assert len(links(stand.bar)) == 2
    assert stand.bar.history_button.text() == "All findings (2)"
    assert note(stand.bar) == f"Notify the physician. {NOTE}"


def test_a_sentence_that_does_not_fit_is_cut_and_stays_whole_to_a_reader(
    stand: Stand, qtbot: QtBot
) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, BACK]))

    stand.resize(420, 450)

    link = stand.bar.rows[0].link
    qtbot.waitUntil(lambda: link.text().endswith("…"))
    assert "Back in range since 13:05." in link.accessibleName()


def test_what_is_over_takes_one_slim_line(stand: Stand) -> None:
    said = [acknowledge("respiratory_alert", SLOW, words="awake", resolved=True)]

    stand.bar.show_snapshot(snapshot_of([SLOW], said))

    assert note(stand.bar) == "No safety finding stands now."
    assert stand.bar.sizeHint().height() <= SLIM
