"""The line above the entries: how many there are, and what can be done with the chosen one."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from trialtracker.ui.plain_text import WrappedLabel

_SHOW_HISTORY = "&Show amended and void"
_HIDE_HISTORY = "Hide amended and &void"
_WIDE = 1060
_ABOVE, _ABOVE_LOW = 10, 4


class EntriesHead(QWidget):
    """The buttons name their keys where there is room for them; their tooltips do always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrappedLabel("entriesTitle")
        self.history_button = QPushButton(_SHOW_HISTORY)
        self.history_button.setCheckable(True)
        self.csv_button = QPushButton("Save &CSV…")
        self.csv_button.setAccessibleName("Save CSV…")
        self.csv_button.setToolTip("Save the rows of this table as a CSV file")
        self.amend_button, self.void_button, self.move_button = (QPushButton() for _ in range(3))
        self._acts = {
            self.amend_button: ("Amend entry", "Enter"),
            self.void_button: ("Void entry", "Alt+F8"),
            self.move_button: ("Move entry", "Alt+F7"),
        }
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self.title, 1)
        self._row.addSpacing(8)
        for button in (self.history_button, self.csv_button, *self._acts):
            button.setProperty("small", True)
            self._row.addWidget(button)
        for button, (title, key) in self._acts.items():
            button.setToolTip(f"{title} ({key})")
            button.setAccessibleName(f"{title}…  {key}")
        self.history_button.toggled.connect(self._name_history)
        self.fit(0, is_low=False)

    def fit(self, width: int, *, is_low: bool) -> None:
        """Take no more room than the window has."""
        above = _ABOVE_LOW if is_low else _ABOVE
        self.csv_button.setText("Save &CSV…" if width >= _WIDE else "&CSV…")
        self._row.setContentsMargins(14, above, 14, above)
        for button, (title, key) in self._acts.items():
            button.setText(f"{title}…  {key}" if width >= _WIDE else f"{title.split()[0]}…")

    def show_changeable(self, *, is_changeable: bool) -> None:
        """Offer what can be done with the chosen entry."""
        for button in self._acts:
            button.setEnabled(is_changeable)

    def show_copyable(self, *, is_copyable: bool) -> None:
        """Offer to save the rows where there are any."""
        self.csv_button.setEnabled(is_copyable)

    def _name_history(self, is_shown: bool) -> None:
        self.history_button.setText(_HIDE_HISTORY if is_shown else _SHOW_HISTORY)
