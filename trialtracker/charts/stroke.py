"""How lines, markers and texts of a chart look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.path import Path  # noqa: TID253

Dashes = Literal["-", "--", ":", "-."]
DASH_PARTS = {"--": (3.7, 1.6), ":": (1.0, 1.65), "-.": (6.4, 1.6, 1.0, 1.6)}
"""Line and gap in turn, in widths of the line."""

Numbers = Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks; marker is empty for none, face is the marker's filling."""

    colour: str
    width: float = 1.0
    dashes: Dashes = "-"
    marker: str | Path = ""
    size: float = 5.0
    face: str = ""
    edge: str = ""
    edge_width: float = 0.7
    every: tuple[int, ...] | None = None
    is_upright: bool = False
    """Every line stands upright, without a marker: a screen fills whole columns of dots."""
