from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.commands import Run, no_window, printed_json
from trialtracker import cli
from trialtracker.clinical.opioids import OPIOIDS, Opioid, OpioidUnit, Standing
from trialtracker.exchange.mme_table import MmeFile, read_mme

HEADER = "drug,dose,unit,times"
COUNTED = [opioid for opioid in OPIOIDS if opioid.standing is Standing.COUNTED]


def mme(tmp_path: Path, *lines: str, header: str = HEADER, options: tuple[str, ...] = ()) -> int:
    path = tmp_path / "day.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8-sig")
    return cli.main(["mme", str(path), *options], no_window)


def read(*lines: str, header: str = HEADER) -> MmeFile:
    return read_mme("\n".join([header, *lines]).encode())


def get_report(tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> dict[str, Any]:
    mme(tmp_path, *lines, options=("--json",))
    report: dict[str, Any] = printed_json(capsys)
    return report


def get_problems(file: MmeFile) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in file.problems]


# The worked examples that the CDC prints, then mixtures with patches.
@pytest.mark.parametrize(
    ("lines", "total"),
    [
        (["hydrocodone,5,mg,4"], 20),
        (["oxycodone,10,mg,2"], 30),
        (["hydrocodone,5,mg,4", "oxycodone,10,mg,2"], 50),
        (["fentanyl transdermal,25,ug/h,1"], 60),
        (["fentanyl transdermal,25,mcg/h,", "fentanyl patch,12,micrograms/h,1"], 88.8),
        (["Fentanyl,12.5,mcg/hr,2", "oxycodone,5,mg,6"], 105),
        (["methadone,10,mg,3", "hydromorphone,4,mg,2", "tramadol,50,mg,4"], 221),
        (["codeine,30,mg,1", "tapentadol,50,mg,3", "oxymorphone,5,mg,1"], 79.5),
        (["morphine,0.1,mg,3"], 0.3),
        (["morphine,1000,mg,3"], 3000),
    ],
)
def test_day_is_summed_exactly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[str], total: float
) -> None:
    report = get_report(tmp_path, capsys, *lines)

    assert report["mme_per_day"] == total
    assert [report["complete"], report["excluded"], report["problems"]] == [True, [], []]


def test_table_shows_factor_and_mme_of_each_line_with_the_cautions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = mme(tmp_path, "Hydromorphone,2,mg,4", "fentanyl patch,25,mcg/h,")

    said = capsys.readouterr()
    rows = [line.split() for line in said.out.splitlines()]
    assert [status, said.err] == [0, ""]
    assert ["2", "hydromorphone", "2", "mg", "4", "5", "40"] in rows
    assert ["3", "fentanyl", "patch", "25", "micrograms/h", "1", "2.4", "60"] in rows
    assert ["mme_per_day:", "100"] in rows
    assert "do not use them to choose a rotation dose" in said.out
    assert "Extra caution with fentanyl patches" in said.out


def test_json_names_each_line_as_it_was_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = get_report(tmp_path, capsys, "Methadone HCl,2.5,MG,3")

    assert report["lines"] == [
        {
            "drug": "methadone",
            "dose": 2.5,
            "unit": "mg",
            "times": 3,
            "factor": 4.7,
            "mme": 35.25,
            "status": "counted",
        }
    ]
    assert len(report["cautions"]) == 2


def test_excluded_drug_is_named_and_not_summed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = get_report(tmp_path, capsys, "morphine,10,mg,3", "buprenorphine patch,10,ug/h,")

    assert report["mme_per_day"] == 30
    assert [report["excluded"], report["complete"]] == [["buprenorphine"], False]
    assert [line["mme"] for line in report["lines"]] == [30, None]


def test_day_of_excluded_drugs_alone_is_not_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = get_report(tmp_path, capsys, "buprenorphine,8,mg,2")
    status = mme(tmp_path, "buprenorphine,8,mg,2")

    said = capsys.readouterr().out
    assert [report["mme_per_day"], status] == [None, 0]
    assert "mme_per_day: none (every drug is excluded, which is not 0)" in said
    assert "Excluded: buprenorphine. The CDC gives no factor" in said


def test_drug_without_a_cdc_factor_makes_the_day_incomplete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("pethidine,50,mg,2", "morphine,10.5,mg,3")
    report = get_report(tmp_path, capsys, *lines)
    mme(tmp_path, *lines)

    said = capsys.readouterr().out
    assert [report["mme_per_day"], report["excluded"]] == [None, ["meperidine"]]
    assert "mme_per_day: incomplete (the lines with a factor make 31.5)" in said
    assert "No CDC factor: meperidine." in said


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("aspirin,5,mg,4", "drug", "is not known."),
        ("morphine iv,5,mg,4", "drug", "is not known."),
        ("intrathecal morphine,0.5,mg,1", "drug", "is not known."),
        ("fentanyl,25,mg,1", "drug", "Did you mean fentanyl patch or fentanyl, buccal or nasal?"),
        (",5,mg,4", "drug", "The drug is missing."),
        ("morphine,-5,mg,4", "dose", "a dose is above 0"),
        ("morphine,0,mg,4", "dose", "A dose of 0 is not possible"),
        ("fentanyl patch,0,ug/h,1", "dose", "A patch of 0 is not possible"),
        ("morphine,ten,mg,4", "dose", "is not a number"),
        ("morphine,5 mg,mg,4", "dose", "is not a number"),
        ('morphine,"1,250",mg,4', "dose", "is not a number"),
        ("morphine,1e3,mg,4", "dose", "is not a number"),
        ("morphine,nan,mg,4", "dose", "is not a number"),
        ("morphine,\N{ARABIC-INDIC DIGIT FIVE},mg,4", "dose", "is not a number"),
        ("morphine,100000,mg,4", "dose", "at most 10,000 mg"),
        ("morphine,5,ug/h,4", "unit", "morphine is not given in ug/h: mg."),
        ("fentanyl patch,25,mg,1", "unit", "fentanyl patch is not given in mg: micrograms/h."),
        ("morphine,5,mg/day,4", "unit", "is not given in mg/day"),
        ("morphine,5,,4", "unit", "The dose has no unit"),
        ("morphine,5,mg,", "times", "is not a whole number"),
        ("morphine,5,mg,0", "times", "0 times is not possible"),
        ("morphine,5,mg,-1", "times", "-1 times is not possible"),
        ("morphine,5,mg,1.5", "times", "is not a whole number"),
        ("morphine,5,mg,1000", "times", "1,000 times is not possible"),
    ],
)
def test_what_is_not_known_or_not_possible_is_refused_with_its_line(
    line: str, column: str, reason: str
) -> None:
    file = read("morphine,5,mg,1", line)

    (problem,) = file.problems
    assert [problem.row, problem.column, file.lines] == [3, column, ()]
    assert reason in problem.reason


def test_refusal_is_told_by_the_status_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = mme(tmp_path, "aspirin,5,mg,4", "morphine,x,mg,1")

    said = capsys.readouterr()
    assert status == 1
    assert said.out.startswith("row 2, drug, 'aspirin': The drug")
    assert said.err == (
        "trialtracker: The file has 2 problems (the first in row 2); no MME is given.\n"
    )


def test_refused_file_has_no_sum_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = get_report(tmp_path, capsys, "morphine,10,mg,1", "aspirin,5,mg,4")

    assert [report["mme_per_day"], report["lines"], report["complete"]] == [None, [], False]
    assert report["problems"][0]["row"] == 3


@pytest.mark.parametrize(
    ("header", "problems"),
    [
        ("drug,dose,unit", [(1, "times")]),
        ("drug", [(1, "dose"), (1, "unit"), (1, "times")]),
        ("drug,dose,unit,times,Drug", [(1, "drug")]),
        ("drug,dose,unit,times,patient", [(1, "patient")]),
        ("", [(1, "")]),
        (HEADER, [(1, "")]),
    ],
)
def test_file_without_its_columns_or_lines_is_refused(
    header: str, problems: list[tuple[int, str]]
) -> None:
    assert get_problems(read(header=header)) == problems


def test_row_with_too_few_cells_is_refused_and_the_others_are_told_too() -> None:
    file = read("morphine,5", "aspirin,5,mg,1")

    assert get_problems(file) == [(2, ""), (3, "drug")]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (" Drug , DOSE,Unit , times", " Oxycodone , 10 , Mg , 2 "),
        ("times,unit,dose,drug", "2,mg,10,oxycodone"),
        ("drug;dose;unit;times", "oxycodone;10;mg;2"),
        ("drug,dose,unit,times\n\n,,,", '"oxycodone","10","mg","2"'),
    ],
)
def test_columns_are_taken_in_any_order_case_and_spacing(header: str, line: str) -> None:
    file = read(line, header=header)

    assert [each.mme.amount for each in file.lines] == [30]


def test_file_that_is_not_there_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("mme", tmp_path / "missing.csv")

    assert status == 1
    assert "cannot be read" in capsys.readouterr().err


def test_no_store_is_made(run: Run, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    path.write_text(f"{HEADER}\nmorphine,5,mg,1\n")

    status = run("mme", path)

    assert [status, store.exists()] == [0, False]


@pytest.mark.parametrize("opioid", COUNTED, ids=lambda opioid: opioid.key)
@settings(max_examples=20)
@given(
    thousandths=st.integers(1, 1_000_000),
    times=st.integers(1, 100),
    before=st.text(" ", max_size=3),
)
def test_every_counted_drug_gives_dose_times_factor(
    opioid: Opioid, thousandths: int, times: int, before: str
) -> None:
    dose = f"{thousandths // 1000}.{thousandths % 1000:03d}"
    unit = OpioidUnit(opioid.units[0])

    file = read(f'{before}"{opioid.label.upper()}",{before}{dose},{unit.value},{times}'.strip())

    (line,) = file.lines
    assert opioid.factor is not None
    assert line.mme.amount == Fraction(dose) * times * Fraction(opioid.factor)
