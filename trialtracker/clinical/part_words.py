"""The key figures of two parts of trials as words, side by side, with the difference between.

A difference is stated, never judged: higher or lower, not better or worse. Where either side has
no record, or the two are not of one kind, it is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.number_words import (
    count_of,
    format_percent,
    format_points,
    round_half_up,
)
from trialtracker.clinical.part_figures import DoseRange, PartFigures
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial_part import Days
from trialtracker.clinical.units import Per, format_amount, format_dose

NOT_KNOWN = "not known"
SAME = "the same"
_TWO_SCORES = f"{NOT_KNOWN}: two different scores"
_UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one side: what it is, and what it rests on."""

    value: str
    note: str = ""


_NOT_STARTED = Figure(_UNKNOWN, "no active dose yet")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of both sides; difference says how the right stands to the left."""

    title: str
    left: Figure
    right: Figure
    difference: str


def list_rows(left: PartFigures | None, right: PartFigures | None) -> tuple[FigureRow, ...]:
    """Return the rows; the verdict stands in them where one side at least is a whole trial."""
    sides = (left, right)
    rows = [
        _make_row("Mean pain", sides, _format_pain, _compare_pain),
        _make_row("Relief over these days", sides, _format_relief, _compare_relief),
        _make_row("Worst side effect", sides, _format_worst, _compare_worst),
        _make_row("Opioids by mouth and skin", sides, _format_opioids, _compare_opioids),
        _make_row("Trial dose", sides, _format_doses, _compare_doses),
    ]
    if any(side is not None and side.verdict is not None for side in sides):
        rows.append(_make_row("Verdict", sides, _format_verdict, _compare_verdict))
    return tuple(rows)


def format_days(days: Days | None) -> str:
    """Return 'Day 1 to 3', 'Day 4', or that none is."""
    if days is None:
        return "No trial day yet"
    return f"Day {days.first}" + (f" to {days.last}" if days.last != days.first else "")


def _make_row(
    title: str,
    sides: tuple[PartFigures | None, PartFigures | None],
    to_figure: Callable[[PartFigures], Figure],
    compare: Callable[[PartFigures, PartFigures], str],
) -> FigureRow:
    left, right = sides
    one, other = (_NOT_STARTED if side is None else to_figure(side) for side in sides)
    if left is None or right is None:
        return FigureRow(title, one, other, NOT_KNOWN)
    return FigureRow(title, one, other, compare(left, right))


def _format_pain(side: PartFigures) -> Figure:
    pain = side.pain
    score = MEASURE_BY_KEY.get(pain.measure)
    if score is None:
        return Figure(_UNKNOWN, "no score of pain")
    counted = f"{pain.readings} of {count_of(pain.of_readings, 'reading')}"
    note = f"{score.label} · {counted}, {pain.days} of {count_of(pain.of_days, 'day')}"
    return Figure(_UNKNOWN if pain.mean is None else format_points(pain.mean, ()), note)


def _compare_pain(left: PartFigures, right: PartFigures) -> str:
    one, other = left.pain, right.pain
    if one.mean is None or other.mean is None:
        return NOT_KNOWN
    if one.measure != other.measure:
        return _TWO_SCORES
    return _state(other.mean - one.mean, "")


def _format_relief(side: PartFigures) -> Figure:
    baseline = side.baseline_mean
    note = "no baseline" if baseline is None else f"from baseline {format_points(baseline, ())}"
    percent = side.relief_percent
    if percent is None:
        return Figure(_UNKNOWN, note)
    shown = format_percent(abs(percent), (side.needed_percent,))
    return Figure(shown if percent >= 0 else f"{shown} worse", note)


def _compare_relief(left: PartFigures, right: PartFigures) -> str:
    if left.relief_percent is None or right.relief_percent is None:
        return NOT_KNOWN
    if left.pain.measure != right.pain.measure:
        return _TWO_SCORES
    return _state(right.relief_percent - left.relief_percent, " percentage points")


def _format_worst(side: PartFigures) -> Figure:
    if side.worst is not None:
        return Figure(f"{side.worst.effect.label} {side.worst.grade}", "highest grade")
    return Figure("None", "of those asked for") if side.is_harm_asked else Figure(_UNKNOWN)


def _compare_worst(left: PartFigures, right: PartFigures) -> str:
    if not (left.is_harm_asked and right.is_harm_asked):
        return NOT_KNOWN
    one, other = (0 if side.worst is None else side.worst.grade for side in (left, right))
    if one == other:
        return "the same grade"
    return f"{count_of(abs(other - one), 'grade')} {_way(other - one)} on the right"


def _format_opioids(side: PartFigures) -> Figure:
    opioids = side.opioids
    counted = f"{len(opioids.counted)} of {count_of(len(opioids.days), 'whole day')}"
    without = f", without {', '.join(opioids.left_out)}" if opioids.left_out else ""
    if opioids.mean is None:
        return Figure(_UNKNOWN, counted + without)
    return Figure(f"{format_points(opioids.mean, ())} MME/day", f"mean of {counted}{without}")


def _compare_opioids(left: PartFigures, right: PartFigures) -> str:
    one, other = left.opioids, right.opioids
    if one.mean is None or other.mean is None:
        return NOT_KNOWN
    if set(one.left_out) != set(other.left_out):
        return f"{NOT_KNOWN}: not the same drugs counted"
    return _state(other.mean - one.mean, " MME/day")


def _format_doses(side: PartFigures) -> Figure:
    ranges = [_format_range(dose) for dose in side.doses]
    ranges += [f"code {code}" for code in side.codes]
    return Figure("; ".join(ranges) if ranges else _UNKNOWN, "" if ranges else "no dose recorded")


def _format_range(dose: DoseRange) -> str:
    per = Per.DAY if dose.kind is DoseKind.RATE else Per.DOSE
    high = format_dose(dose.high_ng, dose.unit, per)
    low = "" if dose.low_ng == dose.high_ng else f"{format_amount(dose.low_ng, dose.unit)} to "
    bolus = " bolus" if dose.kind is DoseKind.BOLUS else ""
    return f"{dose.drug} {low}{high}{bolus}"


def _compare_doses(left: PartFigures, right: PartFigures) -> str:
    if left.codes or right.codes or not (left.doses and right.doses):
        return NOT_KNOWN
    one, other = ([(dose.drug, dose.kind) for dose in side.doses] for side in (left, right))
    if sorted(one) != sorted(other):
        return "other drugs or another way of giving them"
    if len(one) > 1:
        is_same = set(left.doses) == set(right.doses)
        return SAME if is_same else "the same drugs, other amounts"
    return _compare_range(left.doses[0], right.doses[0])


def _compare_range(left: DoseRange, right: DoseRange) -> str:
    if (left.low_ng, left.high_ng) == (right.low_ng, right.high_ng):
        return SAME
    by = right.high_ng - left.high_ng
    if not by:
        return "the same at most, another least"
    per = Per.DAY if right.kind is DoseKind.RATE else Per.DOSE
    return f"at most {format_dose(abs(by), right.unit, per)} {_way(by)} on the right"


def _format_verdict(side: PartFigures) -> Figure:
    if side.verdict is None:
        return Figure(_UNKNOWN, "only a whole trial is judged")
    return Figure(side.verdict.label, "of the whole trial")


def _compare_verdict(left: PartFigures, right: PartFigures) -> str:
    if left.verdict is None or right.verdict is None:
        return NOT_KNOWN
    return SAME if left.verdict is right.verdict else "another"


def _state(by: Fraction, unit: str) -> str:
    """Return '2.1 MME/day lower on the right', exact in whether there is a difference at all."""
    if not by:
        return SAME
    shown = round_half_up(abs(by), 1)
    size = f"{format_points(shown, ())}{unit}" if shown else f"less than 0.1{unit}"
    return f"{size} {_way(by)} on the right"


def _way(by: Fraction | int) -> str:
    return "higher" if by > 0 else "lower"
