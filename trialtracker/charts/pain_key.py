"""The key above the pain panel: a sample of each line, of the band, and of what is late."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.pain_styles import PainStyle
from trialtracker.charts.pen import Lettering, Pen, Stroke
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartSeries

SIZE = 10.5
SAMPLE_PX = 42.0
BAND_PX = 9.0
LATE = "hollow or framed: late"


@dataclass(frozen=True, slots=True)
class KeyItem:
    """What one sample stands for; without a sample the text says all."""

    name: str
    text: str
    sample: Stroke | None

    @property
    def width(self) -> float:
        """Return the room it needs, with the space before it."""
        return get_text_width(self.text, SIZE) + (14.0 if self.sample is None else SAMPLE_PX)


def get_band_colour(colours: ChartColours) -> str:
    """Return the colour of the band about the baseline: grey, and lines show through."""
    return f"{colours.secondary}30"


def draw_key(pen: Pen, series: ChartSeries, styles: Sequence[PainStyle], left: float) -> None:
    """Draw as many items as fit right of left, the lines first; they stand in reading order."""
    right, row = pen.box.right + 106, pen.box.top + 30
    look = Lettering(pen.colours.ink, SIZE, rise="centre")
    secondary = Lettering(pen.colours.secondary, SIZE, rise="centre")
    for item in reversed(list(_fit(_list_items(pen, series, styles), right - left))):
        start = right - get_text_width(item.text, SIZE)
        pen.text(
            f"key {item.name}", (start, row), item.text, secondary if item.sample is None else look
        )
        if item.sample is not None:
            cap = item.sample.width / 2 if item.sample.width == BAND_PX else 0.0
            ends = [start - 27 + cap, start - 16, start - 5 - cap]
            pen.sample(f"key sample {item.name}", ends, [row] * 3, item.sample)
        right -= item.width


def _list_items(pen: Pen, series: ChartSeries, styles: Iterable[PainStyle]) -> Iterator[KeyItem]:
    for style in styles:
        yield KeyItem(style.key, style.label, style.sample)
    band = series.baseline
    if band is not None and band.spread is not None:
        text = f"{band.name} \u00b1 1 SD, {band.scores}"
        yield KeyItem("band", text, Stroke(get_band_colour(pen.colours), BAND_PX))
    if any(point.is_late for line in series.lines for point in line.points):
        yield KeyItem("late", LATE, None)


def _fit(items: Iterable[KeyItem], room: float) -> Iterator[KeyItem]:
    for item in items:
        room -= item.width
        if room >= 0:
            yield item
        else:
            return
