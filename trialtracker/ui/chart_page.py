"""Chart and assessment side by side, or one below the other where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from trialtracker.overriding import override

_NARROW = 760
_LOW = 320
_LEAST_CHART_HEIGHT = 280
_LEAST_ASSESSMENT_HEIGHT = 420


class ChartPage(QScrollArea):
    """Scrolls where the window is too low for a chart that can be read."""

    def __init__(self, chart: QWidget, assessment: QWidget) -> None:
        super().__init__()
        self.setObjectName("sideScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._assessment = assessment
        both = _Least()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._chart = _make_card(chart)
        self._box.addWidget(self._chart, 1)
        self._box.addWidget(assessment)
        self.setWidget(both)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        self._chart.setMinimumHeight(0 if is_low else _LEAST_CHART_HEIGHT)
        is_narrow = event.size().width() < _NARROW
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._assessment.setMinimumHeight(_LEAST_ASSESSMENT_HEIGHT if is_narrow else 0)
        self._assessment.updateGeometry()  # its width is a share of the window's


def _make_card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(8, 8, 8, 8)
    layout.addWidget(content)
    return card


class _Least(QWidget):
    """Asks the scroll area for its least height; Qt would ask for the height it likes best."""

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)
