"""One drug of the dose form: name, amount with its unit in words, and the last dose beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.drugs import DRUG_BY_KEY, DRUGS
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.units import format_dose, parse_dose
from trialtracker.ui.dose_defaults import format_last, get_per, get_unit
from trialtracker.ui.dose_draft import ComponentDraft
from trialtracker.ui.flow_layout import FlowLabel, FlowLayout
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.styling import set_style_property

_AMOUNT_WIDTH = 128
_DRUG_WIDTH = 176


class ComponentRow(QWidget):
    """What is typed is told again in full behind the field, so that a slip of the point is seen."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial: Trial | None = None
        self._kind = DoseKind.RATE
        self.drug = QuietComboBox()
        self.drug.setObjectName("doseDrug")
        self.drug.setFixedWidth(_DRUG_WIDTH)
        self.drug.setAccessibleName("Drug")
        for drug in DRUGS:
            self.drug.addItem(drug.label, drug.key)
        self.amount = QLineEdit()
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = plain_label(name="doseUnit")
        self.meaning = FlowLabel("secondary")
        self.remove_button = QPushButton("Take out")
        self.remove_button.setProperty("small", True)
        self.problem_label = WrappedLabel("problem")
        self.doubt_label = WrappedLabel("doubt")
        self._lay_out()
        self._connect()

    def show_component(self, component: ComponentDraft, trial: Trial, kind: DoseKind) -> None:
        """Show a drug as it stands in a draft, against the doses of a trial."""
        self._trial, self._kind = trial, kind
        self._list_drug(component.drug)
        self.drug.setCurrentIndex(self.drug.findData(component.drug))
        self.amount.setText(component.amount)
        self._refresh()

    def get_component(self) -> ComponentDraft:
        """Return the drug as it stands."""
        return ComponentDraft(str(self.drug.currentData()), self.amount.text().strip())

    @property
    def key(self) -> str:
        """Return the drug that is chosen."""
        return str(self.drug.currentData())

    @property
    def problem(self) -> str:
        """Return why the drug is refused, empty if it is not."""
        return self.problem_label.accessibleName()

    @property
    def doubt(self) -> str:
        """Return what is asked about the drug, empty if nothing is."""
        return self.doubt_label.accessibleName()

    def show_problem(self, sentence: str) -> None:
        """Show why the drug is refused; empty takes the sentence away."""
        self._show(self.problem_label, "problem", sentence)

    def show_doubt(self, sentence: str) -> None:
        """Show what is improbable; empty takes the sentence away."""
        self._show(self.doubt_label, "doubt", f"▲ {sentence}" if sentence else "")

    def take_focus(self) -> None:
        """Put the keyboard on the amount, all of it selected, or on the drug at a stop."""
        if self._kind is DoseKind.STOP:
            self.drug.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.selectAll()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the widgets that Tab visits, in order."""
        return self.drug, self.amount, self.remove_button

    def _show(self, label: WrappedLabel, name: str, sentence: str) -> None:
        label.show_text(sentence)
        label.setVisible(bool(sentence))
        set_style_property(self.amount, name, bool(sentence))
        self._describe()

    def _list_drug(self, key: str) -> None:
        """Offer a drug that runs although the list does not have it: it can be stopped."""
        if key not in DRUG_BY_KEY and self.drug.findData(key) < 0:
            self.drug.addItem(key, key)

    def _change(self) -> None:
        self.show_problem("")
        self.show_doubt("")
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        if self._trial is None:
            return
        is_stop = self._kind is DoseKind.STOP
        unit, per = get_unit(self._trial, self.key, self._kind), get_per(self._kind)
        self.unit.setText("stops" if is_stop else f"{unit.label}{per.label}")
        self.amount.setVisible(not is_stop)
        last = format_last(self._trial, self.key, self._kind)
        self.meaning.show_text(" · ".join(part for part in (self._get_meaning(), last) if part))
        self.drug.setEnabled(not is_stop)
        self._describe()

    def _get_meaning(self) -> str:
        """Return the amount as it is understood, where that differs from what is typed."""
        if self._trial is None or self._kind is DoseKind.STOP or not self.amount.text().strip():
            return ""
        unit, per = get_unit(self._trial, self.key, self._kind), get_per(self._kind)
        try:
            amount = parse_dose(self.amount.text(), per, unit)
        except ValueError:
            return ""
        return f"= {self.key} {format_dose(amount, unit, per)}"

    def _describe(self) -> None:
        what = "Concentration" if self._kind is DoseKind.REFILL else "Amount"
        self.amount.setAccessibleName(f"{what} of {self.key}, {self.unit.text()}")
        parts = (self.meaning.accessibleName(), self.problem, self.doubt)
        self.amount.setAccessibleDescription("; ".join(part for part in parts if part))
        self.remove_button.setAccessibleName(f"Take {self.key} out")

    def _connect(self) -> None:
        self.drug.currentIndexChanged.connect(self._refresh)
        self.drug.activated.connect(self._change)
        self.amount.textEdited.connect(self._change)
        self.remove_button.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        line = FlowLayout(gap=8)
        for widget in (self.drug, self.amount, self.unit, self.remove_button, self.meaning):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        for label in (self.problem_label, self.doubt_label):
            label.hide()
            column.addWidget(label)
