"""The keys of the program, on one page (F1)."""

from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.ui.plain_text import plain_label

KEYS = (
    ("Everywhere", ""),
    ("Ctrl+K", "find a patient by name or MRN"),
    ("Ctrl+N", "new trial"),
    ("Ctrl+1, Ctrl+2, Ctrl+comma", "Today, all trials, settings"),
    ("F5", "read the list again"),
    ("In a list", ""),
    ("Enter", "open the trial"),
    ("Ctrl+R", "record for the trial"),
    ("In a trial", ""),
    ("Ctrl+R, Ctrl+T, Ctrl+E", "record, chart, entries"),
    ("Ctrl+L", "side effects over time; Enter: describe the chosen one"),
    ("Ctrl+G", "sheets and diaries from paper, typed line by line"),
    ("Ctrl+P", "print blank sheets for downtime"),
    ("Alt+F8, Alt+F7", "in Entries: make the entry void, move it to another patient"),
    ("Ctrl+D", "give or change a dose"),
    ("Ctrl+O", "oral opioids and patches; Alt+F7: a patch was taken off"),
    ("Ctrl+B, Alt+F10", "the dossier (Y, N, U answer an item), end the trial"),
    ("Ctrl+U", "record an unscheduled event"),
    ("Alt+K, then 1 to 5 or R", "what was done about a safety finding; R: resolved"),
    ("Left, Right", "read the chart entry by entry"),
    ("Ctrl+Z", "make the entry saved just now void"),
    ("Esc", "back to the list; a form keeps its draft"),
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


class KeysDialog(QDialog):
    """A table of keys; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for row, (key, meaning) in enumerate(KEYS):
            style = "keyName" if meaning else "sectionTitle"
            grid.addWidget(plain_label(key, style), row, 0)
            grid.addWidget(plain_label(meaning), row, 1)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(close)
