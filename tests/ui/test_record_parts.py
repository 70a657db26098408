"""The parts of the form beside pain and side effects: signs, opioid, dose, event, full form."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_dose, make_entry, make_trial
from tests.ui.record_support import (
    ENTER,
    NONE_OF_THESE,
    NOW,
    SAVE,
    TAB,
    make_earlier,
    make_snapshot,
    open_view,
    opens_a_popup,
    press,
    read,
)
from trialtracker.clinical.measures import MEASURES, MeasureGroup
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial
from trialtracker.ui.record_view import RecordView

ALT = Qt.KeyboardModifier.AltModifier
FULL_FORM = ALT, Qt.Key.Key_F
SPACE = Qt.Key.Key_Space


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def show(view: RecordView, trial: Trial, settings: ClinicSettings | None = None) -> None:
    snapshot = make_snapshot(trial)
    view.show_snapshot(replace(snapshot, settings=settings or snapshot.settings))


def keys_of(view: RecordView) -> set[str]:
    return {row.key for row in view.form.get_rows()}


# Vital signs


def test_a_slash_goes_on_with_the_lower_pressure(view: RecordView) -> None:
    view.form.focus_field("systolic")

    press([*"124/78"])

    assert read(view).values == {"systolic": Decimal(124), "diastolic": Decimal(78)}


def test_a_pasted_pressure_fills_both_boxes(view: RecordView) -> None:
    box = view.form.vitals.rows[4].strip
    view.form.focus_field("systolic")

    box.insert("124/78")
    box.textEdited.emit(box.text())

    assert read(view).values == {"systolic": Decimal(124), "diastolic": Decimal(78)}


def test_a_pressure_that_cannot_be_is_refused_at_its_field(qtbot: QtBot, view: RecordView) -> None:
    view.form.focus_field("systolic")

    with qtbot.assertNotEmitted(view.submitted):
        press([*"80/120", SAVE])

    field = view.form.get_field("diastolic")
    assert field is not None
    assert (
        "diastolic is below systolic (80)" in view.form.vitals.rows[5].strip.accessibleDescription()
    )


def test_spo2_101_is_refused_at_once_and_marked(view: RecordView) -> None:
    view.form.focus_field("spo2")

    press([*"101"])

    spo2 = view.form.vitals.rows[1]
    assert spo2.has_problem()
    assert spo2.strip.property("problem") is True
    assert "101 is not possible: SpO2 is 0 to 100." in spo2.strip.accessibleDescription()


def test_the_last_value_stands_beside_a_box_and_is_not_filled_in(view: RecordView) -> None:
    show(view, make_trial([make_earlier(), make_entry(NOW, {"heart_rate": 82})]))
    view.form.focus_field("heart_rate")

    press([*"148", ENTER])

    heart_rate = next(row for row in view.form.vitals.rows if row.key == "heart_rate")
    assert heart_rate._last.text() == "last 82"
    assert "Heart rate 148 is far from the last (82)." in heart_rate.strip.accessibleDescription()
    assert heart_rate.strip.property("doubt") is True


def test_a_letter_in_a_coded_row_finds_the_side_effect(view: RecordView) -> None:
    view.form.focus_field("sedation")

    press(["1", "n", "2"])

    assert read(view).values == {"sedation": Decimal(1), "side_effect:nausea": Decimal(2)}


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("function", Qt.Key.Key_Down, "side_effect:nausea"),
        ("sedation", Qt.Key.Key_Down, "motor_left"),
        ("motor_right", Qt.Key.Key_Up, "motor_left"),
        ("dose_unchanged", Qt.Key.Key_Down, "side_effect:nausea"),
        ("side_effect:constipation", Qt.Key.Key_Down, "respiratory_rate"),
        ("side_effect:nausea", Qt.Key.Key_Up, "function"),
        ("heart_rate", Qt.Key.Key_Up, "side_effect:dizziness"),
        ("heart_rate", Qt.Key.Key_Down, "intakes"),
        ("intakes", Qt.Key.Key_Up, "respiratory_rate"),
        ("intakes", Qt.Key.Key_Down, "note"),
    ],
)
def test_up_and_down_go_through_the_parts(
    view: RecordView, start: str, key: Qt.Key, end: str
) -> None:
    view.form.focus_field(start)

    press([key])

    assert view.form.get_state().focus == end


# Warning signs


@opens_a_popup
def test_a_warning_sign_is_found_beside_the_side_effects_and_answered_yes(
    view: RecordView,
) -> None:
    view.form.effects.add_field.setFocus()

    press([*"pus", ENTER])
    press(["y"])

    assert read(view).values == {"site_pus": Decimal(1)}


def test_a_sign_that_was_there_is_asked_again_and_never_answered_in_passing(
    view: RecordView,
) -> None:
    show(view, make_trial([make_entry(NOW - timedelta(hours=2), {"saddle_numbness": 1})]))

    press([NONE_OF_THESE])

    assert "saddle_numbness" in keys_of(view)
    assert "saddle_numbness" not in read(view).values
    assert read(view).values["side_effect:nausea"] == 0


# Dose


def test_dose_unchanged_stands_beside_the_dose_in_words(view: RecordView) -> None:
    show(view, make_trial([make_earlier()], doses=[make_dose(NOW - timedelta(days=1))]))
    view.form.focus_field("dose_unchanged")

    press([SPACE])

    assert view.form.dose.get_words() == "Running: morphine 0.5 mg/day"
    assert read(view).values == {"dose_unchanged": Decimal(1)}


def test_the_dose_in_words_is_that_of_the_time_observed(view: RecordView) -> None:
    doses = [make_dose(NOW - timedelta(days=1)), make_dose(NOW - timedelta(hours=1), 250_000)]
    show(view, make_trial([make_earlier()], doses=doses))
    view.form.focus_field("observed_at")

    press([*"-2h"])

    assert view.form.dose.get_words() == "Running: morphine 0.5 mg/day"


# Full form, permissions, event


def test_the_full_form_has_every_measure_the_clinic_may_use(view: RecordView) -> None:
    show(view, make_trial(), ClinicSettings(poss_permitted=True, news2=True))

    press([FULL_FORM])

    apart = {MeasureGroup.SIGN, MeasureGroup.EVENT}
    asked = {measure.key for measure in MEASURES if measure.group not in apart}
    assert asked <= keys_of(view)


def test_the_short_form_comes_first_and_again_after_the_key(view: RecordView) -> None:
    short = keys_of(view)
    press([FULL_FORM])
    view.form.focus_field("bladder_scan")
    press([*"250"])

    press([FULL_FORM])

    assert keys_of(view) == short | {"bladder_scan"}
    assert short >= {measure.key for measure in MEASURES if measure.is_core} - {"poss"}


def test_a_measure_without_permission_is_not_offered(view: RecordView) -> None:
    press([FULL_FORM])

    assert keys_of(view).isdisjoint({"poss", "consciousness"})


def test_a_recorded_measure_is_shown_whatever_is_permitted(view: RecordView) -> None:
    entry = make_entry(NOW - timedelta(hours=1), {"poss": 9})
    show(view, make_trial([entry]))

    view.edit_entry(entry)

    assert read(view).values == {"poss": Decimal(9)}


def test_an_event_has_its_row_with_the_focus(view: RecordView) -> None:
    view.begin_event()

    press(["1"])

    assert read(view).values == {"event": Decimal(1)}
    assert view.side.definition.get_text() == "Unscheduled event, 1\nFall"


def test_news2_is_incomplete_until_its_seven_signs_are_there(view: RecordView) -> None:
    show(view, make_trial(), ClinicSettings(news2=True))
    view.form.focus_field("spo2")

    press([*"96"])

    assert view.side.scores.get_text() == (
        "NEWS2 incomplete: needs RR, oxygen, systolic, HR, ACVPU and temp."
    )
    assert view.side.scores.isVisible()


def test_no_score_is_shown_where_the_clinic_has_not_chosen_it(view: RecordView) -> None:
    view.form.focus_field("spo2")

    press([*"96"])

    assert not view.side.scores.isVisible()


# While it is saved


def test_keys_typed_while_it_is_saved_change_nothing(view: RecordView) -> None:
    press(["3", SAVE])
    sent = view.form.get_state()

    press(["7", TAB, "8", SAVE])

    assert view.form.get_state() == sent
    assert view.bar.get_status() == "Saving…"


def test_after_a_failed_save_the_form_is_typed_in_again(view: RecordView) -> None:
    press(["3", SAVE])
    view.take_focus()

    press([TAB, "4"])

    assert read(view).values == {"pain_rest": Decimal(3), "pain_movement": Decimal(4)}


def test_a_refused_field_comes_into_view_with_its_sentence(qtbot: QtBot, view: RecordView) -> None:
    view.resize(1240, 420)
    view.form.focus_field("intakes")
    press(["x", SAVE])
    in_view = view.form.parentWidget()
    assert in_view is not None

    def get_bottom() -> int:
        row = view.form.opioid
        return row.mapTo(in_view, row.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: 0 < get_bottom() <= in_view.height())

    assert view.form.opioid.has_problem()
