"""Paints the pages of a blank sheet on anything that has pages or a picture."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPaintDevice,
    QPainter,
    QPen,
)

from trialtracker.ui.sheet_cells import Cell, Page

_MM_PER_INCH = 25.4
_SMALL_POINTS, _LEAST_POINTS = 6.5, 3.5
_STEP = 0.5
_SURE = 0.93
_LINE_MM = 0.2
_WRAPS = Qt.TextFlag.TextWrapAnywhere
_INK = QColor(Qt.GlobalColor.black)
_GROUND = QColor(Qt.GlobalColor.lightGray).lighter(115)


def paint_pages(device: QPagedPaintDevice, pages: Sequence[Page]) -> None:
    """Paint every page, black and grey on white."""
    painter = QPainter(device)
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        paint_page(painter, page)
    painter.end()


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint grounds and frames first, so that no line runs through a letter."""
    scale = painter.device().logicalDpiX() / _MM_PER_INCH
    painter.setPen(QPen(_INK, _LINE_MM * scale))
    for cell in page:
        place = _scaled(cell.place, scale)
        if cell.is_grey:
            painter.fillRect(place, _GROUND)
        if cell.has_frame:
            painter.drawRect(place)
    for cell in page:
        _paint_text(painter, cell, scale)


def fit_text(cell: Cell, device: QPaintDevice) -> tuple[QFont, int]:
    """Return font and flags with which all of a text stands inside its cell, smaller if need be.

    Words stay whole where they can: one is broken only where even small print does not take it.
    """
    whole, broken = (_flags(cell, wraps) for wraps in (Qt.TextFlag.TextWordWrap, _WRAPS))
    tries = [(points, whole) for points in _sizes(cell.points, _SMALL_POINTS)]
    tries += [(points, broken) for points in _sizes(cell.points, _LEAST_POINTS)]
    for points, flags in tries:
        if _fits(cell, _font(cell, points), flags, device):
            return _font(cell, points), flags
    return _font(cell, _LEAST_POINTS), broken


def _sizes(points: float, least: float) -> list[float]:
    steps = int((points - least) / _STEP)
    return [points - step * _STEP for step in range(max(steps, 0) + 1)]


def _flags(cell: Cell, wraps: Qt.TextFlag) -> int:
    return int(cell.side | Qt.AlignmentFlag.AlignVCenter) | int(wraps)


def get_text_place(cell: Cell, font: QFont, flags: int, device: QPaintDevice) -> QRectF:
    """Return the place that the text takes, in the units of the device."""
    place = _scaled(cell.text_place, device.logicalDpiX() / _MM_PER_INCH)
    return QFontMetricsF(font, device).boundingRect(place, flags, cell.text)


def _paint_text(painter: QPainter, cell: Cell, scale: float) -> None:
    if not cell.text:
        return
    font, flags = fit_text(cell, painter.device())
    painter.setFont(font)
    painter.drawText(_scaled(cell.text_place, scale), flags, cell.text)


def _fits(cell: Cell, font: QFont, flags: int, device: QPaintDevice) -> bool:
    place = _scaled(cell.text_place, device.logicalDpiX() / _MM_PER_INCH)
    # Letters are a little wider in a preview than on the printer it measures with.
    narrow = QRectF(place.topLeft(), place.size() * _SURE)
    taken = QFontMetricsF(font, device).boundingRect(narrow, flags, cell.text)
    return taken.height() <= narrow.height() and taken.width() <= narrow.width()


def _font(cell: Cell, points: float) -> QFont:
    font = QFont("Inter")
    font.setPointSizeF(points)
    font.setBold(cell.is_bold)
    return font


def _scaled(place: QRectF, scale: float) -> QRectF:
    return QRectF(
        place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale
    )
