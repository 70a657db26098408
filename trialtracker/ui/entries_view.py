"""The equivalent table of the chart: every entry, newest on top, what was amended or made void."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.entry_rows import EntryRow
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_copy import ask_file, copy_rows, save_rows
from trialtracker.ui.entries_detail import EntryDetail
from trialtracker.ui.entries_head import EntriesHead
from trialtracker.ui.entries_model import EntriesModel
from trialtracker.ui.entries_table import ROW_HEIGHT, EntriesTable
from trialtracker.ui.entry_text import format_detail, format_title
from trialtracker.ui.shortcuts import bind_keys
from trialtracker.ui.why_used_bar import UsedBar

_ROW_HEIGHT_LOW = 26
_LOW = 320
_DETAIL_SHARE = 0.4
_NOT_CHANGEABLE = (
    "Only an entry that counts can be amended, made void or moved; this one is kept as it is."
)
_SEVERAL = "Several entries are chosen: choose one to amend it, make it void or move it."


class EntriesView(QWidget):
    """The table with the selected entry in full below it; asks for changes, makes none itself."""

    amend_requested = Signal(object)
    void_requested = Signal(object)
    move_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial: Trial | None = None
        self._settings = ClinicSettings()
        self._only: frozenset[str] = frozenset()
        self.used_bar = UsedBar()
        self.model = EntriesModel(self)
        self.head = EntriesHead()
        self.title, self.history_button = self.head.title, self.head.history_button
        self.amend_button, self.void_button = self.head.amend_button, self.head.void_button
        self.move_button = self.head.move_button
        self.table = EntriesTable(self.model)
        self.full = EntryDetail()
        self.detail = self.full.label
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a trial as it stands; the entry that was selected stays selected."""
        self._trial, self._settings = snapshot.trial, snapshot.settings
        self._reload()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether only the entries behind one result are shown."""
        return bool(self._only)

    def show_used(self, words: str, entry_ids: Collection[str]) -> None:
        """Show only the entries behind one result, and say so; no words show all again."""
        if entry_ids or self._only:
            self._only = frozenset(entry_ids)
            self.used_bar.show_words(words)
            self._reload()

    def _reload(self) -> None:
        if self._trial is None:
            return
        selected = self._selected()
        with_history = self.history_button.isChecked()
        self.model.show_trial(self._trial, with_history=with_history, only=self._only)
        self.table.hide_columns(self.model.get_blank_columns())
        self.title.show_text(format_title(self._trial))
        row = self.model.find_row(selected.entry.entry_id) if selected else 0
        self.table.select_row(max(row, 0))
        self._show_detail()

    def _show_history(self, shown: bool) -> None:
        if not shown:
            self.model.fold_all()
        self._reload()

    def _selected(self) -> EntryRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _show_detail(self) -> None:
        row, chosen = self._selected(), len(self.table.chosen_rows)
        changeable = row is not None and row.standing.counts and chosen <= 1
        self.head.show_changeable(is_changeable=changeable)
        self.head.show_copyable(is_copyable=self.model.rowCount() > 0)
        text = ""
        if chosen > 1:
            text = f"{chosen:,} entries are chosen. Ctrl+C copies them."
        elif row is not None and self._trial is not None:
            text = format_detail(row, self._trial, self._settings)
        self.full.show_text(text)

    def _amend(self) -> None:
        if row := self._changeable():
            self.amend_requested.emit(row.entry)

    def _void(self) -> None:
        if row := self._changeable():
            self.void_requested.emit(row.entry)

    def _move(self) -> None:
        if row := self._changeable():
            self.move_requested.emit(self._trial, row.entry)

    def _changeable(self) -> EntryRow | None:
        """Return the selected row if it is one that counts, else say why nothing happens."""
        row, is_one = self._selected(), len(self.table.chosen_rows) <= 1
        if row is None or (is_one and row.standing.counts):
            return row
        self.full.show_text(_NOT_CHANGEABLE if is_one else _SEVERAL)
        return None

    # Out of the program

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        rows, places = self.model.shown_rows, self.table.chosen_rows
        if self._trial is not None and places:
            self._say(copy_rows([rows[place] for place in places], self._trial))

    def save_csv(self, path: str) -> None:
        """Write the rows that are shown to a file, or say why that cannot be."""
        if self._trial is not None:
            self._say(save_rows(Path(path), self.model.shown_rows, self._trial))

    def _ask_file(self) -> None:
        if self._trial is not None:
            mrn = "".join(c for c in self._trial.patient.details.mrn if c.isalnum())
            ask_file(self, f"entries-{mrn}.csv", self.save_csv)

    def _say(self, sentence: str) -> None:
        self.full.show_text(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, sentence))

    def _connect(self) -> None:
        self.history_button.toggled.connect(self._show_history)
        self.used_bar.all_wanted.connect(lambda: self.show_used("", ()))
        self.amend_button.clicked.connect(self._amend)
        self.void_button.clicked.connect(self._void)
        self.table.entered_row.connect(self._amend)
        self.table.doubleClicked.connect(self._amend)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.table.selectionModel().selectionChanged.connect(self._show_detail)
        self.table.copy_wanted.connect(self.copy)
        self.head.csv_button.clicked.connect(self._ask_file)
        self.move_button.clicked.connect(self._move)
        bind_keys(self, {"Alt+F8": self._void, "Alt+F7": self._move})

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = event.size().height()
        is_low = height < _LOW
        self.head.fit(event.size().width(), is_low=is_low)
        self.table.set_row_height(_ROW_HEIGHT_LOW if is_low else ROW_HEIGHT)
        self.full.limit(0 if is_low else int(height * _DETAIL_SHARE), is_low=is_low)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.used_bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
