"""The page of the criteria sets: what is shown of a version, and one step back at a time."""

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.criteria_support import CHANGED, KEPT, OWN, TODAY, fill, fill_whole, make_page
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.ui.criteria_list import sort_versions
from trialtracker.ui.criteria_page import CriteriaPage
from trialtracker.ui.criteria_texts import (
    format_consequence,
    format_preview,
    format_stored,
)

LATER = replace(OWN, version="2", relief_percent=Fraction(60))
SETS = (*SHIPPED_SETS, OWN, LATER)
WIDE, NARROW = (1200, 800), (700, 420)


@pytest.fixture
def page(qtbot: QtBot) -> CriteriaPage:
    page = CriteriaPage(lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show_sets(SETS)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def words_of(page: CriteriaPage) -> list[str]:
    labels = page.view.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels]


def choose(page: CriteriaPage, criteria_set: CriteriaSet) -> None:
    page.list.setCurrentRow(sort_versions(SETS).index(criteria_set))


def go_back_to(page: CriteriaPage, part: str) -> None:
    while not getattr(page, part).isVisible():
        page.go_back()


def test_versions_of_a_set_stand_together_the_newest_first() -> None:
    mixed = (OWN, CLINIC_DEFAULT, LATER)

    assert sort_versions(mixed) == (LATER, OWN, CLINIC_DEFAULT)


def test_the_first_set_is_shown_with_its_rules(page: CriteriaPage) -> None:
    words = words_of(page)

    assert CLINIC_DEFAULT.title in words
    assert "Shipped with the program" in words
    assert "50 % or more; borderline from 30 %" in words
    assert {"Required", "Advises", "Left out"} <= set(words)
    assert "average pain, else pain at rest" in words


def test_a_version_of_the_clinic_tells_who_made_it_why_and_what_changed(
    page: CriteriaPage,
) -> None:
    choose(page, LATER)

    words = words_of(page)
    assert "In force from 01-Dec-2026 · Dr Testcase, physician" in words
    assert "Reason: Board decision" in words
    assert "Changed from 1: Pain relief: 50 % or more, now 60 % or more." in words


def test_the_version_in_view_stays_when_the_list_is_read_again(page: CriteriaPage) -> None:
    choose(page, OWN)

    page.show_sets(SETS)

    assert page.list.chosen == OWN
    assert page.view.shown == OWN


def test_the_editor_begins_with_the_version_in_view(page: CriteriaPage) -> None:
    choose(page, LATER)

    page.new_button.click()

    assert page.editor.isVisible()
    assert page.focusWidget() is page.editor.form.fields["name"].editor
    assert page.editor.form.fields["relief_percent"].editor.property("text") == "60"


def test_esc_keeps_what_is_typed_and_the_button_goes_on_with_it(
    page: CriteriaPage, qtbot: QtBot
) -> None:
    page.edit()
    fill(page.editor.form, "name", "Typed")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    was_in_view = page.view.isVisible()
    said = page.new_button.text()

    page.new_button.click()

    assert was_in_view
    assert said == "Go on with the new version  Alt+N"
    assert page.editor.form.fields["name"].editor.property("text") == "Typed"


def test_esc_leaves_the_page_only_from_the_version_in_view(
    page: CriteriaPage, qtbot: QtBot
) -> None:
    page.edit()
    with qtbot.assertNotEmitted(page.closed):
        page.go_back()

    with qtbot.waitSignal(page.closed):
        page.go_back()


def test_what_is_discarded_is_gone(page: CriteriaPage) -> None:
    page.edit()
    fill(page.editor.form, "name", "Typed")

    page.editor.discard_button.click()
    page.edit()

    assert page.editor.form.fields["name"].editor.property("text") == CLINIC_DEFAULT.name


def test_a_version_that_is_stored_is_chosen(page: CriteriaPage) -> None:
    page.edit()
    fill_whole(page.editor.form)

    page.show_stored(SETS, OWN.title)

    assert page.list.chosen == OWN
    assert page.view.isVisible()
    assert not page.editor.is_changed


def test_ctrl_s_saves_from_the_form_and_from_the_preview(page: CriteriaPage, qtbot: QtBot) -> None:
    page.edit()
    fill_whole(page.editor.form)
    fill(page.editor.form, "version", "3")
    page.show_preview(OWN)

    with qtbot.waitSignal(page.submitted) as submitted:
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert submitted.args[0].version == "3"


def test_ctrl_s_stores_nothing_while_a_version_is_only_read(
    page: CriteriaPage, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.submitted):
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_preview_counts_and_lists_what_would_change(page: CriteriaPage) -> None:
    page.edit()
    page.show_preview(OWN)

    page.preview.add_page(make_page(KEPT, CHANGED))

    model = page.preview.model
    cells = [model.data(model.index(0, column)) for column in range(5)]
    assert page.preview.title.text() == "1 of 2 running or past trials would change verdict."
    assert model.rowCount() == 1
    assert cells == ["TESTCASE, Ada", "T-002", "Completed", "Favourable", "Not favourable"]
    assert page.preview.progress.isHidden()


def test_a_preview_tells_how_far_it_is(page: CriteriaPage) -> None:
    page.show_preview(OWN)

    page.preview.add_page(make_page(CHANGED, next_after=7, total=40))

    assert page.preview.title.text() == (
        "1 of 1 running or past trial would change verdict so far (1 of 40 read)."
    )
    assert (page.preview.progress.value(), page.preview.progress.maximum()) == (1, 40)
    assert page.preview.progress.isVisible()


def test_a_preview_that_is_cancelled_keeps_what_it_found(page: CriteriaPage, qtbot: QtBot) -> None:
    page.show_preview(OWN)
    page.preview.add_page(make_page(CHANGED, next_after=7, total=40))

    with qtbot.waitSignal(page.preview_left):
        page.preview.cancel_button.click()

    assert page.preview.title.text().startswith("Stopped: 1 of 1 running")
    assert page.preview.model.rowCount() == 1
    assert page.preview.cancel_button.isHidden()
    assert page.focusWidget() is page.preview.back_button


def test_leaving_a_preview_ends_it_and_shows_the_form(page: CriteriaPage, qtbot: QtBot) -> None:
    page.edit()
    page.show_preview(OWN)

    with qtbot.waitSignal(page.preview_left):
        page.go_back()

    assert page.editor.isVisible()


def test_a_shape_stands_beside_each_verdict(page: CriteriaPage) -> None:
    page.show_preview(OWN)
    page.preview.add_page(make_page(CHANGED))

    model = page.preview.model
    decoration = Qt.ItemDataRole.DecorationRole
    assert model.data(model.index(0, 3), decoration) is not None
    assert model.data(model.index(0, 0), decoration) is None


@pytest.mark.parametrize(
    ("part", "place"),
    [("view", "list"), ("editor", "editor"), ("preview", "preview")],
)
def test_coming_back_the_keyboard_is_where_the_page_was_left(
    page: CriteriaPage, part: str, place: str
) -> None:
    page.edit()
    page.show_preview(OWN)
    go_back_to(page, part)

    page.take_focus()

    held = page.focusWidget()
    assert held is not None
    assert held is getattr(page, place) or getattr(page, place).isAncestorOf(held)


def test_in_a_narrow_window_the_form_has_the_room_of_the_list(page: CriteriaPage) -> None:
    page.resize(*NARROW)
    was_listed = page.list.isVisible()

    page.edit()

    assert was_listed
    assert page.list.isHidden()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_form_never_scrolls_sideways(page: CriteriaPage, size: tuple[int, int]) -> None:
    page.resize(*size)

    page.edit()

    assert page.editor.form.minimumSizeHint().width() <= page.editor.width()


@pytest.mark.parametrize(
    ("running", "said"),
    [
        (0, "no trial now running follows this set."),
        (1, "the trial now running that follows this set keeps its own."),
        (3, "the 3 trials now running that follow it keep theirs."),
    ],
)
def test_what_was_stored_tells_who_keeps_the_old_rules(running: int, said: str) -> None:
    text = format_stored(OWN, running)

    assert text == (
        f"Hill clinic 1 saved. In force for trials that start on or after 01-Dec-2026; {said}"
    )


def test_without_a_day_the_consequence_asks_for_one() -> None:
    assert format_consequence(None).startswith("Write the day")


@pytest.mark.parametrize(
    ("looked_at", "said"),
    [
        (4, "No running or past trial to hold against it."),
        (2, "No running or past trial to hold against it so far."),
    ],
)
def test_a_preview_without_trials_says_so(looked_at: int, said: str) -> None:
    assert format_preview(0, 0, looked_at, 4) == said
