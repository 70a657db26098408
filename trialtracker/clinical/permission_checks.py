"""What refuses a scale that the clinic may not use, or has not switched on."""

from collections.abc import Mapping
from decimal import Decimal

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.measures import MEASURE_BY_KEY, Measure
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry
from trialtracker.clinical.value_checks import refuse_if


def check_permitted(
    answers: Answers, settings: ClinicSettings, amended: Entry | None = None
) -> None:
    """Refuse a value of a measure that the settings do not permit.

    An amendment may keep the value that the amended entry holds: it was recorded while it was
    permitted, and a correction beside it must not cost it.

    Raises:
        RefusedError: with every problem, the measure's key as its field.
    """
    refuse_if(get_permission_problems(answers, settings, amended))


def get_permission_problems(
    answers: Answers, settings: ClinicSettings, amended: Entry | None = None
) -> tuple[Problem, ...]:
    """Return which values the settings do not permit, nothing if they permit all."""
    kept: Mapping[str, Decimal] = {} if amended is None else amended.values
    return tuple(
        Problem(key, f"{measure.short_label} needs the clinic's permission: Settings.")
        for key, value in answers.values.items()
        if (measure := MEASURE_BY_KEY.get(key)) is not None
        and not is_permitted(measure, settings)
        and kept.get(key) != value
    )


def is_permitted(measure: Measure, settings: ClinicSettings) -> bool:
    """Tell whether a clinic may record a measure."""
    return not measure.permission or bool(getattr(settings, measure.permission))
