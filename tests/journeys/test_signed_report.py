"""P5, P6, whole: from the chart to a signed page that says who decided what, and on which flag."""

from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.test_report import is_closed, open_report, read_pdf
from tests.journeys.test_signing import P5_BUDGET, act_as, open_signing, sign
from tests.journeys.ward import FOUR_DAYS, Ward, fill_store
from trialtracker.clinical.actor import Role


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of one trial with four days of entries; a physician is there."""
    fill_store(store_path, clock, FOUR_DAYS)
    ward = open_window(store_path)
    ward.press("Return")
    ward.wait(lambda: ward.focus is not None and ward.page.chart.isVisible())
    act_as(ward, "R. Alvarez", Role.PHYSICIAN)
    return ward


def print_page(ward: Ward, documents: Path) -> str:
    """Return the words of the page that Ctrl+P and Enter hand over."""
    open_report(ward)
    ward.press("Return")
    ward.wait(lambda: is_closed(ward))
    (saved,) = documents.iterdir()
    return " ".join(read_pdf(saved).split())


def test_p5_five_keys_sign_and_print(ward: Ward, documents: Path) -> None:
    before = ward.keys.count

    sign(ward)
    page = print_page(ward, documents)

    assert ward.keys.count - before == P5_BUDGET
    review = ward.read().review
    assert review is not None
    assert review.is_locked
    assert "R. Alvarez (physician)" in page
    assert "05-Mar-2026 14:05" in page
    assert "Extend or change the trial" in page


def test_p6_decision_and_flag_are_both_on_the_page(ward: Ward, documents: Path) -> None:
    flag = ward.read().assessment.headline
    dialog = open_signing(ward)
    ward.press("D")
    dialog.reason.insertPlainText("She walks to the shop again.")
    ward.press("Ctrl+S")

    page = print_page(ward, documents)

    assert flag in page
    assert "Discuss implantation" in page
    assert "She walks to the shop again." in page
