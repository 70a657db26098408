"""What the Doses tab offers before anything is typed, and what it keeps."""

import pytest

from tests.clinical.doses import make_bolus, make_refill
from tests.factories import make_dose
from tests.ui.dose_support import EARLIER, Open, fill, make, type_text
from tests.ui.record_support import NOW
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.services.results import Snapshot
from trialtracker.ui.dose_draft import ComponentDraft, from_text


@pytest.mark.parametrize(
    ("snapshot", "kind", "components"),
    [
        (make(), DoseKind.RATE, (ComponentDraft("morphine"),)),
        (make(make_dose(EARLIER)), DoseKind.RATE, (ComponentDraft("morphine", "0.5"),)),
        (
            make(make_dose(EARLIER), make_dose(EARLIER, 2_000_000, drug="bupivacaine")),
            DoseKind.RATE,
            (ComponentDraft("bupivacaine", "2"), ComponentDraft("morphine", "0.5")),
        ),
        (
            make(plan=Plan(drugs=(PlannedDrug("ziconotide"),))),
            DoseKind.RATE,
            (ComponentDraft("ziconotide"),),
        ),
        (
            make(make_bolus(EARLIER, drug="clonidine"), mode=TrialMode.REPEATED_BOLUS),
            DoseKind.BOLUS,
            (ComponentDraft("clonidine"),),
        ),
        (
            make(make_bolus(EARLIER), make_dose(NOW, drug="fentanyl"), mode=TrialMode.SINGLE_BOLUS),
            DoseKind.BOLUS,
            (ComponentDraft("morphine"),),
        ),
        (
            make(make_refill(EARLIER, drug="baclofen")),
            DoseKind.RATE,
            (ComponentDraft("baclofen"),),
        ),
    ],
)
def test_the_form_opens_with_the_mode_and_what_runs(
    open_doses: Open, snapshot: Snapshot, kind: DoseKind, components: tuple[ComponentDraft, ...]
) -> None:
    section = open_doses(snapshot)

    draft = section.form.get_draft()
    assert (draft.kind, draft.components) == (kind, components)


def test_the_unit_is_that_of_the_drugs_doses(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER, 60_000)))

    row = section.form.drugs.rows[0]
    assert (row.unit.text(), row.meaning.text()) == (
        "micrograms/day",
        "= morphine 60 micrograms/day · last 60 micrograms/day",
    )


def test_what_is_typed_is_told_again_in_full(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER)))

    type_text(".25")

    meaning = section.form.drugs.rows[0].meaning.text()
    assert meaning == "= morphine 0.25 mg/day · last 0.5 mg/day"


def test_an_unfinished_form_comes_back_as_it_was(open_doses: Open) -> None:
    section = open_doses(make(make_dose(EARLIER)))
    fill(section, "0.8", "2")
    section.form.when.edit.setFocus()
    type_text("-1h")
    section.form.note.setFocus()
    type_text("asked for more")
    kept = section.get_form()

    section.show_form("")
    blank = section.get_form()
    section.show_form(kept)

    draft = section.form.get_draft()
    assert blank == ""
    assert draft == from_text(kept)
    assert (draft.components[0].amount, draft.why) == ("0.8", DoseReason.RELIEF)
    assert (draft.when, draft.typed_at, draft.note) == ("-1h", NOW, "asked for more")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "rate"}', "null"])
def test_a_draft_that_cannot_be_read_is_a_blank_form(open_doses: Open, text: str) -> None:
    section = open_doses(make())

    section.show_form(text)

    assert section.get_form() == ""


def test_a_draft_whose_dose_is_stored_already_is_a_blank_form(open_doses: Open) -> None:
    section = open_doses(make())
    fill(section, "0.3")
    kept = section.get_form()
    stored = make_dose(NOW, event_id=section.form.get_draft().form_id)
    section.show_snapshot(make(stored))

    section.show_form(kept)

    assert section.get_form() == ""


def test_another_trial_brings_its_own_form(open_doses: Open) -> None:
    section = open_doses(make())
    fill(section, "0.3")

    section.show_snapshot(make(make_dose(EARLIER, 700_000)))

    assert section.get_form() == ""
    assert section.form.get_draft().components == (ComponentDraft("morphine", "0.7"),)


def test_what_is_typed_stays_when_the_same_trial_is_shown_again(open_doses: Open) -> None:
    snapshot = make()
    section = open_doses(snapshot)
    fill(section, "0.3")

    section.show_snapshot(snapshot)

    assert section.form.get_draft().components[0].amount == "0.3"
