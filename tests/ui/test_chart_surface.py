import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial, make_series
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.ui.chart_surface import ChartSurface, to_chart_colours
from trialtracker.ui.theme import DARK, LIGHT, Colours


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_screen_shows_the_colours_of_the_theme(qtbot: QtBot, colours: Colours) -> None:
    surface = ChartSurface(colours)
    qtbot.addWidget(surface)
    surface.resize(640, 480)
    series = make_series(make_full_trial())
    surface.show_series(series)
    plain = TrialChart(to_chart_colours(colours))
    plain.resize(640, 480, 1)
    plain.show(series)

    shown = surface.grab().toImage().convertToFormat(QImage.Format.Format_RGBX8888)

    assert bytes(shown.constBits()) == bytes(plain.get_image()[0])
