"""What the version for the patient says, in plain words: no code, no hash, no grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.discharge import format_call, get_wording
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.opioid_criterion import compare_intake
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.relief import is_started
from trialtracker.clinical.review import Decision, Review
from trialtracker.clinical.time import format_date, local_date
from trialtracker.clinical.trial import Trial
from trialtracker.paths import resources
from trialtracker.report.lay_words import LAY_DRUGS, LAY_MODES
from trialtracker.report.parts import PartText, Printed
from trialtracker.report.patient_effects import list_effects
from trialtracker.report.patient_pain import SCALE, PainChart, format_pain, get_pain_chart
from trialtracker.services.results import Snapshot

TITLE = "Your screening trial"
WHAT_IT_IS = (
    "A screening trial is a short test. It shows if medicine given close to the spine helps your "
    "pain, before anyone plans a pump."
)
NO_PROMISE = (
    "A good trial is a hopeful sign. It does not promise that a pump will help you for a long time."
)
NOT_STARTED = "The medicine has not been started yet."
URGENT = "If it is urgent and you cannot reach us, call the emergency number."

_ABOUT_THE_SAME = 10
"""Percent of change below which the intake is about the same (clinic default)."""

_TALK = "Your doctor will talk with you about what comes next. Nothing has been decided yet."
_AGAIN = (
    "Your doctor is looking at your results again and will talk with you about what comes next."
)
_DECIDED: Mapping[Decision, str] = {
    Decision.DISCUSS: "{who} would like to talk with you about a pump that stays in your body. "
    "Nothing is done unless you want it.",
    Decision.EXTEND: "{who} would like to go on with the trial, or to change it.",
    Decision.DO_NOT_PROCEED: "{who} does not advise a pump for you now. You can talk about other "
    "ways to treat your pain.",
    Decision.REPEAT: "{who} would like to do the trial again.",
    Decision.OTHER: "{who} has looked at your results and will tell you what comes next.",
}


@dataclass(frozen=True, slots=True)
class PatientPart:
    """One part of the sheet: its title and what it says, a paragraph each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatientSheet:
    """The sheet from top to bottom; chart stands below the part about pain."""

    title: str
    name: str
    on: str
    clinic: str
    pain: PatientPart
    chart: PainChart
    before: tuple[PatientPart, ...]
    after: tuple[PatientPart, ...]
    call: tuple[str, ...]


def get_patient(snapshot: Snapshot, reviews: Sequence[Review], printed: Printed) -> PartText:
    """Return the version of a trial that the patient takes home."""
    trial, settings = snapshot.trial, snapshot.settings
    patient = trial.patient.details
    on = format_date(local_date(printed.at, trial.details.time_zone))
    shipped = (resources() / "texts" / "discharge.txt").read_text(encoding="utf-8")
    wording = get_wording(settings, shipped).split("\n")
    return PartText(
        PatientSheet(
            title=TITLE,
            name=" ".join(f"{patient.given_name} {patient.family_name}".split()),
            on=on,
            clinic=settings.clinic_name.strip(),
            pain=PatientPart("How your pain went", (format_pain(snapshot), SCALE)),
            chart=get_pain_chart(snapshot),
            before=(PatientPart("What was tried", _list_tried(snapshot)),),
            after=(
                PatientPart("What else you noticed", list_effects(trial, snapshot.taken_at)),
                PatientPart("Your pain tablets", (format_tablets(snapshot),)),
                PatientPart("What comes next", _list_next(reviews)),
                PatientPart(
                    "Looking after yourself when the trial is over", tuple(filter(None, wording))
                ),
            ),
            call=(format_call(settings), URGENT),
        )
    )


def _list_tried(snapshot: Snapshot) -> tuple[str, ...]:
    trial = snapshot.trial
    if not is_started(trial, snapshot.taken_at):
        return (WHAT_IT_IS, NOT_STARTED)
    lines = (WHAT_IT_IS, LAY_MODES[trial.details.mode], _format_drugs(trial), _format_span(trial))
    return tuple(filter(None, lines))


def _format_drugs(trial: Trial) -> str:
    """Return what was given by name; never what was in a coded syringe, opened or not."""
    if trial.blinded_doses:
        return "The medicine was given from syringes with a code. Your doctor can tell you more."
    given = [dose.drug for dose in trial.doses if dose.kind is not DoseKind.STOP]
    named = [_name(drug) for drug in dict.fromkeys(given)]
    return f"The medicine was {' and '.join(named)}." if named else ""


def _name(drug: str) -> str:
    return f"{drug} ({LAY_DRUGS[drug]})" if drug in LAY_DRUGS else drug


def _format_span(trial: Trial) -> str:
    details, first = trial.details, trial.first_day
    if first is None:
        return ""
    began = format_date(first)
    if details.ended_at is None:
        return f"It began on {began} and is still going on."
    ended = format_date(local_date(details.ended_at, details.time_zone))
    when = f"It began on {began} and ended on {ended}"
    early = " It ended sooner than planned." if details.state is TrialState.STOPPED else ""
    return f"{f'It was on {began}' if ended == began else when}.{early}"


def format_tablets(snapshot: Snapshot) -> str:
    """Return whether less strong pain medicine was taken by mouth or patch, or that it is open."""
    assessment = snapshot.assessment
    evidence = get_evidence(snapshot.trial, assessment.criteria_set, snapshot.taken_at)
    change = compare_intake(evidence)
    if change.gap or change.baseline is None or change.mean is None:
        return (
            "It was not written down well enough how many strong pain tablets and patches you used."
        )
    if not change.baseline and not change.mean:
        return "You used no strong pain tablets or patches, before the trial and in its last days."
    if change.percent is not None and abs(change.percent) < _ABOUT_THE_SAME:
        return "You used about as many strong pain tablets and patches as before."
    less = "less" if change.mean < change.baseline else "more"
    advice = " Do not change your tablets without asking your doctor."
    return f"You used {less} strong pain medicine by mouth or patch than before.{advice}"


def _list_next(reviews: Sequence[Review]) -> tuple[str, ...]:
    """Return the decision, and what a good trial tells unless no pump is advised."""
    said = format_decision(reviews)
    opinion = reviews[-1].opinion if reviews else None
    is_declined = opinion is not None and opinion.decision is Decision.DO_NOT_PROCEED
    return (said,) if is_declined else (said, NO_PROMISE)


def format_decision(reviews: Sequence[Review]) -> str:
    """Return what the physician decided last; of what is open or not whole, nothing."""
    review = reviews[-1] if reviews else None
    if review is None or review.opinion is None:
        return _TALK
    if not review.is_locked or not review.is_whole:
        return _AGAIN
    on_what = " Some notes were made after that. Your doctor will look at them."
    is_same = not review.frozen.since.changed
    said = _DECIDED[review.opinion.decision].format(who=review.frozen.signature.name)
    return said if is_same else f"{said}{on_what}"
