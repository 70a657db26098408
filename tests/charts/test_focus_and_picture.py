from datetime import timedelta
from io import StringIO

import numpy as np
import pytest

from tests.charts.samples import COLOURS, draw, make_full_trial, make_series
from tests.factories import make_entry, make_trial, moment_of_day
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.series import ChartRange


def test_focus_line_stands_in_every_panel() -> None:
    chart = draw(make_full_trial())
    before = bytes(chart.get_image()[0])

    chart.focus_line(moment_of_day(2))

    lines = [
        line for axes in chart.axes.values() for line in axes.lines if line.get_gid() == "focus"
    ]
    places = [np.asarray(line.get_xdata(), dtype=float)[0] for line in lines]
    assert places == [to_x(moment_of_day(2))] * 3
    assert bytes(chart.get_image()[0]) != before


def test_taking_the_focus_line_away_restores_the_picture() -> None:
    chart = draw(make_full_trial())
    before = bytes(chart.get_image()[0])
    chart.focus_line(moment_of_day(2))

    chart.focus_line(None)

    assert bytes(chart.get_image()[0]) == before


def test_focus_beyond_the_window_shifts_it() -> None:
    chart = draw(make_full_trial())
    chart.set_range(ChartRange.HOURS_24)

    chart.focus_line(moment_of_day(1))

    low, high = chart.axes["pain"].get_xlim()
    assert low < to_x(moment_of_day(1)) < high
    assert high - low == pytest.approx(1)


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_picture_has_the_dots_of_the_screen(scale: float) -> None:
    chart = TrialChart(COLOURS)
    chart.resize(600, 400, scale)

    chart.show(make_series(make_full_trial()))

    pixels, width, height = chart.get_image()
    assert (width, height) == (600 * scale, 400 * scale)
    assert len(bytes(pixels)) == width * height * 4


def test_pixel_column_tells_its_time() -> None:
    chart = draw(make_full_trial())
    column = chart.get_pen("pain").x_px(to_x(moment_of_day(2)))

    found = chart.get_time_at(column)

    assert found is not None
    assert abs(found - moment_of_day(2)) < timedelta(seconds=1)


def test_beside_the_panels_there_is_no_time() -> None:
    empty = TrialChart(COLOURS)

    assert (draw(make_full_trial()).get_time_at(3), empty.get_time_at(300)) == (None, None)


def test_chart_on_paper_has_its_words_as_vectors() -> None:
    chart = draw(make_trial([make_entry(values={"pain_rest": 4})]))
    written = StringIO()

    chart.figure.savefig(written, format="svg")

    assert "<!-- baseline 7.8 -->" in written.getvalue()
    assert "<image" not in written.getvalue()
