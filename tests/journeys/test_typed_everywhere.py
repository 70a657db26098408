"""What is typed in any tab is there again after every way of leaving it, for its patient alone."""

import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_answers, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, SCORES, Ward, fill_store
from trialtracker.clinical.choices import Source
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.paper_rows import Mode
from trialtracker.ui.paper_section import PaperSection
from trialtracker.ui.record_state import to_json
from trialtracker.ui.trial_tabs import TABS, Tab

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Typing:
    """Keys typed in a tab, the mode of the paper grid among them."""

    tab: Tab
    keys: tuple[str, ...]
    mode: Mode | None = None

    @override
    def __str__(self) -> str:
        return f"{self.tab.name}-{self.mode.name}" if self.mode else self.tab.name


TYPINGS = (
    Typing(Tab.RECORD, ("3", "Tab", "1", "0")),
    Typing(Tab.RECORD, ("Alt+F", "3", "Tab", "7", "Alt+N", "n", "o")),
    Typing(Tab.DOSES, ("0", ".", "8", "Tab", "Tab", "1")),
    Typing(Tab.OPIOIDS, ("2", "Tab", "Tab", "5")),
    Typing(Tab.EFFECTS, ("Return", "1", "Tab", "2", "Tab", "i", "c", "e")),
    Typing(Tab.DOSSIER, ("Y", "N", "Y")),
    Typing(Tab.PAPER, ("-", "1", "d", "Tab", "0", "8", "1", "5", "3", "4"), Mode.SHEET),
    Typing(Tab.PAPER, ("3", "4"), Mode.DIARY),
    Typing(Tab.PAPER, ("3", "4"), Mode.SECOND),
)
by_tab = pytest.mark.parametrize("typing", TYPINGS, ids=str)
TwoTrials = tuple[Trial, Trial]


@pytest.fixture
def trials(store_path: Path, clock: FakeClock) -> TwoTrials:
    """Two patients with nausea, one of their entries from paper."""
    at = NOW.replace(hour=6, minute=0)
    nausea = make_answers(at, {**SCORES, "side_effect:nausea": 2})
    entries = (nausea, replace(make_answers(at.replace(hour=7), SCORES), source=Source.PAPER))
    first = fill_store(store_path, clock, entries)
    copies = (replace(answers, entry_id=f"{n:032x}") for n, answers in enumerate(entries))
    other = replace(make_patient_details(), mrn="T-002", family_name="Zweite")
    return first, fill_store(store_path, clock, copies, patient=other)


@pytest.fixture
def two(trials: TwoTrials, store_path: Path, open_window: OpenWard) -> Ward:
    return open_window(store_path)


def open_trial(ward: Ward, trial: Trial) -> None:
    ward.window.desk.open_chart(trial.trial_id)
    ward.settle()
    ward.wait(ward.page.chart.isVisible)


def open_tab(ward: Ward, typing: Typing) -> None:
    ward.press(TABS[typing.tab].key)
    if typing.mode is not None:
        section = ward.page.get_section(Tab.PAPER)
        assert isinstance(section, PaperSection)
        section.show_mode(typing.mode)
        section.grid.setFocus()


def type_in(ward: Ward, trial: Trial, typing: Typing) -> str:
    open_trial(ward, trial)
    open_tab(ward, typing)
    ward.keys.press(*typing.keys)
    return read_form(ward, typing)


def read_form(ward: Ward, typing: Typing) -> str:
    if typing.tab is Tab.RECORD:
        state = ward.page.record.form.get_state()
        return "" if state.is_untouched else to_json(replace(state, focus=""))
    return ward.page.get_section(typing.tab).get_form()


def switch_tab(ward: Ward, typing: Typing) -> str:
    ward.press("Ctrl+E", TABS[typing.tab].key)
    return read_form(ward, typing)


def come_back(ward: Ward, trial: Trial, typing: Typing) -> str:
    open_trial(ward, trial)
    ward.press(TABS[typing.tab].key)
    return read_form(ward, typing)


def switch_patient(ward: Ward, trials: TwoTrials, typing: Typing) -> str:
    come_back(ward, trials[1], typing)
    return come_back(ward, trials[0], typing)


def leave_to_the_list(ward: Ward, trial: Trial, typing: Typing) -> str:
    ward.press("Ctrl+1")
    ward.wait(ward.window.today.isVisible)
    return come_back(ward, trial, typing)


@by_tab
def test_what_is_typed_is_there_again_however_it_is_left(
    two: Ward, trials: TwoTrials, typing: Typing
) -> None:
    typed = type_in(two, trials[0], typing)

    after_tab = switch_tab(two, typing)
    after_patient = switch_patient(two, trials, typing)
    after_list = leave_to_the_list(two, trials[0], typing)

    assert typed
    assert [after_tab, after_patient, after_list] == [typed] * 3


@by_tab
def test_what_is_typed_is_never_shown_with_another_patient(
    two: Ward, trials: TwoTrials, typing: Typing
) -> None:
    type_in(two, trials[0], typing)

    open_trial(two, trials[1])
    two.press(TABS[typing.tab].key)

    assert read_form(two, typing) == ""


@by_tab
def test_what_is_typed_outlives_the_window_and_is_no_record(
    two: Ward, trials: TwoTrials, store_path: Path, typing: Typing, open_window: OpenWard
) -> None:
    before = two.read(trials[0].trial_id).trial
    typed = type_in(two, trials[0], typing)
    two.window.close()
    two.wait(lambda: not two.window.isVisible())

    again = open_window(store_path)
    open_trial(again, trials[0])
    again.press(TABS[typing.tab].key)

    assert read_form(again, typing) == typed
    assert again.read(trials[0].trial_id).trial == before
    assert again.read(trials[1].trial_id).section_drafts == {}
    assert again.read(trials[1].trial_id).draft is None


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX alone")
@pytest.mark.parametrize("typing", TYPINGS[:-2], ids=str)
def test_what_is_typed_outlives_a_kill(
    trials: TwoTrials, store_path: Path, typing: Typing, open_window: OpenWard
) -> None:
    keys = (TABS[typing.tab].key, *typing.keys)
    command = (sys.executable, "-m", "tests.journeys.killed_window", str(store_path), *keys)
    killed = subprocess.run(command, cwd=ROOT, check=False, timeout=60)

    again = open_window(store_path)
    kept = [
        t for t in trials if again.read(t.trial_id).section_drafts or again.read(t.trial_id).draft
    ]
    open_trial(again, kept[0])
    again.press(TABS[typing.tab].key)

    assert killed.returncode == -int(signal.SIGKILL)
    assert len(kept) == 1
    assert read_form(again, typing)
    assert again.read(kept[0].trial_id).trial == kept[0]
