"""Which measures stand where in the Record form."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from trialtracker.clinical.measures import Measure, MeasureGroup
from trialtracker.clinical.settings import ClinicSettings

_APART = {MeasureGroup.SIGN, MeasureGroup.EVENT}
"""Signs are found by typing, an event by its key; neither is asked for at each entry."""


@dataclass(frozen=True, slots=True)
class FormPlan:
    """The measures of each part of the form; more are those of the full form."""

    scores: tuple[Measure, ...]
    bedside: tuple[Measure, ...]
    vitals: tuple[Measure, ...]
    dose: tuple[Measure, ...]
    event: tuple[Measure, ...]
    signs: tuple[Measure, ...]
    more: tuple[Measure, ...]


def make_plan(measures: Sequence[Measure]) -> FormPlan:
    """Return where each measure stands; one that is new finds its place by what it is."""
    core = [measure for measure in measures if measure.is_core]
    vitals = [m for m in core if m.group is MeasureGroup.VITAL]
    dose = [m for m in core if m.group is MeasureGroup.DOSE]
    scores = [m for m in core if m.unit == "NRS" and m not in vitals]
    return FormPlan(
        scores=tuple(scores),
        bedside=tuple(m for m in core if m not in (*vitals, *dose, *scores)),
        vitals=tuple(vitals),
        dose=tuple(dose),
        event=tuple(m for m in measures if m.group is MeasureGroup.EVENT),
        signs=tuple(m for m in measures if m.group is MeasureGroup.SIGN),
        more=tuple(m for m in measures if not m.is_core and m.group not in _APART),
    )


def is_permitted(measure: Measure, settings: ClinicSettings) -> bool:
    """Tell whether the clinic may use a measure."""
    return not measure.permission or bool(getattr(settings, measure.permission))


def choose(
    measures: Iterable[Measure],
    settings: ClinicSettings,
    answered: Collection[str],
    *,
    is_open: bool = True,
) -> tuple[Measure, ...]:
    """Return those that are shown: the permitted ones if open, and whatever holds an answer."""
    return tuple(
        m for m in measures if m.key in answered or (is_open and is_permitted(m, settings))
    )
