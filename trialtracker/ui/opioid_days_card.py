"""The MME of each day beside the baseline, with the cautions that stand wherever an MME does."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.opioid_rows import format_baseline, get_day_rows, list_drugs
from trialtracker.clinical.opioids import get_cautions
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.ui.opioid_tables import TextColumn, TextModel, TextTable
from trialtracker.ui.plain_text import WrappedLabel

_COLUMNS = (
    TextColumn("Date", "Wed 20-Nov-2026"),
    TextColumn("Day", "-10", is_number=True),
    TextColumn("MME", "Not recorded", is_number=True, is_strong=True),
    TextColumn("Change", "No change", is_number=True),
    TextColumn("Not in the figure", "Rescue not asked", gives=True),
)


class OpioidDaysCard(QFrame):
    """Shows the days newest first."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._clock = clock
        self.baseline = WrappedLabel("entriesTitle")
        self.table = TextTable(TextModel(_COLUMNS, self), "MME of each day, newest on top")
        self.cautions = WrappedLabel("opioidCautions")
        self.baseline.setContentsMargins(14, 12, 14, 12)
        self.cautions.setContentsMargins(14, 8, 14, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.baseline)
        column.addWidget(self.table, 1)
        column.addWidget(self.cautions)

    def show_trial(self, trial: Trial) -> None:
        """Show the days of a trial."""
        self.baseline.show_text(format_baseline(trial))
        self.table.show_rows(get_day_rows(trial, self._clock()))
        self.cautions.show_text(" ".join(get_cautions(list_drugs(trial))))
