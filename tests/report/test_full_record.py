"""The full record beside entries: nothing of a closed syringe, who signed, and its pages."""

from dataclasses import replace

import pytest

from tests.factories import START, make_dose, make_entry, make_trial
from tests.report.full_records import (
    DETAIL,
    PRINTED,
    cells_of,
    list_words_of,
    print_full,
    signed_of,
    table_of,
    write,
)
from tests.report.papers import list_words, needs_poppler, read_text, squeeze
from tests.report.reports import (
    HARD,
    make_note,
    make_review,
    make_snapshot,
)
from trialtracker.clinical.frozen import Since
from trialtracker.clinical.record import (
    Acknowledgement,
    BlindBreak,
    BlindContent,
    BlindedDose,
    Fact,
)
from trialtracker.clinical.record_choices import (
    DoseKind,
    FindingAction,
)
from trialtracker.clinical.review import NoteKind
from trialtracker.clinical.written import WrittenRow
from trialtracker.report.described import describe
from trialtracker.report.full import FullRecord, get_full
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Part


def test_what_is_in_a_closed_syringe_is_nowhere() -> None:
    trial = replace(
        make_trial(), blinded_doses=(BlindedDose("b1", START, DoseKind.BOLUS, "A-1", "nurse"),)
    )

    (cells,) = cells_of(table_of(trial, "Intrathecal doses"))

    assert cells[2] == "code A-1"
    assert "blinded" in cells[5]


def test_after_the_break_the_contents_are_told_with_who_and_why() -> None:
    dose = BlindedDose("b1", START, DoseKind.BOLUS, "A-1", "nurse", second_person="second")
    opened = BlindBreak("k1", BlindContent("A-1", "morphine 0.1 mg"), "sedation", "Dr T", START)
    trial = replace(make_trial(), blinded_doses=(dose,), blind_breaks=(opened,))

    (cells,) = cells_of(table_of(trial, "Intrathecal doses"))

    assert cells[2] == "code A-1 = morphine 0.1 mg"
    assert cells[4] == "nurse\nsecond"


def test_a_side_effect_is_told_with_its_course_and_treatment() -> None:
    entries = [make_entry(START, {"side_effect:nausea": 2})]
    trial = replace(make_trial(entries), effect_details=(DETAIL,))

    (row,) = table_of(trial, "Side effects over time").rows

    assert row.cells[0] == "Nausea"
    assert row.cells[4] == "The drug\nDose reduced"
    assert row.cells[5] == "2 (02-Mar-2026 08:00)"
    assert row.below == "Treatment: ondansetron"


def test_a_safety_finding_is_told_with_what_was_done() -> None:
    entry = make_entry(values={"respiratory_rate": 7})
    seen = Acknowledgement(
        "a1",
        f"respiratory_rate:{entry.entry_id}",
        FindingAction.TREATED,
        "naloxone",
        False,
        "nurse",
        START,
    )
    trial = make_trial([entry])
    (finding,) = make_snapshot(trial).assessment.findings
    trial = replace(trial, acknowledgements=(replace(seen, finding_key=finding.key),))

    (cells,) = cells_of(table_of(trial, "Safety findings"))

    assert cells[0].startswith("Alert\n")
    assert cells[2] == "02-Mar-2026 08:00 nurse: Treated: naloxone."


def test_former_answers_of_the_dossier_stay_readable() -> None:
    facts = (
        Fact("f1", "body_size", "no", "", "nurse", START),
        Fact("f2", "body_size", "", "asked again", "nurse", START),
        Fact("f3", "no_longer_an_item", "so", "", "nurse", START),
    )

    table = table_of(replace(make_trial(), facts=facts), "Dossier")

    assert [(cells[1], cells[3]) for cells in cells_of(table)] == [
        ("so", "Counts"),
        ("Taken back", "Counts"),
        ("No", "Replaced"),
    ]
    assert table.rows[1].below == "Note: asked again"


def test_each_review_is_told_with_full_hashes_seal_and_notes() -> None:
    since = Since(changed=("1 entry was amended.",))
    notes = (make_note(), make_note(NoteKind.OPENED, "A wrong score."))
    review = make_review(since, notes=notes)

    told = cells_of(table_of(make_trial(), "Signed review 2 of 2", make_review(), review))

    assert ("Hash of the data", "ab12" * 16) in told
    assert ("Hash of the result", "cd34" * 16) in told
    assert ("Seal", "ef56" * 16) in told
    assert ("Since then", "Changed after signature\n1 entry was amended.") in told
    assert [what for what, _ in told[-2:]] == ["Addendum", "Opened for correction"]
    assert f"Seal {'99aa' * 16}" in told[-1][1]


def test_a_review_that_is_not_whole_says_so() -> None:
    told = signed_of(make_review(is_whole=False))

    assert told["Seals"].startswith("Not whole")


def test_a_signature_from_before_decisions_were_asked_for_is_told() -> None:
    review = replace(make_review(), opinion=None, seal="")

    told = signed_of(review)

    assert told["Decision"] == "No decision was recorded with this signature."


def test_every_row_written_has_author_time_and_place() -> None:
    rows = (
        WrittenRow(START, "nurse", "Entry", "paper", "a" * 32, START),
        WrittenRow(START, "nurse", "Entry", "nurse", "b" * 32, START, "a" * 32, "typing_error"),
        WrittenRow(START, "nurse", "Dose", "morphine", "c" * 32, None, "d" * 32, "x", True),
    )

    table = next(t for t in write(make_trial(), written=rows).tables if "Audit" in t.title)

    assert [cells[2] for cells in cells_of(table)] == [
        "Entry, added",
        "Entry, changed",
        "Dose, made void",
    ]
    assert cells_of(table)[0][:2] == ("02-Mar-2026 08:00", "nurse")
    assert cells_of(table)[1][5] == "bbbbbbbb\nfor aaaaaaaa"
    assert "There is no audit chain yet" in table.said


def test_an_empty_record_says_of_each_part_that_there_is_nothing() -> None:
    tables = write(make_trial()).tables

    silent = [table.title for table in tables if not table.rows and not table.nothing]
    assert silent == []


@needs_poppler
@pytest.mark.parametrize("name", [name for name in HARD if name != "5,000 readings"])
def test_hard_trials_print_within_their_page(name: str) -> None:
    pdf = make_pdf(print_full(make_snapshot(HARD[name]())), Part.FULL)

    words = list_words(pdf)

    assert min(word.left for word in words) > 36
    assert max(word.right for word in words) < 560


def test_all_of_5000_readings_stand_in_the_table() -> None:
    trial = HARD["5,000 readings"]()

    assert len(table_of(trial, "Entries").rows) == len(trial.entries) == 5_000


@needs_poppler
def test_a_note_of_20000_characters_is_printed_whole() -> None:
    note = " ".join(f"word{number}" for number in range(2200))[:20_000]
    report = print_full(make_snapshot(make_trial([make_entry(score=4, note=note)])))

    assert squeeze(note)[-200:] in read_text(make_pdf(report, Part.FULL))


@needs_poppler
def test_every_cell_of_the_entries_is_in_the_pdf() -> None:
    snapshot = make_snapshot(HARD["usual"]())
    words = get_full(snapshot, (), PRINTED).words
    assert isinstance(words, FullRecord)
    table = next(table for table in words.tables if table.title == "Entries")

    text = read_text(make_pdf(print_full(snapshot), Part.FULL))

    lines = [line for cell in list_words_of(table) for line in cell.split("\n")]
    assert [line for line in lines if squeeze(line) not in text] == []


def test_the_text_for_who_cannot_see_the_pages_has_every_row() -> None:
    report = print_full(make_snapshot(HARD["usual"]()), (make_review(),))

    said = describe(report, Part.FULL)

    assert "Audit extract: every row written" in said
    assert "ab12" * 16 in said
    assert "No dose is recorded." not in said


def test_doses_are_told_with_their_amount() -> None:
    (cells,) = cells_of(table_of(make_trial(doses=[make_dose()]), "Intrathecal doses"))

    assert cells[1:3] == ("Rate", "morphine 0.5 mg/day")
