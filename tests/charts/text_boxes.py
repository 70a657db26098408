"""Where the texts of a drawn chart stand, and which of them cover each other."""

from itertools import combinations
from typing import NamedTuple

from trialtracker.charts.layout import get_strips
from trialtracker.charts.stamp import Stamp
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.charts.typeface import get_text_width

SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
ASCENT, DESCENT = 0.73, 0.1
"""What letters of Inter reach above and, but for a tail, below their baseline."""

SLACK_PX = 0.5


class TextBox(NamedTuple):
    """One text where it is drawn, in logical pixels from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "TextBox") -> bool:
        """Tell whether two texts share more than a hair's breadth."""
        is_beside = self.left >= other.right - SLACK_PX or other.left >= self.right - SLACK_PX
        is_above = self.bottom >= other.top - SLACK_PX or other.bottom >= self.top - SLACK_PX
        return not (is_beside or is_above)


def list_text_boxes(chart: TrialChart) -> list[TextBox]:
    """Return the box of every text that is seen, scales and axis included."""
    return [
        _to_box(artist)
        for axes in chart.axes.values()
        for artist in axes.get_children()
        if axes.get_visible() and isinstance(artist, Stamp) and artist.get_visible()
        if artist.get_text()
    ]


def list_covered(chart: TrialChart) -> list[tuple[str, str]]:
    """Return every two texts of which one covers the other."""
    pairs = combinations(list_text_boxes(chart), 2)
    return [(one.text, other.text) for one, other in pairs if one.covers(other)]


def list_outside(chart: TrialChart, width: float, height: float) -> list[str]:
    """Return every text that leaves the picture."""
    return [
        box.text
        for box in list_text_boxes(chart)
        if box.left < -1 or box.right > width + 1 or box.bottom < -1 or box.top > height + 1
    ]


def _to_box(stamp: Stamp) -> TextBox:
    size, weight = stamp.look[:2]
    x, y = stamp.get_position()
    width = get_text_width(stamp.get_text(), size, weight)
    left = x - SHARES[str(stamp.get_horizontalalignment())] * width
    return TextBox(stamp.get_text(), left, y - DESCENT * size, left + width, y + ASCENT * size)


def list_cut(chart: TrialChart, width: float, height: float) -> list[str]:
    """Return every text that leaves the strip of its own panel, at whose edge it is cut off."""
    shown = [key for key, axes in chart.axes.items() if axes.get_visible()]
    boxes = {key: chart.get_pen(key).box for key in shown}
    ordered = dict(sorted(boxes.items(), key=lambda each: -each[1].top))
    strips = get_strips(ordered, (width, height), 1)
    return [
        box.text
        for key in shown
        for artist in chart.get_pen(key).drawn
        if isinstance(artist, Stamp) and artist.get_text()
        for box in [_to_box(artist)]
        if box.bottom < strips[key].bottom or box.top > strips[key].top
    ]
