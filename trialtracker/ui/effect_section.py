"""The tab of side effects over time: every episode, and what is stated of the chosen one."""

import json
from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.choices import AmendReason
from trialtracker.clinical.effect_words import (
    format_course,
    format_nothing,
    format_summary,
    format_title,
)
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.effect_form import EffectForm, EffectText, get_stored, read_text
from trialtracker.ui.effect_rows import EffectsModel
from trialtracker.ui.effect_table import EffectsTable
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.reason_bar import ReasonBar
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys

_UNCHANGED = "Nothing has changed since it was saved."
_HINT = "Grades come from the entries. Enter: what is stated of the chosen one."


class EffectSection(Section):
    """What is typed of each episode is kept until it is stored, also while another is looked at."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self.setAccessibleName("Side effects")
        self._snapshot: Snapshot | None = None
        self._chosen: Episode | None = None
        self._typed: dict[str, EffectText] = {}
        self._asked_key = ""
        self.model = EffectsModel(self)
        self.title, self.nothing = plain_label(name="entriesTitle"), WrappedLabel("effectsNothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint = WrappedLabel("secondary")
        self.table = EffectsTable(self.model)
        self.chosen_title = WrappedLabel("sectionTitle")
        self.course = WrappedLabel("secondary")
        self.problem = WrappedLabel("problem")
        self.form = EffectForm()
        self.save_button = QPushButton("Save description  Ctrl+S")
        self.void_button = QPushButton("Void description…  Alt+F8")
        self.reasons = ReasonBar()
        self._card = QFrame()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.table.entered_row.connect(self._go_to_form)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.form.changed.connect(self._note_typed)
        self.form.left_last.connect(self.save_button.setFocus)
        for edit in (self.form.onset, self.form.end):
            edit.editingFinished.connect(self._settle_moments)
        self.save_button.clicked.connect(self.save)
        self.void_button.clicked.connect(self._ask_void)
        self.reasons.chosen.connect(self._void)
        self.reasons.cancelled.connect(self.take_focus)
        bind_keys(self, {"Ctrl+S": self.save, "Alt+F8": self._ask_void})

    # What is shown

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        is_other = self._get_trial_id() != snapshot.trial.trial_id
        kept = None if is_other else self._chosen
        self._snapshot = snapshot
        if is_other:
            self._typed = {}
            self._chosen = None
            self.reasons.hide()
        self._show_episodes(kept)

    def _show_episodes(self, kept: Episode | None) -> None:
        snapshot = self._get_snapshot()
        trial, now = snapshot.trial, snapshot.taken_at
        zone = trial.details.time_zone
        episodes = get_episodes(trial, now)
        self.title.setText(format_summary(episodes))
        self.nothing.show_text("" if episodes else format_nothing(trial))
        self.nothing.setVisible(not episodes)
        self.hint.show_text(_HINT if episodes else "")
        self.table.setVisible(bool(episodes))
        self.table.course_delegate.show_now(now, zone)
        self.model.show_episodes(episodes, now, zone)
        self.table.span_headings(self.model.list_headings())
        key = "" if kept is None else _get_key(kept)
        row = self.model.find_row(lambda e: _get_key(e) == key)
        self.table.select_row(max(row, self.model.find_row(lambda _: True)) if row < 0 else row)
        self._show_chosen()

    def _show_chosen(self) -> None:
        episode = self.model.episode_at(self.table.currentIndex().row())
        self._card.setVisible(episode is not None)
        self._chosen = episode
        self.problem.hide()
        if episode is None:
            return
        snapshot = self._get_snapshot()
        now, zone = snapshot.taken_at, snapshot.trial.details.time_zone
        self.chosen_title.show_text(format_title(episode, now, zone))
        self.course.show_text(format_course(episode, now, zone))
        self.void_button.setEnabled(episode.detail is not None)
        self.form.show_episode(episode, zone, self._typed.get(_get_key(episode)))

    @override
    def take_focus(self) -> None:
        # Without an effect the page itself has the keyboard, so that its keys work.
        is_empty = self._chosen is None
        policy = Qt.FocusPolicy.StrongFocus if is_empty else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        (self if is_empty else self.table).setFocus()

    def _go_to_form(self) -> None:
        if self._chosen is not None:
            self.form.relation.setFocus()

    # What is typed

    def _note_typed(self) -> None:
        if self._chosen is None:
            return
        key = _get_key(self._chosen)
        self._typed.pop(key, None)
        if self.form.is_changed:
            self._typed[key] = self.form.get_text()
        self.note_change()

    def _settle_moments(self) -> None:
        self.form.settle_moments(self.clock(), self._get_snapshot().trial.details.time_zone)

    @override
    def get_form(self) -> str:
        if not self._typed:
            return ""
        return json.dumps({key: asdict(text) for key, text in self._typed.items()})

    @override
    def show_form(self, form: str) -> None:
        drafts = json.loads(form) if form else {}
        read = {key: read_text(draft) for key, draft in drafts.items()}
        # A description that is stored has served, whatever became of its draft.
        snapshot = self._get_snapshot()
        zone = snapshot.trial.details.time_zone
        episodes = get_episodes(snapshot.trial, snapshot.taken_at)
        stored = {_get_key(episode): get_stored(episode, zone) for episode in episodes}
        self._typed = {
            key: text for key, text in read.items() if text is not None and text != stored.get(key)
        }
        self._show_chosen()

    # What is asked for

    def save(self) -> None:
        """Ask to store what is stated of the chosen episode."""
        episode = self._chosen
        if episode is None:
            return
        if episode.detail is not None and not self.form.is_changed:
            self.problem.show_text(_UNCHANGED)
            self.problem.show()
            return
        snapshot = self._get_snapshot()
        trial_id, zone = snapshot.trial.trial_id, snapshot.trial.details.time_zone
        try:
            detail = self.form.read(episode, self.clock(), zone)
        except RefusedError as refusal:
            self.show_problems(refusal.problems)
            return
        said = f"{episode.label} is described."
        self._asked_key = _get_key(episode)
        self.asked.emit(Request(lambda clinic: clinic.effects.describe(trial_id, detail), said))

    @override
    def leave(self) -> None:
        if self.reasons.isVisible():
            self.reasons.hide()
            self.take_focus()
        else:
            self.closed.emit()

    def _ask_void(self) -> None:
        episode = self._chosen
        if episode is not None and episode.detail is not None:
            question = f"Why is the description of {episode.label} made void? Its grades stay."
            self.reasons.ask(question, "Void the description", "Keep the description")

    def _void(self, reason: AmendReason, words: str) -> None:
        episode = self._chosen
        if episode is None or episode.detail is None:
            return
        self._asked_key = ""  # what is typed and not stored outlives the description
        trial_id, detail_id = self._get_snapshot().trial.trial_id, episode.detail.detail_id
        why = words or reason.value
        said = f"The description of {episode.label} is void."
        self.asked.emit(Request(lambda clinic: clinic.effects.void(trial_id, detail_id, why), said))

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.form.show_problems(problems)
        others = [p.sentence for p in problems if p.field not in self.form.fields]
        self.problem.show_text(" ".join(others))
        self.problem.setVisible(bool(others))
        first = next((p.field for p in problems if p.field in self.form.fields), None)
        if first is not None:
            self.form.fields[first].focus_editor()

    @override
    def show_stored(self) -> None:
        self._typed.pop(self._asked_key, None)
        self.reasons.hide()
        self._show_chosen()
        self.take_focus()

    def _get_snapshot(self) -> Snapshot:
        if self._snapshot is None:
            raise RuntimeError("The tab of side effects is used before a trial is shown.")
        return self._snapshot

    def _get_trial_id(self) -> str:
        return "" if self._snapshot is None else self._snapshot.trial.trial_id

    def _lay_out(self) -> None:
        self.void_button.setProperty("small", True)
        self.save_button.setProperty("primary", True)
        body = QWidget()
        body.setObjectName("formBody")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(make_scroll(body))
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(self._make_list(), 1)
        outer.addWidget(self.reasons)
        outer.addWidget(self._card)
        self._card.setObjectName("card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        for part in (self.chosen_title, self.course, self.problem, self.form):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.void_button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _make_list(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        return card


def _get_key(episode: Episode) -> str:
    """Return what an episode is known by, whatever is stated of it."""
    first = episode.readings[0].at if episode.readings else episode.onset_at
    return f"{episode.effect} {first.isoformat()}"
