"""The colours a chart is drawn in, by their use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Every colour of a chart; grades holds (ink, ground) of grade 1 to 5."""

    ground: str
    ink: str
    secondary: str
    grid: str
    axis: str
    baseline_area: str
    rest: str
    movement: str
    worst: str
    least: str
    average: str
    marker_edge: str
    threshold: str
    dose: str
    dose_area: str
    vital: str
    limit: str
    bar: str
    grades: tuple[tuple[str, str], ...]
