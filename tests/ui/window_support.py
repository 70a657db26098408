"""A main window on services that are made up, so that every failure can be had."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.plan import Template
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot
from trialtracker.services.rows import DueCounts, PatientHit, TrialRow
from trialtracker.ui.main_window import MainWindow


def make_open_gate() -> Event:
    """Return what a save waits at, as on a slow disk, once it is cleared."""
    gate = Event()
    gate.set()
    return gate


@dataclass
class FakeDossier:
    """The clinic's plan templates."""

    templates: tuple[Template, ...] = ()

    def list_templates(self) -> tuple[Template, ...]:
        return self.templates


@dataclass
class FakeHouse:
    """The clinic's settings and criteria sets, as a new store has them."""

    def get_settings(self) -> ClinicSettings:
        return ClinicSettings()

    def list_sets(self) -> tuple[CriteriaSet, ...]:
        return SHIPPED_SETS

    def get_preferences(self) -> Mapping[str, str]:
        return {}


@dataclass
class FakeClinic:
    """Services that answer from what they are given, or fail with what they are told to."""

    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    rows: tuple[TrialRow, ...] = ()
    hits: tuple[PatientHit, ...] = ()
    fault: BaseException | None = None
    drafts: dict[str, str] = field(default_factory=dict)
    section_drafts: dict[tuple[str, str], str] = field(default_factory=dict)
    recorded: list[Answers] = field(default_factory=list)
    voided: list[str] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    gate: Event = field(default_factory=make_open_gate)
    dossier: FakeDossier = field(default_factory=FakeDossier)
    house: FakeHouse = field(default_factory=FakeHouse)
    criteria: FakeHouse = field(default_factory=FakeHouse)

    def keep_up(self) -> int:
        return 0

    def refresh_summaries(self) -> int:
        self._fail()
        return 0

    def get_counts(self) -> DueCounts:
        self._fail()
        return DueCounts(len(self.rows), len(self.rows), 0, 0)

    def list_due(self, after: TrialRow | None, limit: int) -> tuple[TrialRow, ...]:
        return self._list(after, limit)

    def list_by_name(self, after: TrialRow | None, limit: int) -> tuple[TrialRow, ...]:
        return self._list(after, limit)

    def _list(self, after: TrialRow | None, limit: int) -> tuple[TrialRow, ...]:
        self._fail()
        self.limits.append(limit)
        first = 0 if after is None else self.rows.index(after) + 1
        return self.rows[first : first + limit]

    def find_patients(self, typed: str, limit: int) -> tuple[PatientHit, ...]:
        self._fail()
        return self.hits[:limit]

    def get_snapshot(self, trial_id: str) -> Snapshot:
        self._fail()
        return self.snapshots[trial_id]

    def record(self, trial_id: str, answers: Answers) -> Snapshot:
        self.gate.wait()
        self._fail()
        self.recorded.append(answers)
        return self.snapshots[trial_id]

    def amend_entry(self, trial_id: str, entry_id: str, answers: Answers, reason: str) -> Snapshot:
        return self.record(trial_id, answers)

    def void_entry(self, trial_id: str, entry_id: str, reason: str) -> Snapshot:
        self._fail()
        self.voided.append(entry_id)
        return self.snapshots[trial_id]

    def keep_draft(self, trial_id: str, form: str) -> datetime:
        self._fail()
        self.drafts[trial_id] = form
        return self.snapshots[trial_id].taken_at

    def keep_section_draft(self, trial_id: str, section: str, form: str) -> datetime:
        self._fail()
        self.section_drafts[trial_id, section] = form
        return self.snapshots[trial_id].taken_at

    def discard_draft(self, trial_id: str) -> None:
        self._fail()
        self.drafts.pop(trial_id, None)

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault

    @contextmanager
    def failing_with(self, fault: BaseException) -> Iterator[None]:
        """Fail at everything for a while."""
        self.fault = fault
        yield
        self.fault = None


@dataclass
class FakeDoor:
    """The way to the made-up services."""

    clinic: FakeClinic
    is_closed: bool = False

    def open(self) -> Clinic:
        return cast(Clinic, self.clinic)

    def close(self) -> None:
        self.is_closed = True


def press(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    qtbot.waitUntil(lambda: window._jobs.is_idle)


def trial_ids(window: MainWindow) -> list[str]:
    return [row.trial_id for row in window._list_page.table.rows.rows]


def status_of(window: MainWindow) -> str:
    return window.status._state.text()


def label_of(window: MainWindow, name: str) -> str:
    return next(w.text() for w in window.findChildren(QLabel, name) if w.isVisible())
