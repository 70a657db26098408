from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial, make_whole_trial
from tests.factories import make_trial
from tests.ui.chart_support import CTRL, canvas_of, open_chart, press
from trialtracker.ui.chart_pictures import COPIED, NOTHING, SVG_MIME
from trialtracker.ui.chart_view import ChartView

KINDS = {"png": b"\x89PNG\r\n", "svg": b"<svg ", "pdf": b"%PDF-"}
MENUS = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
DIALOGS = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    return open_chart(qtbot, make_full_trial())


def words_of(svg: str) -> str:
    return " ".join(element.text or "" for element in Xml.fromstring(svg).iter())  # noqa: S314


def copied_svg() -> str:
    return bytes(QGuiApplication.clipboard().mimeData().data(SVG_MIME).data()).decode()


def test_copied_picture_has_twice_the_dots_and_is_svg_as_well(
    view: ChartView, qtbot: QtBot
) -> None:
    view.activateWindow()
    canvas_of(view).setFocus()

    with qtbot.waitSignal(view.pictures.noticed) as told:
        press(view, Qt.Key.Key_C, modifier=CTRL)

    image = QImage(QGuiApplication.clipboard().image())
    assert image.width() == 2 * canvas_of(view).width()
    assert "Pain, NRS 0 to 10" in words_of(copied_svg())
    assert told.args == [COPIED]


def test_picture_says_whose_it_is_from_when_to_when_and_by_which_criteria(view: ChartView) -> None:
    view.pictures.copy()

    words = words_of(copied_svg())
    patient = make_full_trial().patient.details
    assert patient.family_name.upper() in words
    assert f"MRN {patient.mrn}" in words
    assert "27-Feb-2026 to 09-Mar-2026" in words
    assert "criteria test 1" in words


def test_picture_shows_the_part_and_the_panels_on_the_screen(view: ChartView) -> None:
    view.show_preferences({"chart_panels": "dose"})
    press(view, *[Qt.Key.Key_Plus] * 5)
    view.grab()

    view.pictures.copy()

    words = words_of(copied_svg())
    assert ("Dose: morphine, mg/day" in words, "Side effects, grade" in words) == (False, True)
    assert "Day -2" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_picture_is_saved_as_what_its_name_says(
    view: ChartView, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"chart.{kind}"

    with qtbot.waitSignal(view.pictures.noticed) as told:
        view.pictures.save(str(path))

    assert path.read_bytes().startswith(KINDS[kind])
    assert told.args == [f"Chart saved as {path}. It names the patient."]


def test_file_that_cannot_be_written_is_told_and_goes_with_the_next_success(
    view: ChartView, tmp_path: Path
) -> None:
    view.pictures.save(str(tmp_path / "gone" / "chart.png"))

    told = view.problem.accessibleName()
    view.pictures.save(str(tmp_path / "chart.png"))

    assert told == "The picture was not saved: No such file or directory. Choose another place."
    assert not view.problem.isVisible()


def test_name_of_another_kind_is_told(view: ChartView, tmp_path: Path) -> None:
    view.pictures.save(str(tmp_path / "chart.gif"))

    assert "ends in .png, .svg or .pdf" in view.problem.text()
    assert view.problem.isVisible()
    assert list(tmp_path.iterdir()) == []


def test_chart_higher_than_its_place_is_saved_whole(qtbot: QtBot, tmp_path: Path) -> None:
    view = open_chart(qtbot, make_whole_trial())

    view.pictures.save(str(tmp_path / "chart.png"))

    image = QImage(str(tmp_path / "chart.png"))
    chart = canvas_of(view).chart
    assert chart is not None
    assert image.height() >= 2 * chart.get_least_height()


@MENUS
def test_menu_copies_and_saves(view: ChartView) -> None:
    view.activateWindow()

    view.picture_button.click()

    actions = [action.text() for action in view.picture_button.menu_of_pictures.actions()]
    assert actions == ["Copy picture  Ctrl+C", "Save picture…"]


@DIALOGS
def test_kind_chosen_in_the_dialog_is_the_one_that_is_written(view: ChartView) -> None:
    view.pictures.ask_file()
    chooser = view.pictures.chooser
    assert chooser is not None

    chooser.filterSelected.emit("PDF page (*.pdf)")

    assert chooser.defaultSuffix() == "pdf"
    chooser.close()


def test_nothing_to_see_is_nothing_to_copy_or_save(qtbot: QtBot, tmp_path: Path) -> None:
    view = open_chart(qtbot, make_trial())
    told: list[str] = []
    view.pictures.failed.connect(told.append)

    with qtbot.assertNotEmitted(view.pictures.noticed):
        view.pictures.copy()
        view.pictures.ask_file()
        view.pictures.save(str(tmp_path / "chart.png"))

    assert (view.pictures.chooser, list(tmp_path.iterdir())) == (None, [])
    assert told == [NOTHING] * 3
