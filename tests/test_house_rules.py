import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trialtracker.clinical import choices
from trialtracker.clinical.choices import Choice
from trialtracker.clinical.measures import MEASURES
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS, GRADING, SIDE_EFFECTS
from trialtracker.paths import default_store

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = sorted((ROOT / "trialtracker").rglob("*.py"))
ALL_CODE = [*PROGRAM, *sorted(p for f in ("tests", "tools") for p in (ROOT / f).rglob("*.py"))]
TESTS = [p for p in sorted((ROOT / "tests").rglob("*.py")) if p != Path(__file__)]
MAIN_WINDOW = "trialtracker.ui.main_window"
SLOW = {"matplotlib", "numpy", "sqlalchemy", "alembic", "typst"}
TABLES = {"side_effect_terms.py"}
"""Modules that are one table of facts; they may be as long as the table."""

CHOICES = [kind for kind in vars(choices).values() if isinstance(kind, type)]
CHOICES = [kind for kind in CHOICES if issubclass(kind, Choice) and kind is not Choice]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def words_in(path: Path, words: tuple[str, ...]) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [word for word in words if word in text]


def repeated(keys: list[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def update_often(widget: QWidget, times: int) -> None:
    for _ in range(times):
        widget.update()


def run_python(code: str) -> str:
    done = subprocess.run(
        (sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("path", ALL_CODE, ids=name_of)
def test_module_is_no_longer_than_300_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= 300 or path.name in TABLES


# A migration is one list of statements and is never touched again.
@pytest.mark.parametrize("path", [p for p in ALL_CODE if p.parent.name != "versions"], ids=name_of)
def test_no_function_is_longer_than_40_lines(path: Path) -> None:
    lengths = {node.name: length_of(node) for node in functions_of(path)}

    assert {name: length for name, length in lengths.items() if length > 40} == {}


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_constructor_is_longer_than_30_lines(path: Path) -> None:
    lengths = [length_of(node) for node in functions_of(path) if node.name == "__init__"]

    assert max(lengths, default=0) <= 30


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_what_does_not_scale_or_reenters_is_not_used(path: Path) -> None:
    banned = ("QSortFilterProxyModel", "ResizeToContents", "resizeRowsToContents", "processEvents")

    assert words_in(path, banned) == []


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_test_measures_or_waits_for_time_or_mocks(path: Path) -> None:
    banned = ("perf_counter(", "monotonic(", "sleep(", "qWait(", ".mock")

    assert words_in(path, banned) == []


@pytest.mark.parametrize("path", [p for p in PROGRAM if p.name != "theme.py"], ids=name_of)
def test_colours_and_style_come_from_the_theme_alone(path: Path) -> None:
    assert "setStyleSheet" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ["trialtracker.__main__", "trialtracker.app", MAIN_WINDOW])
def test_the_window_starts_without_loading_what_is_slow(module: str) -> None:
    printed = run_python(f"import sys, {module}; print(sorted({SLOW} & set(sys.modules)))")

    assert printed == "[]\n"


def test_the_first_window_is_there_before_the_vocabulary_of_measures() -> None:
    late = {"trialtracker.clinical.measures", "trialtracker.clinical.criteria"}

    printed = run_python(f"import sys, {MAIN_WINDOW}; print(sorted({late} & set(sys.modules)))")

    assert printed == "[]\n"


def test_a_store_is_opened_without_loading_what_only_signing_needs() -> None:
    module = "trialtracker.services.clinic"
    late = {"msgspec", "trialtracker.clinical.explanation"}

    printed = run_python(f"import sys, {module}; print(sorted({late} & set(sys.modules)))")

    assert printed == "[]\n"


def test_qt_does_not_lose_references_to_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 drops one per call on Python 3.11 and aborts after some 5,000.
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)

    update_often(widget, times=20_000)

    assert sys.getrefcount(None) > before - 1_000


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([m.key for m in MEASURES], id="measure keys"),
        pytest.param([m.label for m in MEASURES], id="measure labels"),
        pytest.param(
            [m.mnemonic.casefold() for m in MEASURES if m.mnemonic], id="measure mnemonics"
        ),
        pytest.param([s.key for s in SIDE_EFFECTS], id="side-effect keys"),
        pytest.param([s.label for s in SIDE_EFFECTS], id="side-effect labels"),
        pytest.param([s.term for s in SIDE_EFFECTS], id="side-effect terms"),
        pytest.param([s.key for s in COMMON_SIDE_EFFECTS], id="side effects in the form"),
        pytest.param([m.key for m in MEASURES] + [s.measure for s in SIDE_EFFECTS], id="stored"),
    ],
)
def test_no_vocabulary_key_occurs_twice(keys: list[str]) -> None:
    assert repeated(keys) == []


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_no_two_choices_share_a_key_or_a_label(kind: type[Choice]) -> None:
    # An enumeration turns a second member with the same key into an alias of the first.
    assert len(kind.__members__) == len(list(kind))
    assert repeated([choice.label for choice in kind]) == []


def test_every_runtime_dependency_is_accounted_for_in_the_docs() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = project.split("dependencies = [")[1].split("]")[0]
    names = [line.split(">")[0].strip(' "') for line in listed.splitlines() if '"' in line]

    document = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").casefold()

    assert [name for name in names if name.casefold() not in document] == []


@pytest.mark.parametrize(
    "rule", ["MEASURES", "SIDE_EFFECTS", "COMMON_SIDE_EFFECTS", "CRITERIA", "PANELS", "migration"]
)
def test_the_contributors_guide_says_where_to_add_things(rule: str) -> None:
    assert rule in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/dependencies.md"]
)
def test_every_file_that_the_docs_name_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:trialtracker|docs|tests|resources|benchmarks)/[\w/.-]*\w", text)

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_side_effects_are_graded_by_a_named_edition() -> None:
    assert GRADING


def test_no_test_can_reach_the_users_own_store(tmp_path: Path) -> None:
    # Both lie under the folder that pytest makes for this run.
    assert tmp_path.parents[1] in default_store().parents
