"""The editors of a criteria set's form: a number, measures in their order, a row of choices."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from trialtracker.clinical.criteria_set_thresholds import (
    Number,
    Threshold,
    format_number,
    format_with_unit,
)
from trialtracker.clinical.criteria_set_words import PAIN_MEASURES
from trialtracker.clinical.value_checks import format_typed
from trialtracker.clinical.wording import format_measure
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.form_field import QuietComboBox

_NUMBER = re.compile(r"[0-9]{1,7}(\.[0-9]{1,9})?", re.ASCII)
_NONE = "None"
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_PLACES = len(PAIN_MEASURES)


class NumberEdit(QLineEdit):
    """One threshold; its kind of number is that of the set that was shown last."""

    def __init__(self, threshold: Threshold) -> None:
        super().__init__()
        self._threshold = threshold
        self._like: Number = 0

    def show_number(self, number: Number) -> None:
        """Show a threshold."""
        self._like = number
        self.setText(format_number(number).replace(",", ""))

    def get_number(self) -> Number:
        """Return the exact number.

        Raises:
            ValueError: with a sentence, if it cannot be read.
        """
        return parse_number(self.text(), self._like, self._threshold)


def parse_number(text: str, like: Number, threshold: Threshold) -> Number:
    """Return a number of the same kind as another.

    Raises:
        ValueError: with a sentence that names what was typed and what is wanted.
    """
    typed = text.strip()
    scale = threshold.scale
    wanted = f"write a number up to {format_with_unit(scale.high, scale.unit)}"
    if not typed:
        raise ValueError(f"Nothing is written: {wanted}.")
    if not _NUMBER.fullmatch(typed):
        raise ValueError(f"“{format_typed(typed)}” is not a number: {wanted}.")
    if isinstance(like, Fraction):
        return Fraction(typed)
    if isinstance(like, Decimal):
        return Decimal(typed)
    if Fraction(typed).denominator != 1:
        raise ValueError(f"{typed} is not a whole number: write one without a point.")
    return int(Fraction(typed))


def parse_bands(text: str) -> tuple[tuple[Fraction, str], ...]:
    """Return the words for relief from '10 minimal, 30 moderate'.

    Raises:
        ValueError: with a sentence, if a part is no number with a word.
    """
    parts = [part.split(maxsplit=1) for part in text.split(",") if part.strip()]
    if any(len(part) < 2 or not _NUMBER.fullmatch(part[0]) for part in parts):
        raise ValueError("Write each word behind its number, as in 10 minimal, 30 moderate.")
    return tuple((Fraction(percent), word.strip()) for percent, word in parts)


def format_bands_to_edit(bands: Sequence[tuple[Fraction, str]]) -> str:
    """Return the words for relief as they are typed."""
    return ", ".join(f"{format_number(percent)} {word}" for percent, word in bands)


class MeasureOrder(QWidget):
    """The first measure that a trial has is used; each further one stands in for those before."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = [QuietComboBox() for _ in range(_PLACES)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, box in enumerate(self.boxes):
            box.addItems([_NONE, *(format_measure(key) for key in PAIN_MEASURES)])
            box.setSizeAdjustPolicy(_NARROW)
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(self._show_places)
            box.currentIndexChanged.connect(self.changed)
            row.addWidget(box, 1)
            box.setVisible(place == 0)
        self.setFocusProxy(self.boxes[0])

    def name_parts(self, name: str) -> None:
        """Tell a screen reader what each box is."""
        for place, box in enumerate(self.boxes):
            box.setAccessibleName(name if place == 0 else f"{name}, else {place}")

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show the measures in their order."""
        for place, box in enumerate(self.boxes):
            box.setCurrentIndex(PAIN_MEASURES.index(keys[place]) + 1 if place < len(keys) else 0)
        self._show_places()

    def get_keys(self) -> tuple[str, ...]:
        """Return what is chosen."""
        chosen = (box.currentIndex() for box in self.boxes)
        return tuple(PAIN_MEASURES[index - 1] for index in chosen if index > 0)

    def _show_places(self) -> None:
        """Show the boxes that hold a measure and one more."""
        is_next = True
        for box in self.boxes:
            box.setVisible(is_next or box.currentIndex() > 0)
            is_next = box.currentIndex() > 0


class CheckRow(QWidget):
    """Some of a few choices; a narrow window wraps them."""

    changed = Signal()

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.checks = {key: QCheckBox(label) for key, label in labels.items()}
        flow = FlowLayout(self, gap=14)
        for check in self.checks.values():
            check.setObjectName("criteriaCheck")
            check.toggled.connect(self.changed)
            flow.addWidget(check)
        self.setFocusProxy(next(iter(self.checks.values())))

    def name_parts(self, name: str) -> None:
        """Tell a screen reader what each box is."""
        for check in self.checks.values():
            check.setAccessibleName(f"{name}: {check.text()}")

    def show_keys(self, keys: Sequence[str]) -> None:
        """Check what is among the keys."""
        for key, check in self.checks.items():
            check.setChecked(key in keys)

    def get_keys(self) -> tuple[str, ...]:
        """Return what is checked, in the order of the row."""
        return tuple(key for key, check in self.checks.items() if check.isChecked())
