"""Pictures of the pages as they are meant to be; run this module to draw them anew, and look."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.report.reports import (
    make_hold,
    make_not_started,
    make_note,
    make_review,
    make_snapshot,
    make_usual_trial,
    print_report,
)
from trialtracker.clinical.frozen import Since
from trialtracker.clinical.review import NoteKind
from trialtracker.report.content import Report
from trialtracker.report.pages import make_pages
from trialtracker.report.parts import Paper, Part

FOLDER = Path(__file__).with_name("references")
DOTS_PER_INCH = 40
"""Every line is seen at this size; a single letter is not, and pdftotext reads those."""

_CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="860" height="330">'
    '<rect width="858" height="328" x="1" y="1" fill="none" stroke="#7A848F" stroke-width="2"/>'
    '<path d="M 1 1 L 859 329 M 859 1 L 1 329" stroke="#7A848F"/></svg>'
)
"""Stands in the place of the chart, whose panels have pictures of their own."""

Pixels = NDArray[np.int16]


def draw_page(kind: str) -> Pixels:
    """Return a kind of page in shades of grey."""
    report = get_page(kind)
    text = replace(report.parts[Part.SUMMARY], chart=_CHART)
    (page,) = make_pages(replace(report, parts={Part.SUMMARY: text}), Part.SUMMARY, DOTS_PER_INCH)
    return to_pixels(page)


def get_page(kind: str) -> Report:
    """Return the report of one of KINDS."""
    match kind:
        case "signed":
            notes = (make_note(), make_note(NoteKind.COUNTERSIGNATURE))
            review = make_review(Since(("1 entry was amended.",)), notes=notes)
            return print_report(make_snapshot(make_usual_trial()), (review,))
        case "safety-hold":
            return print_report(make_snapshot(make_hold()))
        case "not-started":
            return print_report(make_snapshot(make_not_started()))
        case _:
            return print_report(make_snapshot(make_usual_trial()), (), Paper.LETTER)


KINDS = ("signed", "safety-hold", "not-started", "letter")


def read_reference(kind: str) -> Pixels:
    """Return the kept picture of a kind of page."""
    return to_pixels((FOLDER / f"{kind}.png").read_bytes())


def to_pixels(png: bytes) -> Pixels:
    """Return the shades of a picture."""
    return np.asarray(Image.open(BytesIO(png)).convert("L"), dtype=np.int16)


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for kind in KINDS:
        picture = Image.fromarray(draw_page(kind).astype(np.uint8))
        picture.quantize(16).save(FOLDER / f"{kind}.png", optimize=True)


if __name__ == "__main__":
    main()
