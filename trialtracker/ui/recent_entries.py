"""The latest entries of a trial, beside the form."""

from datetime import datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from trialtracker.clinical.entry_rows import format_intakes
from trialtracker.clinical.measures import PAIN_MEASURES, MeasureGroup
from trialtracker.clinical.side_effects import (
    COMMON_SIDE_EFFECTS,
    NO_SIDE_EFFECT,
    SIDE_EFFECT_BY_MEASURE,
)
from trialtracker.clinical.time import (
    format_moment,
    format_time,
    format_weekday_date,
    local_date,
)
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_words import (
    OTHER_MEASURES,
    format_number,
    format_readings,
)
from trialtracker.ui.plain_text import plain_label

SHOWN = 3
_SIGNS = tuple(
    measure
    for measure in OTHER_MEASURES
    if measure.group
    in {MeasureGroup.BEDSIDE, MeasureGroup.VITAL, MeasureGroup.SIGN, MeasureGroup.EVENT}
)
_WEEK = timedelta(days=6)


class RecentEntries(QFrame):
    """A card with the latest three current entries, newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._none = plain_label("No entries yet.", "secondary", self)
        self._lines = tuple(self._make_line() for _ in range(SHOWN))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 14)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.addWidget(plain_label("Recent entries", "sectionTitle", self), 0, 0, 1, 2)
        grid.addWidget(self._none, 1, 0, 1, 2)
        for place, (at, scores, effects) in enumerate(self._lines):
            line = 2 + 3 * place
            grid.setRowMinimumHeight(line, 8)
            grid.addWidget(at, line + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(scores, line + 1, 1)
            grid.addWidget(effects, line + 2, 1)
        grid.setColumnStretch(1, 1)

    def _make_line(self) -> tuple[QLabel, QLabel, QLabel]:
        at = plain_label("", "secondary", self)
        at.setWordWrap(True)
        at.setFixedWidth(60)
        scores = plain_label("", "recentScores", self)
        effects = plain_label("", "secondary", self)
        scores.setWordWrap(True)
        effects.setWordWrap(True)
        return at, scores, effects

    def show_trial(self, trial: Trial, now: datetime) -> None:
        """Show the latest entries that count."""
        entries = current_entries(trial.entries)[: -SHOWN - 1 : -1]
        self._none.setVisible(not entries)
        for place, labels in enumerate(self._lines):
            texts = _format_lines(entries[place], trial, now) if place < len(entries) else _EMPTY
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
                label.setVisible(bool(text))


_EMPTY = ("", "", "")


def _format_lines(entry: Entry, trial: Trial, now: datetime) -> tuple[str, str, str]:
    shown_at = format_entry_time(entry.observed_at, now, trial.details.time_zone)
    parts = (
        format_side_effects(entry),
        format_readings(entry.values, {}, _SIGNS),
        *format_intakes(entry, trial),
        "late entry" if entry.is_late else "",
    )
    return shown_at, format_scores(entry), " · ".join(part for part in parts if part)


def format_entry_time(observed_at: datetime, now: datetime, zone: str) -> str:
    """Return '10:00' for today, 'Thu 22:00' within a week, else the date too."""
    day, today = local_date(observed_at, zone), local_date(now, zone)
    if day == today:
        return format_time(observed_at, zone)
    if timedelta(0) <= today - day <= _WEEK:
        weekday = format_weekday_date(day).split()[0]
        return f"{weekday} {format_time(observed_at, zone)}"
    return format_moment(observed_at, zone)


def format_scores(entry: Entry) -> str:
    """Return 'rest 3 · move 4 · worst asleep'; a measure that was not asked does not appear."""
    parts = []
    for measure in PAIN_MEASURES:
        if measure.key in entry.values:
            parts.append(f"{measure.short_label} {format_number(entry.values[measure.key])}")
        elif measure.key in entry.not_assessed:
            reason = entry.not_assessed[measure.key].label.lower()
            parts.append(f"{measure.short_label} not assessed: {reason}")
    return " · ".join(parts) or "no scores"


def format_side_effects(entry: Entry) -> str:
    """Return the grades; 'no side effects' only where every one in view was asked and absent."""
    graded = [key for key in SIDE_EFFECT_BY_MEASURE if key in entry.values]
    present = [
        f"{SIDE_EFFECT_BY_MEASURE[key].label.lower()} {format_number(entry.values[key])}"
        for key in graded
        if entry.values[key] > Decimal(NO_SIDE_EFFECT)
    ]
    if present:
        return " · ".join(present)
    if not graded:
        return "side effects not recorded"
    if all(effect.measure in entry.values for effect in COMMON_SIDE_EFFECTS):
        return "no side effects"
    return f"no side effects among {len(graded)} asked"
