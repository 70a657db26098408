"""A chart in a window of its own, and what a hand does on it."""

from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.samples import AS_OF, make_assessment
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.chart_moves import Window
from trialtracker.ui.chart_view import ChartView

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def make_snapshot(trial: Trial, as_of: datetime = AS_OF) -> Snapshot:
    """Return the snapshot of a trial."""
    return Snapshot(trial, make_assessment(as_of=as_of), None, as_of)


def open_chart(qtbot: QtBot, trial: Trial, size: tuple[int, int] = (900, 600)) -> ChartView:
    """Return the view of a trial, shown and painted."""
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_snapshot(make_snapshot(trial))
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    return view


def canvas_of(view: ChartView) -> ChartCanvas:
    """Return the canvas of a view."""
    (canvas,) = view.findChildren(ChartCanvas)
    return canvas


def chart_of(view: ChartView) -> TrialChart:
    """Return the chart on the canvas."""
    chart = canvas_of(view).chart
    assert chart is not None
    return chart


def window_of(view: ChartView) -> Window:
    """Return from when to when the picture on the screen is."""
    view.grab()
    window = chart_of(view).get_window()
    assert window == canvas_of(view).get_window()
    return window


def place_of(view: ChartView, at: datetime) -> QPoint:
    """Return where a moment stands in the panel of pain."""
    view.grab()
    return QPoint(round(chart_of(view).get_pen("pain").x_px(to_x(at))), 100)


def press(view: ChartView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press keys on the canvas."""
    for key in keys:
        QTest.keyClick(canvas_of(view), key, modifier)


def turn(
    view: ChartView,
    place: QPoint,
    modifier: Qt.KeyboardModifier = NONE,
    delta: tuple[int, int] = (0, 120),
) -> bool:
    """Turn the wheel at a place; tell whether the chart has taken it."""
    canvas = canvas_of(view)
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(*delta),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    canvas.wheelEvent(event)
    return event.isAccepted()


def pull(view: ChartView, start: QPoint, *by_px: int) -> None:
    """Press at a place and move by that much, one step after the other, without letting go."""
    canvas = canvas_of(view)
    QTest.mousePress(canvas, LEFT, NONE, start)
    for step in by_px:
        QTest.mouseMove(canvas, start + QPoint(step, 0))
        QApplication.sendPostedEvents()


def let_go(view: ChartView, place: QPoint) -> None:
    """Let the button go."""
    QTest.mouseRelease(canvas_of(view), LEFT, NONE, place)
