"""P1, P7: the physician's minute, in the first screen of the window and at every size."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.test_controls import formatted, nameless, small
from tests.journeys.test_signing import act_as, open_signing, put_note, sign
from tests.journeys.test_small_windows import (
    SIZES,
    is_cut,
    name_of,
    pass_round,
    sticks_out,
)
from tests.journeys.ward import BEGUN, SCORES, Ward, fill_store
from trialtracker.clinical.actor import Role
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.review import NoteKind

P1_BUDGET = 6
SIZE = (1440, 900)
LONG = " ".join(["Wolfeschlegelsteinhausenbergerdorff"] * 5)
"""A name of 179 characters; 200 are the most."""
REASON = "She walks to the shop again, and wants no more scores. " * 12
BEFORE = tuple(
    make_answers(BEGUN - timedelta(days=day, hours=-4), {"pain_average": 8})
    for day in range(7, 0, -1)
)
DURING = tuple(
    make_answers(BEGUN + timedelta(days=day, hours=4), {**SCORES, "side_effect:nausea": 2})
    for day in (0, 1, 3)
)
at_every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def open_filled(
    path: Path, clock: FakeClock, open_window: OpenWard, entries: tuple[Answers, ...]
) -> Ward:
    fill_store(path, clock, entries)
    ward = open_window(path)
    ward.window.resize(*SIZE)
    return ward


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on one trial with a week of baseline and one of three days missing."""
    return open_filled(store_path, clock, open_window, (*BEFORE, *DURING))


def find_patient(ward: Ward) -> None:
    """Ctrl+F, four letters, Enter."""
    ward.keys.press("Ctrl+F")
    ward.keys.type_text("Test")
    ward.settle()
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    pass_round(ward.qtbot)
    pass_round(ward.qtbot)


def is_in_view(widget: QWidget) -> bool:
    """Tell whether all of a widget can be seen without scrolling."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == QRect(
        widget.rect().topLeft(), widget.size()
    )


def find_faults(root: QWidget) -> list[str]:
    """Return in words what a user would see as broken in a window."""
    parts = [part for part in root.findChildren(QWidget) if part.isVisible()]
    areas = [area for area in parts if isinstance(area, QScrollArea)]
    return [
        *(f"sideways: {a.objectName()}" for a in areas if a.horizontalScrollBar().maximum() > 0),
        *(f"cut: {name_of(part)}" for part in parts if is_cut(part)),
        *(f"sticks out: {name_of(part)}" for part in parts if sticks_out(part)),
    ]


def test_p1_six_keys_answer_the_three_questions_without_scrolling(ward: Ward) -> None:
    before = ward.keys.count

    find_patient(ward)

    verdict = ward.page.assessment.verdict
    shown = f"{verdict.summary.accessibleName()} {verdict.facts.text}"
    assert ward.keys.count - before <= P1_BUDGET
    assert is_in_view(verdict)
    assert "relief" in shown
    assert "95 % interval" in shown or "No interval" in verdict.chance.accessibleName()
    assert "percentage points above 50 %" in shown
    assert "Side effects: worst: Nausea, grade 2, not resolved." in shown
    assert "Missing: 1 of 3 days of the window" in shown


def test_p1_what_to_do_next_is_in_view_too(ward: Ward) -> None:
    find_patient(ward)

    panel = ward.page.assessment
    assert is_in_view(panel.sign_button)
    assert is_in_view(panel.report_button)
    assert is_in_view(panel.why_button)
    assert is_in_view(panel.caveat)


def test_p1_holds_with_a_review_on_the_panel(ward: Ward) -> None:
    find_patient(ward)
    act_as(ward, "R. Alvarez", Role.PHYSICIAN)

    sign(ward)
    pass_round(ward.qtbot)

    assert is_in_view(ward.page.assessment.verdict)
    assert is_in_view(ward.page.assessment.review.decision)
    assert is_in_view(ward.page.assessment.review.state)


def test_p7_one_day_says_what_it_needs_in_the_first_screen_neither_green_nor_red(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    ward = open_filled(store_path, clock, open_window, (*BEFORE, DURING[0]))

    find_patient(ward)

    verdict = ward.page.assessment.verdict
    assert verdict.property("verdict") == "not_enough_data"
    assert "needed" in verdict.summary.accessibleName()
    assert is_in_view(verdict)


@at_every_size
def test_nothing_is_cut_in_the_windows_of_a_review(ward: Ward, size: tuple[int, int]) -> None:
    ward.window.resize(*size)
    find_patient(ward)
    act_as(ward, LONG, Role.PHYSICIAN)
    dialog = open_signing(ward)
    dialog.resize(*size)
    ward.press("O")
    dialog.reason.insertPlainText(REASON)
    pass_round(ward.qtbot)
    faults = find_faults(dialog)
    ward.press("Ctrl+S")

    put_note(ward, NoteKind.ADDENDUM, REASON)
    pass_round(ward.qtbot)
    pass_round(ward.qtbot)

    assert (faults, find_faults(ward.page.assessment), find_faults(ward.window.nav)) == ([], [], [])


@at_every_size
def test_a_nurse_sees_all_of_the_way_on(ward: Ward, size: tuple[int, int]) -> None:
    ward.window.resize(*size)
    find_patient(ward)

    dialog = open_signing(ward)
    dialog.resize(*size)
    pass_round(ward.qtbot)
    pass_round(ward.qtbot)

    assert find_faults(dialog) == []
    assert is_in_view(dialog.obstacle)
    assert is_in_view(dialog.save_button)
    assert QApplication.focusWidget() is dialog.obstacle.change_button


@at_every_size
def test_nothing_is_cut_where_all_reviews_are_listed(ward: Ward, size: tuple[int, int]) -> None:
    ward.window.resize(*size)
    find_patient(ward)
    act_as(ward, LONG, Role.PHYSICIAN)
    sign(ward)

    ward.page.assessment.review.buttons["reviews"].click()
    ward.settle()
    dialog = ward.window.desk.forms.reviews.dialog
    assert dialog is not None
    dialog.resize(*size)
    pass_round(ward.qtbot)
    pass_round(ward.qtbot)

    assert find_faults(dialog) == []


@pytest.mark.parametrize("form", ["sign", "addendum", "countersignature", "opened", "reviews"])
def test_every_control_of_a_review_has_a_name_24_pixels_and_plain_text(
    ward: Ward, form: str
) -> None:
    find_patient(ward)
    act_as(ward, "R. Alvarez", Role.PHYSICIAN)
    sign(ward)

    ward.page.open_form(form)
    ward.settle()
    pass_round(ward.qtbot)
    dialog = ward.window.desk.forms.reviews.dialog

    assert dialog is not None
    assert (nameless(dialog), small(dialog), formatted(dialog)) == ([], [], [])


def test_every_control_of_who_is_at_the_keyboard_has_a_name_24_pixels_and_plain_text(
    ward: Ward,
) -> None:
    act_as(ward, "R. Alvarez", Role.PHYSICIAN)

    ward.press("Ctrl+Shift+U")
    pass_round(ward.qtbot)
    dialog = ward.window.actor.dialog

    assert dialog is not None
    assert (nameless(dialog), small(dialog), formatted(dialog)) == ([], [], [])


def test_the_name_in_the_bar_is_a_control_among_others(ward: Ward) -> None:
    find_patient(ward)
    act_as(ward, LONG, Role.PHYSICIAN)
    pass_round(ward.qtbot)

    bar = ward.window.nav
    assert (nameless(bar), small(bar)) == ([], [])
    assert LONG in bar.actor.accessibleName()
