"""What a physician signs is what the window showed: nothing of it may have moved since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, make_dose, make_entry, make_trial
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import check_is_as_shown
from trialtracker.clinical.refusal import RefusedError

DAYS = (-3, -2, -1, 0, 1)
TRIAL = make_trial(
    [make_entry(START + timedelta(days=day, hours=4), {"pain_average": 4}) for day in DAYS],
    doses=[make_dose()],
)
SHOWN_AT = START + timedelta(days=2, hours=3)


def assess_at(later: timedelta) -> Assessment:
    return assess(TRIAL, CLINIC_DEFAULT, SHOWN_AT + later)


def test_an_hour_of_the_same_day_changes_nothing_that_was_shown() -> None:
    check_is_as_shown(TRIAL, assess_at(timedelta(hours=1)), TRIAL, assess_at(timedelta()))


def test_a_criterion_that_came_out_otherwise_is_not_signed_unseen() -> None:
    shown = assess_at(timedelta())
    first, *others = shown.criteria
    again = replace(shown, criteria=(replace(first, status=Status.NOT_MET), *others))

    with pytest.raises(RefusedError, match="has changed since it was shown"):
        check_is_as_shown(TRIAL, again, TRIAL, shown)


def test_a_day_that_is_missing_since_midnight_is_not_signed_unseen() -> None:
    shown = assess_at(timedelta())
    again = replace(shown, window=replace(shown.window, of=shown.window.of + 1))

    with pytest.raises(RefusedError, match="has changed since it was shown"):
        check_is_as_shown(TRIAL, again, TRIAL, shown)
