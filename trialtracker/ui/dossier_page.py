"""The scrolling page of the dossier: a card a part, with an index of the parts where it fits."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trialtracker.clinical.dossier import Item
from trialtracker.clinical.dossier_choices import DossierPart, ItemKind
from trialtracker.overriding import override
from trialtracker.ui.dossier_editors import Place
from trialtracker.ui.dossier_index import INDEX_WIDTH, PartBox, PartIndex
from trialtracker.ui.dossier_row import ComputedRow, DossierRow
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.scroll_area import make_scroll

_GAP = 12
_LEAST_WITH_INDEX = 1100
_LEAST_ROW = 870
"""Narrower rows have their question above the answer."""
_INTO_VIEW = 40
_HINTS = {
    DossierPart.LEAFLET: "Y yes · N no · U not known · Delete takes an answer back",
    DossierPart.ALLERGY: "One question for each drug that is planned or given",
    DossierPart.ANTICOAGULANT: "Recorded as ordered; nothing here is computed",
    DossierPart.ENDING: "Asked again when the trial is ended",
}
_NO_DRUG = "No drug is planned yet: the questions follow with the plan."


class DossierPage(QWidget):
    """Rows by item key, in reading order; answering a question goes on to the next row."""

    changed = Signal()
    index_shown = Signal(bool)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self.rows: dict[str, DossierRow] = {}
        self.computed: dict[str, ComputedRow] = {}
        self._cards: dict[DossierPart, QWidget] = {}
        self.index = PartIndex()
        self.box = PartBox()
        self._body = QWidget()
        self._scroll = make_scroll()
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._name_part)
        bar.rangeChanged.connect(lambda: self._name_part(bar.value()))
        for parts in (self.index, self.box):
            parts.chosen.connect(self.go_to)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.index)
        row.addWidget(self._scroll, 1)

    def show_items(self, items: Sequence[Item]) -> None:
        """Make the rows anew for the items that are asked."""
        self.rows, self.computed, self._cards = {}, {}, {}
        self._body = QWidget()
        self._body.setObjectName("formBody")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        for part in DossierPart:
            card = self._make_card(part, [item for item in items if item.part is part])
            self._cards[part] = card
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._chain()
        self._fit()

    def forget(self) -> None:
        """Throw away what is typed and shown in every row."""
        for row in self.rows.values():
            row.forget()

    def show_counts(self, count: Callable[[DossierPart], tuple[int, int]]) -> None:
        """Show in the index how many of each part's items are answered."""
        self.index.show_counts(count)
        self.box.show_counts(count)

    def focus_row(self, key: str) -> None:
        """Put the keyboard on a row and bring it into view."""
        row = self.rows[key]
        row.focus_editor()
        self._scroll.ensureWidgetVisible(row, 0, 80)

    def focus_first_open(self) -> None:
        """Put the keyboard on the first open question, or else on the first open row."""
        keys = [key for key, row in self.rows.items() if not row.get_typed().answer]
        asked = [key for key in keys if self.rows[key].item.bad_answer is not None]
        self.focus_row([*asked, *keys, *self.rows][0])

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each sentence at its row, and go to the first."""
        for key, row in self.rows.items():
            row.show_problem(problems.get(key, ""))
        first = next((key for key in self.rows if key in problems), None)
        if first is not None:
            self.focus_row(first)

    def go_to(self, part: DossierPart) -> None:
        """Bring a part to the top of the page, with the keyboard on its first row."""
        top = self._cards[part].mapTo(self._body, QPoint(0, 0)).y()
        first = next((row for row in self.rows.values() if row.item.part is part), None)
        if first is not None:
            first.focus_editor()
        self._scroll.verticalScrollBar().setValue(top)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep the index only where each of its buttons and the rows beside it have their room."""
        has_height = self.height() >= self.index.get_least_height()
        has_index = has_height and self.width() >= _LEAST_WITH_INDEX
        self.index.setVisible(has_index)
        self.index_shown.emit(has_index)
        taken = INDEX_WIDTH + _GAP if has_index else 0
        for row in self.rows.values():
            row.fit(is_narrow=self.width() - taken < _LEAST_ROW)

    def _name_part(self, top: int) -> None:
        above = [part for part, card in self._cards.items() if card.y() <= top + _INTO_VIEW]
        self.box.show_part(above[-1] if above else next(iter(DossierPart)))

    def _make_card(self, part: DossierPart, items: Sequence[Item]) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 4)
        head.addWidget(plain_label(part.label, "sectionTitle"))
        head.addStretch(1)
        head.addWidget(plain_label(_HINTS.get(part, ""), "secondary"))
        column.addLayout(head)
        for item in items:
            column.addWidget(self._make_row(item))
        if not items:
            column.addWidget(plain_label(_NO_DRUG, "secondary"))
        return card

    def _make_row(self, item: Item) -> QWidget:
        if item.kind is ItemKind.COMPUTED:
            self.computed[item.key] = ComputedRow(item)
            return self.computed[item.key]
        row = DossierRow(item, self._place)
        row.changed.connect(self.changed)
        self.rows[item.key] = row
        return row

    def _chain(self) -> None:
        keys = list(self.rows)
        for key, following in pairwise(keys):
            self.rows[key].done.connect(partial(self.focus_row, following))
