"""The keys of the program, on one page (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trialtracker.ui.plain_text import plain_label

LEFT = (
    ("Everywhere", ""),
    ("Ctrl+K", "find a patient by name or MRN"),
    ("Ctrl+N", "new trial"),
    ("Ctrl+1, Ctrl+2, Ctrl+comma", "Today, all trials, settings"),
    ("Ctrl+3", "outcomes of the clinic"),
    ("Ctrl+Shift+C", "criteria sets"),
    ("Ctrl+Shift+U", "who is at the keyboard"),
    ("F5", "read the list again"),
    ("In a list", ""),
    ("Enter", "open the trial"),
    ("Ctrl+R", "record for the trial"),
    ("In a trial", ""),
    ("Ctrl+R, Ctrl+T, Ctrl+E", "record, chart, entries"),
    ("Ctrl+L", "side effects over time; Enter: describe the chosen one"),
    ("Ctrl+G", "sheets and diaries from paper, typed line by line"),
    ("Ctrl+P, Enter", "print or save the report; on Record and Paper: blank sheets"),
    ("Alt+F8, Alt+F7", "in Entries: make the entry void, move it to another patient"),
    ("Ctrl+D", "give or change a dose"),
    ("Ctrl+O", "oral opioids and patches; Alt+F7: a patch was taken off"),
    ("Ctrl+B, Alt+F10", "the dossier (Y, N, U answer an item), end the trial"),
    ("Ctrl+U", "record an unscheduled event"),
    ("Right, Left, Ctrl+C", "in Entries: open and close what was amended, copy chosen rows"),
    ("Ctrl+J", "two trials of the patient, or two parts of one, side by side"),
    ("Alt+W", "why the verdict is what it is; Ctrl+C copies it"),
    ("Alt+F9, then D, E, N, R or O", "sign a review, as a physician, with the decision"),
    ("Enter on a criterion", "the entries or answers it rests on; Esc goes back"),
    ("Alt+K, then 1 to 5 or R", "what was done about a safety finding; R: resolved"),
    ("Left, Right, then Enter", "read the chart stop by stop; the entry of that stop"),
    ("+, -, 0", "zoom the chart; 0: the whole trial; Ctrl and the wheel zoom as well"),
    ("Shift+Left, Shift+Right", "move along the chart; the page keys by all that is shown"),
    ("Alt+1 to 3, Alt+P, Ctrl+C", "range and panels of the chart; copy it as a picture"),
    ("Ctrl+Z", "make the entry saved just now void"),
    ("Esc", "back to the list; a form keeps its draft"),
)
RIGHT = (
    ("In Doses", ""),
    ("1 to 6", "why the dose was given or changed"),
    ("Ctrl+S, Alt+F8", "save the dose, make the selected dose void"),
    ("In the record form", ""),
    ("0 to 9, 1 then 0", "a score or a grade"),
    ("Tab or Enter", "the next field"),
    ("Alt+0", "none of the side effects in view that are unanswered"),
    ("Alt+S", "open side effects unchanged: each with its last grade"),
    ("Alt+M", "why a score was not assessed"),
    ("Alt+F", "every measure there is, or the short form"),
    ("Alt+P, Alt+T", "respiratory rate; how often an oral opioid was taken"),
    ("Alt+U, Space", "dose unchanged"),
    ("Ctrl+S", "save the entry"),
    ("Ctrl+Enter", "save, and go on with the next entry due"),
)
"""Key and meaning, at the left and at the right; a title has no meaning."""

_MOST_OF_SCREEN = 0.9
_ABOVE_TITLE = 10
_BESIDE, _ABOVE, _GAP, _FRAME = 24, 20, 16, 4
_SCROLL_BAR = 20
_BETWEEN_COLUMNS = 40


class KeysDialog(QDialog):
    """A table of keys in two columns; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.area = QScrollArea()
        self.area.setObjectName("formScroll")
        self.area.setAccessibleName("Keys")
        self.area.setWidgetResizable(True)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.area.setWidget(_make_body(self.columns))
        self.close_button = QPushButton("Close  Esc")
        self.close_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BESIDE, _ABOVE, _BESIDE, _ABOVE)
        layout.setSpacing(_GAP)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_button.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Show all of it where the screen has room; else one column, and scroll."""
        room = self.screen().availableSize() * _MOST_OF_SCREEN
        whole = self._get_whole_size()
        if whole.width() > room.width():
            self.columns.setDirection(QBoxLayout.Direction.TopToBottom)
            whole = self._get_whole_size()
        self.resize(whole.boundedTo(room))

    def _get_whole_size(self) -> QSize:
        body, button = self.columns.totalSizeHint(), self.close_button.sizeHint()
        across, down = 2 * _BESIDE + _SCROLL_BAR, 2 * _ABOVE + _FRAME + _GAP + button.height()
        return QSize(body.width() + across, body.height() + down)


def _make_body(columns: QBoxLayout) -> QWidget:
    body = QWidget()
    body.setObjectName("formBody")
    body.setLayout(columns)
    columns.setContentsMargins(0, 0, _BESIDE, 0)
    columns.setSpacing(_BETWEEN_COLUMNS)
    for keys in (LEFT, RIGHT):
        column = QVBoxLayout()
        column.addLayout(_make_table(keys))
        column.addStretch(1)
        columns.addLayout(column)
    return body


def _make_table(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for row, (key, meaning) in enumerate(keys):
        if meaning:
            grid.addWidget(plain_label(key, "keyName"), row, 0)
            grid.addWidget(plain_label(meaning), row, 1)
        else:
            title = plain_label(key, "sectionTitle")
            title.setContentsMargins(0, _ABOVE_TITLE if row else 0, 0, 2)
            grid.addWidget(title, row, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    return grid
