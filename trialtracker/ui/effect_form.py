"""What is stated of one episode: from what, what was done, and when exactly it began and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.episodes import Episode
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_moment
from trialtracker.ui.form_field import FieldSet, FormField
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_state import RowState
from trialtracker.ui.record_when import WHEN_HELP, parse_when

_CELL_HEIGHT = 27
_CELL_PADDING = 20


@dataclass(frozen=True, slots=True)
class EffectText:
    """The form as typed: digits of the choices, moments and treatment in words."""

    relation: str = ""
    action: str = ""
    treatment: str = ""
    onset: str = ""
    end: str = ""


class ChoiceCells(CellStrip):
    """Coded choices side by side; one digit chooses, its place in the list."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        metrics = parent.fontMetrics()
        labels = [f"{number}  {choice.label}" for number, choice in enumerate(choices, start=1)]
        cells = [
            Cell(str(number), label, metrics.horizontalAdvance(label) + _CELL_PADDING)
            for number, label in enumerate(labels, start=1)
        ]
        super().__init__(cells, _CELL_HEIGHT, accumulates=False, parent=parent)
        self._last = len(cells)
        self.setToolTip(f"1 to {self._last}; Backspace for not stated")

    def get_number(self) -> int:
        """Return the number chosen, 0 for none.

        Raises:
            ValueError: with a sentence, if it is no number of the list.
        """
        text = self.get_state().text
        if text and text not in {str(n) for n in range(1, self._last + 1)}:
            raise ValueError(f"{text} is no choice: choose 1 to {self._last}.")
        return int(text or 0)


class EffectForm(FieldSet):
    """Empty moments are as recorded, an empty choice is not known; Enter goes to the next field."""

    left_last = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.relation = ChoiceCells(tuple(Relation), self)
        self.action = ChoiceCells(tuple(EffectAction), self)
        self.treatment, self.onset, self.end = QLineEdit(), QLineEdit(), QLineEdit()
        self._shown = EffectText()
        self._detail_id = uuid4().hex
        fields = (
            FormField("relation", "&From", self.relation, self.relation.changed),
            FormField("action", "&Dose", self.action, self.action.changed),
            FormField("treatment", "&Treatment given", self.treatment, self.treatment.textChanged),
            FormField("onset_at", "Be&gan", self.onset, self.onset.textChanged),
            FormField("ended_at", "&Ended", self.end, self.end.textChanged),
        )
        self.add_fields(fields)
        for edit in (self.onset, self.end):
            edit.setToolTip(WHEN_HELP)
        self._lay_out()
        self._chain_enter()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["relation"], 0, 0, 1, 2)
        grid.addWidget(self.fields["action"], 0, 2, 1, 2)
        grid.addWidget(self.fields["treatment"], 1, 0, 1, 2)
        grid.addWidget(self.fields["onset_at"], 1, 2)
        grid.addWidget(self.fields["ended_at"], 1, 3)
        for column in range(4):
            grid.setColumnStretch(column, 1)

    def _chain_enter(self) -> None:
        order = (self.relation, self.action, self.treatment, self.onset, self.end)
        for here, following in pairwise(order):
            pressed = here.enter_pressed if isinstance(here, CellStrip) else here.returnPressed
            pressed.connect(following.setFocus)
        self.end.returnPressed.connect(self.left_last)

    def get_text(self) -> EffectText:
        """Return the form as typed."""
        return EffectText(
            self.relation.get_state().text,
            self.action.get_state().text,
            self.treatment.text(),
            self.onset.text(),
            self.end.text(),
        )

    @property
    def is_changed(self) -> bool:
        """Tell whether anything differs from what is stored."""
        return self.get_text() != self._shown

    def show_episode(self, episode: Episode, zone: str, typed: EffectText | None = None) -> None:
        """Show what is stored of an episode, or what was typed of it and not stored."""
        self._shown = get_stored(episode, zone)
        self._detail_id = uuid4().hex
        text = typed or self._shown
        self.blockSignals(True)
        self.relation.show_state(RowState(text=text.relation))
        self.action.show_state(RowState(text=text.action))
        self.treatment.setText(text.treatment)
        self.onset.setText(text.onset)
        self.end.setText(text.end)
        self.blockSignals(False)
        self._show_recorded(episode, zone)
        self.show_problems(())

    def _show_recorded(self, episode: Episode, zone: str) -> None:
        readings = episode.readings
        began = format_moment(readings[0].at, zone) if readings else "no grade is recorded"
        self.onset.setPlaceholderText(f"as recorded: {began}")
        is_over = bool(readings) and readings[-1].grade == 0
        ended = f"as recorded: {format_moment(readings[-1].at, zone)}" if is_over else "goes on"
        self.end.setPlaceholderText(ended)

    def read(self, episode: Episode, now: datetime, zone: str) -> EffectDetail:
        """Return what is stated of the episode.

        Raises:
            RefusedError: naming each field that cannot be read.
        """
        problems: list[Problem] = []
        onset_at = self._read_moment("onset_at", (now, zone), problems)
        ended_at = self._read_moment("ended_at", (now, zone), problems)
        relation = self._read_choice("relation", self.relation, problems)
        action = self._read_choice("action", self.action, problems)
        if problems:
            raise RefusedError(problems)
        return EffectDetail(
            detail_id=self._detail_id,
            effect=episode.effect,
            onset_at=onset_at or _get_first(episode),
            ended_at=ended_at,
            relation=tuple(Relation)[relation - 1] if relation else Relation.NOT_KNOWN,
            action=tuple(EffectAction)[action - 1] if action else EffectAction.NOT_KNOWN,
            treatment=self.treatment.text().strip(),
            supersedes_id=None if episode.detail is None else episode.detail.detail_id,
        )

    def _read_moment(
        self, key: str, at: tuple[datetime, str], problems: list[Problem]
    ) -> datetime | None:
        edit = self.onset if key == "onset_at" else self.end
        if not edit.text().strip():
            return None
        try:
            return parse_when(edit.text(), *at)
        except ValueError as refusal:
            problems.append(Problem(key, str(refusal)))
            return None

    def _read_choice(self, key: str, cells: ChoiceCells, problems: list[Problem]) -> int:
        try:
            return cells.get_number()
        except ValueError as refusal:
            problems.append(Problem(key, str(refusal)))
            return 0

    def settle_moments(self, now: datetime, zone: str) -> None:
        """Write -2h and the like out as date and time, so that they keep their meaning."""
        for edit in (self.onset, self.end):
            try:
                written = format_moment(parse_when(edit.text(), now, zone), zone)
            except ValueError:
                continue
            if edit.text().strip() and edit.text() != written:
                edit.setText(written)


def read_text(draft: object) -> EffectText | None:
    """Return the form of a draft, None for anything else."""
    if not isinstance(draft, dict):
        return None
    known = {key: str(draft.get(key, "")) for key in EffectText.__slots__}
    return EffectText(**known)


def _get_first(episode: Episode) -> datetime:
    return episode.readings[0].at if episode.readings else episode.onset_at


def get_stored(episode: Episode, zone: str) -> EffectText:
    """Return what is stored of an episode, as it is typed."""
    detail = episode.detail
    if detail is None:
        return EffectText()
    recorded = episode.readings[0].at if episode.readings else None
    return EffectText(
        relation=str(tuple(Relation).index(detail.relation) + 1),
        action=str(tuple(EffectAction).index(detail.action) + 1),
        treatment=detail.treatment,
        onset="" if detail.onset_at == recorded else format_moment(detail.onset_at, zone),
        end="" if detail.ended_at is None else format_moment(detail.ended_at, zone),
    )
