"""Text that somebody typed, made fit for one line."""


def one_line(text: str) -> str:
    """Return the text with every break and tabulator as one space, none at its ends."""
    return " ".join(text.split())
