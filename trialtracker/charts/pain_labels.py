"""The words of the pain panel: latest scores beside their lines, reference labels, the key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trialtracker.charts.layout import Box
from trialtracker.charts.pain_styles import PainStyle
from trialtracker.charts.pen import Lettering, Pen, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.value_series import ValueLine, format_tenth, format_value

LARGE, SMALL_FIGURE, SMALL = 22.0, 15.0, 10.5
BESIDE_SCALE_PX = 30.0
LINE_PX = 12.0
ABOVE_AXIS_PX = 2.0
BELOW_PX = 6.0
"""How far below its panel a label may reach before it is in the strip of the next."""
ROOM_FOR_SPREAD_PX = 80.0
"""A lower panel has no line for the spread of the baseline."""
INSIDE_PX = 118.0
"""Free room beside the last reading from which its labels stand in the panel."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a wanted height: a large figure, or none, and small lines beside it."""

    name: str
    y_px: float
    colour: str
    figure: str
    lines: tuple[str, ...]
    is_important: bool = True
    is_small: bool = False

    @property
    def height(self) -> float:
        """Return how much room it needs."""
        if self.figure:
            return 18.0 if self.is_small else 29.0
        return 14.0 + LINE_PX * (len(self.lines) - 1)


def draw_labels(pen: Pen, series: ChartSeries, styles: Sequence[PainStyle]) -> None:
    """Write the names of the lines left of the scale and the latest scores beside their points."""
    lines = {line.key: line for line in series.lines}
    seen = [style for style in styles if _is_seen(pen, lines[style.key])]
    latest = [_get_latest(pen, lines[style.key], style) for style in seen]
    _draw_references(pen, _get_references(pen, series))
    inside = get_inside_column(pen, series)
    if inside is not None:
        # Inside, they stand above the axis, which would strike them through.
        _draw_column(pen, latest, inside[0], (pen.box.bottom + ABOVE_AXIS_PX, pen.box.top + 2))
    else:
        beside = (pen.box.bottom - BELOW_PX, pen.box.top + 12)
        _draw_column(pen, latest, pen.box.right + 7, beside)


def get_inside_column(pen: Pen, series: ChartSeries) -> tuple[float, float] | None:
    """Return from where to where the latest scores stand in the panel, None if beside it."""
    shown = [line.latest[-1].at for line in series.lines if _is_seen(pen, line)]
    last = max((pen.x_px(to_x(at)) for at in shown), default=0.0)
    return (last + 11, last + INSIDE_PX) if pen.box.right - last > INSIDE_PX else None


def _is_seen(pen: Pen, line: ValueLine) -> bool:
    low, high = pen.x_limits
    return low <= to_x(line.latest[-1].at) <= high


def _draw_references(pen: Pen, labels: Sequence[Label]) -> None:
    """Write the names of the lines left of the scale, where nothing pushes them off their level."""
    right = pen.box.left - BESIDE_SCALE_PX
    centres = spread(labels, pen.box.bottom - 7, pen.box.top + 7)
    for label, centre in zip(labels, centres, strict=True):
        look = Lettering(label.colour, SMALL, "Medium", "right", "centre")
        top = centre + LINE_PX / 2 * (len(label.lines) - 1)
        for place, line in enumerate(label.lines):
            pen.text(f"label {label.name} {place}", (right, top - LINE_PX * place), line, look)


def spread(labels: Sequence[Label], bottom: float, top: float) -> tuple[float, ...]:
    """Return the centres of labels, in their order, moved apart so that none overlap."""
    order = sorted(range(len(labels)), key=lambda n: labels[n].y_px)
    centres = [0.0] * len(labels)
    edge = bottom
    for n in order:
        centres[n] = max(labels[n].y_px, edge + labels[n].height / 2)
        edge = centres[n] + labels[n].height / 2
    edge = max(top, bottom + sum(label.height for label in labels))
    for n in reversed(order):
        centres[n] = min(centres[n], edge - labels[n].height / 2)
        edge = centres[n] - labels[n].height / 2
    return tuple(centres)


def _get_references(pen: Pen, series: ChartSeries) -> list[Label]:
    if series.baseline_mean is None or series.threshold_score is None:
        return []
    band = series.baseline
    name = "baseline" if band is None else band.name
    baseline = [f"{name} {format_tenth(series.baseline_mean)}"]
    if band is not None and band.spread is not None and pen.box.height >= ROOM_FOR_SPREAD_PX:
        baseline.append(f"\u00b1 {format_tenth(band.spread)} SD")
    needed = f"{float(series.relief_percent_needed):g} % relief"
    level = pen.y_px(float(series.baseline_mean))
    threshold = pen.y_px(float(series.threshold_score))
    return [
        Label("baseline", level, pen.colours.ink, "", tuple(baseline)),
        Label("threshold", threshold, pen.colours.threshold, "", (needed,)),
    ]


def _get_latest(pen: Pen, line: ValueLine, style: PainStyle) -> Label:
    values = [format_value(point.value) for point in line.latest]
    level = pen.y_px(float(line.latest[-1].value))
    if not style.is_prominent:
        text = f"{style.label} {values[-1]}"
        return Label(line.key, level, style.stroke.colour, "", (text,), is_important=False)
    before = (f"before {values[0]}",) if len(values) > 1 else ()
    return Label(line.key, level, style.stroke.colour, values[-1], (style.label, *before))


def _draw_column(pen: Pen, labels: Sequence[Label], left: float, rows: tuple[float, float]) -> None:
    bottom, top = rows
    shown = _fit(labels, top - bottom)
    for label, centre in zip(shown, spread(shown, bottom, top), strict=True):
        _draw_label(pen, label, left, centre)


def _fit(labels: Sequence[Label], room_px: float) -> Sequence[Label]:
    """Return the labels in full, or smaller, or at last without the less important ones."""
    small = [replace(label, is_small=True, lines=label.lines[:1]) for label in labels]
    prominent = [label for label in small if label.is_important]
    for fitting in (labels, small):
        if sum(label.height for label in fitting) <= room_px:
            return fitting
    return prominent


def _get_width(label: Label) -> float:
    size = SMALL_FIGURE if label.is_small else LARGE
    figure = get_text_width(label.figure, size, "Bold") + 5 if label.figure else 0.0
    return figure + max((get_text_width(line, SMALL, "Medium") for line in label.lines), default=0)


def _draw_label(pen: Pen, label: Label, left: float, centre: float) -> None:
    ground = Box(left - 2, centre - label.height / 2, _get_width(label) + 4, label.height)
    pen.ground(f"ground {label.name} {label.is_small}", ground)
    if label.figure:
        size = SMALL_FIGURE if label.is_small else LARGE
        figure = Lettering(label.colour, size, "Bold", rise="centre")
        pen.text(f"latest {label.name} {size}", (left, centre), label.figure, figure)
        left += get_text_width(label.figure, size, "Bold") + 5
    looks = (
        Lettering(label.colour, SMALL, "Medium", rise="centre"),
        Lettering(pen.colours.secondary, SMALL, rise="centre"),
    )
    rise = 6.0 * (len(label.lines) - 1)
    for place, (text, look) in enumerate(zip(label.lines, looks, strict=False)):
        pen.text(f"label {label.name} {place}", (left, centre + rise - 13 * place), text, look)
