import pytest

from trialtracker.report.pages import get_compiler
from trialtracker.report.printable import Printable, get_characters
from trialtracker.report.words import Labelled

LONG = "abcdefghij" * 6
HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    "text",
    [
        "Ada",
        "Zo\u00eb",
        "\u05d3\u05d5\u05d3",
        "\u0645\u0631\u06cc\u0645",
        "\u2265 50 %",
        "\U0001f600",
    ],
)
def test_what_the_fonts_have_stays_as_it_is(text: str) -> None:
    printable = Printable()

    assert printable.to_text(text) == text
    assert not printable.has_codes


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\U0001f9e0", "[U+1F9E0]"),
        ("\u5f20", "[U+5F20]"),
        ("a\u202eb", "a[U+202E]b"),
        ("\x07", "[U+0007]"),
        ("\ud800", "[U+D800]"),
    ],
    ids=["no font", "another script", "turns the order", "bell", "half a character"],
)
def test_what_no_font_has_or_nobody_sees_is_shown_by_its_code(typed: str, shown: str) -> None:
    printable = Printable()

    assert printable.to_text(typed) == shown
    assert printable.has_codes


def test_lines_stay_lines_and_tabs_become_spaces() -> None:
    assert Printable().to_text("one\r\ntwo\tthree") == "one\ntwo three"


def test_a_word_longer_than_a_line_may_be_broken() -> None:
    shown = Printable().to_words(LONG)

    assert shown.replace("\N{ZERO WIDTH SPACE}", "") == LONG
    assert max(map(len, shown.split("\N{ZERO WIDTH SPACE}"))) <= 24


def test_a_hash_is_never_changed() -> None:
    assert Printable().to_words(HASH) == HASH


def test_dataclasses_become_what_json_has() -> None:
    plain = Printable().to_plain((Labelled("MRN", "\U0001f9e0"), True, None))

    assert plain == [{"label": "MRN", "text": "[U+1F9E0]"}, True, None]


@pytest.mark.parametrize("weight", ["regular", "medium", "semibold", "bold"])
def test_whatever_counts_as_printable_can_be_printed(weight: str) -> None:
    source = (
        '#set document(title: "All")\n#set text(font: ("Inter", "DejaVu Sans"), weight: '
        f'"{weight}")\n= All\n#for each in sys.inputs.all.clusters() [#each ]'
    )
    every = " ".join(sorted(get_characters()))

    made = get_compiler().compile(
        input=source.encode(), format="pdf", sys_inputs={"all": every}, pdf_standards="ua-1"
    )

    assert isinstance(made, bytes)


def test_no_character_that_turns_the_order_counts_as_printable() -> None:
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & get_characters()
