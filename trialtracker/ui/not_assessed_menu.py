"""The menu of coded reasons why a measure was not assessed; one letter picks a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from trialtracker.clinical.choices import NotAssessed
from trialtracker.ui.record_labels import with_mnemonic


class NotAssessedMenu(QMenu):
    """Lists NotAssessed; the first letter of each label is its key."""

    chosen = Signal(object)

    def __init__(self, measure_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Why not assessed: {measure_name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for reason in NotAssessed:
            action = self.addAction(with_mnemonic(reason.label, reason.label[0]))
            action.setData(reason.value)
        self.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(NotAssessed(action.data()))
