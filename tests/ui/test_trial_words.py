from datetime import timedelta

import pytest

from tests.conftest import NOON
from tests.ui.test_list_page import make_row
from trialtracker.ui.trial_words import Due, format_due


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (timedelta(minutes=-1), Due("overdue 1min", is_urgent=True)),
        (timedelta(0), Due("due now", is_urgent=False)),
        (timedelta(minutes=25), Due("due 12:25", is_urgent=False)),
        (timedelta(minutes=31), Due("today 12:31", is_urgent=False)),
    ],
)
def test_only_what_is_overdue_is_urgent(due: timedelta, words: Due) -> None:
    assert format_due(make_row("a", next_due_at=NOON + due), NOON) == words
