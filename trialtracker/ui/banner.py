"""The patient banner: who this is, on top of every screen about one patient."""

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.choices import AllergyStatus
from trialtracker.clinical.dossier import get_absolute_findings
from trialtracker.clinical.patient_words import (
    NOT_KNOWN,
    format_birth,
    format_indication,
    format_name,
)
from trialtracker.clinical.time import trial_day
from trialtracker.clinical.trial import PatientDetails, Trial
from trialtracker.overriding import override
from trialtracker.ui.dossier_loud import LoudBar
from trialtracker.ui.plain_text import ElidedLabel, WrappedLabel, one_line, plain_label
from trialtracker.ui.shape_icon import SHAPE_OF_ALLERGY, ShapeIcon

_COMFORTABLE_NAME = 280
_COMFORTABLE_INDICATION = 200


_BETWEEN_PARTS = 28
_BETWEEN_LINES = 4


class PatientBanner(QWidget):
    """Identity, trial and allergies; birth date and MRN are never cut, whatever the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Patient")
        self.name = ElidedLabel("bannerName", 96)
        self.born = plain_label(name="bannerValue")
        self.gender = plain_label(name="bannerValue")
        self.mrn = plain_label(name="bannerValue")
        self.indication = ElidedLabel("bannerValue", 72)
        self.trial_mode = plain_label(name="bannerValue")
        self.trial_day = plain_label(name="bannerStrongValue")
        self.allergies = AllergyStrip()
        self.loud = LoudBar()
        self.mrn.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line = QFrame()
        self._line.setObjectName("banner")
        self._line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._line)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside: QWidget | None = None
        self._identity = self._make_identity()
        self._trial = self._make_trial()
        self._lay_out()

    def show_trial(self, trial: Trial, on: date) -> None:
        """Show the trial's patient as of the clinic-local date."""
        details = trial.patient.details
        self.name.show_text(format_name(details))
        _show(self.born, "Born", format_birth(details.birth_date, on))
        _show(self.gender, "Gender", details.gender.label)
        _show(self.mrn, "MRN", one_line(details.mrn) or NOT_KNOWN)
        self.indication.show_text(format_indication(trial))
        self.indication.setAccessibleName(f"Indication {format_indication(trial)}")
        _show(self.trial_mode, "Trial", f"{trial.details.mode.label} ·")
        _show(self.trial_day, "", format_progress(trial, on))
        self.allergies.show_details(details)
        self.loud.show_sentences([f.sentence for f in get_absolute_findings(trial)])
        self._turn()

    def put_beside_allergies(self, widget: QWidget) -> None:
        """Take in what else stays in view on every screen of the trial."""
        self._beside = widget
        self._below.addWidget(widget)

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSize().width() for part in (self._identity, self._trial))
        margins = self._parts.contentsMargins()
        height = super().minimumSizeHint().height()
        return QSize(widest + margins.left() + margins.right(), height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the trial below the identity, and doses below allergies, where one line is narrow."""
        parts = (self._identity, self._trial)
        margins = self._parts.contentsMargins()
        needed = sum(part.sizeHint().width() for part in parts) + _BETWEEN_PARTS
        needed -= max(0, self.name.sizeHint().width() - _COMFORTABLE_NAME)
        needed -= max(0, self.indication.sizeHint().width() - _COMFORTABLE_INDICATION)
        fits = needed + margins.left() + margins.right() <= self.width()
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        self._parts.setSpacing(_BETWEEN_PARTS if fits else _BETWEEN_LINES)
        beside = (
            0
            if self._beside is None
            else self._beside.sizeHint().expandedTo(self._beside.minimumSize()).width()
        )
        fits = self.allergies.measure_line() + beside <= self.width()
        self._below.setDirection(ways.LeftToRight if fits else ways.TopToBottom)

    def _make_identity(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addWidget(self.name)
        for label, value in (("Born", self.born), ("Gender", self.gender), ("MRN", self.mrn)):
            row.addLayout(_pair(label, value))
        row.addStretch(1)
        return row

    def _make_trial(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(_pair("Indication", self.indication))
        row.addStretch(1)
        progress = _pair("Trial", self.trial_mode)
        progress.setSpacing(6)
        progress.addWidget(self.trial_day)
        row.addLayout(progress)
        return row

    def _lay_out(self) -> None:
        self._parts.setContentsMargins(20, 11, 20, 11)
        self._parts.addLayout(self._identity)
        self._parts.addLayout(self._trial, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        self._below.setSpacing(0)
        self._below.addWidget(self.allergies, 1)
        column.addLayout(self._below)
        column.addWidget(self.loud)


class AllergyStrip(QFrame):
    """What is known of allergies, in exactly one of four wordings, each with its own shape."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("allergyStrip")
        self.icon = ShapeIcon("allergyIcon")
        self.title = plain_label(name="allergyTitle")
        self.substances = WrappedLabel("allergyText")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.substances, 1)

    def show_details(self, details: PatientDetails) -> None:
        """Show status and substances; nothing is ever cut here."""
        status = details.allergy_status
        known = status is AllergyStatus.KNOWN
        self.icon.show_shape(SHAPE_OF_ALLERGY[status])
        self.title.setText(status.label)
        self.substances.show_text((one_line(details.allergies) or NOT_KNOWN) if known else "")
        self.setProperty("known", known)
        for widget in (self, self.icon, self.title, self.substances):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def measure_line(self) -> int:
        """Return the width at which all of it stands in one line."""
        substances = self.substances
        words = substances.fontMetrics().horizontalAdvance(substances.text())
        flexible = substances.sizeHint().width()
        return self.sizeHint().width() - flexible + words + 2


def format_progress(trial: Trial, on: date) -> str:
    """Return 'Day 6 of 7' while the trial is open and has begun, else its state."""
    details, first_day = trial.details, trial.first_day
    if first_day is None or not details.state.is_open:
        return details.state.label
    return f"Day {trial_day(on, first_day)} of {details.planned_days}"


def _pair(label: str, value: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(7)
    caption = plain_label(label, "bannerLabel")
    row.addWidget(caption)
    row.addWidget(value)
    return row


def _show(label: QLabel, caption: str, text: str) -> None:
    label.setText(text)
    label.setAccessibleName(f"{caption} {text}".strip())
