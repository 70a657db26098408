"""The Paper tab: sheets and diaries typed in rows, and read again by a second person."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trialtracker.clinical.choices import Source
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.paper import get_unread
from trialtracker.clinical.paper_checks import get_row_doubts
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock, format_time
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.paper_bars import (
    PaperFoot,
    PaperHead,
    PaperNotice,
    describe_cell,
    make_paper_card,
)
from trialtracker.ui.paper_grid import PaperGrid
from trialtracker.ui.paper_model import PaperModel, Place
from trialtracker.ui.paper_rows import (
    KEYS,
    TIME,
    Mode,
    Row,
    Setting,
    from_form,
    to_form,
    to_local,
)
from trialtracker.ui.paper_saving import SECOND_PERSON, fill, get_start_rows, place_all, read_again
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.record_doubts import Doubts
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys

_LOW = 320
_SOURCES = {Mode.SHEET: Source.PAPER, Mode.DIARY: Source.PATIENT_DIARY, Mode.SECOND: Source.PAPER}
_ASKED = "Is this right? Ctrl+S again keeps it as it is typed."
_DIFFERS = "The two readings differ. Look at the paper, then amend the entry under Entries, Ctrl+E."


class PaperSection(Section):
    """Three uses of one grid; what is typed in each stays until it is stored."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self._snapshot: Snapshot | None = None
        self._rows: dict[Mode, tuple[Row, ...]] = {}
        self._places: tuple[int, ...] = ()
        self._found: tuple[str, ...] = ()
        self._differences: tuple[str, ...] = ()
        self._last: datetime | None = None
        self._doubts = Doubts()
        self.mode = Mode.SHEET
        self.head = PaperHead()
        self.summary = ProblemSummary()
        self.notice = PaperNotice()
        self.model = PaperModel(self._get_setting, self)
        self.grid = PaperGrid(self.model)
        self.foot = PaperFoot()
        self._lay_out()
        self._connect()

    # What is shown

    @property
    def trial(self) -> Trial:
        """Return the trial whose paper is typed in.

        Raises:
            LookupError: before one is shown.
        """
        if self._snapshot is None:
            raise LookupError("No trial is shown.")
        return self._snapshot.trial

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        is_other = self._snapshot is None or self.trial.trial_id != snapshot.trial.trial_id
        if is_other:
            self._rows, self._differences = {}, ()
            self.mode = Mode.SHEET
            self.head.name.clear()
            self._doubts.clear()
        else:
            self._rows[self.mode] = self.model.rows
        place = None if is_other else self.grid.place
        self._snapshot = snapshot
        self._show_mode()
        if place is not None and self.model.has(place):
            self.grid.go_to(place)

    @override
    def take_focus(self) -> None:
        if self.mode is Mode.SECOND and not self.head.name.text():
            self.head.name.setFocus()
        else:
            self.grid.setFocus()

    @override
    def get_form(self) -> str:
        rows = {**self._rows, self.mode: self.model.rows}
        return to_form(self.mode, rows, self.head.name.text())

    @override
    def show_form(self, form: str) -> None:
        self._rows = {}
        self.mode = Mode.SHEET
        self.head.name.clear()
        if form:
            self.mode, self._rows, second = from_form(form)
            self.head.name.setText(second)
        self._show_mode()

    def show_mode(self, mode: Mode) -> None:
        """Show another use of the grid; what is typed in the former one stays."""
        self._rows[self.mode] = self.model.rows
        self.mode = mode
        self._differences = ()
        self._show_mode()
        self.take_focus()

    def _show_mode(self) -> None:
        rows = get_start_rows(self.mode, self.trial, self._rows.get(self.mode, ()), self.clock())
        self._last = self._find_last()
        self.model.show_rows(self.mode, KEYS[self.mode], rows)
        self.grid.setAccessibleName(f"{self.mode.label}, rows and columns")
        self.grid.size_columns()
        self.grid.go_to_first_open()
        self.head.show_mode(self.mode, len(get_unread(self.trial)))
        self._show_findings({}, {})
        self.notice.show_lines(_DIFFERS, self._differences)

    def _find_last(self) -> datetime | None:
        entries, zone = current_entries(self.trial.entries), self.trial.details.time_zone
        return to_local(entries[-1].observed_at, zone) if entries else None

    def _get_setting(self) -> Setting:
        details = self.trial.details
        now = to_local(self.clock(), details.time_zone)
        minutes = details.entry_interval_minutes
        return Setting(details.time_zone, now, minutes, self._last, _SOURCES[self.mode])

    # Saving

    def save(self) -> None:
        """Ask for all rows to be stored; or say what stands in the way, or what is improbable."""
        self.summary.show_problems((), {})
        self.head.show_problem("")
        if self.mode is Mode.SECOND:
            self._save_reading()
        else:
            self._save_rows()

    def _save_rows(self) -> None:
        trial = self.trial
        filled = fill(trial, self.model.rows, self.model.setting, self.clock())
        self._places = filled.places
        if filled.problems:
            self._show_findings(filled.problems, {})
            return
        open_doubts = self._doubts.get_open(get_row_doubts(trial, filled.answers))
        if open_doubts and self._doubts.ask(open_doubts):
            self._show_doubts(open_doubts)
            return
        self._doubts.keep(open_doubts)
        rows, trial_id = filled.answers, trial.trial_id
        said = f"{count_of(len(rows), 'row')} saved {self._now()} as {self.mode.label.lower()}."
        self.asked.emit(Request(lambda clinic: clinic.paper.record_all(trial_id, rows), said))

    def _save_reading(self) -> None:
        trial, second, now = self.trial, self.head.name.text(), self.clock()
        try:
            readings = read_again(trial, self.model.rows, KEYS[self.mode], second, now)
        except RefusedError as refused:
            self._places = tuple(range(self.model.rowCount()))
            self.show_problems(refused.problems)
            return
        trial_id = trial.trial_id
        differ = tuple(line for r in readings for line in r.mismatches.splitlines())
        self._found = differ
        many = count_of(len(differ), "difference") if differ else "no difference"
        said = f"{count_of(len(readings), 'row')} read again by {second.strip()}: {many}."
        self.asked.emit(Request(lambda clinic: clinic.paper.verify(trial_id, *readings), said))

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        about_name = [p.sentence for p in problems if p.field == SECOND_PERSON]
        self.head.show_problem(" ".join(dict.fromkeys(about_name)))
        if about_name:
            self.head.name.setFocus()
        others = [problem for problem in problems if problem.field != SECOND_PERSON]
        self._show_findings(dict(place_all(others, self._places, TIME)), {})

    @override
    def show_stored(self) -> None:
        self._rows.pop(self.mode, None)
        self._doubts.clear()
        self._differences = self._found if self.mode is Mode.SECOND else ()
        if self._snapshot is not None and self._snapshot.settings.verify_paper:
            self.mode = Mode.SECOND
        self._show_mode()
        self.take_focus()

    def _show_doubts(self, doubts: tuple[Problem, ...]) -> None:
        placed = place_all(doubts, self._places, TIME)
        self._show_findings({}, dict(placed))
        lines = tuple(f"{self.model.name_row(place[0])}: {sentence}" for place, sentence in placed)
        self.notice.show_lines(_ASKED, lines)

    def _show_findings(self, problems: Mapping[Place, str], doubts: Mapping[Place, str]) -> None:
        self.model.show_findings(problems, doubts)
        listed = [
            Problem(f"{place[0]}:{place[1]}", f"{self.model.name_row(place[0])}: {sentence}")
            for place, sentence in problems.items()
        ]
        titles = {p.field: p.sentence for p in listed}
        self.summary.show_problems(listed, titles)
        self.notice.show_lines("", ())
        first = next(iter([*problems, *doubts]), None)
        if first is not None and first[1] in self.model.columns:
            self.grid.go_to(first)
            self.grid.setFocus()
        self._show_cell()

    # What is typed

    def _show_cell(self) -> None:
        place = self.grid.place
        if place is None:
            self.foot.show_cell("Nothing is to be read again.", "")
        else:
            self.foot.show_cell(*describe_cell(self.model, place))

    def _note_typed(self) -> None:
        self._differences = ()
        self.notice.show_lines("", ())
        self.note_change()

    def _jump(self, field: str) -> None:
        number, _, column = field.partition(":")
        self.grid.go_to((int(number), column))
        self.grid.setFocus()

    def _undo(self) -> None:
        place = self.grid.place
        if self.model.undo() and place is not None and place[0] < self.model.rowCount():
            self.grid.go_to(place)

    def _deny_effects(self) -> None:
        if (place := self.grid.place) is not None:
            self.model.deny_effects(place[0])

    def _clear_row(self) -> None:
        if (place := self.grid.place) is not None:
            self.model.clear_row(place[0])

    def _now(self) -> str:
        return format_time(self.clock(), self.trial.details.time_zone)

    def _connect(self) -> None:
        self.head.mode_chosen.connect(self.show_mode)
        self.head.saved.connect(self.save)
        self.head.name_typed.connect(self.note_change)
        self.summary.jumped.connect(self._jump)
        self.model.typed.connect(self._note_typed)
        self.grid.current_changed.connect(self._show_cell)
        bind_keys(self, {"Ctrl+S": self.save})
        bind_keys(
            self.grid,
            {
                "Ctrl+Z": self._undo,
                "Alt+0": self._deny_effects,
                "Ctrl+Del": self._clear_row,
            },
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        for part in (self.head, self.grid, self.foot):
            part.fit(is_low=is_low)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.head, self.summary, self.notice):
            column.addWidget(widget)
        column.addWidget(make_paper_card(self.grid, self.foot), 1)
