import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import make_patient, make_trial
from trialtracker.clinical.choices import AllergyStatus, Gender, Indication, TrialState
from trialtracker.clinical.trial import Trial
from trialtracker.ui.banner import PatientBanner
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.shape_icon import Shape

ON = date(2026, 3, 7)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh " * 3
NAUGHTY_FILE = Path(__file__).resolve().parents[2].parent / "shared/data/text/naughty-strings.json"
NAUGHTY = json.loads(NAUGHTY_FILE.read_text(encoding="utf-8")) if NAUGHTY_FILE.exists() else []


@pytest.fixture
def banner(qtbot: QtBot) -> PatientBanner:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    return banner


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def text_of(banner: PatientBanner) -> str:
    """Return every word of the first line, in the order of the widgets."""
    labels = banner.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.text())


def show(banner: PatientBanner, trial: Trial, width: int = 1280) -> None:
    banner.show_trial(trial, ON)
    banner.resize(width, 120)
    banner.show()


def shape_for(banner: PatientBanner, status: AllergyStatus) -> Shape:
    show(banner, make_trial(patient=make_patient(allergy_status=status)))
    return banner.allergies.icon.shape


def shown_for(banner: PatientBanner, text: str) -> tuple[str, str]:
    """Return name and MRN as shown for a patient whose given name and MRN are this text."""
    patient = make_patient(family_name="A", given_name=text, mrn=text)
    banner.show_trial(make_trial(patient=patient), ON)
    return banner.name.text(), banner.mrn.text()


@pytest.mark.usefixtures("german")
def test_banner_reads_as_one_line_without_colons(banner: PatientBanner) -> None:
    patient = make_patient(
        family_name="Harland",
        given_name="Mary",
        mrn="004 211 87",
        allergy_status=AllergyStatus.KNOWN,
        allergies="Hydromorphone (rash)",
    )

    show(banner, make_trial(patient=patient))

    shown = text_of(banner)
    assert ":" not in shown
    assert [
        banner.name.text(),
        banner.born.text(),
        banner.gender.text(),
        banner.mrn.text(),
        banner.indication.text(),
        f"{banner.trial_mode.text()} {banner.trial_day.text()}",
    ] == [
        "HARLAND, Mary",
        "12-Mar-1961 (64y)",
        "Female",
        "004 211 87",
        "Failed back surgery syndrome",
        "Continuous intrathecal · Day 6 of 7",
    ]


def test_what_is_not_known_is_said_in_words(banner: PatientBanner) -> None:
    patient = make_patient(birth_date=None, gender=Gender.NOT_KNOWN)

    show(banner, make_trial(patient=patient, indication=Indication.NOT_KNOWN))

    shown = (banner.born.text(), banner.gender.text(), banner.indication.text())
    assert shown == ("Not known", "Not known", "Not known")


@pytest.mark.parametrize("status", list(AllergyStatus))
def test_allergy_title_is_the_status_in_its_words(
    banner: PatientBanner, status: AllergyStatus
) -> None:
    show(banner, make_trial(patient=make_patient(allergy_status=status)))

    assert banner.allergies.title.text() == status.label


def test_every_allergy_status_has_its_own_shape(banner: PatientBanner) -> None:
    shapes = {shape_for(banner, status) for status in AllergyStatus}

    assert len(shapes) == len(AllergyStatus)


def test_substances_of_a_former_patient_do_not_stay(banner: PatientBanner) -> None:
    known = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Latex")
    show(banner, make_trial(patient=known))

    show(banner, make_trial(patient=make_patient(allergy_status=AllergyStatus.NOT_RECORDED)))

    assert "Latex" not in text_of(banner)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (TrialState.RUNNING, "Day 6 of 7"),
        (TrialState.COMPLETED, "Completed"),
        (TrialState.STOPPED, "Stopped"),
    ],
)
def test_progress_is_the_day_while_the_trial_is_open(
    banner: PatientBanner, state: TrialState, shown: str
) -> None:
    show(banner, make_trial(state=state))

    assert banner.trial_day.text() == shown


def test_trial_that_has_not_begun_shows_its_state(banner: PatientBanner) -> None:
    show(banner, make_trial(state=TrialState.BASELINE, started_at=None))

    assert banner.trial_day.text() == "Baseline"


@pytest.mark.parametrize("width", [640, 900, 1280, 1440])
def test_birth_date_and_mrn_are_never_cut(qtbot: QtBot, banner: PatientBanner, width: int) -> None:
    patient = make_patient(family_name=LONG, given_name=LONG, mrn="T-9981-2231-00012")

    show(banner, make_trial(patient=patient), width)
    qtbot.waitUntil(lambda: banner.width() == width)

    assert banner.born.width() >= banner.born.sizeHint().width()
    assert banner.mrn.width() >= banner.mrn.sizeHint().width()


def test_long_name_is_cut_with_all_of_it_in_tooltip_and_name(banner: PatientBanner) -> None:
    patient = make_patient(family_name=LONG.strip(), given_name="<b>Ada</b>")

    show(banner, make_trial(patient=patient), 800)

    assert banner.name.is_cut
    assert banner.name.accessibleName() == f"{LONG.strip().upper()}, <b>Ada</b>"
    assert "&lt;b&gt;Ada&lt;/b&gt;" in banner.name.toolTip()


@pytest.mark.parametrize(("width", "is_below"), [(2000, False), (800, True)])
def test_doses_stand_beside_the_allergies_or_below_them_where_both_do_not_fit(
    qtbot: QtBot, banner: PatientBanner, width: int, is_below: bool
) -> None:
    doses = WrappedLabel()
    doses.show_text("Running: bupivacaine 30 mg/day, clonidine 120 micrograms/day")
    doses.setMinimumWidth(600)
    banner.put_beside_allergies(doses)
    patient = make_patient(allergy_status=AllergyStatus.KNOWN, allergies="Penicillin (rash)")

    show(banner, make_trial(patient=patient), width)

    qtbot.waitUntil(lambda: (doses.y() > banner.allergies.y()) is is_below)


def test_every_label_is_plain_text(banner: PatientBanner) -> None:
    formats = {label.textFormat() for label in banner.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.skipif(not NAUGHTY, reason=f"{NAUGHTY_FILE} is not there")
def test_hostile_names_are_shown_letter_by_letter(banner: PatientBanner) -> None:
    shown = [shown_for(banner, f"x{text}x") for text in NAUGHTY]

    expected = [" ".join(f"x{text}x".split()) for text in NAUGHTY]
    assert shown == [(f"A, {text}", text) for text in expected]
