"""Write text of patients so that a terminal shows it and obeys none of it."""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def to_plain(text: str) -> str:
    r"""Return text with control, bidirectional and invisible characters spelled out as \u202e."""
    if text.isprintable():  # then nothing in it is hidden, which is quick to tell
        return text
    return "".join(_spell(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


def _spell(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
