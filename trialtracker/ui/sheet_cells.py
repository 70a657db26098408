"""Where everything stands on the pages of a blank sheet, in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSizeF, Qt

from trialtracker.clinical.measures import SEDATION
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS, GRADING
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Trial
from trialtracker.ui import sheet_words
from trialtracker.ui.sheet_words import Field, SheetRow

COLUMNS = 6
"""How many observation times one page takes."""

_LABEL_WIDTH, _SCALE_WIDTH = 37.0, 27.0
_TITLE, _BANNER_LINE, _DAY, _TIME, _FOOT = 7.0, 10.0, 7.0, 8.0, 10.0
_GAP = 2.0
_CAPTION = 3.2
_PAD = 1.0
_KEY_LABEL = 32.0
_KEY_ROW = 19.0
_GRADES = (1, 2, 3, 4, 5)

LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in a place, with a frame or a grey ground where the sheet has one."""

    place: QRectF
    text: str = ""
    points: float = 8.5
    is_bold: bool = False
    side: Qt.AlignmentFlag = LEFT
    has_frame: bool = False
    is_grey: bool = False

    @property
    def text_place(self) -> QRectF:
        """Return where the text may stand."""
        return self.place.adjusted(_PAD, 0.3, -_PAD, -0.3)


Page = tuple[Cell, ...]


def make_pages(trial: Trial, now: datetime, actor: str, size: QSizeF) -> tuple[Page, ...]:
    """Return a page for each day and one with the words of the grades; size is what prints."""
    printed = sheet_words.format_printed(trial, now, actor)
    banner = _make_banner(trial, now, size)
    days = sheet_words.get_days(trial, now)
    fronts = [
        (*_make_title("Blank sheet for downtime", printed, size), *banner, *_make_grid(day, size))
        for day in days
    ]
    return (
        *fronts,
        (*_make_title("What the grades mean", printed, size), *banner, *_make_key(size)),
    )


def _make_title(title: str, printed: str, size: QSizeF) -> Page:
    half = size.width() / 2
    return (
        Cell(QRectF(0, 0, half, _TITLE), f"TrialTracker · {title}", 11, is_bold=True),
        Cell(QRectF(half, 0, half, _TITLE), printed, 8, side=RIGHT),
    )


def _make_banner(trial: Trial, now: datetime, size: QSizeF) -> Page:
    lines = sheet_words.get_banner(trial, local_date(now, trial.details.time_zone))
    tops = [_TITLE + number * _BANNER_LINE for number in range(len(lines))]
    return tuple(
        cell
        for top, fields in zip(tops, lines, strict=True)
        for cell in _make_line(fields, top, size)
    )


def _make_line(fields: Sequence[Field], top: float, size: QSizeF) -> Page:
    unit = size.width() / sum(field.share for field in fields)
    cells: list[Cell] = []
    left = 0.0
    for field in fields:
        width = field.share * unit
        cells.append(Cell(QRectF(left, top, width, _BANNER_LINE), has_frame=True))
        cells.append(Cell(QRectF(left, top, width, _CAPTION), field.caption, 6.5))
        text = QRectF(left, top + _CAPTION, width, _BANNER_LINE - _CAPTION)
        cells.append(Cell(text, field.text, 11, is_bold=True))
        left += width
    return tuple(cells)


def _below_banner() -> float:
    return _TITLE + 3 * _BANNER_LINE + _GAP


def _make_grid(day: str, size: QSizeF) -> Page:
    rows = sheet_words.get_rows()
    top = _below_banner()
    label = _LABEL_WIDTH + _SCALE_WIDTH
    width = (size.width() - label) / COLUMNS
    left_for_rows = size.height() - top - _DAY - _TIME - _FOOT
    unit = left_for_rows / sum(row.height for row in rows)
    cells = [
        Cell(QRectF(0, top, size.width(), _DAY), day, 11, True, CENTRE, True, True),
        *_make_row(SheetRow("Time", "24 hours, as 14:05"), top + _DAY, _TIME, width),
    ]
    top += _DAY + _TIME
    for row in rows:
        height = row.height * unit
        place = QRectF(0, top, size.width(), height)
        heading = Cell(place, row.label, 8, True, LEFT, True, True)
        cells += [heading] if row.is_heading else _make_row(row, top, height, width)
        top += height
    foot = QRectF(0, top, size.width(), _FOOT)
    return (*cells, Cell(foot, sheet_words.format_not_assessed(), 7.5))


def _make_row(row: SheetRow, top: float, height: float, width: float) -> list[Cell]:
    label = _LABEL_WIDTH + _SCALE_WIDTH
    return [
        Cell(QRectF(0, top, label, height), has_frame=True),
        Cell(QRectF(0, top, _LABEL_WIDTH, height), row.label, 8.5, is_bold=True),
        Cell(QRectF(_LABEL_WIDTH, top, _SCALE_WIDTH, height), row.scale, 7),
        *(
            Cell(QRectF(label + number * width, top, width, height), has_frame=True)
            for number in range(COLUMNS)
        ),
    ]


def _make_key(size: QSizeF) -> Page:
    top = _below_banner()
    width = (size.width() - _KEY_LABEL) / len(_GRADES)
    cells = _key_line(f"Grade ({GRADING})", [str(grade) for grade in _GRADES], top, _DAY, width)
    top += _DAY
    for effect in COMMON_SIDE_EFFECTS:
        words = [_breakable(effect.grades.get(grade, "no such grade")) for grade in _GRADES]
        cells += _key_line(effect.label, words, top, _KEY_ROW, width)
        top += _KEY_ROW
    words_of_sedation = f"{SEDATION.label}: {sheet_words.format_levels(SEDATION)}"
    below = (words_of_sedation, sheet_words.format_not_assessed())
    for number, text in enumerate(below):
        cells.append(Cell(QRectF(0, top + _GAP + number * _FOOT, size.width(), _FOOT), text, 8.5))
    return tuple(cells)


def _key_line(
    label: str, words: Sequence[str], top: float, height: float, width: float
) -> list[Cell]:
    first = Cell(QRectF(0, top, _KEY_LABEL, height), label, 9, True, LEFT, True, True)
    places = [QRectF(_KEY_LABEL + n * width, top, width, height) for n in range(len(words))]
    cells = [Cell(p, w, 8, has_frame=True) for p, w in zip(places, words, strict=True)]
    return [first, *cells]


def _breakable(words: str) -> str:
    return words.replace("/", "/\N{ZERO WIDTH SPACE}")
