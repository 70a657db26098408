"""The labels under the lowest panel: hours, trial days and dates, dropped rather than collided."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from trialtracker.charts.layout import BOTTOM_PX
from trialtracker.charts.pen import Lettering, Pen, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartDay, ChartSeries
from trialtracker.clinical.time import format_date, format_time, format_weekday_date

SIZE = 10.5
SPACE_PX = 10.0
HOUR_STEPS = (1, 2, 3, 6)
SMALLEST_HOUR_PX = 46.0

FORMATS: tuple[Callable[[date], str], ...] = (
    format_weekday_date,
    lambda day: format_weekday_date(day)[:-5],
    lambda day: format_date(day)[:-5],
)
"""From the full date to the shortest; without the year, the margin says it."""

VisibleDay = tuple[ChartDay, float, float]
"""A day with the pixel columns from which to which it is seen."""


def draw_day_axis(pen: Pen, series: ChartSeries) -> None:
    """Write what fits, in one to three rows below the panel."""
    top = pen.box.bottom - 4
    step = _hour_step(pen) if pen.box.bottom >= BOTTOM_PX else 0
    if step:
        _draw_hours(pen, series, step, top)
        top -= 13
    visible = list(_visible(pen, series))
    to_date = _pick_format(visible)
    dates_top = top - 14 if series.started_at else top
    names = Lettering(pen.colours.ink, SIZE, "SemiBold", "center", "top")
    dates = Lettering(pen.colours.secondary, SIZE, "Regular", "center", "top")
    shown = list(_fitting_days(pen, visible, to_date))
    for place, (day, centre) in enumerate(shown):
        if day.number is not None:
            pen.text(f"day {place}", (centre, top), f"Day {day.number}", names)
        pen.text(f"date {place}", (centre, dates_top), to_date(day.date), dates)
    if shown and to_date is not FORMATS[0]:
        years = sorted({day.date.year for day, _ in shown})
        caption = " to ".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
        look = Lettering(pen.colours.secondary, SIZE, "Regular", "right", "top")
        left = min(pen.box.left - 8, shown[0][1] - _width(shown[0][0], to_date) / 2 - SPACE_PX)
        pen.text("year", (left, dates_top), caption, look)


def _width(day: ChartDay, to_date: Callable[[date], str]) -> float:
    name = "" if day.number is None else f"Day {day.number}"
    return max(get_text_width(to_date(day.date), SIZE), get_text_width(name, SIZE, "SemiBold"))


def _visible(pen: Pen, series: ChartSeries) -> Iterator[VisibleDay]:
    for day in series.days:
        left = max(pen.x_px(to_x(day.start)), pen.box.left)
        right = min(pen.x_px(to_x(day.end)), pen.box.right)
        if right > left:
            yield day, left, right


def _pick_format(visible: Sequence[VisibleDay]) -> Callable[[date], str]:
    days = [(day, right - left) for day, left, right in visible]
    widest = max((room for _, room in days), default=0)
    for to_date in FORMATS:
        if all(_width(day, to_date) + SPACE_PX <= widest for day, _ in days):
            return to_date
    return FORMATS[-1]


def _fitting_days(
    pen: Pen, visible: Sequence[VisibleDay], to_date: Callable[[date], str]
) -> Iterator[tuple[ChartDay, float]]:
    """Yield the days whose label neither collides nor stands under a sliver of its day."""
    edge = pen.box.left - SPACE_PX
    for day, left, right in visible:
        width = _width(day, to_date)
        is_cut = right - left < pen.x_px(to_x(day.end)) - pen.x_px(to_x(day.start)) - 1
        centre = (left + right) / 2
        if centre - width / 2 < edge + SPACE_PX or (is_cut and width > right - left):
            continue
        edge = centre + width / 2
        yield day, centre


def _hour_step(pen: Pen) -> int:
    """Return how many hours lie between two labels, 0 for no hours."""
    low, high = pen.x_limits
    hour_px = pen.box.width / (high - low) / 24
    return next((step for step in HOUR_STEPS if step * hour_px >= SMALLEST_HOUR_PX), 0)


def _draw_hours(pen: Pen, series: ChartSeries, step: int, top: float) -> None:
    look = Lettering(pen.colours.secondary, SIZE, "Regular", "center", "top")
    xs: list[float] = []
    for place, at in enumerate(_hours(pen, series, step)):
        xs.append(pen.x_px(to_x(at)))
        pen.text(f"hour {place}", (xs[-1], top), format_time(at, series.time_zone), look)


def _hours(pen: Pen, series: ChartSeries, step: int) -> Iterator[datetime]:
    low, high = pen.x_limits
    zone = ZoneInfo(series.time_zone)
    for day, _, _ in _visible(pen, series):
        for hour in range(0, 24, step):
            local = datetime.combine(day.date, time(hour), zone)
            at = local.astimezone(UTC)
            if low <= to_x(at) <= high and at.astimezone(zone).hour == hour:
                yield at
