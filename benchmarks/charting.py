"""Switching to another trial's chart, adding a reading, one step of zoom or pan."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count, cycle
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks.clinic_store import get_now, list_answers
from benchmarks.hand_painted import CachedImage, HandPainted
from benchmarks.measure import Act, Comparison, alternate
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import AllergyStatus, Gender, Indication, TrialMode, TrialState
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.series import ChartRange, ChartSeries, get_series
from trialtracker.clinical.trial import Entry, Patient, PatientDetails, Trial, TrialDetails
from trialtracker.services.results import Snapshot
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.chart_view import ChartView

SIZE = (900, 620)
DAYS = 14
PAN_SPAN, PAN_STEP, PAN_STEPS = timedelta(days=3), timedelta(minutes=47), 60
LEFT_OUT = ("pain_worst", "pain_least", "pain_average")
_keys = count(1)


def measure_charting(app: QApplication) -> list[Comparison]:
    """Return every comparison of a chart that is on screen."""
    now = get_now()
    diaries = [_to_trial(_list_diary(now, n), now) for n in (3, 5)]
    minutes = [_to_trial(_list_minutes(now, n), now) for n in (0, 4)]
    charts = Charts(app)
    return [
        charts.switch("switch to another trial's chart, 6 entries a day", diaries, now, 60, 2.5),
        charts.switch("the same, one reading a minute", minutes, now, 8, 2.0),
        charts.append(diaries[0], now),
        charts.zoom(diaries[0], now),
        charts.pan("pan step, live, 6 entries a day", diaries[0], now, 60),
        charts.pan("the same, one reading a minute", minutes[0], now, 12),
    ]


def make_diary_snapshot(now: datetime) -> Snapshot:
    """Return a trial of two weeks with six entries a day, assessed."""
    return _to_snapshot(_to_trial(_list_diary(now, 3), now), now)


class Charts:
    """The program's chart and the one painted by hand, side by side at the same size."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._view = ChartView()
        self._view.resize(*SIZE)
        self._view.show()
        self._by_hand = HandPainted()
        self._by_hand.show()
        app.processEvents()

    def _show(self, snapshot: Snapshot) -> None:
        self._view.show_snapshot(snapshot)
        self._view.repaint()

    def _paint_by_hand(self, series: ChartSeries) -> None:
        self._by_hand.series = series
        self._by_hand.repaint()

    def _settle(self, snapshot: Snapshot) -> ChartCanvas:
        self._show(snapshot)
        self._app.processEvents()
        canvas = self._view.findChild(ChartCanvas)
        assert canvas is not None
        self._by_hand.resize(canvas.size())
        return canvas

    def switch(
        self, what: str, trials: list[Trial], now: datetime, rounds: int, goal: float
    ) -> Comparison:
        snapshots = [_to_snapshot(trial, now) for trial in trials]
        series = [get_series(s.trial, s.assessment, now) for s in snapshots]
        self._settle(snapshots[0])
        times = alternate(_each(series, self._paint_by_hand), _each(snapshots, self._show), rounds)
        return Comparison(what, "the same, hand-painted with QPainter", "ms", *times, goal)

    def append(self, trial: Trial, now: datetime) -> Comparison:
        snapshots = [
            _to_snapshot(replace(trial, entries=(*trial.entries, _to_entry(answers, now))), now)
            for answers in _list_diary(now + timedelta(minutes=4), 8)[-2:]
        ]
        canvas = self._settle(snapshots[0])
        cached = CachedImage(canvas.grab().toImage())
        cached.resize(canvas.size())
        cached.show()
        times = alternate(cached.repaint, _each(snapshots, self._show), 60)
        return Comparison(
            "add one reading to the chart", "repaint of a cached image", "ms", *times, 5.0
        )

    def zoom(self, trial: Trial, now: datetime) -> Comparison:
        snapshot = _to_snapshot(trial, now)
        series = get_series(trial, snapshot.assessment, now)
        canvas = self._settle(snapshot)

        def step(chosen: ChartRange) -> None:
            canvas.set_range(chosen)
            canvas.repaint()

        times = alternate(lambda: self._paint_by_hand(series), _each(list(ChartRange), step), 60)
        return Comparison("one zoom step (24 h, 72 h, whole)", "QPainter", "ms", *times, 6.0)

    def pan(self, what: str, trial: Trial, now: datetime, rounds: int) -> Comparison:
        """Move three days through the trial, both charts by the same steps."""
        snapshot = _to_snapshot(trial, now)
        series = get_series(trial, snapshot.assessment, now)
        canvas = self._settle(snapshot)
        chart = canvas.chart
        assert chart is not None
        starts = [series.start + PAN_STEP * step for step in range(PAN_STEPS)]

        def step(start: datetime) -> None:
            chart.show_window(start, start + PAN_SPAN)
            canvas.repaint()

        def step_by_hand(start: datetime) -> None:
            self._by_hand.part = start, start + PAN_SPAN
            self._paint_by_hand(series)

        times = alternate(_each(starts, step_by_hand), _each(starts, step), rounds)
        self._by_hand.part = None
        return Comparison(what, "the same, hand-painted with QPainter", "ms", *times, 6.0)


def _each(things: Sequence[Any], act: Callable[[Any], None]) -> Act:
    turns = cycle(things)
    return lambda: act(next(turns))


def _list_diary(now: datetime, number: int) -> list[Answers]:
    """Return two weeks of pain at rest and on movement, with three side effects."""
    return [
        replace(a, values={k: v for k, v in a.values.items() if k not in LEFT_OUT})
        for a in list_answers(now, number, 84)
    ]


def _list_minutes(now: datetime, shift: int) -> list[Answers]:
    steps = range(DAYS * 24 * 60)
    return [
        Answers(
            str(next(_keys)),
            now - timedelta(minutes=step),
            values={"pain_rest": Decimal((step // 7 + shift) % 10)},
        )
        for step in reversed(steps)
    ]


def _to_entry(answers: Answers, now: datetime) -> Entry:
    return Entry(
        answers.entry_id,
        None,
        answers.observed_at,
        min(answers.observed_at + timedelta(minutes=1), now),
        answers.source,
        "benchmark",
        answers.values,
        answers.not_assessed,
    )


def _to_trial(every: Iterable[Answers], now: datetime) -> Trial:
    details = PatientDetails(
        "Openly", "Test", now.date(), Gender.MALE, "1", AllergyStatus.NONE_KNOWN
    )
    plan = TrialDetails(
        TrialMode.CONTINUOUS_INTRATHECAL,
        Indication.CANCER_PAIN,
        DAYS,
        "UTC",
        TrialState.RUNNING,
        now - timedelta(days=10),
    )
    entries = tuple(_to_entry(answers, now) for answers in every)
    return Trial(str(next(_keys)), "", Patient("", "", details), plan, entries)


def _to_snapshot(trial: Trial, now: datetime) -> Snapshot:
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, now), None, now)
