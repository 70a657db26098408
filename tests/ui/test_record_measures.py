"""Every measure has a row that is made from what it is, and takes exactly its own values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.record_support import opens_a_popup, press
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import (
    BLADDER_SCAN,
    DOSE_UNCHANGED,
    MEASURES,
    OXYGEN,
    POSS,
    TEMPERATURE,
    Level,
    Measure,
)
from trialtracker.clinical.value_words import format_typed_value
from trialtracker.ui.not_assessed_menu import NotAssessedMenu
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.record_measure import make_row
from trialtracker.ui.record_parsing import parse_number
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.record_state import BLANK_ROW, RowState

KEY = Qt.Key
LEVELS = [(measure, level) for measure in MEASURES for level in measure.levels]
NUMBERS = [m for m in MEASURES if not m.levels and m.unit != "NRS"]
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 200)
    widget.show()
    return widget


def open_row(qtbot: QtBot, parent: QWidget, measure: Measure) -> MeasureRow:
    row = make_row(measure, parent)
    row.resize(700, 60)
    row.show()
    parent.activateWindow()
    row.take_focus()
    qtbot.waitUntil(row.strip.hasFocus)
    return row


@every_measure
def test_every_measure_has_a_row_with_its_name_for_a_screen_reader(
    parent: QWidget, measure: Measure
) -> None:
    row = make_row(measure, parent)

    assert row.key == measure.key
    assert measure.label[1:] in row.strip.accessibleName()
    assert row.label.buddy() is row.strip
    assert row.minimumSizeHint().height() >= 24


@every_measure
def test_the_ends_of_every_measure_are_typed_and_read_back(
    qtbot: QtBot, parent: QWidget, measure: Measure
) -> None:
    values = list(measure.level_by_code) or [measure.low, measure.high]
    row = open_row(qtbot, parent, measure)

    row.strip.show_state(BLANK_ROW)
    press([*format_typed_value(measure.key, values[-1])], on=row.strip)

    assert row.get_value() == values[-1]
    assert not row.has_problem()


@every_measure
@pytest.mark.parametrize("text", ["999999", "-1", "?", "\u0665", "1e5"])
def test_every_measure_refuses_at_its_field_what_is_not_possible(
    parent: QWidget, measure: Measure, text: str
) -> None:
    row = make_row(measure, parent)

    row.take_text(text)

    assert row.has_problem()
    assert text[:5] in row.strip.accessibleDescription()


@opens_a_popup
@every_measure
def test_every_measure_can_be_not_assessed(parent: QWidget, measure: Measure) -> None:
    row = make_row(measure, parent)
    row.open_reasons()
    menu = row.findChild(NotAssessedMenu)
    assert menu is not None

    press(["d"], on=menu)

    assert row.get_state() == RowState(reason=NotAssessed.DECLINED)
    assert "not assessed: Declined" in row.strip.accessibleDescription()


@pytest.mark.parametrize(("measure", "level"), LEVELS)
def test_every_level_is_typed_by_its_own_text(
    parent: QWidget, measure: Measure, level: Level
) -> None:
    row = make_row(measure, parent)

    press([level.text.lower()], on=row.strip)

    assert row.get_value() == level.code
    assert level.label in row.strip.accessibleDescription()


@pytest.mark.parametrize("measure", NUMBERS, ids=lambda m: m.key)
@given(share=st.decimals(0, 1, places=2), separator=st.sampled_from(".,"))
def test_every_number_is_read_with_the_decimals_it_has(
    measure: Measure, share: Decimal, separator: str
) -> None:
    value = round(measure.low + (measure.high - measure.low) * share, measure.decimals)
    text = f"{value:f}".replace(".", separator)

    assert parse_number(measure, text) == value


@pytest.mark.parametrize("measure", NUMBERS, ids=lambda m: m.key)
@pytest.mark.parametrize("separator", [".", ","])
def test_a_number_with_more_decimals_is_refused(measure: Measure, separator: str) -> None:
    text = f"{measure.low:f}{separator}{'0' * (measure.decimals + 1)}"

    with pytest.raises(ValueError, match="is too exact"):
        parse_number(measure, text)


def test_a_thousand_with_a_comma_is_never_one() -> None:
    with pytest.raises(ValueError, match="takes a whole number"):
        parse_number(BLADDER_SCAN, "1,000")


def test_asleep_comes_before_awake_and_is_nudged_to(qtbot: QtBot, parent: QWidget) -> None:
    row = open_row(qtbot, parent, POSS)
    press(["1"])

    press([KEY.Key_Left])

    assert row.get_state() == RowState("S")
    assert row.get_value() == 9
    definition = row.get_definition()
    assert definition is not None
    assert definition.wording == "Asleep, easy to rouse"


@pytest.mark.parametrize(("letter", "code"), [("a", 0), ("o", 1), ("O", 1), ("1", 1)])
def test_a_word_in_a_cell_is_typed_by_its_first_letter(
    parent: QWidget, letter: str, code: int
) -> None:
    row = make_row(OXYGEN, parent)

    press([letter], on=row.strip)

    assert row.get_value() == code


def test_the_space_bar_says_that_the_dose_is_unchanged_and_takes_it_back(
    qtbot: QtBot, parent: QWidget
) -> None:
    row = open_row(qtbot, parent, DOSE_UNCHANGED)
    press([KEY.Key_Space])
    said = row.get_value()

    press([KEY.Key_Space])

    assert said == 1
    assert row.get_state() == BLANK_ROW


def test_the_space_bar_answers_no_other_row(parent: QWidget) -> None:
    row = make_row(OXYGEN, parent)

    press([KEY.Key_Space], on=row.strip)

    assert isinstance(row.strip, CellStrip)
    assert row.get_state() == BLANK_ROW


def test_a_recorded_value_that_could_not_be_typed_is_kept(parent: QWidget) -> None:
    row = make_row(TEMPERATURE, parent)
    row.show_recorded(Decimal("36.85"))

    row.show_state(RowState("36.85"))

    assert row.get_value() == Decimal("36.85")
    assert not row.has_problem()


def test_typing_in_a_box_replaces_the_reason_for_no_answer(qtbot: QtBot, parent: QWidget) -> None:
    row = open_row(qtbot, parent, TEMPERATURE)
    row.show_state(RowState(reason=NotAssessed.ASLEEP))
    shown = row.strip.placeholderText()

    press(["3", "7"])

    assert shown == "Asleep"
    assert row.get_state() == RowState("37")
