"""Labels of the Record screen: a sentence at a field, and a title that shows its Alt key."""

from PySide6.QtWidgets import QLabel, QWidget

from trialtracker.ui.plain_text import plain_label


def make_message(name: str, parent: QWidget | None = None) -> QLabel:
    """Return a hidden label that wraps, for a sentence at a field."""
    label = plain_label("", name, parent)
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
