import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial
from tests.factories import make_entry, make_trial, moment_of_day
from tests.ui.chart_support import canvas_of, chart_of, make_snapshot, open_chart, press
from trialtracker.charts.pen import to_x
from trialtracker.clinical.series import ChartRange
from trialtracker.ui import chart_view
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.chart_view import EMPTY_TEXT, HINT, ChartView
from trialtracker.ui.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]
NEWEST = moment_of_day(4, 18)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    return open_chart(qtbot, make_full_trial())


def read_out_of(view: ChartView) -> str:
    return view.read_out


def buttons_of(view: ChartView) -> dict[str, QPushButton]:
    return {button.text(): button for button in view.findChildren(QPushButton)}


def x_limits_of(view: ChartView) -> tuple[float, float]:
    low, high = chart_of(view).axes["pain"].get_xlim()
    return low, high


def corner_of(picture: QPixmap, widget: ChartCanvas) -> QColor:
    return picture.toImage().pixelColor(widget.mapTo(widget.window(), QPoint(60, 60)))


def test_importing_and_making_the_view_does_not_load_matplotlib() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from trialtracker.ui.chart_view import ChartView; ChartView();"
        "print('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )

    done = subprocess.run(
        (sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_chart_has_a_name_and_a_description_for_screen_readers(view: ChartView) -> None:
    for_the_view = view.accessibleDescription()

    assert view.accessibleName() == canvas_of(view).accessibleName() == "Chart of the trial"
    assert for_the_view.startswith("Favourable: ")
    assert "13 readings from 3 to 8" in for_the_view
    assert canvas_of(view).accessibleDescription() == for_the_view


def test_every_control_has_a_name(view: ChartView) -> None:
    assert all(button.accessibleName() for button in buttons_of(view).values())


@pytest.mark.parametrize(
    ("keys", "moment"),
    [
        ([Qt.Key.Key_End], NEWEST),
        ([Qt.Key.Key_Left], NEWEST),
        ([Qt.Key.Key_Right], moment_of_day(-3, 9)),
        ([Qt.Key.Key_Home], moment_of_day(-3, 9)),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], moment_of_day(4, 12)),
        ([Qt.Key.Key_Left] * 3, moment_of_day(4, 9)),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right], NEWEST),
        ([Qt.Key.Key_Home, Qt.Key.Key_Home], moment_of_day(-3, 9)),
        ([Qt.Key.Key_Home, Qt.Key.Key_Home, Qt.Key.Key_Right], moment_of_day(-3, 18)),
    ],
)
def test_arrow_keys_step_through_the_readings(
    view: ChartView, keys: list[Qt.Key], moment: datetime
) -> None:
    press(view, *keys)

    assert view.focused_at == moment


def test_read_out_names_date_day_dose_pain_and_side_effects(view: ChartView) -> None:
    press(view, *[Qt.Key.Key_Left] * 4)

    assert read_out_of(view) == (
        "Tue 03-Mar-2026 18:00 · Day 2 · Pain rest 4, movement 5 · Nausea 2 · morphine 0.35 mg/day"
        " · 6 h since dose change"
    )
    assert canvas_of(view).accessibleDescription().startswith(read_out_of(view))


def test_other_keys_are_left_to_the_window(view: ChartView) -> None:
    press(view, Qt.Key.Key_Up)

    assert (view.focused_at, read_out_of(view)) == (None, HINT)


def test_mouse_reads_out_the_nearest_reading(view: ChartView, qtbot: QtBot) -> None:
    column = chart_of(view).get_pen("pain").x_px(to_x(moment_of_day(2, 10)))

    QTest.mouseMove(canvas_of(view), QPoint(round(column), 100))

    qtbot.waitUntil(lambda: view.focused_at == moment_of_day(2, 9))


def test_mouse_beside_the_panels_reads_out_nothing(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas_of(view).hovered):
        QTest.mouseMove(canvas_of(view), QPoint(5, 100))

    assert view.focused_at is None


def test_focus_line_stays_when_the_same_trial_grows(view: ChartView) -> None:
    trial = make_full_trial()
    view.show_snapshot(make_snapshot(trial))
    press(view, Qt.Key.Key_End)
    newer = make_entry(NEWEST + timedelta(hours=1), {"pain_rest": 2})

    view.show_snapshot(make_snapshot(replace(trial, entries=(*trial.entries, newer))))

    assert view.focused_at == NEWEST


def test_focus_line_goes_with_another_patient(view: ChartView) -> None:
    press(view, Qt.Key.Key_End)

    view.show_snapshot(make_snapshot(make_full_trial()))

    assert (view.focused_at, read_out_of(view)) == (None, HINT)


@pytest.mark.parametrize(
    ("label", "days"), [("24 h", 1), ("72 h", 3), ("Whole trial", 10)], ids=str
)
def test_range_button_shows_that_much(view: ChartView, label: str, days: float) -> None:
    buttons_of(view)["72 h"].click()

    QTest.mouseClick(buttons_of(view)[label], Qt.MouseButton.LeftButton)

    low, high = x_limits_of(view)
    assert high - low == pytest.approx(days)
    assert view.chosen_range is not None
    assert view.chosen_range.label == label


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        (Qt.Key.Key_1, ChartRange.HOURS_24),
        (Qt.Key.Key_2, ChartRange.HOURS_72),
        (Qt.Key.Key_3, ChartRange.WHOLE),
    ],
)
def test_keys_choose_the_range(view: ChartView, key: Qt.Key, chosen: ChartRange) -> None:
    view.activateWindow()
    canvas_of(view).setFocus()

    QTest.keyClick(canvas_of(view), key, Qt.KeyboardModifier.AltModifier)

    assert view.chosen_range is chosen


def test_range_stays_with_another_patient(view: ChartView) -> None:
    buttons_of(view)["24 h"].click()

    view.show_snapshot(make_snapshot(make_full_trial()))

    low, high = x_limits_of(view)
    assert high - low == pytest.approx(1)


def test_range_chosen_before_the_first_painting_is_drawn(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    buttons_of(view)["72 h"].click()

    view.show_snapshot(make_snapshot(make_full_trial()))
    view.grab()

    low, high = x_limits_of(view)
    assert high - low == pytest.approx(3)


def test_trial_without_entries_says_how_to_begin(view: ChartView) -> None:
    view.show_snapshot(make_snapshot(make_trial()))

    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert shown == [EMPTY_TEXT]


def test_keys_do_nothing_before_a_trial_is_shown(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.grab()

    canvas_of(view).stepped.emit(1)
    canvas_of(view).hovered.emit(NEWEST)

    assert view.focused_at is None


def test_points_stored_are_the_points_on_screen(view: ChartView) -> None:
    trial = make_full_trial()

    view.show_snapshot(make_snapshot(trial))

    line = chart_of(view).get_pen("pain").get("pain_movement")
    drawn = np.asarray(getattr(line, "get_ydata", list)(), dtype=float)
    stored = [float(e.values["pain_movement"]) for e in trial.entries[:-1]]
    assert drawn[~np.isnan(drawn)].tolist() == stored


def test_chart_follows_the_theme(view: ChartView, monkeypatch: pytest.MonkeyPatch) -> None:
    light = corner_of(view.grab(), canvas_of(view))
    monkeypatch.setattr(chart_view, "current_colours", lambda: DARK)

    view.changeEvent(QEvent(QEvent.Type.PaletteChange))

    dark = corner_of(view.grab(), canvas_of(view))
    assert (light.name().upper(), dark.name().upper()) == (LIGHT.card, DARK.card)


def test_palette_change_without_other_colours_keeps_the_chart(view: ChartView) -> None:
    before = chart_of(view)

    view.changeEvent(QEvent(QEvent.Type.PaletteChange))

    assert canvas_of(view).chart is before


def test_chart_is_drawn_at_the_size_of_its_widget(view: ChartView) -> None:
    view.resize(640, 480)
    view.grab()

    _, width, height = chart_of(view).get_image()
    assert (width, height) == (canvas_of(view).width(), canvas_of(view).height())


def test_labels_are_plain_text(view: ChartView) -> None:
    formats = {label.textFormat() for label in view.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}
