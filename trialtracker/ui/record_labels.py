"""Labels of the Record screen: plain text always, named for the style sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def make_label(text: str, name: str, parent: QWidget | None = None) -> QLabel:
    """Return a plain-text label; name is its name in the style sheet."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label


def make_message(name: str, parent: QWidget | None = None) -> QLabel:
    """Return a hidden label that wraps, for a sentence at a field."""
    label = make_label("", name, parent)
    label.setWordWrap(True)
    label.hide()
    return label


def with_mnemonic(text: str, letter: str) -> str:
    """Return the text with the letter marked as its Alt key."""
    place = text.casefold().find(letter.casefold()) if letter else -1
    escaped = [char.replace("&", "&&") for char in text]
    if place >= 0:
        escaped[place] = f"&{escaped[place]}"
    return "".join(escaped)
