import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.exchange.commands import NOW, ROOT, Run, no_window
from tests.exchange.csv_files import make_csv
from trialtracker import cli


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["assess", "--mrn", "nobody"], "No patient with the MRN nobody has a trial here."),
        (["assess", "--as-of", "2026-03-29T02:30"], "skip this time"),
        (["import", "missing.csv"], "missing.csv cannot be read: No such file or directory."),
        (["import", "."], "cannot be read: Is a directory."),
        (["import", "a\0b"], "cannot be read"),
    ],
)
def test_refusal_is_one_sentence(
    run: Run,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: Sequence[str],
    sentence: str,
) -> None:
    run("import", file)
    capsys.readouterr()

    status = run(*arguments)

    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"not a store", b"SQLite format 3\0"])
def test_file_that_is_not_a_store_is_refused_and_left_alone(
    run: Run, store: Path, file: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    store.write_bytes(content)

    statuses = [run("assess"), run("import", file)]

    assert statuses == [1, 1]
    assert capsys.readouterr().err.count("trialtracker: ") == 2
    assert store.read_bytes() == content


def test_store_may_be_named_before_the_command(
    store: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["--store", str(store), "import", str(file)], no_window, lambda: NOW)

    assert status == 0
    assert capsys.readouterr().err == ""
    assert store.exists()


def test_terminal_without_the_characters_shows_their_codes(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.BytesIO()
    file.write_bytes(make_csv({"gender": "дама"}))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))

    run("import", file)

    assert b"'\\u0434\\u0430\\u043c\\u0430'" in shown.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_reader_that_stops_early_is_no_fault(run: Run, file: Path, store: Path) -> None:
    file.write_bytes(make_csv(*({"mrn": f"T-{n}"} for n in range(60))))
    run("import", file)
    command = (sys.executable, "-m", "trialtracker", "assess", "--store", str(store))

    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as assessing:
        assert assessing.stdout is not None
        assessing.stdout.close()
        said = assessing.communicate()[1]

    assert (assessing.returncode, said) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("redirect", "sentence"),
    [
        (">/dev/full", "its output not written: No space left on device."),
        (">&-", "its output is closed."),
    ],
)
def test_output_that_cannot_be_written_is_said(
    run: Run, file: Path, store: Path, redirect: str, sentence: str
) -> None:
    run("import", file)
    command = f'"$0" -m trialtracker assess --store "$1" {redirect}'

    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, str(store)],
        cwd=ROOT,
        stderr=PIPE,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == f"trialtracker: The command was carried out, but {sentence}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["assess", "--store", ""], "it is empty; name a file."),
        (["assess", "--mrn", "\udcff"], "it is not UTF-8 text."),
    ],
)
def test_argument_that_can_name_nothing_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], sentence: str
) -> None:
    status = cli.main(arguments, no_window, lambda: NOW)

    assert status == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mrn", "column", "cell", "reason"),
    [
        ("T-2", "trial_start", "2099-03-02", "02-Mar-2099 is in the future"),
        ("T-2", "trial_end", "2026-11-20", "264 planned days are not possible"),
        ("T-1", "mode", "epidural", "The stored trial with this start has another"),
        ("T-2", "note", "n" * 200_000, "Note has 200,000 characters"),
    ],
)
def test_refusal_shows_the_cell_as_the_file_has_it(
    run: Run,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    mrn: str,
    column: str,
    cell: str,
    reason: str,
) -> None:
    run("import", file)
    file.write_bytes(make_csv({"mrn": mrn, column: cell}))
    capsys.readouterr()

    status = run("import", file)

    assert status == 1
    said = capsys.readouterr().out
    assert f"row 2, {column}, '{cell[:80]}" in said
    assert reason in said
