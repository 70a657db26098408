"""Text that the fonts of a report can print: what they lack stands there by its code."""

import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from trialtracker.paths import font_folders

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control characters and those that turn the order of others; nobody could see them."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Part of how Persian and others are written."""

_LONGEST_WORD = 24
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_HASH = re.compile(r"[0-9a-f]+")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def get_font_files() -> tuple[Path, ...]:
    """Return the upright fonts whose characters can be printed."""
    inter, dejavu = font_folders()
    return inter / "Inter-Regular.otf", dejavu / "DejaVuSans.ttf"


class Printable:
    """Makes text printable, and remembers whether a character had to be shown by its code."""

    def __init__(self) -> None:
        self.has_codes = False

    def to_plain(self, value: Any) -> Any:
        """Return dataclasses and tuples as JSON has them, with every text in them printable."""
        if isinstance(value, str):
            return self.to_words(value)
        if is_dataclass(value):
            return {f.name: self.to_plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, tuple):
            return [self.to_plain(each) for each in value]
        return value

    def to_words(self, text: str) -> str:
        """Return a text for a page: printable, and a word that fits no line can be broken."""
        return _LONG_WORD.sub(_break, self.to_text(text))

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


def _break(word: re.Match[str]) -> str:
    letters = word.group()
    if _HASH.fullmatch(letters):
        return letters  # copied from the page it has to be the same
    pieces = range(0, len(letters), _LONGEST_WORD)
    return _MAY_BREAK.join(letters[place : place + _LONGEST_WORD] for place in pieces)


@cache
def get_characters() -> frozenset[str]:
    """Return every character that the fonts of a report have and that can be seen."""
    from matplotlib.ft2font import FT2Font  # off the start-up path

    codes = {code for path in get_font_files() for code in FT2Font(str(path)).get_charmap()}
    characters = frozenset(chr(code) for code in codes)
    return frozenset(c for c in characters if category(c) not in _UNSEEN or c in _JOINERS)
