import pytest

from trialtracker.exchange.table import column_problems, read_table

COLUMNS = ("name", "score")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("last", ["", "end"], ids=["open", "closed"])
def test_every_kind_of_line_end_gives_the_same_rows(line_end: str, mark: bytes, last: str) -> None:
    text = line_end.join(["name,score", "Ada,6", "", "Bo,7"]) + (line_end if last else "")

    table = read_table(mark + text.encode(), COLUMNS)

    assert [(r.number, *r.cells.values()) for r in table.rows] == [(2, "Ada", "6"), (4, "Bo", "7")]
    assert table.problems == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_newline_in_a_quoted_cell_is_kept_and_the_next_row_is_named_by_its_line(
    newline: str,
) -> None:
    content = f'name,score\n"A{newline}B",6\nBo\n'.encode()

    table = read_table(content, COLUMNS)

    assert table.rows[0].cells["name"] == f"A{newline}B"
    assert [(p.row, p.reason) for p in table.problems] == [
        (4, "The row has 1 cells, the header 2.")
    ]


def test_semicolons_are_taken_where_they_split_the_header_into_the_columns() -> None:
    table = read_table(b"name;score\nAda;6,5\n", COLUMNS)

    assert dict(table.rows[0].cells) == {"name": "Ada", "score": "6,5"}


def test_semicolons_that_are_not_on_every_line_are_refused() -> None:
    table = read_table(b"name;score\nAda;6\nBo,7\n", COLUMNS)

    assert [(p.row, p.value) for p in table.problems] == [(3, "1 cells")]


def test_semicolons_under_other_columns_must_be_declared() -> None:
    undeclared = read_table(b"name;points\nAda;6\n", COLUMNS)
    declared = read_table(b"name;points\nAda;6\n", COLUMNS, ";")

    assert "--delimiter" in undeclared.problems[0].reason
    assert declared.rows[0].cells["points"] == "6"


@pytest.mark.parametrize(
    ("content", "row", "value"),
    [
        pytest.param("name,score\nJörg,6\n".encode("latin-1"), 2, "0xF6", id="latin-1"),
        pytest.param("name,score\rA,1\rJörg,6".encode("latin-1"), 3, "0xF6", id="latin-1 CR"),
        pytest.param("name,score\nAda,6\n".encode("utf-16"), 1, "", id="UTF-16"),
        pytest.param("name,score\nAda,6\n".encode("utf-16-le"), 1, "", id="UTF-16 unmarked"),
        pytest.param(b"\0\0\0", 1, "", id="binary"),
        pytest.param(b"", 1, "", id="empty"),
        pytest.param(b"\n\n", 1, "", id="blank"),
        pytest.param(b"name,score\nA\0a,6\n", 2, "A\0a", id="NUL"),
        pytest.param(b'name,score\n"Ada,6\n', 2, "", id="open quotation"),
        pytest.param(b'name,score\n"Ada"x,6\n', 2, "", id="text after quotation"),
        pytest.param(b"name,score\nAda,6,7\n", 2, "3 cells", id="too many cells"),
    ],
)
def test_what_cannot_be_read_as_a_table_is_refused_by_row(
    content: bytes, row: int, value: str
) -> None:
    table = read_table(content, COLUMNS)

    assert [(p.row, p.value) for p in table.problems] == [(row, value)]
    assert table.problems[0].reason


def test_missing_repeated_and_unknown_columns_are_refused_by_name() -> None:
    table = read_table(b"name,name,colour\n", COLUMNS)

    problems = column_problems(table, COLUMNS, known=COLUMNS)

    assert [(p.row, p.column, p.reason) for p in problems] == [
        (1, "score", "The column is missing."),
        (1, "name", "The column stands twice."),
        (1, "colour", "The column is not known."),
    ]


def test_long_value_is_shortened_in_the_report() -> None:
    table = read_table(b"name,score\n" + b"x" * 100_000 + b"\0,6\n", COLUMNS)

    assert len(table.problems[0].value) < 100
