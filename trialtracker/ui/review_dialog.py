"""The window in which a physician decides on an assessment, and signs both."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveats import get_caveats
from trialtracker.clinical.explanation_words import list_missing
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.review import Decision, Opinion
from trialtracker.clinical.review_checks import goes_against, needs_reason
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.form_field import FormField, make_form
from trialtracker.ui.plain_text import one_line, plain_label, wrapped_label
from trialtracker.ui.review_decision import DecisionBox, DecisionField
from trialtracker.ui.review_signing import SigningDialog, WordsEdit
from trialtracker.ui.review_words import REVIEWED
from trialtracker.ui.styling import set_style_property
from trialtracker.ui.why_caveats import format_short
from trialtracker.ui.why_verdict import VerdictCard

_APART = (
    "The flag stays as it is, whatever is decided: both are kept, shown and printed. What is "
    "signed is then locked; later changes show as such."
)
_FREE = "Optional. Enter begins a new line; Ctrl+S signs."
_NOTHING_MISSING = "Nothing: every criterion could be judged."
_OTHER = "Needed: “Other” alone does not say what was decided."
_UNDECIDED = "Nothing is decided yet: choose one of the five, by D, E, N, R or O."


class ReviewDialog(SigningDialog):
    """Shows what is signed beside the decision; submitted carries an Opinion."""

    submitted = Signal(object)
    side_by_side_px = 640
    """Verdict and decision are seen at once in the smallest window; the card is made for 280."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__("Sign the review", "Sign review", REVIEWED, parent)
        self._assessment = snapshot.assessment
        self.decision = DecisionBox()
        self.reason = WordsEdit()
        self.hint = wrapped_label(_FREE, "reasonHint")
        self.cards.addWidget(_make_shown(snapshot), 1)
        form = make_form(
            DecisionField(self.decision),
            FormField("reason", "Rea&son", self.reason, self.reason.textChanged),
        )
        column = self.add_card("What follows from it", form)
        column.addWidget(self.hint)
        column.addWidget(wrapped_label(_APART))
        column.addStretch(1)
        self.decision.chosen.connect(self._show_hint)
        self.decision.typed.connect(self._go_to_reason)
        self.resize(980, 680)

    @property
    def opinion(self) -> Opinion | None:
        """Return the decision with its reason, None while nothing is decided."""
        decision = self.decision.decision
        return None if decision is None else Opinion(decision, self.reason.words)

    @override
    def find_problems(self) -> tuple[Problem, ...]:
        decision = self.decision.decision
        if decision is None:
            return (Problem("decision", _UNDECIDED),)
        if self._needs_reason(decision) and not self.reason.words:
            return (Problem("reason", self._format_hint(decision)),)
        return ()

    @override
    def sign(self) -> None:
        self.submitted.emit(self.opinion)

    def _needs_reason(self, decision: Decision) -> bool:
        return needs_reason(self._assessment.verdict, decision)

    def _format_hint(self, decision: Decision) -> str:
        if decision is Decision.OTHER:
            return _OTHER
        if goes_against(self._assessment.verdict, decision):
            return f"Needed: this goes against the flag “{self._assessment.verdict.label}”."
        return _FREE

    def _show_hint(self) -> None:
        decision = self.decision.decision
        said = _FREE if decision is None else self._format_hint(decision)
        self.hint.show_text(said)
        set_style_property(self.hint, "needed", said != _FREE)
        if self.summary.isVisible():
            self.show_problems(())
        self._scroll.ensureWidgetVisible(self.decision)

    def _go_to_reason(self) -> None:
        """Go where words are needed, once a letter has decided."""
        decision = self.decision.decision
        if decision is not None and self._needs_reason(decision):
            self.reason.setFocus()


def _make_shown(snapshot: Snapshot) -> QFrame:
    """Return what is signed: the verdict, what is missing, what could fool, and the rules."""
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 16, 18, 18)
    column.setSpacing(8)
    verdict = VerdictCard()
    verdict.show_assessment(snapshot.assessment)
    column.addWidget(plain_label("What is signed", "sectionTitle"))
    column.addWidget(verdict)
    for title, lines in _list_parts(snapshot, snapshot.assessment):
        column.addWidget(plain_label(title, "caption"))
        for line in lines:
            column.addWidget(wrapped_label(line))
    column.addStretch(1)
    return card


def _list_parts(
    snapshot: Snapshot, assessment: Assessment
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "What is missing", list_missing(assessment) or (_NOTHING_MISSING,)
    caveats = get_caveats(snapshot.trial, assessment)
    if caveats:
        yield "What could fool us", tuple(format_short(caveat) for caveat in caveats)
    yield "Criteria set", (one_line(assessment.criteria_set.title),)
