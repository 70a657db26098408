"""Where each field of a criteria set's form stands: a card a group, three columns."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from trialtracker.clinical.criteria_set_thresholds import Group
from trialtracker.clinical.criteria_set_words import ALL_THRESHOLDS, CRITERION_WORDS
from trialtracker.ui.criteria_view import make_card
from trialtracker.ui.form_field import FormField

_COLUMNS = 3
_HEAD = (
    (("name", 2), ("version", 1)),
    (("effective_from", 2), ("author", 1)),
    (("reason", 3),),
    (("about", 2), ("bands", 1)),
    (("measures", 3),),
    (("bolus_measures", 3),),
    (("secondary_measures", 3),),
    (("modes", 3),),
)
_OPERATOR_AFTER = "relief_percent"


def lay_out_cards(fields: Mapping[str, FormField], column: QVBoxLayout) -> tuple[str, ...]:
    """Put every field into a card; return the keys in reading order."""
    order: list[str] = []
    card, inside = make_card("The set")
    grid = _make_grid()
    for row, line in enumerate(_HEAD):
        place = 0
        for key, span in line:
            grid.addWidget(fields[key], row, place, 1, span)
            place += span
            order.append(key)
    inside.addLayout(grid)
    column.addWidget(card)
    for group in Group:
        card, inside = make_card(group.label)
        grid = _make_grid()
        order += _fill_group(grid, fields, group)
        inside.addLayout(grid)
        column.addWidget(card)
    return tuple(order)


def _fill_group(grid: QGridLayout, fields: Mapping[str, FormField], group: Group) -> list[str]:
    order: list[str] = []
    criteria = [words.key for words in CRITERION_WORDS if words.group is group]
    for key in criteria:
        order += _add_criterion(grid, fields, key, _list_numbers(group, key))
    shared = _list_numbers(group, "")
    first = grid.rowCount()
    for number, key in enumerate(shared):
        grid.addWidget(fields[key], first + number // _COLUMNS, number % _COLUMNS)
    return order + shared


def _add_criterion(
    grid: QGridLayout, fields: Mapping[str, FormField], key: str, numbers: list[str]
) -> list[str]:
    """Put the role first, its numbers beside it, and the source where they leave room."""
    role, source, row = f"role:{key}", f"source:{key}", grid.rowCount()
    grid.addWidget(fields[role], row, 0)
    beside = _COLUMNS - 1
    for number, each in enumerate(numbers):
        grid.addWidget(fields[each], row + number // beside, 1 + number % beside)
    used = len(numbers) % beside
    last = row + len(numbers) // beside
    grid.addWidget(fields[source], last, 1 + used, 1, beside - used)
    return [role, *numbers, source]


def _list_numbers(group: Group, criterion: str) -> list[str]:
    chosen = [t.field for t in ALL_THRESHOLDS if (t.group, t.criterion) == (group, criterion)]
    if _OPERATOR_AFTER in chosen:
        chosen.insert(chosen.index(_OPERATOR_AFTER) + 1, "operator")
    return chosen


def _make_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    for place in range(_COLUMNS):
        grid.setColumnStretch(place, 1)
    return grid
