"""Text that somebody typed, made fit for one line."""

from unicodedata import bidirectional

_TURNS = {"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"}
"""Classes of characters that change the direction of what stands beside them."""
_END = "\u2069"


def one_line(text: str) -> str:
    """Return the text with every break and tabulator as one space, none at its ends."""
    return " ".join(text.split())


def isolate(text: str) -> str:
    """Return the text so that its direction does not turn round a number beside it.

    Unicode's FIRST STRONG ISOLATE and its end are put around it, only where it has such characters.
    """
    turns = any(bidirectional(character) in _TURNS for character in text)
    if not turns:
        return text
    return "\u2068" + text.replace(_END, "") + _END
