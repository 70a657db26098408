"""The scores that are computed from the form as it stands, beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.ui.plain_text import plain_label


class ScoresCard(QFrame):
    """A card that is there while there is a score, complete or not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._lines = plain_label("", "definition", self)
        self._lines.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        box.addWidget(plain_label("Scores of this entry", "sectionTitle", self))
        box.addWidget(self._lines)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show a sentence for each score; none takes the card away."""
        self._lines.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def get_text(self) -> str:
        """Return the sentences."""
        return self._lines.text()
