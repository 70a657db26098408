from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import make_series
from tests.factories import (
    START,
    make_entry,
    make_trial,
)
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Entry, current_entries

NAUSEA = "side_effect:nausea"
ZONES = ["Europe/Berlin", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "UTC"]

readings = st.lists(
    st.tuples(
        st.integers(0, 12 * 24 * 60), st.integers(0, 10), st.one_of(st.none(), st.integers(0, 4))
    ),
    max_size=25,
)


def trial_of(found: list[tuple[int, int, int | None]], zone: str) -> list[Entry]:
    return [
        make_entry(
            START + timedelta(minutes=minute - 5 * 24 * 60),
            {"pain_rest": score, **({} if grade is None else {NAUSEA: grade})},
        )
        for minute, score, grade in found
    ]


@given(readings, st.sampled_from(ZONES))
def test_every_current_reading_is_drawn_once(
    found: list[tuple[int, int, int | None]], zone: str
) -> None:
    trial = make_trial(trial_of(found, zone), time_zone=zone)

    series = make_series(trial, as_of=START + timedelta(days=9))

    stored = [(e.observed_at, e.values["pain_rest"]) for e in current_entries(trial.entries)]
    drawn = [(point.at, point.value) for line in series.lines for point in line.points]
    assert drawn == stored
    assert all(series.start <= at < series.end for at, _ in drawn)


@given(readings, st.sampled_from(ZONES))
def test_no_segment_bridges_a_day_and_no_break_is_needless(
    found: list[tuple[int, int, int | None]], zone: str
) -> None:
    series = make_series(
        make_trial(trial_of(found, zone), time_zone=zone), as_of=START + timedelta(days=9)
    )

    segments = [segment for line in series.lines for segment in line.segments]
    days = [[local_date(point.at, zone) for point in segment] for segment in segments]
    assert all((b - a).days <= 1 for run in days for a, b in pairwise(run))
    assert all((b[0] - a[-1]).days > 1 for a, b in pairwise(days))


@given(readings)
def test_spans_of_a_lane_neither_overlap_nor_last_too_long(
    found: list[tuple[int, int, int | None]],
) -> None:
    as_of = START + timedelta(days=9)

    series = make_series(make_trial(trial_of(found, "UTC")), as_of=as_of)

    spans = [span for lane in series.lanes for span in lane.spans]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.start <= span.end <= as_of and span.grade > 0 for span in spans)
