"""What of the dossier speaks absolutely against going on, loud: shape, word and the datum."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.shape_icon import Shape, ShapeIcon


class LoudBar(QFrame):
    """One bar, not an alarm: it stays as long as the answer stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loudBar")
        self.setAccessibleName("Speaks against going on")
        icon = ShapeIcon("loudIcon")
        icon.show_shape(Shape.HEXAGON)
        self._text = WrappedLabel("loudText")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(icon, 0, top)
        row.addWidget(plain_label("Speaks against going on", "loudTitle"), 0, top)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is shown."""
        return self._text.accessibleName()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show each sentence on its own line; without one the bar goes."""
        self._text.show_text("\n".join(sentences))
        self.setVisible(bool(sentences))
