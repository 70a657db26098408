"""The review on the assessment panel, beside a flag that no decision changes."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.review_support import ASSESSMENT, SHOWN, make_review
from trialtracker.clinical.frozen import Since
from trialtracker.ui.assessment_panel import AssessmentPanel


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    panel = AssessmentPanel()
    qtbot.addWidget(panel)
    panel.show_snapshot(SHOWN)
    panel.resize(380, 700)
    panel.show()
    return panel


def test_nothing_is_said_of_a_signature_that_is_not_there(panel: AssessmentPanel) -> None:
    assert not panel.review.isVisible()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (Since(), "Unchanged since signature · locked."),
        (
            Since(continued=("1 dose came later.",)),
            "Continued after signature · locked. 1 dose came later.",
        ),
        (
            Since(changed=("1 entry was amended.",)),
            "Changed after signature · locked. 1 entry was amended.",
        ),
    ],
    ids=["unchanged", "continued", "changed"],
)
def test_card_of_the_review_says_who_signed_and_what_came_since(
    panel: AssessmentPanel, since: Since, said: str
) -> None:
    panel.show_snapshot(replace(SHOWN, review=make_review(since=since)))

    signed = "Reviewed by R. Alvarez (physician), 05-Mar-2026 12:00. "
    means = "“I have reviewed chart and assessment.”"
    assert panel.review.isVisible()
    assert panel.review.signed.accessibleName() == signed + means
    assert panel.review.state.accessibleName() == said
    assert panel.review.state.property("since") == since.state.value


def test_flag_is_the_same_beside_every_decision(panel: AssessmentPanel) -> None:
    panel.show_snapshot(replace(SHOWN, review=make_review()))

    assert panel.verdict.headline.text() == ASSESSMENT.headline
    assert panel.review.decision.text() == "Discuss implantation"


def test_what_can_be_done_with_a_review_is_asked_for_by_name(panel: AssessmentPanel) -> None:
    panel.show_snapshot(replace(SHOWN, review=make_review()))
    asked: list[str] = []
    panel.form_wanted.connect(asked.append)

    panel.sign_button.click()
    panel.review.buttons["addendum"].click()
    panel.review.buttons["countersignature"].click()
    panel.review.buttons["opened"].click()
    panel.review.buttons["reviews"].click()

    assert asked == ["sign", "addendum", "countersignature", "opened", "reviews"]


def test_report_is_asked_for(panel: AssessmentPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.report_wanted):
        panel.report_button.click()


def test_card_says_by_how_much_at_what_cost_and_what_is_missing(panel: AssessmentPanel) -> None:
    lines = panel.verdict.facts.text

    assert "Margin: 12 percentage points above 50 %." in lines
    assert "Side effects: asked for, and none found." in lines
    assert "Missing: " in lines
    assert panel.verdict.facts.isVisible()


def test_in_a_low_window_the_buttons_are_short_and_the_keys_in_their_tooltips(
    panel: AssessmentPanel,
) -> None:
    high = panel.sign_button.text()

    panel.resize(380, 360)

    assert high == "Sign review…  Alt+F9"
    assert panel.sign_button.text() == "Sign review…"
    assert panel.sign_button.toolTip() == "Alt+F9"
    assert panel.sign_button.accessibleName() == "Sign a review of the assessment"


def test_keyboard_goes_to_the_criteria_below_the_review(panel: AssessmentPanel) -> None:
    panel.show_snapshot(replace(SHOWN, review=make_review()))
    panel.activateWindow()

    panel.take_focus()

    assert panel.focusWidget() is panel.rows[0]
