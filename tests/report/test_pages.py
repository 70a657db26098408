import re
import zlib
from dataclasses import replace

import pytest
import typst

from tests.report.papers import (
    list_overlaps,
    list_words,
    needs_poppler,
    print_hard,
    read_text,
    run_tool,
)
from tests.report.reports import (
    HARD,
    LONG_NOTE,
    make_named_trial,
    make_review,
    make_snapshot,
    make_usual_trial,
    print_longest,
    print_report,
)
from trialtracker.clinical.review import Decision, Opinion
from trialtracker.report import pages
from trialtracker.report.pages import make_pages, make_pdf
from trialtracker.report.parts import Paper, Part

pytestmark = needs_poppler

POINTS = {Paper.A4: "595.276 x 841.89", Paper.LETTER: "612 x 792"}
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/example:0.1.0": *',
    "*bold* $x^2$ = head",
    "<script>alert(1)</script>",
    "\\u{41} // comment",
    "https://example.org/picture.png",
)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", HARD)
def test_every_trial_fits_one_page(name: str, paper: Paper) -> None:
    told = run_tool(print_hard(name, paper), "pdfinfo", "FILE")

    assert re.search(r"^Pages: +1$", told, re.MULTILINE)
    assert POINTS[paper] in told


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", HARD)
def test_no_word_stands_on_another_or_off_the_page(name: str, paper: Paper) -> None:
    words = list_words(print_hard(name, paper))

    assert list_overlaps(words) == []
    width = float(POINTS[paper].split()[0])
    assert [word for word in words if word.left < 30 or word.right > width - 30] == []


@pytest.mark.parametrize("paper", Paper)
def test_even_where_every_name_is_as_long_as_may_be_it_is_one_page(paper: Paper) -> None:
    pdf = make_pdf(print_longest(paper), Part.SUMMARY)

    assert "page1of1" in read_text(pdf)
    assert list_overlaps(list_words(pdf)) == []


@pytest.mark.parametrize("name", HARD)
def test_every_font_is_embedded(name: str) -> None:
    told = run_tool(print_hard(name, Paper.A4), "pdffonts", "FILE").splitlines()[2:]

    embedded = [line.split()[-5:-2] for line in told]
    assert told
    assert all(each == ["yes", "yes", "yes"] for each in embedded)


def test_the_file_is_tagged_named_and_says_that_it_is_accessible() -> None:
    pdf = print_hard("usual", Paper.A4)

    told = run_tool(pdf, "pdfinfo", "FILE")
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    assert re.search(r"^Title: +Screening trial report", told, re.MULTILINE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_criteria_are_a_table_to_assistive_technology() -> None:
    told = run_tool(print_hard("usual", Paper.A4), "pdfinfo", "-struct", "FILE")

    assert {"Table", "TH", "TD", "H1", "H2", "Figure"} <= set(re.findall(r"\w+", told))


def test_nothing_in_the_file_is_run_or_leads_elsewhere() -> None:
    pdf = print_hard("usual", Paper.A4)

    packed = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    unpacked = b"".join(_unpack(stream) for stream in packed)
    assert not re.search(rb"/(JavaScript|JS|URI|Launch|EmbeddedFile)\b", pdf + unpacked)


def test_the_same_report_gives_the_same_bytes() -> None:
    report = print_report(make_snapshot(make_usual_trial()))

    first = make_pdf(report, Part.SUMMARY)
    pages.get_compiler.cache_clear()

    assert make_pdf(report, Part.SUMMARY) == first


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_typed_is_never_markup(typed: str) -> None:
    snapshot = make_snapshot(make_named_trial("Typed", typed))
    review = make_review(opinion=Opinion(Decision.OTHER, typed))

    text = read_text(make_pdf(print_report(snapshot, (review,)), Part.SUMMARY))

    assert text.count("".join(typed.split())) == 2


def test_letters_from_right_to_left_stay_whole() -> None:
    text = read_text(print_hard("right to left", Paper.A4))

    assert "\u05db\u05d4\u05df" in text
    assert "\u05d3\u05d5\u05d3" in text


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (
            "\u05d4\u05d5\u05dc\u05da \u05e9\u05d5\u05d1.",
            ".\u05d1\u05d5\u05e9 \u05da\u05dc\u05d5\u05d4",
        ),
        ("Walking afresh.", "Walking afresh."),
    ],
    ids=["Hebrew", "English"],
)
def test_a_reason_runs_as_its_writing_runs(reason: str, shown: str) -> None:
    review = make_review(opinion=Opinion(Decision.OTHER, reason))

    report = print_report(make_snapshot(make_usual_trial()), (review,))
    words = list_words(make_pdf(report, Part.SUMMARY))

    seen = [word for word in words if word.text in shown.split()]
    from_left = " ".join(word.text for word in sorted(seen, key=lambda word: word.left))
    assert from_left == shown


def test_a_character_that_no_font_has_is_shown_by_its_code_and_the_page_says_so() -> None:
    text = read_text(print_hard("emoji", Paper.A4))

    assert "SMILE\U0001f600,Brain[U+1F9E0]" in text
    assert "Charactersthatnofontherehasareshownbytheircode" in text


def test_a_page_without_such_characters_does_not_speak_of_them() -> None:
    assert "Charactersthatnofont" not in read_text(print_hard("usual", Paper.A4))


@pytest.mark.parametrize("name", ["40 side effects", "everything"])
def test_what_was_cut_says_so(name: str) -> None:
    text = read_text(print_hard(name, Paper.A4))

    assert re.search(r"and\d+more:seethefullrecord", text)


def test_a_reason_of_twenty_thousand_letters_is_cut_and_says_so() -> None:
    review = make_review(opinion=Opinion(Decision.OTHER, LONG_NOTE))

    report = print_report(make_snapshot(make_usual_trial()), (review,))
    text = read_text(make_pdf(report, Part.SUMMARY))

    assert len(LONG_NOTE) > 20_000
    assert "(cut:seethefullrecord)" in text or "(cut:thefullrecordhasallofit)" in text


def test_a_chart_that_is_none_fails_and_is_not_tried_again() -> None:
    report = print_report(make_snapshot(make_usual_trial()))
    broken = replace(report.parts[Part.SUMMARY], chart="<svg")

    with pytest.raises(typst.TypstError, match="SVG"):
        make_pdf(replace(report, parts={Part.SUMMARY: broken}), Part.SUMMARY)


def test_pages_as_pictures_are_as_many_and_as_large_as_the_sheets() -> None:
    report = print_report(make_snapshot(make_usual_trial()))

    (page,) = make_pages(report, Part.SUMMARY, 72)

    assert page.startswith(b"\x89PNG")
    assert (int.from_bytes(page[16:20]), int.from_bytes(page[20:24])) == (595, 842)


def _unpack(stream: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    return unpacking.decompress(stream) if stream[:1] == b"\x78" else b""
