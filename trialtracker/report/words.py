"""Small words of a report: a labelled text, and text that is cut and says so."""

from dataclasses import dataclass

from trialtracker.clinical.free_text import one_line

CUT = " … (cut: the full record has all of it)"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what it is."""

    label: str
    text: str


def cut(text: str, most: int) -> str:
    """Return a text in one line with at most so many characters; what is cut says so."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rstrip()}{CUT}"


def format_span(first: str, last: str) -> str:
    """Return 'first to last', or the one where both are the same."""
    return first if first == last else f"{first} to {last}"


def format_day_number(number: int) -> str:
    """Return a trial day with a true minus sign."""
    return f"{number}".replace("-", "\N{MINUS SIGN}")
