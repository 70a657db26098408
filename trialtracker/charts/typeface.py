"""The bundled typeface for charts: one font per weight, and how wide a text is in it."""

from bisect import bisect_right
from functools import cache, lru_cache
from unicodedata import combining, normalize

from matplotlib.font_manager import FontProperties, get_font  # noqa: TID253
from matplotlib.ft2font import LoadFlags  # noqa: TID253

from trialtracker.paths import font_folders

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
    """Return a text in which each letter that its font lacks is the sign of an unknown one.

    Marks above and below that belong to no letter of their own are left out: heaped ones have no
    shape in any font.
    """
    if _is_inter(text):
        return text
    known = _list_letters(_get_fallback("Regular")) & _list_letters(_get_fallback("Bold"))
    letters = (each for each in normalize("NFC", text) if not combining(each))
    return "".join(each if ord(each) in known else UNKNOWN for each in letters)


@cache
def get_text_width(text: str, size: float, weight: str = "Regular") -> float:
    """Return the width of one line of text in pixels."""
    font = get_font(_pick_file(text, weight))
    font.set_size(size, 72)
    font.set_text(to_drawable(text), 0, LoadFlags.NO_HINTING, features=FEATURES)
    width, _ = font.get_width_height()
    return width / 64


def _is_inter(text: str) -> bool:
    """Tell whether Inter has every letter, and none stands on another."""
    if text.isascii():
        return text.isprintable()
    letters = _list_letters(_get_inter("Regular"))
    return letters.issuperset(map(ord, text)) and not any(map(combining, text))


@cache
def _get_properties(path: str, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def _pick_file(text: str, weight: str) -> str:
    return _get_inter(weight) if _is_inter(text) else _get_fallback(weight)


@cache
def _get_inter(weight: str) -> str:
    return str(font_folders()[0] / f"Inter-{weight}.otf")


@cache
def _get_fallback(weight: str) -> str:
    name = "DejaVuSans-Bold.ttf" if weight in HEAVY else "DejaVuSans.ttf"
    return str(font_folders()[1] / name)


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
