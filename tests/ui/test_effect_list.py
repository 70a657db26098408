from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from tests.clinical.effect_records import HOUR, grade, make, make_detail
from tests.conftest import FakeClock
from tests.factories import START, make_entry
from tests.ui.effect_support import (
    DOWN,
    OPEN_NAUSEA,
    listen,
    open_section,
)
from tests.ui.record_support import ENTER, SAVE, press


def test_trial_without_side_effects_says_what_is_known(qtbot: QtBot, clock: FakeClock) -> None:
    section = open_section(qtbot, clock, make(grade(1, 0)))
    fake = listen(section)

    press([SAVE], on=section)
    section._go_to_form()
    section._note_typed()

    assert section.nothing.text().startswith("Asked for 1 time")
    assert not section.table.isVisible()
    assert not section.form.isVisible()
    assert not fake.described


def test_headache_after_puncture_stands_apart_under_its_heading(
    qtbot: QtBot, clock: FakeClock
) -> None:
    headache = make_entry(START, {"postural_headache": 7})
    section = open_section(qtbot, clock, make(OPEN_NAUSEA, headache))

    press([DOWN])

    assert section.model.list_headings() == (1,)
    assert section.chosen_title.text().startswith("Headache, sitting up")
    heading = section.model.index(1, 0)
    assert heading.data() == "Headache after dural puncture, apart from the pain of the trial"
    font = heading.data(Qt.ItemDataRole.FontRole)
    assert isinstance(font, QFont)
    assert font.weight() == QFont.Weight.DemiBold


def test_long_course_keeps_its_latest_grades_in_view(qtbot: QtBot, clock: FakeClock) -> None:
    trial = make(*(grade(hour, 1 + hour % 3) for hour in range(28)), details=(make_detail(29),))

    section = open_section(qtbot, clock, trial)

    assert not section.grab().isNull()
    assert section.course.text().count("→") == 27


def test_description_that_no_grade_stands_behind_is_listed(qtbot: QtBot, clock: FakeClock) -> None:
    section = open_section(qtbot, clock, make(details=(make_detail(2),)))
    fake = listen(section)

    press([ENTER, "4", SAVE])

    ((_, detail),) = fake.described
    assert detail.onset_at == START + 2 * HOUR
    assert section.form.end.placeholderText() == "goes on"
    assert not section.grab().isNull()
