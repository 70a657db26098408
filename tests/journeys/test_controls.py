import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.conftest import FakeClock
from tests.factories import make_answers, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.screens import (
    LEAST_TARGET,
    MARKUP,
    PAGES,
    SECTION_PAGES,
    Show,
    show_chart,
    show_entries,
    show_record,
    show_settings,
    show_today,
)
from tests.journeys.ward import NOW, SCORES, Ward, fill_store, make_earlier_entries
from trialtracker.clinical.patient_words import format_name
from trialtracker.clinical.value_checks import is_blank
from trialtracker.services.results import Snapshot
from trialtracker.ui.plain_text import one_line

STRINGS = (
    Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text" / "naughty-strings.json"
)
MOST_STOPS = 150
BYTE_ORDER_MARKS = ["\ufeff", "\ufffe"]
"""Qt takes these off the beginning of any text; both are invisible and name nobody."""


every_page = pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__[5:])


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on one trial whose patient and note are full of markup and ampersands."""
    marked = make_answers(NOW.replace(hour=13), SCORES, note=MARKUP)
    patient = make_patient_details(family_name=MARKUP, given_name=MARKUP, mrn=MARKUP)
    fill_store(store_path, clock, (*make_earlier_entries(), marked), patient)
    return open_window(store_path)


def controls_of(root: QWidget) -> Iterator[QWidget]:
    """Give everything visible that can be clicked or take the keyboard."""
    for widget in root.findChildren(QWidget):
        is_text = isinstance(widget, QLabel)  # may be selected, but does nothing
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not is_text
        is_part = isinstance(widget.parent(), QLineEdit | QComboBox)
        if widget.isVisible() and (takes_keys or isinstance(widget, QAbstractButton)):
            yield from () if is_part else (widget,)


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def walk(ward: Ward) -> list[QWidget]:
    """Press Tab until the focus is back where it was; return every stop."""
    stops = [focused()]
    while len(stops) < MOST_STOPS:
        ward.keys.press("Tab")
        if focused() is stops[0]:
            return stops
        stops.append(focused())
    return stops


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def nameless(page: QWidget) -> list[QWidget]:
    return [w for w in controls_of(page) if not name_of(w).strip()]


def small(page: QWidget) -> list[tuple[str, QSize]]:
    found = [w for w in controls_of(page) if w.size().boundedTo(LEAST_TARGET) != LEAST_TARGET]
    return [(name_of(w), w.size()) for w in found]


def formatted(page: QWidget) -> list[str]:
    labels = page.findChildren(QLabel)
    return [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText]


@every_page
def test_every_control_has_a_name_and_24_pixels_and_every_label_is_plain_text(
    ward: Ward, show: Show
) -> None:
    page = show(ward)

    assert (nameless(page), small(page), formatted(page)) == ([], [], [])


@pytest.mark.parametrize(
    "show",
    [show_today, show_chart, show_record, show_entries, show_settings, *SECTION_PAGES],
    ids=lambda show: show.__name__[5:],
)
def test_tab_walks_the_page_and_comes_back(ward: Ward, show: Show) -> None:
    show(ward)

    stops = walk(ward)

    assert len(stops) < MOST_STOPS
    assert len(set(stops)) == len(stops)
    assert ward.window.nav.finder in stops


def test_tab_reaches_every_field_of_the_record_form(ward: Ward) -> None:
    ward.open_record()
    form = ward.page.record.form

    stops = walk(ward)

    assert {row.strip for row in form.get_rows()} <= set(stops)
    assert {form.note.edit, form.time_field.edit, ward.page.record.bar.save_button} <= set(stops)


def test_markup_in_a_name_and_a_note_is_shown_letter_by_letter(ward: Ward) -> None:
    show_entries(ward)

    assert ward.page.banner.name.text() == f"{MARKUP.upper()}, {MARKUP}"
    assert ward.page.banner.mrn.text() == MARKUP
    assert MARKUP in ward.page.entries.detail.text()


@pytest.fixture(scope="module")
def strings() -> list[str]:
    if not STRINGS.exists():
        pytest.skip(f"the strings are not here: {STRINGS.name}")
    loaded: list[str] = json.loads(STRINGS.read_text(encoding="utf-8"))
    return loaded


def with_text(snapshot: Snapshot, text: str) -> Snapshot:
    """Return the trial with the text as its patient's name and its last entry's note."""
    trial = snapshot.trial
    details = replace(trial.patient.details, family_name=text, given_name=text)
    patient = replace(trial.patient, details=details)
    entries = (*trial.entries[:-1], trial.entries[-1]._replace(note=text))
    return replace(snapshot, trial=replace(trial, patient=patient, entries=entries))


def shown_differently(ward: Ward, snapshot: Snapshot, text: str) -> bool:
    shown = with_text(snapshot, text)
    ward.page.banner.show_trial(shown.trial, NOW.date())
    ward.page.entries.show_snapshot(shown)
    name = one_line(format_name(shown.trial.patient.details))
    note = ward.page.entries.detail.accessibleName()
    return ward.page.banner.name.text() != name or not (text in note or is_blank(text))


def test_every_hostile_string_is_shown_as_it_is(ward: Ward, strings: list[str]) -> None:
    show_entries(ward)
    snapshot = ward.read()

    different = [text for text in strings if shown_differently(ward, snapshot, text)]
    assert different == BYTE_ORDER_MARKS


def test_the_list_shows_a_trial_of_a_hostile_name(ward: Ward) -> None:
    rows = ward.window.today.table.rows

    assert rows.data(rows.index(0, 0)) == f"{MARKUP.upper()}, {MARKUP}, MRN {MARKUP}"
