"""One version of a criteria set to read: where it comes from, and every rule with its source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.criteria_set_thresholds import Group
from trialtracker.clinical.criteria_set_words import (
    CRITERION_WORDS,
    CriterionWords,
    format_bands,
    format_measures,
    format_modes,
    list_changes,
    list_requirements,
    list_safety_lines,
)
from trialtracker.clinical.criteria_sets import CriteriaSet, Role
from trialtracker.ui.criteria_texts import format_origin
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label

_NOTHING_TO_SET = "no number"


class CriteriaView(QScrollArea):
    """A card for the version, then a card a group; the keyboard scrolls it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criteriaScroll")
        self.setAccessibleName("The chosen version")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown: CriteriaSet | None = None

    def show_set(self, criteria_set: CriteriaSet, former: CriteriaSet | None) -> None:
        """Show a version; former is the one of the same set before it."""
        self.shown = criteria_set
        body = QWidget()
        body.setObjectName("formBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(_make_head(criteria_set, former))
        for group in Group:
            column.addWidget(_make_group(criteria_set, group))
        column.addStretch(1)
        self.setWidget(body)
        self.setAccessibleDescription(criteria_set.title)


def _make_head(criteria_set: CriteriaSet, former: CriteriaSet | None) -> QFrame:
    card, column = make_card(criteria_set.title)
    lines = [format_origin(criteria_set), criteria_set.about]
    if criteria_set.reason:
        lines.append(f"Reason: {criteria_set.reason}")
    if former is not None:
        changes = "; ".join(list_changes(former, criteria_set)) or "no rule"
        lines.append(f"Changed from {former.version}: {changes}.")
    for place, line in enumerate(filter(None, lines)):
        column.addWidget(_wrapped(line, "secondary" if place == 0 else "criteriaText"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    for row, (label, text) in enumerate(_list_measures(criteria_set)):
        grid.addWidget(_top(plain_label(label, "secondary")), row, 0)
        grid.addWidget(_wrapped(text, "criteriaText"), row, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return card


def _list_measures(criteria_set: CriteriaSet) -> tuple[tuple[str, str], ...]:
    lines = (
        ("Relief is judged by", format_measures(criteria_set.measures)),
        ("After a bolus by", format_measures(criteria_set.bolus_measures)),
        ("Shown beside it", format_measures(criteria_set.secondary_measures, ", ")),
        ("Words for relief", format_bands(criteria_set)),
        ("Meant for", format_modes(criteria_set.modes)),
    )
    return tuple(line for line in lines if line[1])


def _make_group(criteria_set: CriteriaSet, group: Group) -> QFrame:
    card, column = make_card(group.label)
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    rows = [words for words in CRITERION_WORDS if words.group is group]
    for row, words in enumerate(rows):
        _add_criterion(grid, row, criteria_set, words)
    for column_number, stretch in enumerate((3, 5, 0, 4)):
        grid.setColumnStretch(column_number, stretch)
    grid.setColumnMinimumWidth(2, 84)
    column.addLayout(grid)
    shared = _list_shared(criteria_set, group)
    if shared:
        column.addWidget(_wrapped(shared, "criteriaText"))
    return card


def _add_criterion(
    grid: QGridLayout, row: int, criteria_set: CriteriaSet, words: CriterionWords
) -> None:
    role = criteria_set.get_role(words.key)
    style = "criteriaOut" if role is Role.LEFT_OUT else "criteriaText"
    asked = list_requirements(criteria_set, words.group, words.key)
    requirement = _capital("; ".join(asked) or _NOTHING_TO_SET)
    mark = plain_label(role.label, "criteriaRole")
    mark.setProperty("role", role.value)
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label = _wrapped(words.label, "criteriaOut" if role is Role.LEFT_OUT else "criterionLabel")
    source = _wrapped(criteria_set.get_source(words.key), "secondary")
    for place, widget in enumerate((label, _wrapped(requirement, style), mark, source)):
        grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignTop)


def _list_shared(criteria_set: CriteriaSet, group: Group) -> str:
    if group is Group.SAFETY:
        return "\n".join(list_safety_lines(criteria_set))
    shared = list_requirements(criteria_set, group, "")
    return f"{_capital(', '.join(shared))}." if shared else ""


def make_card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return an empty card with its title, and the column to fill."""
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 12, 18, 14)
    column.setSpacing(8)
    column.addWidget(plain_label(title, "sectionTitle"))
    return card, column


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrapped(text: str, name: str) -> WrappedLabel:
    label = wrapped_label(text, name)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _top(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
