"""What is done with the drug: joined buttons, and whether the syringe is coded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPushButton, QWidget

from trialtracker.clinical.record_choices import DoseKind
from trialtracker.ui.flow_layout import FlowLayout

_KINDS = (DoseKind.BOLUS, DoseKind.RATE, DoseKind.STOP, DoseKind.REFILL)
_GAP = 18
_PLACES = ("first", "middle", "middle", "last")
_TITLES = {
    DoseKind.BOLUS: "Bolus",
    DoseKind.RATE: "Start infusion",
    DoseKind.STOP: "Stop infusion",
    DoseKind.REFILL: "Refill or reservoir",
}
_CHANGE_RATE = "Change rate"


class DoseKindRow(QWidget):
    """Emits chosen when somebody chooses, never when a draft is shown."""

    chosen = Signal()
    drug_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.coded = QCheckBox("&Coded syringe")
        self.coded.setAccessibleName("Coded syringe, blinded")
        self.add_button = QPushButton("Add a drug")
        self.add_button.setProperty("small", True)
        kinds = QWidget()
        joined = QHBoxLayout(kinds)
        joined.setContentsMargins(0, 0, 0, 0)
        joined.setSpacing(0)
        for place, kind in enumerate(_KINDS):
            joined.addWidget(self._make_button(kind, place))
        start = FlowLayout(gap=_GAP)
        start.addWidget(kinds)
        start.addWidget(self.coded)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(start, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self._group.idClicked.connect(self.chosen)
        self.coded.clicked.connect(self.chosen)
        self.add_button.clicked.connect(self.drug_wanted)

    @property
    def kind(self) -> DoseKind:
        """Return what is chosen."""
        return _KINDS[self._group.checkedId()]

    def get_button(self, kind: DoseKind) -> QPushButton:
        """Return the button of a kind."""
        button = self._group.button(_KINDS.index(kind))
        if not isinstance(button, QPushButton):
            raise TypeError(f"{kind} has no button.")
        return button

    def show_kind(self, kind: DoseKind, *, is_coded: bool, is_running: bool) -> None:
        """Show what is done; a rate is started or, where one runs, changed."""
        self.get_button(kind).setChecked(True)
        self.get_button(DoseKind.RATE).setText(
            _CHANGE_RATE if is_running else _TITLES[DoseKind.RATE]
        )
        self.coded.setChecked(is_coded)
        self.get_button(DoseKind.REFILL).setEnabled(not is_coded)
        self.add_button.setVisible(not is_coded and kind is not DoseKind.STOP)

    def _make_button(self, kind: DoseKind, place: int) -> QPushButton:
        button = QPushButton(_TITLES[kind])
        button.setCheckable(True)
        button.setProperty("segment", _PLACES[place])
        button.setAutoDefault(False)
        self._group.addButton(button, place)
        return button
