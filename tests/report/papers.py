"""What poppler's tools see in a printed report: its text, its fonts, and where each word stands."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.report.reports import HARD, make_long_review, make_snapshot, print_report
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Paper, Part

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="poppler-utils is missing: apt-get install poppler-utils",
)

_WORD = "{http://www.w3.org/1999/xhtml}word"
_LEAST_SHARE = 0.3
"""A box is as high as the font allows, lines stand closer: less than this of a box is no touch."""


class Word(NamedTuple):
    """One word and its box in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def print_hard(name: str, paper: Paper) -> bytes:
    """Return the one page of a hard trial as PDF; the longest has been signed too."""
    reviews = (make_long_review(),) if name == "everything" else ()
    report = print_report(make_snapshot(HARD[name]()), reviews, paper)
    return make_pdf(report, Part.SUMMARY)


def run_tool(pdf: bytes, *command: str) -> str:
    """Return what a tool writes of a PDF, which takes the place of FILE in the command."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        words = [str(path) if word == "FILE" else word for word in command]
        return subprocess.run(words, capture_output=True, check=True).stdout.decode()


def read_text(pdf: bytes) -> str:
    """Return the text in the order it was set, without any white space."""
    return squeeze(run_tool(pdf, "pdftotext", "-raw", "FILE", "-"))


def squeeze(text: str) -> str:
    """Return a text without white space, so that it is the same however it was broken."""
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def list_words(pdf: bytes) -> list[Word]:
    """Return every word with its box."""
    xml = run_tool(pdf, "pdftotext", "-bbox-layout", "FILE", "-")
    found = ElementTree.fromstring(xml).iter(_WORD)  # noqa: S314  (made by poppler)
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [Word(word.text or "", *(float(word.attrib[side]) for side in sides)) for word in found]


def list_overlaps(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Return the pairs of words that stand on each other."""
    return [(a.text, b.text) for a, b in combinations(words, 2) if _is_on(a, b)]


def _is_on(a: Word, b: Word) -> bool:
    wide = min(a.right, b.right) - max(a.left, b.left)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    narrower = min(a.right - a.left, b.right - b.left)
    lower = min(a.bottom - a.top, b.bottom - b.top)
    return wide > _LEAST_SHARE * narrower and high > _LEAST_SHARE * lower
