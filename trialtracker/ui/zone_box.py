"""The clinic's time zone, typed or picked from the list of IANA names."""

from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from trialtracker.overriding import override
from trialtracker.ui.form_field import QuietComboBox


class ZoneBox(QuietComboBox):
    """An editable list of time zones; the list itself is read when the box is first used."""

    def __init__(self, time_zone: str) -> None:
        super().__init__()
        self._default = time_zone
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.show_zone(time_zone)

    def show_zone(self, time_zone: str) -> None:
        """Show a zone by its IANA name."""
        self.setEditText(time_zone)

    def get_zone(self) -> str:
        """Return the zone's IANA name.

        Raises:
            ValueError: with a sentence, if there is no such zone.
        """
        typed = self.currentText().strip()
        if not _is_zone(typed):
            raise ValueError(f"“{typed}” is not a time zone. Write it as {self._default}.")
        return typed

    def zone_or_default(self) -> str:
        """Return the zone, or the given one while what is typed is no zone."""
        typed = self.currentText().strip()
        return typed if _is_zone(typed) else self._default

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    @override
    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def _fill(self) -> None:
        if self.count():
            return
        typed = self.currentText()
        self.blockSignals(True)
        self.addItems(sorted(available_timezones()))
        self.setCurrentIndex(self.findText(typed))
        self.setEditText(typed)
        self.blockSignals(False)
        if completer := self.completer():
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # no such zone, a path, or a folder of zones
        return False
    return True
