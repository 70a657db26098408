"""Assessments and series for chart tests."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.factories import START, make_dose, make_entry, make_trial, moment_of_day, next_id
from trialtracker.charts.colours import ChartColours
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.assessment import Assessment, DayScore, Window
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.findings import get_findings
from trialtracker.clinical.measures import MEASURES
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.series import ChartSeries, get_series
from trialtracker.clinical.trial import Trial

AS_OF = moment_of_day(4, 20)
ASSESSED_FROM = moment_of_day(2).date()

CRITERIA_SET = CriteriaSet(
    name="test",
    version="1",
    measures=("pain_average", "pain_rest"),
    relief_percent=Fraction(50),
    relief_includes_threshold=True,
    borderline_percent=Fraction(30),
    absolute_points=Fraction(2),
    baseline_level=Fraction(5),
    baseline_days=7,
    baseline_minimum_days=4,
    window_days=3,
    window_minimum_days=2,
    minimum_infusion_hours=24,
    worst_grade=2,
    unassessed_days_allowed=1,
)

COLOURS = ChartColours(
    ground="#FFFFFF",
    ink="#1B222B",
    secondary="#5B6470",
    grid="#E8EBEF",
    axis="#8A94A0",
    baseline_area="#1B222B0D",
    rest="#0B6E99",
    movement="#8A4FBE",
    worst="#B54A00",
    least="#00734F",
    average="#3D4651",
    marker_edge="#1B222B",
    threshold="#14663B",
    dose="#0F766E",
    dose_area="#0F766E22",
    vital="#3D4651",
    limit="#8A4500",
    bar="#8A94A0",
    grades=(
        ("#1B222B", "#F2C14E"),
        ("#1B222C", "#E08A2B"),
        ("#FFFFFF", "#B3261E"),
        ("#FFFFFE", "#5C0F0A"),
        ("#FFFFFE", "#5C0F0A"),
    ),
)


def make_assessment(
    mean: Fraction | None = Fraction(39, 5), *, as_of: datetime = AS_OF
) -> Assessment:
    """Return an assessment with that baseline mean of the pain at rest."""
    days = [
        DayScore(n, date(2026, 3, 2) + timedelta(days=n), mean or Fraction(0), 2) for n in (-2, -1)
    ]
    spread = (replace(days[0], mean=days[0].mean + 1), replace(days[1], mean=days[1].mean - 1))
    baseline = Window(days[0].date, days[1].date, 7, () if mean is None else spread, mean)
    window = Window(ASSESSED_FROM, AS_OF.date(), 3, (), mean)
    return Assessment(
        verdict=Verdict.FAVOURABLE,
        headline="Favourable: discuss implantation",
        summary="Pain fell from 7.8 to 3.2.",
        measure="pain_rest",
        baseline=baseline,
        window=window,
        relief_percent=Fraction(59),
        criteria=(),
        criteria_set=CRITERIA_SET,
        as_of=as_of,
    )


def make_series(trial: Trial, *, as_of: datetime = AS_OF) -> ChartSeries:
    """Return the series of a trial."""
    findings = get_findings(trial, CRITERIA_SET.safety, as_of)
    return get_series(trial, replace(make_assessment(as_of=as_of), findings=findings), as_of)


def make_full_trial() -> Trial:
    """Return a running trial with two scores, side effects, doses, a late entry and a gap day."""
    hours = [(day, hour) for day in (-3, -2, -1, 1, 2, 4) for hour in (9, 18)]
    entries = [
        make_entry(
            moment_of_day(day, hour),
            {
                "pain_rest": 8 if day < 0 else 4,
                "pain_movement": 9 if day < 0 else 5,
                "side_effect:nausea": 2 if day == 2 else 0,
            },
        )
        for day, hour in hours
    ]
    observed_at = moment_of_day(4, 12)
    recorded_at = observed_at + timedelta(hours=3)
    late = make_entry(observed_at, {"pain_rest": 3}, recorded_at=recorded_at)
    doses = [make_dose(START, 200_000), make_dose(moment_of_day(2), 350_000)]
    return make_trial([*entries, late], doses=doses)


def make_whole_trial() -> Trial:
    """Return the full trial with a reading of every measure on each of two days, and opioids."""
    highest = {measure.key: measure.high for measure in MEASURES}
    lowest = {measure.key: measure.low for measure in MEASURES}
    lowest |= {
        measure.key: Decimal(measure.levels[0].code) for measure in MEASURES if measure.levels
    }
    full = make_full_trial()
    more = (
        make_entry(moment_of_day(2, 10), highest, note="Very drowsy, family called"),
        make_entry(moment_of_day(2, 16), lowest),
        make_entry(moment_of_day(4, 10), lowest),
    )
    return replace(full, entries=(*full.entries, *more), intakes=make_intakes())


def make_intakes() -> tuple[Intake, ...]:
    """Return oxycodone each day until day 2, then a rescue dose, then buprenorphine."""
    return (
        _make_intake(IntakeKind.REGULAR, "oxycodone", 20, moment_of_day(-3), moment_of_day(2)),
        _make_intake(IntakeKind.TAKEN, "oxycodone", 10, moment_of_day(3)),
        _make_intake(IntakeKind.TAKEN, "buprenorphine", 2, moment_of_day(4)),
    )


def _make_intake(
    kind: IntakeKind, drug: str, dose: int, at: datetime, until: datetime | None = None
) -> Intake:
    return Intake(next_id(), kind, drug, Decimal(dose), "mg", 1, at, until, author="tester")


def draw(
    trial: Trial, *, as_of: datetime = AS_OF, size: tuple[int, int] = (900, 600)
) -> TrialChart:
    """Return the chart of a trial, drawn."""
    chart = TrialChart(COLOURS)
    chart.resize(*size, 1)
    chart.show(make_series(trial, as_of=as_of))
    return chart
