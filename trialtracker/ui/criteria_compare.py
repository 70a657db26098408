"""The window that holds one trial against two criteria sets, side by side.

``CompareDialog(parent)`` is told whose trial it is by ``show_whose(name)``, what there is to choose
from by ``show_sets(sets, chosen_titles)`` and the result by ``show_assessments(pair)``; it asks for
another pair by ``set_wanted``, a tuple of two titles as ``clinic.criteria.assess_with`` takes them.
``CompareDesk(window, jobs).open(snapshot)`` in ``ui/criteria_compare_desk.py`` does all of that.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.ui.assessment_panel import VerdictCard
from trialtracker.ui.criteria_compare_row import CompareRow
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.plain_text import ElidedLabel, WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.scroll_area import make_scroll

_SIDES = ("&Left set", "&Right set")
_LEAST_NAME = 200
_MOST_OF_SCREEN = 0.95


class CompareDialog(QDialog):
    """Verdicts on top, then one row a criterion; what differs is said in words."""

    set_wanted = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare criteria sets")
        self.whose = ElidedLabel("sectionTitle", _LEAST_NAME)
        self.boxes = tuple(QuietComboBox() for _ in _SIDES)
        self.cards = tuple(VerdictCard(is_brief=True) for _ in _SIDES)
        self.said = WrappedLabel("secondary")
        self.rows: list[CompareRow] = []
        self.close_button = QPushButton("Close  Esc")
        self.close_button.setAccessibleName("Close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        self._titles: tuple[str, ...] = ()
        self._column = QVBoxLayout()
        self._scroll = make_scroll()
        self._lay_out()
        for box in self.boxes:
            box.activated.connect(self._ask)

    def show_whose(self, patient: str) -> None:
        """Say whose trial it is."""
        self.whose.show_text(patient)

    def show_sets(self, sets: Sequence[CriteriaSet], chosen: tuple[str, str]) -> None:
        """Offer the sets, two of them chosen by their titles."""
        self._titles = tuple(each.title for each in sets)
        for box, title in zip(self.boxes, chosen, strict=True):
            box.clear()
            box.addItems(list(self._titles))
            box.setCurrentIndex(self._titles.index(title))

    def show_assessments(self, assessments: tuple[Assessment, ...]) -> None:
        """Show a trial as the two sets judge it."""
        for card, assessment in zip(self.cards, assessments, strict=True):
            card.show_assessment(assessment)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        titles = tuple(each.criteria_set.title for each in assessments)
        pairs = pair_results(assessments[0].criteria, assessments[1].criteria)
        self.rows = [CompareRow(number, pair, titles) for number, pair in enumerate(pairs)]
        for row in self.rows:
            row.stepped.connect(self._step)
            self._column.addWidget(row)
        self._select(0)
        self.said.show_text(_format_differences(self.rows, assessments))

    def start(self) -> None:
        """Show the window without blocking."""
        self.resize(self.size().boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self.open()
        self.boxes[1].setFocus()

    def _ask(self) -> None:
        self.set_wanted.emit(tuple(self._titles[box.currentIndex()] for box in self.boxes))

    def _step(self, number: int) -> None:
        """Go to another criterion; one stop of Tab serves them all."""
        number = min(max(number, 0), len(self.rows) - 1)
        self._select(number)
        self.rows[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.rows[number], 0, 8)

    def _select(self, number: int) -> None:
        for row in self.rows:
            row.show_stop(is_stop=row.number == number)

    def _make_head(self) -> QGridLayout:
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        for side, (label, box) in enumerate(zip(_SIDES, self.boxes, strict=True)):
            caption = plain_label(label, "caption")
            caption.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            box.setMinimumContentsLength(12)
            head.addWidget(caption, 0, side)
            head.addWidget(box, 1, side)
            head.setColumnStretch(side, 1)
        return head

    def _fill_scroll(self) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(10)
        verdicts = QHBoxLayout()
        verdicts.setSpacing(12)
        for card in self.cards:
            verdicts.addWidget(card, 1)
        inside.addLayout(verdicts)
        inside.addWidget(self.said)
        self._column.setSpacing(6)
        inside.addLayout(self._column)
        inside.addStretch(1)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)

    def _lay_out(self) -> None:
        self._fill_scroll()
        caveat = wrapped_label(CAVEAT)
        foot = QHBoxLayout()
        foot.addWidget(caveat, 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(plain_label("One trial, two criteria sets", "pageTitle"))
        column.addWidget(self.whose)
        column.addLayout(self._make_head())
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self.resize(1080, 780)


Pair = tuple[CriterionResult | None, CriterionResult | None]


def pair_results(
    left: Sequence[CriterionResult], right: Sequence[CriterionResult]
) -> tuple[Pair, ...]:
    """Return each criterion with its result under either set, None where a set leaves it out."""
    of_left = {result.key: result for result in left}
    of_right = {result.key: result for result in right}
    pairs: list[Pair] = [(result, of_right.get(result.key)) for result in left]
    pairs += [(None, result) for result in right if result.key not in of_left]
    return tuple(pairs)


def _format_differences(rows: Sequence[CompareRow], assessments: tuple[Assessment, ...]) -> str:
    differing = [row.title for row in rows if row.differs]
    same = assessments[0].verdict is assessments[1].verdict
    verdict = "Both sets come to the same verdict." if same else "The sets differ in the verdict."
    if not differing:
        return f"{verdict} Every criterion is judged alike."
    return f"{verdict} {len(differing)} of {len(rows)} criteria differ: {', '.join(differing)}."
