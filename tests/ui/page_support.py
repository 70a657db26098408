"""The page of one trial with two entries, open on its chart."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_trial
from tests.ui.record_support import NOW, make_earlier, make_snapshot
from trialtracker.clinical.trial import Entry
from trialtracker.services.results import Snapshot
from trialtracker.ui.trial_page import TrialPage
from trialtracker.ui.trial_tabs import Tab

EARLIER = make_earlier()
LATER = make_entry(NOW - timedelta(hours=1), {"pain_rest": 3, "pain_movement": 4})


def make_two_entries() -> Snapshot:
    """Return the trial of the page."""
    return make_snapshot(make_trial([EARLIER, LATER]))


def open_page(qtbot: QtBot, clock: FakeClock, snapshot: Snapshot) -> TrialPage:
    """Return the page, shown and active."""
    clock.now = NOW
    page = TrialPage(clock)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show_snapshot(snapshot)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_tab(Tab.CHART)
    return page


def begin_amending(page: TrialPage, entry: Entry = EARLIER) -> None:
    """Ask for an entry to be amended, as the entries do."""
    page.entries.amend_requested.emit(entry)


def typed(page: TrialPage) -> dict[str, str]:
    """Return what stands in the rows of the record form."""
    return {key: row.text for key, row in page.record.form.get_state().rows.items()}
