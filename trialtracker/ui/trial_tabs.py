"""The row above a trial: its tabs at the left, what can be changed of it at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.ui.section import Section


class Tab(IntEnum):
    """What is shown of a trial; the number is its place."""

    CHART = 0
    RECORD = 1
    ENTRIES = 2
    DOSES = 3
    OPIOIDS = 4
    EFFECTS = 5
    DOSSIER = 6
    PAPER = 7


@dataclass(frozen=True, slots=True)
class TabPlan:
    """One tab: its title and key, and what makes its section when it is first wanted.

    The first three tabs are made with the page and have no maker.
    """

    tab: Tab
    title: str
    key: str
    make: Callable[[Clock], Section] | None = None


def _make_doses(clock: Clock) -> Section:
    from trialtracker.ui.dose_section import DoseSection

    return DoseSection(clock)


def _make_opioids(clock: Clock) -> Section:
    from trialtracker.ui.opioid_section import OpioidSection

    return OpioidSection(clock)


def _make_effects(clock: Clock) -> Section:
    from trialtracker.ui.effect_section import EffectSection

    return EffectSection(clock)


def _make_dossier(clock: Clock) -> Section:
    from trialtracker.ui.dossier_section import DossierSection

    return DossierSection(clock)


def _make_paper(clock: Clock) -> Section:
    from trialtracker.ui.paper_section import PaperSection

    return PaperSection(clock)


TABS: tuple[TabPlan, ...] = (
    TabPlan(Tab.CHART, "Chart", "Ctrl+T"),
    TabPlan(Tab.RECORD, "Record", "Ctrl+R"),
    TabPlan(Tab.ENTRIES, "Entries", "Ctrl+E"),
    TabPlan(Tab.DOSES, "Doses", "Ctrl+D", _make_doses),
    TabPlan(Tab.OPIOIDS, "Opioids", "Ctrl+O", _make_opioids),
    TabPlan(Tab.EFFECTS, "Side effects", "Ctrl+L", _make_effects),
    TabPlan(Tab.DOSSIER, "Dossier", "Ctrl+B", _make_dossier),
    TabPlan(Tab.PAPER, "Paper", "Ctrl+G", _make_paper),
)
BESIDE, BESIDE_KEY = "Side by side…", "Ctrl+J"
_CHANGES = "Edit patient, edit trial, further trial, side by side"
SECTIONS: tuple[TabPlan, ...] = tuple(plan for plan in TABS if plan.make is not None)


class TrialTabs(QWidget):
    """Joined buttons, one of them chosen, the ways to change patient and trial, and to compare.

    Each tab shows its key where there is room for all of them; its tooltip names it always.
    In a narrow window the changes stand in a menu.
    """

    chosen = Signal(Tab)
    edit_patient_wanted = Signal()
    edit_trial_wanted = Signal()
    new_trial_wanted = Signal()
    beside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._least_width = 0
        self._links: list[QPushButton] = []
        self.menu_button = _make_link("Edit…")
        self._menu = QMenu(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for plan in TABS:
            self._layout.addWidget(self._make_tab(plan))
        self._layout.addStretch(1)
        self._add_links()

    def _make_tab(self, plan: TabPlan) -> QPushButton:
        button = QPushButton(plan.title)
        button.setObjectName("tabButton")
        button.setProperty("place", _get_place(plan))
        button.setCheckable(True)
        button.setToolTip(f"{plan.title} ({plan.key})")
        self._group.addButton(button, plan.tab)
        return button

    def _add_links(self) -> None:
        for title, wanted in (
            ("Edit patient…", self.edit_patient_wanted),
            ("Edit trial…", self.edit_trial_wanted),
            ("Further trial…", self.new_trial_wanted),
            (BESIDE, self.beside_wanted),
        ):
            link = _make_link(title)
            link.clicked.connect(wanted)
            self._links.append(link)
            self._menu.addAction(title, wanted.emit)
        self._links[-1].setToolTip(f"Two trials of the patient, or two parts of one ({BESIDE_KEY})")
        QShortcut(QKeySequence(BESIDE_KEY), self, self.beside_wanted.emit)
        for link in (*self._links, self.menu_button):
            self._layout.addWidget(link)
        self.menu_button.setToolTip(_CHANGES)
        self.menu_button.setAccessibleName(_CHANGES)
        self.menu_button.clicked.connect(self._open_menu)
        self.menu_button.hide()
        self._group.idClicked.connect(lambda number: self.chosen.emit(Tab(number)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._name_tabs()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the titles alone, so that the keys never widen the window."""
        hint = super().minimumSizeHint()
        return QSize(self._least_width or hint.width(), hint.height())

    def _name_tabs(self) -> None:
        self._show_titles(has_keys=False)
        self._show_links(are_in_menu=True)
        self._layout.invalidate()
        self._least_width = self._layout.minimumSize().width()
        self._show_links(are_in_menu=False)
        if not self._fits():
            self._show_links(are_in_menu=True)
            return
        self._show_titles(has_keys=True)
        if not self._fits():
            self._show_titles(has_keys=False)

    def _fits(self) -> bool:
        self._layout.invalidate()
        return self._layout.sizeHint().width() <= self.width()

    def _show_links(self, *, are_in_menu: bool) -> None:
        for link in self._links:
            link.setHidden(are_in_menu)
        self.menu_button.setHidden(not are_in_menu)

    def _open_menu(self) -> None:
        self._menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _show_titles(self, *, has_keys: bool) -> None:
        for plan in TABS:
            title = f"{plan.title}  {plan.key}" if has_keys else plan.title
            self._group.button(plan.tab).setText(title)

    def show_tab(self, tab: Tab) -> None:
        """Mark what is shown."""
        self._group.button(tab).setChecked(True)


def _make_link(title: str) -> QPushButton:
    link = QPushButton(title)
    link.setProperty("link", True)
    return link


def _get_place(plan: TabPlan) -> str:
    return {TABS[0]: "first", TABS[-1]: "last"}.get(plan, "middle")
