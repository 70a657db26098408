"""Rows of the table leave the program: by the clipboard, and as a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import amend, make_entry, make_patient, make_trial, moment_of_day
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Entry
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_view import EntriesView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTE = "=1+1 " + "Ruhig 🙂 שלום <b>x</b> " * 1000
FIRST = make_entry(moment_of_day(1), score=8, note=NOTE)
SECOND = make_entry(moment_of_day(2), score=7)
THIRD = make_entry(moment_of_day(3), score=5)
CORRECTED = amend(SECOND)
TRIAL = make_trial(patient=make_patient(family_name="‏כהן", given_name="🙂", mrn="T-001"))


def make_snapshot(*entries: Entry) -> Snapshot:
    trial = replace(TRIAL, entries=entries)
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOON), None, NOON)


@pytest.fixture
def view(qtbot: QtBot) -> EntriesView:
    view = EntriesView()
    qtbot.addWidget(view)
    view.resize(1300, 700)
    view.show_snapshot(make_snapshot(FIRST, SECOND, THIRD, CORRECTED))
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    QGuiApplication.clipboard().clear()
    return view


def copy(view: EntriesView) -> list[str]:
    QTest.keyClick(view.table, Qt.Key.Key_C, CTRL)
    return QGuiApplication.clipboard().text().splitlines()[1:]


def test_ctrl_c_copies_the_chosen_row_as_text_and_as_a_table(view: EntriesView) -> None:
    (line,) = copy(view)

    assert line.startswith("Wed 04-Mar-2026 12:00\t2026-03-04T12:00:00Z\t3\t5\t")
    assert QGuiApplication.clipboard().mimeData().html().count("<tr>") == 2
    assert view.detail.text() == "1 entry copied, with every measure in a column of its own."


def test_shift_and_down_choose_several_rows(view: EntriesView) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_Down, SHIFT)

    assert view.detail.text() == "2 entries are chosen. Ctrl+C copies them."
    assert [line[:15] for line in copy(view)] == ["Wed 04-Mar-2026", "Tue 03-Mar-2026"]


def test_ctrl_a_and_ctrl_c_copy_all_that_is_shown(view: EntriesView) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_A, CTRL)
    closed = len(copy(view))
    view.history_button.click()
    QTest.keyClick(view.table, Qt.Key.Key_A, CTRL)

    assert (closed, len(copy(view))) == (3, 4)


def test_a_long_note_is_copied_whole_and_as_no_formula(view: EntriesView) -> None:
    view.table.select_row(2)

    (line,) = copy(view)

    assert f"\t'{NOTE.strip()}\t" in line


def test_with_several_rows_chosen_none_is_changed(qtbot: QtBot, view: EntriesView) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_A, CTRL)

    with qtbot.assertNotEmitted(view.amend_requested):
        QTest.keyClick(view.table, Qt.Key.Key_Return)

    assert not view.amend_button.isEnabled()
    assert view.detail.text().startswith("Several entries are chosen")


def test_where_there_are_no_entries_nothing_is_copied(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot())

    assert copy(view) == []
    assert not view.head.csv_button.isEnabled()


def test_the_file_holds_the_rows_that_are_shown(view: EntriesView, tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"

    view.save_csv(str(path))

    assert len(path.read_text(encoding="utf-8").splitlines()) == 4
    assert view.detail.accessibleName() == f"3 entries saved as {path}"


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    view: EntriesView, tmp_path: Path
) -> None:
    view.save_csv(str(tmp_path / "missing" / "entries.csv"))

    assert view.detail.accessibleName() == (
        "The file was not written: No such file or directory. Choose another place."
    )


def test_the_button_asks_where_to_and_names_no_patient(qtbot: QtBot, view: EntriesView) -> None:
    view.head.csv_button.click()

    (chooser,) = view.findChildren(QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "entries-T001.csv"
    chooser.reject()


def test_a_view_without_a_trial_neither_copies_nor_saves(qtbot: QtBot, tmp_path: Path) -> None:
    view = EntriesView()
    qtbot.addWidget(view)

    view.copy()
    view.save_csv(str(tmp_path / "entries.csv"))
    view.head.csv_button.click()

    assert list(tmp_path.iterdir()) == []
    assert view.findChildren(QFileDialog) == []
