"""The line at the foot of the window: is everything saved, and in which store."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trialtracker.ui.plain_text import ElidedLabel, plain_label
from trialtracker.ui.shape_icon import Shape, ShapeIcon
from trialtracker.ui.styling import set_style_property


class StatusStrip(QFrame):
    """Saved or not, in shape and word; then the store."""

    def __init__(self, store: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._icon = ShapeIcon("statusIcon", 12)
        self._state = plain_label("", "status")
        self._is_unsaved = False
        self._store = ElidedLabel("status", 120)
        self._store.show_text(store)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._state)
        layout.addSpacing(20)
        layout.addWidget(self._store, 1)
        self.show_saved("All entries saved")

    def show_saved(self, text: str) -> None:
        """Say that nothing waits to be stored."""
        self._show(text, Shape.TICK, is_unsaved=False)

    def show_all_saved(self) -> None:
        """Take back that something is not on disk."""
        if self._is_unsaved:
            self.show_saved("All entries saved")

    def show_unsaved(self, text: str) -> None:
        """Say what is not on disk."""
        self._show(text, Shape.WARNING, is_unsaved=True)

    def _show(self, text: str, shape: Shape, *, is_unsaved: bool) -> None:
        self._is_unsaved = is_unsaved
        self._icon.show_shape(shape)
        self._state.setText(text)
        for widget in (self._icon, self._state):
            set_style_property(widget, "unsaved", is_unsaved)
