"""The bundled typeface for charts: one font per weight, and how wide a text is in it."""

from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import get_data_path  # noqa: TID253
from matplotlib.font_manager import FontProperties, get_font  # noqa: TID253
from matplotlib.ft2font import LoadFlags  # noqa: TID253

from trialtracker.paths import resources

ELLIPSIS = "\u2026"
FEATURES = ("tnum",)
"""Figures of one width, so that numbers stand still when they change."""

UNKNOWN = "\ufffd"
HEAVY = ("SemiBold", "Bold")


def get_typeface(size: float, weight: str = "Regular", text: str = "") -> FontProperties:
    """Return Inter of a size in pixels; weight is Regular, Medium, SemiBold or Bold.

    A text with letters that Inter lacks, such as Arabic, has DejaVu Sans.
    """
    return _get_properties(_pick_file(text, weight), size)


def to_drawable(text: str) -> str:
    """Return a text in which each letter that neither font has is the sign of an unknown one."""
    if _is_plain(text):
        return text
    known = _list_letters(_get_inter("Regular")) | _list_letters(_get_fallback("Regular"))
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in text)


@cache
def get_text_width(text: str, size: float, weight: str = "Regular") -> float:
    """Return the width of one line of text in pixels."""
    font = get_font(_pick_file(text, weight))
    font.set_size(size, 72)
    font.set_text(to_drawable(text), 0, LoadFlags.NO_HINTING, features=FEATURES)
    width, _ = font.get_width_height()
    return width / 64


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


@cache
def _get_properties(path: str, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def _pick_file(text: str, weight: str) -> str:
    inter = _get_inter(weight)
    is_known = _is_plain(text) or _list_letters(inter).issuperset(map(ord, text))
    return inter if is_known else _get_fallback(weight)


@cache
def _get_inter(weight: str) -> str:
    return str(resources() / "fonts" / f"Inter-{weight}.otf")


@cache
def _get_fallback(weight: str) -> str:
    name = "DejaVuSans-Bold.ttf" if weight in HEAVY else "DejaVuSans.ttf"
    return str(Path(get_data_path()) / "fonts" / "ttf" / name)


@cache
def _list_letters(path: str) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


@lru_cache(maxsize=4096)
def fit_text(text: str, room: float, size: float, weight: str = "Regular") -> str:
    """Return a text on one line no wider than the room; one that is cut off ends in an ellipsis.

    The full text stands in the tables and in the read-out.
    """
    line = " ".join(text.split())
    if get_text_width(line, size, weight) <= room:
        return line
    length = bisect_right(
        range(1, len(line)),
        room,
        key=lambda count: get_text_width(line[:count].rstrip() + ELLIPSIS, size, weight),
    )
    return line[:length].rstrip() + ELLIPSIS
