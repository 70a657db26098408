"""What the one page says of a trial."""

from collections.abc import Sequence
from dataclasses import replace

from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.explanation import CAVEATS, MISSING, Explanation, explain
from trialtracker.clinical.review import Review
from trialtracker.clinical.series import get_series
from trialtracker.report.chart import draw_chart
from trialtracker.report.dose_text import get_doses
from trialtracker.report.effect_text import get_effects
from trialtracker.report.head import get_head
from trialtracker.report.opioid_text import get_opioids
from trialtracker.report.parts import PartText, Printed
from trialtracker.report.reading_text import get_readings
from trialtracker.report.review_text import get_review
from trialtracker.report.room import arrange_lists, guess_chart_room
from trialtracker.report.summary_text import Lines, Summary
from trialtracker.report.verdict_text import get_criteria, get_verdict_text
from trialtracker.report.words import cut
from trialtracker.services.results import Snapshot

NO_CAVEATS = "None of what the program looks for applies to this trial."
NO_RELIEF = "Nothing was found; most of it can only be looked for where relief can be calculated."
NOTHING_MISSING = "Every criterion can be judged."
_LONGEST_LINE = 900


def get_summary(snapshot: Snapshot, reviews: Sequence[Review], printed: Printed) -> PartText:
    """Return the page of a trial as it stands, and beside it what was signed."""
    trial, assessment = snapshot.trial, snapshot.assessment
    zone, as_of = trial.details.time_zone, assessment.as_of
    series = get_series(trial, assessment, as_of)
    explanation = explain(trial, assessment)
    verdict = get_verdict_text(assessment, reviews, zone)
    words = Summary(
        head=get_head(snapshot, printed),
        verdict=verdict,
        chart_alt=f"Chart of the whole trial. {verdict.headline}. {verdict.summary}",
        criteria=get_criteria(assessment),
        doses=get_doses(trial, as_of),
        effects=get_effects(trial, assessment),
        opioids=get_opioids(trial, assessment),
        readings=get_readings(trial, assessment, series),
        caveats=_get_lines(
            explanation, CAVEATS, NO_RELIEF if assessment.relief_percent is None else NO_CAVEATS
        ),
        missing=_get_lines(explanation, MISSING, NOTHING_MISSING),
        review=get_review(assessment, reviews, printed.program, zone),
        caveat=CAVEAT,
    )
    columns = arrange_lists(words)
    words = replace(words, left=columns.left, right=columns.right, is_apart=columns.is_apart)
    return PartText(words, draw_chart(series, guess_chart_room(words, printed.paper)))


def _get_lines(explanation: Explanation, title: str, nothing: str) -> Lines:
    """Return one part of the explanation in the words of the window."""
    found = (part.lines for part in explanation.parts if part.title == title)
    lines = tuple(cut(line, _LONGEST_LINE) for line in next(found, ()))
    return Lines(title, lines, "" if lines else nothing)
