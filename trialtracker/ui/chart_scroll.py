"""Where the drawing scrolls if its panels need more height than there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from trialtracker.ui.chart_canvas import ChartCanvas


def make_scroll(canvas: ChartCanvas) -> QScrollArea:
    """Return the place of a canvas; Up, Down and the page keys scroll it."""
    area = QScrollArea()
    area.setObjectName("chartScroll")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(canvas)
    area.verticalScrollBar().valueChanged.connect(canvas.update)  # its axis stays in view
    return area
