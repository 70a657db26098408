"""The chart as a picture outside the window: on the clipboard, or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from trialtracker.clinical.patient_words import format_name
from trialtracker.clinical.time import format_date, format_time, local_date
from trialtracker.own_file import format_fault
from trialtracker.ui.chart_moves import Window
from trialtracker.ui.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from trialtracker.charts.picture_file import Picture
    from trialtracker.services.results import Snapshot

COPIED = "Chart copied, as a picture and as SVG. It names the patient."
NOTHING = "No chart is shown yet: nothing was copied or saved."
SVG_MIME = "image/svg+xml"
FILTERS = "PNG picture (*.png);;SVG drawing (*.svg);;PDF page (*.pdf)"
_TITLE = "Save the chart as a picture"
_ISOLATED = "\u2068{}\u2069"
"""A name from right to left must not turn the number beside it round."""


class ChartPictures(QObject):
    """Takes pictures of what the chart shows at that moment; each says whose it is."""

    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, take: Callable[[], Picture | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._take = take
        self._parent = parent
        self.chooser: QFileDialog | None = None

    def copy(self) -> None:
        """Put the picture on the clipboard, in dots at twice the size and as SVG."""
        picture = self._take()
        if picture is None:
            self.failed.emit(NOTHING)
            return
        from trialtracker.charts.picture_file import make_png  # loads matplotlib

        svg = picture.draw_svg()
        both = QMimeData()
        both.setImageData(QImage.fromData(make_png(svg, picture.least_size)))
        both.setData(SVG_MIME, svg.encode())
        QGuiApplication.clipboard().setMimeData(both)
        self.noticed.emit(COPIED)

    def ask_file(self) -> None:
        """Ask where to, without blocking; what is there is replaced only when confirmed."""
        if self._take() is None:
            self.failed.emit(NOTHING)
            return
        self.chooser = QFileDialog(self._parent, _TITLE, "chart.png", FILTERS)
        self.chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.chooser.setDefaultSuffix("png")
        self.chooser.filterSelected.connect(self._follow_filter)
        self.chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser.fileSelected.connect(self.save)
        self.chooser.destroyed.connect(self._forget)
        self.chooser.open()

    def save(self, path: str) -> None:
        """Write the picture to a file of the kind its name says, or say why that cannot be."""
        picture = self._take()
        if picture is None:
            self.failed.emit(NOTHING)
            return
        from trialtracker.charts.picture_file import SUFFIXES, save_picture

        if Path(path).suffix.lower() not in SUFFIXES:
            self.failed.emit("The picture was not saved: its name ends in .png, .svg or .pdf.")
            return
        try:
            save_picture(picture, Path(path))
        except OSError as fault:
            reason = format_fault(fault)
            self.failed.emit(f"The picture was not saved: {reason}. Choose another place.")
        else:
            self.noticed.emit(f"Chart saved as {path}. It names the patient.")

    def _follow_filter(self, chosen: str) -> None:
        if self.chooser is not None:
            self.chooser.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))

    def _forget(self) -> None:
        self.chooser = None


class PictureButton(QPushButton):
    """A menu of what can be done with the picture."""

    def __init__(self, pictures: ChartPictures, parent: QWidget | None = None) -> None:
        super().__init__("Picture ▾", parent)
        self.setAccessibleName("Picture of the chart: copy, save")
        self.setObjectName("chartTool")
        self.setToolTip("Copy the chart as a picture (Ctrl+C), or save it")
        self.menu_of_pictures = QMenu(self)
        self.menu_of_pictures.setAccessibleName("Picture of the chart")
        self.menu_of_pictures.addAction("Copy picture  Ctrl+C", pictures.copy)
        self.menu_of_pictures.addAction("Save picture…", pictures.ask_file)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_of_pictures.popup(self.mapToGlobal(self.rect().bottomLeft()))


def get_heading(snapshot: Snapshot, window: Window) -> str:
    """Return whose chart it is, from when to when, by which criteria, and as of when."""
    patient, zone = snapshot.trial.patient.details, snapshot.trial.details.time_zone
    start, end = (format_date(local_date(at, zone)) for at in window)
    used = snapshot.assessment.criteria_set
    as_of = snapshot.assessment.as_of
    drawn = f"as of {format_date(local_date(as_of, zone))} {format_time(as_of, zone)}"
    name = _ISOLATED.format(format_name(patient))
    return " · ".join(
        (
            f"{name} MRN {one_line(patient.mrn)}",
            f"{start} to {end}, {drawn}",
            f"criteria {one_line(used.name)} {one_line(used.version)}",
        )
    )
