import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.conftest import FakeClock
from tests.factories import make_answers, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, SCORES, Ward, fill_store, make_earlier_entries
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.value_checks import is_blank
from trialtracker.services.results import Snapshot
from trialtracker.services.rows import PatientHit
from trialtracker.ui.banner import format_name
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.paper_rows import Mode
from trialtracker.ui.paper_section import PaperSection
from trialtracker.ui.plain_text import one_line
from trialtracker.ui.registration_dialog import RegistrationDialog
from trialtracker.ui.sheet_dialog import SheetDialog
from trialtracker.ui.trial_tabs import Tab

STRINGS = (
    Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text" / "naughty-strings.json"
)
LEAST_TARGET = QSize(24, 24)
MOST_STOPS = 150
BYTE_ORDER_MARKS = ["\ufeff", "\ufffe"]
"""Qt takes these off the beginning of any text; both are invisible and name nobody."""
MARKUP = "<b>bold</b> & <img src=x>"


def show_today(ward: Ward) -> QWidget:
    return ward.window


def show_chart(ward: Ward) -> QWidget:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    return ward.window


def show_record(ward: Ward) -> QWidget:
    ward.open_record()
    return ward.window


def show_entries(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+E")
    return ward.window


def show_doses(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+D")
    return ward.window


def show_dose_problems(ward: Ward) -> QWidget:
    show_doses(ward)
    ward.press("x", "Ctrl+S")
    return ward.window


def show_dose_question(ward: Ward) -> QWidget:
    show_doses(ward)
    ward.press("5", "0", "Tab", "Tab", "1", "Ctrl+S")
    section = ward.page.get_section(Tab.DOSES)
    assert isinstance(section, DoseSection)
    ward.wait(lambda: section.form.drugs.rows[0].amount.height() >= LEAST_TARGET.height())
    return ward.window


def show_error(ward: Ward) -> QWidget:
    ward.window.message.show_error("The disk is full.", "Try again")
    return ward.window


def show_reasons(ward: Ward) -> QWidget:
    show_entries(ward)
    ward.press("Alt+F8")
    return ward.page.reasons


def show_problems(ward: Ward) -> QWidget:
    ward.open_record()
    ward.press("5", "5", "Ctrl+S")
    return ward.window


def show_registration(ward: Ward) -> QWidget:
    ward.press("Ctrl+N")
    dialog = ward.window.desk.registration.dialog
    assert isinstance(dialog, RegistrationDialog)
    ward.wait(dialog.isActiveWindow)
    dialog.show_problems((Problem("mrn", "MRN T-001 already belongs to Testcase, Ada."),))
    ward.wait(lambda: dialog.patient_form.fields["mrn"].editor.height() >= LEAST_TARGET.height())
    return dialog


def show_paper(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+G")
    ward.press("Return", "7", "7", "7", "7", "7", "7", "7", "Ctrl+S")
    return ward.window


def show_second_reading(ward: Ward) -> QWidget:
    show_chart(ward)
    section = ward.page.get_section(Tab.PAPER)
    assert isinstance(section, PaperSection)
    ward.press("Ctrl+G")
    section.show_mode(Mode.SECOND)
    return ward.window


def show_sheets(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+P")
    dialog = ward.window.findChild(SheetDialog)
    assert dialog is not None
    return dialog


def show_move(ward: Ward) -> QWidget:
    show_entries(ward)
    ward.press("Alt+F7")
    dialog = ward.window.desk.moving.dialog
    assert dialog is not None
    hit = PatientHit("p", "t", MARKUP, MARKUP, None, MARKUP, MARKUP)
    dialog.finder.chosen.emit(hit)
    ward.wait(lambda: dialog.question.height() >= LEAST_TARGET.height())
    return dialog


PAGES = [
    show_today,
    show_chart,
    show_record,
    show_entries,
    show_doses,
    show_dose_problems,
    show_dose_question,
    show_error,
    show_reasons,
    show_problems,
    show_registration,
    show_paper,
    show_second_reading,
    show_sheets,
    show_move,
]
every_page = pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__[5:])
Show = Callable[[Ward], QWidget]


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


@every_page
def test_every_control_has_a_name(ward: Ward, show: Show) -> None:
    page = show(ward)

    assert [w for w in controls_of(page) if not name_of(w).strip()] == []


@every_page
def test_every_target_is_at_least_24_pixels_high_and_wide(ward: Ward, show: Show) -> None:
    page = show(ward)

    small = [w for w in controls_of(page) if w.size().boundedTo(LEAST_TARGET) != LEAST_TARGET]
    assert [(name_of(w), w.size()) for w in small] == []


@every_page
def test_every_label_is_plain_text(ward: Ward, show: Show) -> None:
    page = show(ward)

    labels = page.findChildren(QLabel)
    assert [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText] == []


@pytest.mark.parametrize(
    "show", [show_today, show_chart, show_record, show_entries], ids=lambda show: show.__name__[5:]
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
