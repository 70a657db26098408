"""The row above a trial: its tabs at the left, what can be changed of it at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

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
SECTIONS: tuple[TabPlan, ...] = tuple(plan for plan in TABS if plan.make is not None)

_KEYS_WIDTH = 200
"""The tabs show their keys where each has at least this width, the links included."""


class TrialTabs(QWidget):
    """Joined buttons, one of them chosen, and the ways to change patient and trial."""

    chosen = Signal(Tab)
    edit_patient_wanted = Signal()
    edit_trial_wanted = Signal()
    new_trial_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for plan in TABS:
            button = QPushButton(plan.title)
            button.setObjectName("tabButton")
            button.setProperty("place", _get_place(plan))
            button.setCheckable(True)
            self._group.addButton(button, plan.tab)
            layout.addWidget(button)
        layout.addStretch(1)
        for title, wanted in (
            ("Edit patient…", self.edit_patient_wanted),
            ("Edit trial…", self.edit_trial_wanted),
            ("Further trial…", self.new_trial_wanted),
        ):
            button = QPushButton(title)
            button.setProperty("link", True)
            button.clicked.connect(wanted)
            layout.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(Tab(number)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _KEYS_WIDTH * len(TABS)
        for plan in TABS:
            title = plan.title if is_narrow else f"{plan.title}  {plan.key}"
            self._group.button(plan.tab).setText(title)

    def show_tab(self, tab: Tab) -> None:
        """Mark what is shown."""
        self._group.button(tab).setChecked(True)


def _get_place(plan: TabPlan) -> str:
    return {TABS[0]: "first", TABS[-1]: "last"}.get(plan, "middle")
