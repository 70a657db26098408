"""Show a picture as it is seen without colour, or with a deficiency of colour vision."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Sight(StrEnum):
    """How somebody sees, or how something is printed."""

    GREYSCALE = "greyscale"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Of linear red, green and blue: IEC 61966-2-1."""

_MATRICES: dict[Sight, Floats] = {
    Sight.GREYSCALE: np.array([_LUMINANCE] * 3),
    Sight.PROTANOPIA: np.array(
        [
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ]
    ),
    Sight.DEUTERANOPIA: np.array(
        [
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ]
    ),
    Sight.TRITANOPIA: np.array(
        [
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ]
    ),
}
"""On linear light, for severity 1: Machado, Oliveira and Fernandes 2009 (10.1109/TVCG.2009.113)."""

_TO_XYZ: Floats = np.array(
    [(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)]
)
"""IEC 61966-2-1, white point D65."""


def to_linear(colours: Floats) -> Floats:
    """Return sRGB from 0 to 1 as linear light (IEC 61966-2-1)."""
    dark = colours <= 0.04045
    return np.where(dark, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)


def to_encoded(light: Floats) -> Floats:
    """Return linear light as sRGB from 0 to 1; what no screen shows is cut off."""
    clipped = np.clip(light, 0, 1)
    dark = clipped <= 0.0031308
    return np.where(dark, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055)


def see(colours: Floats, sight: Sight) -> Floats:
    """Return sRGB colours (last axis red, green, blue, 0 to 1) as they are seen."""
    seen: Floats = to_linear(colours) @ _MATRICES[sight].T
    return to_encoded(seen)


def to_lab(colours: Floats) -> Floats:
    """Return sRGB colours as CIE L*a*b* (CIE 15:2004, D65)."""
    xyz = to_linear(colours) @ _TO_XYZ.T / _TO_XYZ.sum(axis=1)
    bent = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def get_difference(one: Floats, other: Floats) -> float:
    """Return the colour difference (CIE76) of two sRGB colours: about 2.3 is just noticeable."""
    return float(np.linalg.norm(to_lab(one) - to_lab(other)))


def parse_colour(text: str) -> Floats:
    """Return '#RRGGBB' (a trailing alpha is left out) as red, green, blue from 0 to 1."""
    return np.array([int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)])
