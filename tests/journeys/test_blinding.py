"""What is in a coded syringe is read by nobody, anywhere, until a physician breaks the blind."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.clinical.doses import make_coded
from tests.conftest import FakeClock
from tests.exchange.commands import no_window
from tests.factories import make_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import ACTOR, BEGUN, NOW, Ward, fill_store
from trialtracker import cli
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.record import BlindContent
from trialtracker.door import StoreDoor
from trialtracker.ui.blind_dialogs import BreakDialog, SealDialog
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.trial_tabs import SECTIONS, Tab

CONTENTS = "Morphin-Placebo Charge 7731"
CODE = "A-12"
OPEN_TABLES = {"blind_content"}
"""Where the contents are kept; no view of the trial is made from it before the break."""
OWN_TABS = [Tab.CHART, Tab.RECORD, Tab.ENTRIES, *(plan.tab for plan in SECTIONS)]


@pytest.fixture
def sealed(store_path: Path, clock: FakeClock) -> Path:
    """A store with a blinded trial, in which a coded syringe was sealed and given."""
    trial = fill_store(
        store_path, clock, trial=make_details(started_at=BEGUN, plan=Plan(is_blinded=True))
    )
    door = StoreDoor(store_path, clock, ACTOR)
    dosing = door.open().dosing
    dosing.seal(trial.trial_id, BlindContent(CODE, CONTENTS))
    dosing.give_blinded(trial.trial_id, make_coded(NOW, code=CODE))
    door.close()
    return store_path


@pytest.fixture
def ward(sealed: Path, open_window: OpenWard) -> Ward:
    """The window on the chart of the blinded trial."""
    ward = open_window(sealed)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    return ward


def get_doses(ward: Ward) -> DoseSection:
    section = ward.page.get_section(Tab.DOSES)
    assert isinstance(section, DoseSection)
    return section


def words_of(root: QWidget) -> str:
    """Return every text that a window shows or tells a screen reader, hidden widgets included."""
    return "\n".join(text for widget in root.findChildren(QWidget) for text in _texts_of(widget))


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells_of(widget.model())


def _cells_of(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            yield from (str(model.index(row, column).data(role)) for role in roles)


def rows_of(path: Path) -> dict[str, str]:
    """Return everything each table of the store holds."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: str(connection.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608
            for (name,) in names.fetchall()
        }


def test_the_contents_are_on_no_screen_before_the_break(ward: Ward) -> None:
    shown = {tab: show(ward, tab) for tab in OWN_TABS}

    assert [tab for tab, words in shown.items() if CONTENTS in words] == []
    assert f"code {CODE}" in shown[Tab.DOSES]
    assert f"code {CODE} bolus" in ward.page.doses.line.accessibleName()


def show(ward: Ward, tab: Tab) -> str:
    ward.window.desk.show_tab(tab)
    ward.settle()
    return words_of(ward.window)


def test_the_contents_are_not_on_the_chart_nor_in_its_words(ward: Ward) -> None:
    series = ward.page.chart._series

    assert CONTENTS not in repr(series)
    assert series is not None
    assert [mark.text for mark in series.dose_marks] == [f"code {CODE}"]


@pytest.mark.parametrize(
    "arguments", [["assess", "--json"], ["assess"], ["export", "--mrn", "T-001"]]
)
def test_the_contents_are_in_nothing_that_is_written_out(
    sealed: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main([*arguments, "--store", str(sealed)], no_window, lambda: NOW)

    written = capsys.readouterr()
    assert status == 0
    assert CONTENTS not in written.out + written.err


def test_the_contents_are_in_no_log_and_no_draft(
    ward: Ward, sealed: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    ward.press("Ctrl+D")
    get_doses(ward).list.seal_button.click()
    dialog = get_doses(ward).dialog
    assert isinstance(dialog, SealDialog)
    ward.wait(dialog.isActiveWindow)
    ward.keys.type_text("A-13")
    ward.keys.press("Tab")
    ward.keys.type_text(CONTENTS)
    ward.press("Ctrl+S")
    ward.wait(lambda: get_doses(ward).dialog is None)

    told = capfd.readouterr()
    tables = {name for name, rows in rows_of(sealed).items() if CONTENTS in rows}
    assert CONTENTS not in caplog.text + told.out + told.err
    assert tables == OPEN_TABLES
    assert CONTENTS not in words_of(ward.window)


def test_after_the_break_the_contents_and_who_broke_it_are_shown(ward: Ward) -> None:
    ward.press("Ctrl+D")
    get_doses(ward).list.break_button.click()
    dialog = get_doses(ward).dialog
    assert isinstance(dialog, BreakDialog)
    ward.wait(dialog.isActiveWindow)
    dialog.physician.setText("Dr Test")
    dialog.statement.setChecked(True)
    dialog.reason.setText("Sedation")
    ward.press("Ctrl+S")
    dialog.confirmation.break_button.click()
    ward.wait(lambda: get_doses(ward).dialog is None)

    detail = get_doses(ward).list.detail.accessibleName()
    assert f"It held {CONTENTS}. Blind broken 05-Mar-2026 14:05 by Dr Test: Sedation" in detail


def test_a_blind_is_not_broken_before_every_question_is_answered(ward: Ward) -> None:
    ward.press("Ctrl+D")
    get_doses(ward).list.break_button.click()
    dialog = get_doses(ward).dialog
    assert isinstance(dialog, BreakDialog)
    ward.wait(dialog.isActiveWindow)

    ward.press("Ctrl+S")

    problems = {line.accessibleName() for line in dialog.summary.lines}
    assert dialog.code.text() == CODE
    assert problems == {
        "The physician is missing: give the name of who breaks it.",
        "Only a physician breaks a blind: tick the statement, or close.",
        "The reason is missing: say why the blind is broken.",
    }
    assert not dialog.confirmation.isVisible()
    assert ward.read().trial.blind_breaks == ()


def test_a_code_that_is_sealed_already_is_refused_in_the_window(ward: Ward) -> None:
    ward.press("Ctrl+D")
    get_doses(ward).list.seal_button.click()
    dialog = get_doses(ward).dialog
    assert isinstance(dialog, SealDialog)
    ward.wait(dialog.isActiveWindow)
    ward.keys.type_text(CODE)
    ward.keys.press("Tab")
    ward.keys.type_text("saline")

    ward.press("Ctrl+S")

    field = dialog.get_field("code")
    assert field is not None
    assert field.problem == f"Code {CODE} is sealed already: choose another code."
    assert dialog.isVisible()


def test_a_coded_dose_is_made_void_with_a_reason(ward: Ward) -> None:
    ward.press("Ctrl+D", "Alt+F8", "1", "Return")

    assert ward.read().trial.blinded_doses == ()
