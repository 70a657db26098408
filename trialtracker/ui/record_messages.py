"""The sentences at one field: why it is refused, and what is asked about it."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from trialtracker.ui.record_labels import make_message


class FieldMessages:
    """A label for each kind of sentence, made when there is first something to say."""

    def __init__(self, grid: QGridLayout, column: int, parent: QWidget) -> None:
        self._grid = grid
        self._column = column
        self._parent = parent
        self._labels: dict[str, QLabel] = {}

    def show_problem(self, sentence: str) -> None:
        """Show why the field is refused; empty takes the sentence away."""
        self._show("problem", sentence)

    def show_doubt(self, sentence: str) -> None:
        """Ask about an improbable answer; empty takes the question away."""
        self._show("doubt", f"▲ {sentence} Press Enter to keep it." if sentence else "")

    def get_problem(self) -> str:
        """Return the refusal, '' without one."""
        return self._get("problem")

    def get_doubt(self) -> str:
        """Return the question, '' without one."""
        return self._get("doubt")

    def _get(self, name: str) -> str:
        return self._labels[name].text() if name in self._labels else ""

    def _show(self, name: str, sentence: str) -> None:
        if sentence and name not in self._labels:
            self._labels[name] = make_message(name, self._parent)
            self._grid.addWidget(self._labels[name], self._grid.rowCount(), self._column, 1, -1)
        if name in self._labels:
            self._labels[name].setText(sentence)
            self._labels[name].setVisible(bool(sentence))
