"""Where the drawing scrolls if its panels need more height than there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.scroll_area import make_scroll


def make_chart_scroll(canvas: ChartCanvas) -> QScrollArea:
    """Return the place of a canvas; Up, Down and the page keys scroll it."""
    area = make_scroll(canvas, "chartScroll")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.verticalScrollBar().valueChanged.connect(canvas.update)  # its axis stays in view
    return area
