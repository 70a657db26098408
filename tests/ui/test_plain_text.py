"""Labels break lines where a reader expects it, and nowhere inside a date."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trialtracker.ui.plain_text import WrappedLabel, wrapped_label

SAID = "Countersigned by S. Lindgren, 17-Nov-2026 09:30"
UNBROKEN = SAID.replace("17-Nov-2026", "17\u2011Nov\u20112026")


def test_no_line_ends_inside_a_date(qtbot: QtBot) -> None:
    label = wrapped_label(SAID)
    qtbot.addWidget(label)

    assert label.text() == UNBROKEN
    assert label.accessibleName() == SAID


def test_a_date_that_can_be_copied_stays_as_a_field_reads_it(qtbot: QtBot) -> None:
    label = WrappedLabel()
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    label.show_text(SAID)

    assert label.text() == SAID


@pytest.mark.parametrize("text", ["well-known", "2-3 days", "118-Nov-2026"])
def test_other_hyphens_stay_as_they_are(qtbot: QtBot, text: str) -> None:
    label = wrapped_label(text)
    qtbot.addWidget(label)

    assert label.text() == text
