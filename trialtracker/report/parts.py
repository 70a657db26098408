"""The parts of a report, the paper they are printed on, and who prints them."""

from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.choices import Choice


class Part(Choice):
    """What can be printed of a trial."""

    SUMMARY = "summary", "One page"
    FULL = "full", "Full record"
    PATIENT = "patient", "For the patient"


class Paper(Choice):
    """The size of the sheet; the key is typst's name of it."""

    A4 = "a4", "A4"
    LETTER = "us-letter", "Letter"


@dataclass(frozen=True, slots=True)
class Printed:
    """Who prints, when, with which version of the program, and on what paper."""

    by: str
    at: datetime
    program: str
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class PartText:
    """One part as finished text: words is a frozen dataclass of it, chart an SVG or empty."""

    words: object
    chart: str = ""
