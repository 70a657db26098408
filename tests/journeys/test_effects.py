"""A side effect over time, described in the real window."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, Ward, fill_store
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.ui.effect_section import EffectSection
from trialtracker.ui.trial_tabs import Tab

NAUSEA_AT = NOW - timedelta(hours=5)


@pytest.fixture
def nauseous(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on a trial whose patient has nausea of grade 2 since five hours."""
    fill_store(store_path, clock, [make_answers(NAUSEA_AT, {"side_effect:nausea": 2})])
    return open_window(store_path)


def section_of(ward: Ward) -> EffectSection:
    section = ward.page.get_section(Tab.EFFECTS)
    assert isinstance(section, EffectSection)
    return section


def open_effects(ward: Ward) -> EffectSection:
    """Go from the list to the side effects of the selected trial."""
    ward.press("Return")
    ward.wait(ward.page.isVisible)
    ward.press("Ctrl+L")
    section = section_of(ward)
    ward.wait(section.table.hasFocus)
    return section


def only(ward: Ward) -> Episode:
    (episode,) = get_episodes(ward.read().trial, NOW)
    return episode


def test_open_effect_is_described_in_seven_keys_from_the_list(nauseous: Ward) -> None:
    section = open_effects(nauseous)

    nauseous.press("Return", "1", "Tab", "2", "Ctrl+S")

    stored = only(nauseous).detail
    assert stored is not None
    assert (stored.relation, stored.action) == (Relation.DRUG, EffectAction.REDUCED)
    assert stored.onset_at == NAUSEA_AT
    assert nauseous.keys.count == 7
    assert nauseous.window.message.text.startswith("Nausea is described.")
    assert section.table.hasFocus()


def test_end_is_stated_and_the_effect_is_closed(nauseous: Ward) -> None:
    section = open_effects(nauseous)

    nauseous.press("Return", "Return", "Return", "Return", "Return")
    nauseous.keys.type_text("-1h")
    nauseous.press("Ctrl+S")

    assert only(nauseous).ended_at == NOW - timedelta(hours=1)
    assert section.title.text() == "Side effects over time: 0 open, 1 ended"


def test_end_before_the_onset_is_refused_at_the_field_and_stays_typed(nauseous: Ward) -> None:
    section = open_effects(nauseous)

    nauseous.press("Return", "Return", "Return", "Return", "Return")
    nauseous.keys.type_text("-9h")
    nauseous.press("Ctrl+S")

    assert "is before the onset" in section.form.fields["ended_at"].problem
    assert section.form.end.text()
    assert nauseous.read().trial.effect_details == ()


def test_what_is_typed_survives_a_change_of_tab_and_of_window(
    nauseous: Ward, open_window: OpenWard, store_path: Path
) -> None:
    open_effects(nauseous)
    nauseous.press("Return", "3", "Ctrl+T")
    nauseous.window.close()
    nauseous.settle()
    nauseous.jobs.close()

    again = open_window(store_path)
    section = open_effects(again)

    assert section.form.get_text().relation == "3"


def test_description_is_made_void_for_a_reason(nauseous: Ward) -> None:
    open_effects(nauseous)
    nauseous.press("Return", "1", "Ctrl+S")

    nauseous.press("Alt+F8", "1", "Return")

    assert only(nauseous).detail is None
    assert nauseous.read().trial.effect_details[-1].reason == "typing_error"


def test_open_effect_is_recorded_unchanged_in_one_key(nauseous: Ward) -> None:
    nauseous.open_record()

    nauseous.press("Alt+S", "Ctrl+S")

    assert nauseous.current[-1].values == {"side_effect:nausea": 2}
    assert only(nauseous).is_open
    assert nauseous.keys.count == 3
