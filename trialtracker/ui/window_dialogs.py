"""The dialogues that the window opens from any page; each is loaded when it is wanted."""

from PySide6.QtWidgets import QWidget


def show_keys(window: QWidget) -> None:
    """Show the keys of the program."""
    from trialtracker.ui.keys_dialog import KeysDialog

    KeysDialog(window).open()
