"""The drugs of the dose form: one, or the several of a mixture."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trialtracker.clinical.drugs import DRUGS
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import Trial
from trialtracker.ui.dose_component import ComponentRow
from trialtracker.ui.dose_draft import ComponentDraft
from trialtracker.ui.plain_text import plain_label


class ComponentList(QWidget):
    """A row for each drug; what is taken out of the form is not given."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ComponentRow] = []
        self._trial: Trial | None = None
        self._kind = DoseKind.RATE
        self.nothing = plain_label("No infusion is running.", "secondary")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.nothing)

    def show_components(
        self, components: tuple[ComponentDraft, ...], trial: Trial, kind: DoseKind
    ) -> None:
        """Show the drugs of a draft."""
        self._trial, self._kind = trial, kind
        while len(self.rows) > len(components):
            self._drop(self.rows[-1])
        while len(self.rows) < len(components):
            self._append()
        for row, component in zip(self.rows, components, strict=True):
            row.show_component(component, trial, kind)
            row.show_problem("")
            row.show_doubt("")
        self._arrange()

    def get_components(self) -> tuple[ComponentDraft, ...]:
        """Return the drugs as they stand."""
        return tuple(row.get_component() for row in self.rows)

    def add_drug(self) -> None:
        """Add a further drug, the first that is not named yet."""
        if self._trial is None:
            return
        named = {row.key for row in self.rows}
        free = next((drug.key for drug in DRUGS if drug.key not in named), DRUGS[0].key)
        row = self._append()
        row.show_component(ComponentDraft(free), self._trial, self._kind)
        self._arrange()
        row.drug.setFocus()
        self.changed.emit()

    def show_problems(self, sentences: Mapping[str, str]) -> None:
        """Show why each drug is refused, by its key."""
        for row in self.rows:
            row.show_problem(sentences.get(row.key, ""))

    def show_doubts(self, sentences: Mapping[str, str]) -> None:
        """Show what is asked about each drug, by its key."""
        for row in self.rows:
            row.show_doubt(sentences.get(row.key, ""))

    def _append(self) -> ComponentRow:
        row = ComponentRow()
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._take_out(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _take_out(self, row: ComponentRow) -> None:
        self._drop(row)
        self._arrange()
        self.rows[0].take_focus()
        self.changed.emit()

    def _drop(self, row: ComponentRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        is_mixture = len(self.rows) > 1 and self._kind is not DoseKind.STOP
        self.nothing.setVisible(not self.rows)
        for row in self.rows:
            row.remove_button.setVisible(is_mixture)
            row.show()
