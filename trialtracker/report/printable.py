"""Text that the fonts of a report can print: what they lack stands there by its code."""

from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from trialtracker.paths import resources

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control characters and those that turn the order of others; nobody could see them."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Part of how Persian and others are written."""


def get_font_folders() -> tuple[Path, Path]:
    """Return the folders of Inter and of DejaVu, which has the scripts that Inter lacks."""
    import matplotlib as mpl  # off the start-up path

    return resources() / "fonts", Path(mpl.get_data_path()) / "fonts" / "ttf"


def get_font_files() -> tuple[Path, ...]:
    """Return the upright fonts whose characters can be printed."""
    inter, dejavu = get_font_folders()
    return inter / "Inter-Regular.otf", dejavu / "DejaVuSans.ttf"


class Printable:
    """Makes text printable, and remembers whether a character had to be shown by its code."""

    def __init__(self) -> None:
        self.has_codes = False

    def to_plain(self, value: Any) -> Any:
        """Return dataclasses and tuples as JSON has them, with every text in them printable."""
        if isinstance(value, str):
            return self.to_text(value)
        if is_dataclass(value):
            return {f.name: self.to_plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, tuple):
            return [self.to_plain(each) for each in value]
        return value

    def to_text(self, text: str) -> str:
        """Return a text with what no font has as '[U+1F9E0]'; its lines stay lines."""
        if text.isascii() and text.isprintable():
            return str(text)
        return "".join(map(self._to_character, text.replace("\r\n", "\n").expandtabs(1)))

    def _to_character(self, character: str) -> str:
        if character in get_characters() or character == "\n":
            return character
        self.has_codes = True
        return f"[U+{ord(character):04X}]"


@cache
def get_characters() -> frozenset[str]:
    """Return every character that the fonts of a report have and that can be seen."""
    from matplotlib.ft2font import FT2Font  # off the start-up path

    codes = {code for path in get_font_files() for code in FT2Font(str(path)).get_charmap()}
    characters = frozenset(chr(code) for code in codes)
    return frozenset(c for c in characters if category(c) not in _UNSEEN or c in _JOINERS)
