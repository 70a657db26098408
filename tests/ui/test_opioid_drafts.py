from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.clinical.intakes import make_intake
from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.opioid_support import OpenTab, fill, open_desk, save
from tests.ui.record_support import NOW, make_snapshot


@pytest.fixture
def open_tab(qtbot: QtBot, clock: FakeClock) -> OpenTab:
    return lambda *intakes: open_desk(qtbot, clock, *intakes)


def test_form_is_blank_after_it_was_stored_and_kept_beside_an_end(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")

    desk.section.show_stored()
    kept = desk.section.form.get_draft().drug
    save(desk)
    desk.section.show_stored()

    assert [kept, desk.section.form.get_draft().drug] == ["oxycodone", ""]
    assert desk.section.get_form() == ""


def test_form_that_could_not_be_stored_stays_beside_a_void(open_tab: OpenTab) -> None:
    desk = open_tab(make_intake(5, at=NOW - timedelta(hours=3)))
    fill(desk, "oxycodone", "5")
    save(desk)  # and nobody says that it is stored: the disk was full

    desk.section.list.void_wanted.emit(desk.opioids.added[0].intake_id, "duplicate")
    desk.section.show_stored()

    assert desk.section.form.get_draft().drug == "oxycodone"


def test_what_is_typed_comes_back_from_its_draft(
    qtbot: QtBot, clock: FakeClock, open_tab: OpenTab
) -> None:
    desk = open_tab()
    fill(desk, "buprenorphine", "10", kind="3")
    qtbot.waitUntil(lambda: bool(desk.drafts))
    typed = desk.section.form.get_draft()

    other = open_tab()
    other.section.show_form(desk.section.get_form())

    assert other.section.form.get_draft() == typed
    assert typed.unit == "micrograms/h"


@pytest.mark.parametrize("form", ["", "no draft", '{"kind": "taken"}', "[]"])
def test_draft_that_cannot_be_read_leaves_the_form_blank(open_tab: OpenTab, form: str) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")

    desk.section.show_form(form)

    assert desk.section.form.get_draft().drug == ""


def test_draft_whose_intake_is_stored_is_not_shown_again(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")
    form = desk.section.get_form()
    save(desk)

    other = open_tab(*desk.opioids.added)
    other.section.show_form(form)

    assert other.section.form.get_draft().drug == ""


def test_what_is_typed_stays_when_the_same_trial_is_shown_again(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")

    desk.section.show_snapshot(desk.opioids.snapshot)
    same = desk.section.form.get_draft().drug
    desk.section.show_snapshot(make_snapshot(make_trial()))

    assert [same, desk.section.form.get_draft().drug] == ["oxycodone", ""]
