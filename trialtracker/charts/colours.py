"""The colours a chart is drawn in, by their use."""

from dataclasses import asdict, dataclass


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


PAPER = ChartColours(
    ground="#FFFFFF",
    ink="#111418",
    secondary="#4A535E",
    grid="#DDE1E6",
    axis="#7A848F",
    baseline_area="#F1F3F5",
    rest="#003A5C",
    movement="#7C47B5",
    worst="#C77A22",
    least="#00543C",
    average="#6E7883",
    marker_edge="#111418",
    threshold="#0F5132",
    dose="#0B5F59",
    dose_area="#DCEBE9",
    vital="#2B333C",
    limit="#8A4500",
    bar="#A9B2BC",
    grades=(
        ("#111418", "#FBEBBF"),
        ("#111418", "#F0B65A"),
        ("#FFFFFF", "#C2412F"),
        ("#FFFFFF", "#7A1510"),
        ("#FFFFFF", "#330A07"),
    ),
)
"""For white paper, also without colour: what can be taken for each other differs in lightness."""


def swap_red_and_blue(colours: ChartColours) -> ChartColours:
    """Return colours that make dots of blue, green and red, in this order."""
    plain = asdict(colours)
    pairs = tuple((_swap(ink), _swap(ground)) for ink, ground in plain.pop("grades"))
    return ChartColours(**{use: _swap(colour) for use, colour in plain.items()}, grades=pairs)


def _swap(colour: str) -> str:
    """Turn #RRGGBB, with or without its opacity, into #BBGGRR."""
    return f"#{colour[5:7]}{colour[3:5]}{colour[1:3]}{colour[7:]}"
