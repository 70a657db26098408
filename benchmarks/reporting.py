"""The one-page report against the same words and chart painted by hand on QPdfWriter."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import cycle
from typing import Any
from xml.etree import ElementTree

import typst
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageSize, QPainter, QPainterPath, QPdfWriter
from PySide6.QtWidgets import QApplication

from benchmarks.charting import make_diary_snapshot
from benchmarks.measure import Comparison, alternate
from trialtracker.paths import font_folders, resources
from trialtracker.report.content import Report, get_report
from trialtracker.report.pages import get_inputs, make_pdf
from trialtracker.report.parts import Part, Printed
from trialtracker.services.results import Snapshot

ROUNDS = 40
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def measure_reporting(app: QApplication, now: datetime) -> list[Comparison]:
    """Return the page against QPdfWriter, and its tags against typst without any."""
    assert app is not None  # the painter needs its fonts
    reports = [_make_report(now, number) for number in range(2 * ROUNDS)]
    for report in reports[:2]:
        make_pdf(report, Part.SUMMARY)
    return [_against_painter(reports[:ROUNDS]), _against_bare(reports[ROUNDS:])]


def _against_painter(reports: list[Report]) -> Comparison:
    painted, printed = cycle(_PaintedPage(report) for report in reports), cycle(reports)
    floor, program = alternate(
        lambda: next(painted).write(), lambda: make_pdf(next(printed), Part.SUMMARY), ROUNDS - 3
    )
    return Comparison(
        "one-page report with its chart, from ready text",
        "the same words and lines on QPdfWriter",
        "ms",
        floor,
        program,
        1.5,
    )


def _against_bare(reports: list[Report]) -> Comparison:
    """Compare a tagged page with typst's bare compile of the same ready-made input.

    No page is set twice by one compiler, which would find its parts made already.
    """
    bare, printed = _compile_bare(reports), iter(reports)
    floor, program = alternate(
        lambda: next(bare), lambda: make_pdf(next(printed), Part.SUMMARY), ROUNDS - 3
    )
    return Comparison(
        "the same, tagged (PDF/UA-1)", "typst compile without tags", "ms", floor, program, 1.2
    )


def _compile_bare(reports: list[Report]) -> Iterator[bytes]:
    folders = list(font_folders())
    compiler = typst.Compiler(
        root=resources() / "report", font_paths=folders, ignore_system_fonts=True
    )
    for inputs in [get_inputs(report, Part.SUMMARY) | {"level": "0"} for report in reports]:
        made = compiler.compile(
            input=b'#include "summary.typ"', format="pdf", sys_inputs=inputs, pdf_tags=False
        )
        assert isinstance(made, bytes)
        yield made


def _make_report(now: datetime, number: int) -> Report:
    """Return the page of another patient each time, so that nothing is found ready."""
    snapshot = _rename(make_diary_snapshot(now), number)
    return get_report(snapshot, (), Printed(f"Nurse {number}", now, "bench"), (Part.SUMMARY,))


def _rename(snapshot: Snapshot, number: int) -> Snapshot:
    patient = snapshot.trial.patient
    details = replace(patient.details, family_name=f"Name{number}", mrn=f"{number:06}")
    trial = replace(snapshot.trial, patient=replace(patient, details=details))
    return replace(snapshot, trial=trial)


class _PaintedPage:
    """A page whose texts and lines are laid out before the time runs."""

    def __init__(self, report: Report) -> None:
        text = report.parts[Part.SUMMARY]
        self._texts = list(_list_texts(text.words))
        self._paths, self._labels = _read_svg(text.chart)

    def write(self) -> bytes:
        """Paint it into memory."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setResolution(72)
        painter = QPainter(writer)
        self._paint_texts(painter)
        self._paint_chart(painter)
        painter.end()
        return bytes(buffer.data().data())

    def _paint_texts(self, painter: QPainter) -> None:
        fonts = [_make_font(weight) for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold)]
        for place, text in enumerate(self._texts):
            painter.setFont(fonts[place % 2])
            box = QRectF(place % 3 * 170, place // 3 * 12, 165, 40)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, text)

    def _paint_chart(self, painter: QPainter) -> None:
        painter.scale(0.6, 0.6)
        for path, colour in self._paths:
            painter.setPen(colour)
            painter.drawPath(path)
        painter.setFont(_make_font(QFont.Weight.Normal))
        for place, text in self._labels:
            painter.drawText(place, text)


def _make_font(weight: QFont.Weight) -> QFont:
    font = QFont("Inter")
    font.setPointSizeF(7.5)
    font.setWeight(weight)
    return font


def _list_texts(words: Any) -> Iterator[str]:
    """Yield every text of a page that is not empty."""
    if isinstance(words, str):
        if words:
            yield words
    elif isinstance(words, tuple):
        for each in words:
            yield from _list_texts(each)
    elif hasattr(words, "__slots__"):
        for name in words.__slots__:
            yield from _list_texts(getattr(words, name))


def _read_svg(
    svg: str,
) -> tuple[list[tuple[QPainterPath, QColor]], list[tuple[QPointF, str]]]:
    """Return the lines and the texts of a chart, ready to be painted."""
    paths, labels = [], []
    for element in ElementTree.fromstring(svg).iter():  # noqa: S314  (made by the program)
        if element.tag == f"{_SVG}path":
            colour = element.get("stroke") or element.get("fill") or "black"
            paths.append((_to_path(element.get("d", "")), QColor(colour)))
        elif element.tag == f"{_SVG}text":
            at = QPointF(float(element.get("x", 0)), float(element.get("y", 0)))
            labels.append((at, "".join(element.itertext())))
    return paths, labels


def _to_path(d: str) -> QPainterPath:
    numbers = [float(found) for found in _NUMBER.findall(d)]
    path = QPainterPath()
    for place, (x, y) in enumerate(zip(numbers[::2], numbers[1::2], strict=False)):
        if place == 0:
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
    return path
