from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_trial
from tests.ui.record_support import (
    ENTER,
    NAUSEA,
    NOW,
    PRURITUS,
    TAB,
    make_snapshot,
    open_view,
    opens_a_popup,
    press,
    read,
)
from trialtracker.clinical.measures import PAIN_MEASURES, PAIN_REST
from trialtracker.ui.record_fields import RecordFields
from trialtracker.ui.record_view import RecordView


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def test_previous_values_are_beside_the_fields_and_never_filled_in(view: RecordView) -> None:
    shown = {label.text() for label in view.form.findChildren(QLabel)}

    assert {"last 3", "last 4", "last 5", "last 2", "not recorded"} <= shown
    assert read(view).is_empty


@opens_a_popup
def test_side_effect_is_added_by_typing(view: RecordView) -> None:
    view.form.effects.add_field.setFocus()

    press([*"fever", ENTER])
    press(["2"])

    assert read(view).values == {"side_effect:fever": Decimal(2)}


@opens_a_popup
def test_side_effect_is_picked_from_the_list_with_the_arrow(view: RecordView) -> None:
    view.form.effects.add_field.setFocus()
    press([*"hall"])

    press([Qt.Key.Key_Down, ENTER])

    assert view.form.get_state().added == ("side_effect:hallucinations",)
    assert view.form.get_state().focus == "side_effect:hallucinations"


def test_letter_of_the_row_that_has_the_focus_stays_there(view: RecordView) -> None:
    lasting = make_entry(NOW, {"side_effect:urinary_incontinence": 2})
    view.show_snapshot(make_snapshot(make_trial([lasting])))
    view.form.focus_field("side_effect:urinary_retention")

    press([*"u1"])

    assert read(view).values == {"side_effect:urinary_retention": Decimal(1)}


def test_letter_pressed_again_goes_to_the_next_row_with_it(view: RecordView) -> None:
    lasting = make_entry(NOW, {"side_effect:urinary_incontinence": 2})
    view.show_snapshot(make_snapshot(make_trial([lasting])))
    view.form.focus_field(NAUSEA)

    press([*"uu1"])

    assert read(view).values == {"side_effect:urinary_incontinence": Decimal(1)}


@opens_a_popup
def test_letter_without_a_row_begins_the_search(view: RecordView) -> None:
    view.form.focus_field(NAUSEA)

    press(["f"])

    assert {effect.key for effect in view.form.effects.add_field.get_found()} >= {"fever", "fall"}


def test_lasting_side_effect_outside_the_ten_has_a_row(view: RecordView) -> None:
    view.show_snapshot(make_snapshot(make_trial([make_entry(NOW, {"side_effect:fever": 1})])))

    assert "side_effect:fever" in {row.key for row in view.form.get_rows()}


def test_definition_follows_the_focused_grade(view: RecordView) -> None:
    view.form.focus_field(NAUSEA)
    before = view.side.definition.get_text()

    press(["2"])

    assert before.startswith("Nausea\n1  ")
    assert view.side.definition.get_text() == (
        "Nausea, grade 2\nEats less, no significant weight loss/dehydration"
    )


def test_hostile_note_is_handed_out_unchanged(view: RecordView) -> None:
    note = "<b>x</b>\u00a0\u2066\U0001f642\n \ttail "
    view.form.note.edit.insertPlainText(note)

    assert read(view).note == note


def test_tab_leaves_the_note(view: RecordView) -> None:
    view.form.focus_field("note")

    press([TAB])

    assert not view.form.note.edit.hasFocus()


def test_down_moves_within_the_column(view: RecordView) -> None:
    view.form.focus_field("pain_average")

    press([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down])

    assert view.form.get_state().focus == PRURITUS


def test_new_measure_has_a_row_without_any_change(qtbot: QtBot, clock: FakeClock) -> None:
    night = replace(PAIN_REST, key="pain_night", label="Night", short_label="night", mnemonic="g")

    fields = RecordFields(clock, (*PAIN_MEASURES, night))
    qtbot.addWidget(fields)

    assert fields.score_rows[-1].key == "pain_night"


def test_every_mnemonic_of_the_screen_is_unique(view: RecordView) -> None:
    texts = [label.text() for label in view.findChildren(QLabel) if label.buddy() is not None]
    texts += [view.bar.discard_button.text(), view.bar.keep_button.text()]
    letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]

    assert len(letters) == 14
    assert len(set(letters) | {"m", "f"}) == 16


def test_every_control_has_a_name(view: RecordView) -> None:
    controls = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view)
    ]
    named = [w for w in controls if w.accessibleName() or w.property("text")]

    assert named == controls
    assert len(controls) >= 20


@pytest.mark.parametrize("size", [(1400, 720), (900, 560), (1240, 560)])
def test_save_stays_in_view_in_every_window(view: RecordView, size: tuple[int, int]) -> None:
    view.resize(*size)
    view.grab()

    button = view.bar.save_button
    bottom = button.mapTo(view, button.rect().bottomRight())
    assert view.rect().contains(bottom)


@pytest.mark.parametrize("size", [(1400, 700), (1240, 560), (900, 560), (768, 430)])
def test_form_is_never_wider_than_what_is_in_view(
    qtbot: QtBot, view: RecordView, size: tuple[int, int]
) -> None:
    in_view = view.form.parentWidget()
    assert isinstance(in_view, QWidget)

    view.resize(*size)

    qtbot.waitUntil(lambda: view.form.width() <= in_view.width())


def test_whole_form_is_in_view_in_a_full_window(view: RecordView) -> None:
    view.resize(1400, 700)
    view.grab()

    in_view = view.form.parentWidget()
    assert isinstance(in_view, QWidget)
    assert view.form.height() <= in_view.height()
