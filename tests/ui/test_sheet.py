from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_patient, make_trial
from trialtracker.clinical.choices import AllergyStatus, TrialState
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS
from trialtracker.clinical.trial import Trial
from trialtracker.ui.sheet_cells import Cell, Page, make_pages
from trialtracker.ui.sheet_dialog import SheetDialog, get_sheet_layout
from trialtracker.ui.sheet_painter import fit_text, get_text_place, paint_page, paint_pages
from trialtracker.ui.sheet_words import get_days

NOW = datetime(2026, 3, 5, 14, 5, tzinfo=UTC)
A4, LETTER = QSizeF(190, 277), QSizeF(195.9, 259.4)
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 5
RIGHT_TO_LEFT = "عبد الرحمن بن محمد"
NAMES = [("Testcase", "Ada"), (LONG, "Ada"), (LONG, LONG), (RIGHT_TO_LEFT, "שרה")]
SIZES = [pytest.param(A4, id="A4"), pytest.param(LETTER, id="Letter")]


def make_sheet(family: str = "Testcase", given: str = "Ada", **details: Any) -> Trial:
    patient = make_patient(
        family_name=family,
        given_name=given,
        allergy_status=AllergyStatus.KNOWN,
        allergies="penicillin, latex and iodine",
    )
    return make_trial(patient=patient, **details)


def all_text(page: Page) -> str:
    return "\n".join(cell.text for cell in page).replace("\N{ZERO WIDTH SPACE}", "")


def to_svg(page: Page) -> str:
    """Return the page as a picture whose letters can be read."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(QSizeF(800, 1100).toSize())
    painter = QPainter(picture)
    paint_page(painter, page)
    painter.end()
    return QByteArray(buffer.data()).toStdString()


def overlaps(one: Cell, other: Cell) -> bool:
    # Places that touch share a line; a hair of rounding is no overlap.
    return one.place.adjusted(0.01, 0.01, -0.01, -0.01).intersects(other.place)


@pytest.mark.parametrize("size", SIZES)
def test_a_sheet_holds_the_patient_the_day_and_every_scale(size: QSizeF) -> None:
    front = all_text(make_pages(make_sheet(), NOW, "r.alvarez", size)[0])

    wanted = [
        *("TESTCASE", "Ada", "12-Mar-1961 (64y)", "T-001", "Known allergies: penicillin"),
        *("Day 4 of 7 · Thu 05-Mar-2026", "Printed 05-Mar-2026 14:05 by r.alvarez"),
        *(measure.label for measure in PAIN_MEASURES),
        *("0-10", "3 Hard to rouse", "Respiratory rate", "SpO2", "Blood pressure"),
        *("Heart rate", "Temperature", "Opioids taken", "dose unchanged", "Note", "Initials"),
        *(effect.label for effect in COMMON_SIDE_EFFECTS),
    ]
    assert [text for text in wanted if text not in front] == []


def test_there_is_a_sheet_for_today_and_each_of_the_next_two_days() -> None:
    assert get_days(make_sheet(), NOW) == (
        "Day 4 of 7 · Thu 05-Mar-2026",
        "Day 5 of 7 · Fri 06-Mar-2026",
        "Day 6 of 7 · Sat 07-Mar-2026",
    )


def test_a_day_after_the_planned_ones_has_its_number_alone() -> None:
    assert get_days(make_sheet(planned_days=5), NOW)[2] == "Day 6 · Sat 07-Mar-2026"


def test_before_the_first_dose_a_sheet_has_no_day_number() -> None:
    trial = make_sheet(started_at=None, state=TrialState.PLANNED)

    days = get_days(trial, NOW)

    assert days[0] == "Before the first dose · Thu 05-Mar-2026"


def test_the_last_page_tells_the_words_of_every_grade() -> None:
    key = all_text(make_pages(make_sheet(), NOW, "me", A4)[-1])

    words = [text for effect in COMMON_SIDE_EFFECTS for text in effect.grades.values()]
    assert [text for text in words if text not in key] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [0, 3], ids=["front", "grades"])
@pytest.mark.parametrize(("family", "given"), NAMES)
def test_no_text_overlaps_another_and_all_of_it_stands_on_the_page(
    size: QSizeF, number: int, family: str, given: str
) -> None:
    page = make_pages(make_sheet(family, given), NOW, "me", size)[number]

    written = [cell for cell in page if cell.text]

    paper = QRectF(0, 0, size.width(), size.height()).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert [c.text for c in page if not paper.contains(c.place)] == []
    assert [(a.text, b.text) for a, b in combinations(written, 2) if overlaps(a, b)] == []


@pytest.mark.parametrize("number", [0, 3], ids=["front", "grades"])
@pytest.mark.parametrize(("family", "given"), NAMES)
def test_every_text_fits_into_its_place_in_full(
    qtbot: QtBot, number: int, family: str, given: str
) -> None:
    device = QImage(100, 100, QImage.Format.Format_RGB32)
    device.setDotsPerMeterX(11_811)
    device.setDotsPerMeterY(11_811)
    page = make_pages(make_sheet(family, given), NOW, "me", A4)[number]
    scale = device.logicalDpiX() / 25.4

    taken = [(c, get_text_place(c, *fit_text(c, device), device)) for c in page if c.text]

    tall = [c.text for c, place in taken if place.height() > c.text_place.height() * scale + 1]
    wide = [c.text for c, place in taken if place.width() > c.text_place.width() * scale + 1]
    assert tall + wide == []


@pytest.mark.parametrize("size", SIZES)
def test_every_box_is_large_enough_to_write_in(size: QSizeF) -> None:
    front = make_pages(make_sheet(), NOW, "me", size)[0]

    boxes = [c.place for c in front if c.has_frame and not c.text and c.place.x() > 60]

    assert len(boxes) > 6 * 25
    assert min(box.height() for box in boxes) >= 6
    assert min(box.width() for box in boxes) >= 20


def test_what_is_painted_can_be_read(qtbot: QtBot) -> None:
    svg = to_svg(make_pages(make_sheet(), NOW, "me", A4)[0])

    assert "TESTCASE" in svg
    assert "T-001" in svg
    assert "Respiratory rate" in svg


def test_the_sheets_are_a_pdf_of_four_pages(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sheets.pdf"
    writer: QPagedPaintDevice = QPdfWriter(str(path))

    paint_pages(writer, make_pages(make_sheet(), NOW, "me", A4))

    assert path.read_bytes().count(b"/Type /Page\n") == 4


def test_the_margins_are_narrow_on_the_paper_of_the_country() -> None:
    layout = get_sheet_layout()

    inside = layout.paintRect(QPageLayout.Unit.Millimeter)
    paper = QPageSize(layout.pageSize().id()).size(QPageSize.Unit.Millimeter)
    assert round(paper.width() - inside.width()) == 20


def open_dialog(qtbot: QtBot, clock: FakeClock) -> SheetDialog:
    clock.now = NOW
    dialog = SheetDialog(make_sheet(), clock, "me", None)
    qtbot.addWidget(dialog)
    dialog.has_printer = False
    return dialog


def test_without_a_printer_the_sheets_are_saved_and_never_over_others(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog = open_dialog(qtbot, clock)

    first, second = dialog.save_pdf(), dialog.save_pdf()

    assert first != second
    assert first.read_bytes().startswith(b"%PDF")
    assert "T-001" not in first.name


def test_sheets_that_cannot_be_saved_say_so_and_stay_open(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog = open_dialog(qtbot, clock)
    dialog.show()

    dialog.print_button.click()

    assert dialog.isVisible()
    assert "The sheets were not saved" in dialog.words.accessibleName()


def test_a_sheet_is_printed_on_the_printer_that_is_there(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, clock)
    dialog.printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.show()

    with qtbot.waitSignal(dialog.told):
        dialog._print_chosen()

    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_age_on_a_sheet_is_that_of_the_day_it_is_printed() -> None:
    patient = make_patient(birth_date=date(1961, 3, 5))

    page = make_pages(make_trial(patient=patient), NOW, "me", A4)[0]

    assert "05-Mar-1961 (65y)" in all_text(page)
