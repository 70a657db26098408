from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from tests.charts.samples import draw, make_full_trial, make_intakes
from tests.factories import moment_of_day
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind


def texts_of(chart: TrialChart) -> set[str]:
    return {getattr(a, "get_text", str)() for a in chart.get_pen("opioids").drawn}


def baseline_of(chart: TrialChart) -> list[float]:
    line = chart.get_pen("opioids").get("baseline")
    assert isinstance(line, Line2D)
    return [float(y) for y in np.asarray(line.get_ydata(), dtype=float)]


def bars_of(chart: TrialChart) -> list[float]:
    artist = chart.get_pen("opioids").get("bars")
    assert isinstance(artist, PolyCollection)
    return [float(np.asarray(path.vertices)[2, 1]) for path in artist.get_paths()]


def test_opioid_bars_are_the_mme_of_each_day() -> None:
    trial = replace(make_full_trial(), intakes=make_intakes())

    chart = draw(trial)

    assert bars_of(chart) == [30, 30, 30, 30, 30, 15]
    assert baseline_of(chart) == [30, 30]


def test_day_of_an_excluded_opioid_has_the_word_and_no_bar() -> None:
    trial = replace(make_full_trial(), intakes=make_intakes())

    chart = draw(trial)

    assert "excluded" in texts_of(chart)
    assert "0" not in texts_of(chart)
    assert "not whole" in {artist.get_gid() for artist in chart.get_pen("opioids").drawn}


def make_intake(kind: IntakeKind, drug: str, at: datetime, dose: int | None = None) -> Intake:
    amount = None if dose is None else Decimal(dose)
    return Intake(f"{drug} {at}", kind, drug, amount, "mg", 1, at)


def test_day_on_which_none_was_taken_is_a_nought_and_one_without_record_is_not() -> None:
    none = make_intake(IntakeKind.NONE, "", moment_of_day(1))
    later = make_intake(IntakeKind.TAKEN, "morphine", moment_of_day(3), 10)
    trial = replace(make_full_trial(), intakes=(none, later))

    chart = draw(trial)

    assert {"0", "no record", "10"} <= texts_of(chart)


def test_unknown_drug_beside_a_known_one_is_incomplete() -> None:
    known = make_intake(IntakeKind.TAKEN, "morphine", moment_of_day(2), 10)
    unknown = make_intake(IntakeKind.TAKEN, "poppy tea", moment_of_day(2), 10)
    trial = replace(make_full_trial(), intakes=(known, unknown))

    chart = draw(trial, size=(1400, 600))

    assert "10 incomplete" in texts_of(chart)
