"""P5: a physician signs what is shown, and a later change shows as such."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, SCORES, Ward, fill_store, text_of
from trialtracker.ui.sign_dialog import SignDialog

P5_BUDGET = 5
DAYS = tuple(
    make_answers(BEGUN + timedelta(days=day, hours=4), {**SCORES, "side_effect:nausea": 0})
    for day in range(4)
)


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of one trial with four days of entries."""
    fill_store(store_path, clock, DAYS)
    ward = open_window(store_path)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    return ward


def open_signing(ward: Ward) -> SignDialog:
    ward.press("Alt+F9")
    ward.wait(lambda: isinstance(QApplication.activeWindow(), SignDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, SignDialog)
    return dialog


def sign(ward: Ward) -> SignDialog:
    dialog = open_signing(ward)
    dialog.name.setText("R. Alvarez")
    ward.press("Tab", "Tab", "Space", "Ctrl+S")
    ward.settle()
    return dialog


def test_p5_five_keys_and_a_name_sign_the_assessment(ward: Ward) -> None:
    before = ward.keys.count

    dialog = sign(ward)

    frozen = ward.read().frozen
    assert not dialog.isVisible()
    assert frozen is not None
    assert frozen.signature.words == "Reviewed by R. Alvarez (physician)"
    assert ward.keys.count - before <= P5_BUDGET
    assert ward.page.assessment.kept.isVisible()
    assert "unchanged since signature" in ward.page.assessment.kept.accessibleName()


def test_what_is_signed_stands_in_the_window_that_asks(ward: Ward) -> None:
    dialog = open_signing(ward)

    assert ward.read().assessment.headline in text_of(dialog)
    assert ward.read().assessment.criteria_set.title in text_of(dialog)


def test_without_the_statement_nothing_is_signed_and_the_name_stays(ward: Ward) -> None:
    dialog = open_signing(ward)
    dialog.name.setText("R. Alvarez")

    ward.press("Ctrl+S")
    ward.settle()

    assert dialog.isVisible()
    assert dialog.name.text() == "R. Alvarez"
    assert "signed by a physician" in text_of(dialog)
    assert ward.read().frozen is None


def test_an_amendment_after_the_signature_is_shown_as_such(ward: Ward) -> None:
    sign(ward)

    ward.press("Ctrl+E", "Down", "Return", "Tab", "7", "Ctrl+S", "1", "Return")
    ward.settle()

    frozen = ward.read().frozen
    assert frozen is not None
    assert frozen.since.changed == ("1 entry was amended.",)
    assert "changed after signature" in ward.page.assessment.kept.accessibleName()
