"""Doses on the chart: every bolus and coded syringe at its time, and no text over another."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from matplotlib.lines import Line2D

from tests.charts.samples import COLOURS, make_series
from tests.clinical.doses import make_bolus, make_coded, make_refill
from tests.factories import START, make_days, make_dose, make_trial
from trialtracker.charts.dose_panel import get_dose_height, get_dose_title
from trialtracker.charts.layout import Height
from trialtracker.charts.pen import to_x
from trialtracker.charts.stamp import Stamp
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent, Trial

HOUR = timedelta(hours=1)


def make(*doses: DoseEvent, coded: tuple[str, ...] = ()) -> Trial:
    given = tuple(
        make_coded(START + n * 20 * HOUR, DoseKind.BOLUS, code) for n, code in enumerate(coded, 1)
    )
    return replace(make_trial(make_days({1: 5, 4: 3}), doses=doses), blinded_doses=given)


def draw(trial: Trial) -> TrialChart:
    chart = TrialChart(COLOURS)
    chart.resize(1000, 700, 1)
    chart.show(make_series(trial))
    return chart


def marked(chart: TrialChart, name: str) -> list[float]:
    artist = chart.get_pen("dose").get(name)
    assert isinstance(artist, Line2D)
    return [float(x) for x in np.asarray(artist.get_xdata())]


def has(chart: TrialChart, name: str) -> bool:
    return name in {artist.get_gid() for artist in chart.get_pen("dose").drawn}


def written(chart: TrialChart) -> list[str]:
    """Return the texts at the marks, from left to right."""
    stamps = [a for a in chart.get_pen("dose").drawn if isinstance(a, Stamp)]
    at_marks = [stamp for stamp in stamps if str(stamp.get_gid()).startswith("mark ")]
    return [stamp.get_text() for stamp in sorted(at_marks, key=lambda s: s.get_position()[0])]


def test_every_bolus_stands_at_its_time_with_its_amount() -> None:
    later = START + 48 * HOUR
    chart = draw(make(make_bolus(START), make_bolus(later, 200_000)))

    assert marked(chart, "bolus marks") == [to_x(START), to_x(later)]
    assert written(chart) == ["0.1 mg", "0.2 mg"]


def test_coded_and_refill_marks_have_shapes_of_their_own() -> None:
    chart = draw(make(make_bolus(START), make_refill(START + 40 * HOUR), coded=("A-1",)))

    shapes = {
        name: chart.get_pen("dose").get(f"{name} marks") for name in ("bolus", "coded", "refill")
    }
    markers = {artist.get_marker() for artist in shapes.values() if isinstance(artist, Line2D)}
    assert markers == {"v", "D", "s"}
    assert written(chart) == ["0.1 mg", "code A-1", "refill"]


def test_marks_too_close_for_their_texts_keep_their_shapes() -> None:
    times = [START + n * HOUR for n in range(6)]
    chart = draw(make(*(make_bolus(at) for at in times)))

    assert marked(chart, "bolus marks") == [to_x(at) for at in times]
    assert written(chart) == ["0.1 mg"]


def test_a_bolus_beside_another_drug_names_its_drug() -> None:
    chart = draw(make(make_dose(START), make_bolus(START + 40 * HOUR, 50_000, drug="clonidine")))

    assert written(chart) == ["clonidine 50 micrograms"]


def test_each_drug_of_a_mixture_has_its_rate_written() -> None:
    chart = draw(make(make_dose(), make_dose(START, 2_000_000, drug="bupivacaine")))

    assert [has(chart, "rate 0"), has(chart, "rate 1")] == [True, True]


def test_a_rate_that_would_be_written_over_another_is_left_out() -> None:
    chart = draw(make(make_dose(), make_dose(START + HOUR, 510_000), make_dose(START + 2 * HOUR)))

    assert [has(chart, f"rate {n}") for n in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("trial", "title", "height"),
    [
        (make(), "Dose: coded or mixed", Height(0, 0)),
        (make(make_dose()), "Dose: morphine, mg/day", Height(62, 30)),
        (make(make_bolus()), "Dose: morphine", Height(44, 30)),
        (make(coded=("A-1",)), "Dose: coded or mixed", Height(44, 30)),
        (make(make_dose(), make_bolus()), "Dose: morphine, mg/day", Height(84, 56)),
        (
            make(make_dose(), make_dose(START, 50_000, drug="clonidine")),
            "Dose: clonidine micrograms/day, morphine mg/day",
            Height(62, 30),
        ),
    ],
)
def test_the_panel_is_named_and_sized_by_what_is_in_it(
    trial: Trial, title: str, height: Height
) -> None:
    series = make_series(trial)

    assert (get_dose_title(series), get_dose_height(series)) == (title, height)
