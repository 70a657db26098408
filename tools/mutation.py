"""Change the clinical code in small ways, in a copy of it, and list the changes no test notices.

``python tools/mutation.py [--sample N] [--seed S] [MODULE ...]``; tools/mutation.sh sets it up.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "mutation"
TREE = WORK / "tree"
CLINICAL = Path("trialtracker", "clinical")
EVERY_TEST = "tests/clinical"
_PLAIN = re.compile(r"[\w/.:-]+(\[[\w.-]+\])?", re.ASCII)

CONFIG = """
[tool.mutmut]
source_paths = ["trialtracker"]
also_copy = ["resources"]
only_mutate = {paths}
pytest_add_cli_args = ["--hypothesis-profile=mutation", "-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = {tests}
timeout_multiplier = 2.0
timeout_constant = 5.0
use_git_change_detection = false
track_dependencies = false
use_setproctitle = false
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed: modules, changes tried of each (0 for all), seed, processes."""

    modules: tuple[str, ...]
    sample: int
    seed: int
    workers: int
    is_retried: bool


@dataclass(slots=True)
class Outcome:
    """Of one module: how many changes there are, what became of those tried, and what survived."""

    mutants: int = 0
    statuses: dict[str, str] = field(default_factory=dict)
    differences: dict[str, str] = field(default_factory=dict)

    @property
    def survivors(self) -> list[str]:
        """Return the changes that no test noticed."""
        return [name for name, status in self.statuses.items() if status != "killed"]


def main() -> None:
    """Try each module with its own tests, then what survived with every test."""
    wanted = read_arguments()
    if os.environ.get("MUTATION_ROUND"):
        say(json.dumps(try_round(json.loads(os.environ["MUTATION_ROUND"]))))
        return
    copy_tree()
    (WORK / "survivors.diff").write_text("", encoding="utf-8")
    outcomes = {module: try_module(module, wanted) for module in wanted.modules}
    if wanted.is_retried:
        retry_survivors(outcomes, wanted.workers)
        report(outcomes, wanted)


def read_arguments() -> Wanted:
    """Return what the command line asks for, every clinical module unless told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="as in relief; all if none")
    parser.add_argument("--sample", type=int, default=0, help="of each module, this many at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--own-tests", action="store_true", help="no second round with every test")
    told = parser.parse_args()
    every = sorted(path.stem for path in (ROOT / CLINICAL).glob("[a-z]*.py"))
    if unknown := set(told.modules) - set(every):
        parser.error(f"no module of trialtracker/clinical: {', '.join(sorted(unknown))}")
    modules = tuple(told.modules or every)
    return Wanted(modules, told.sample, told.seed, told.workers, not told.own_tests)


def copy_tree() -> None:
    """Copy program and tests to where they may be changed."""
    shutil.rmtree(TREE, ignore_errors=True)
    ignore = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for folder in ("trialtracker", "tests", "resources"):
        shutil.copytree(ROOT / folder, TREE / folder, ignore=ignore)


def try_module(module: str, wanted: Wanted) -> Outcome:
    """Try the changes of one module with its own tests."""
    tests = [path.as_posix() for path in get_importers(module)]
    told = {"modules": [module], "tests": tests or [EVERY_TEST], "workers": wanted.workers}
    outcome = run_round({**told, "sample": wanted.sample, "seed": wanted.seed, "names": []})
    result = Outcome(**outcome[module])
    print_row(module, result)
    with (WORK / "survivors.diff").open("a", encoding="utf-8") as file:
        file.writelines(result.differences.values())
    return result


def get_importers(module: str) -> list[Path]:
    """Return the files of tests that import a module, or are named after it."""
    pattern = re.compile(rf"clinical\.{module} import|clinical import (\w+, )*{module}\b")
    files = sorted((TREE / EVERY_TEST).glob("test_*.py"))
    found = [
        path
        for path in files
        if path.stem.startswith(f"test_{module}") or pattern.search(path.read_text("utf-8"))
    ]
    return [path.relative_to(TREE) for path in found]


def retry_survivors(outcomes: dict[str, Outcome], workers: int) -> None:
    """Try what survived the tests of its module again, with every test of the clinical code."""
    names = [name for outcome in outcomes.values() for name in outcome.survivors]
    if not names:
        return
    modules = [module for module, outcome in outcomes.items() if outcome.survivors]
    told = {"modules": modules, "tests": [EVERY_TEST], "workers": workers, "names": names}
    for module, again in run_round({**told, "sample": 0, "seed": 0}).items():
        outcomes[module].statuses |= again["statuses"]


def run_round(told: dict[str, Any]) -> dict[str, Any]:
    """Run one round in a process of its own, because mutmut keeps what it has imported."""
    paths = [f"{(CLINICAL / module).as_posix()}.py" for module in told["modules"]]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    config = CONFIG.format(paths=json.dumps(paths), tests=json.dumps(told["tests"]))
    (TREE / "pyproject.toml").write_text(project + config, encoding="utf-8")
    shutil.rmtree(TREE / "mutants", ignore_errors=True)
    environment = {**os.environ, "MUTATION_ROUND": json.dumps(told)}
    command = (sys.executable, __file__)
    done = subprocess.run(
        command, cwd=TREE, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    (WORK / "last-round.txt").write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"{told['modules']}: see {WORK / 'last-round.txt'}")
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def try_round(told: dict[str, Any]) -> dict[str, Any]:
    """Try the named changes, or those that are drawn, and return what became of them."""
    program = import_module("mutmut.__main__")
    leave_texts_alone()
    name_tests_plainly()
    make_mutants(program)
    names = told["names"] or draw_names(told)
    program._run(names, told["workers"])  # noqa: SLF001  (no command line takes so many names)
    return {module: describe(program, module, set(names)) for module in told["modules"]}


def leave_texts_alone() -> None:
    """Take out the changes of literal texts: the words of a sentence are for reading."""
    mutators = import_module("mutmut.mutation.mutators")
    operators = mutators.mutation_operators
    operators[:] = [pair for pair in operators if pair[1] is not mutators.operator_string]


def name_tests_plainly() -> None:
    """Name a test without its parameters where pytest would not find it by them again."""
    runner = import_module("mutmut.runners.harness").PytestRunner
    to_arguments = runner._pytest_args_regular_run  # noqa: SLF001  (mutmut has no hook for it)

    def to_plain_arguments(itself: Any, tests: Iterable[str]) -> list[str]:
        plain = {name if _PLAIN.fullmatch(name) else name.split("[")[0] for name in tests}
        arguments: list[str] = to_arguments(itself, plain)
        return arguments

    runner._pytest_args_regular_run = to_plain_arguments  # noqa: SLF001


def make_mutants(program: Any) -> None:
    """Write the changed modules."""
    Path("mutants").mkdir()
    program.copy_src_dir()
    program.copy_also_copy_files()
    program.setup_source_paths()
    program.create_mutants(1)


def draw_names(told: dict[str, Any]) -> list[str]:
    """Return the names of the changes that are tried, drawn with the seed where sampled."""
    names = sorted(read_meta(told["modules"][0]))
    chance = random.Random(told["seed"])  # noqa: S311  (a draw, no secret)
    return sorted(chance.sample(names, min(told["sample"] or len(names), len(names))))


def read_meta(module: str) -> dict[str, int | None]:
    """Return how the tests of each change of a module ended; None where they were not run."""
    path = Path("mutants", CLINICAL, f"{module}.py.meta")
    codes: dict[str, int | None] = (
        json.loads(path.read_text("utf-8"))["exit_code_by_key"] if path.exists() else {}
    )
    return codes


def describe(program: Any, module: str, names: set[str]) -> dict[str, Any]:
    """Return an outcome as JSON takes it."""
    codes = read_meta(module)
    statuses = {
        name: program.status_by_exit_code[code] for name, code in codes.items() if name in names
    }
    left = [name for name, status in statuses.items() if status != "killed"]
    differences = {name: program.get_diff_for_mutant(name) for name in left}
    return {"mutants": len(codes), "statuses": statuses, "differences": differences}


def report(outcomes: dict[str, Outcome], wanted: Wanted) -> None:
    """Print the table and write every survivor as a difference."""
    say(f"\nWith every clinical test; sample {wanted.sample or 'none'}, seed {wanted.seed}")
    say("| module | mutants | tried | killed | timed out | survived | score |")
    say("|---|---|---|---|---|---|---|")
    for module, outcome in outcomes.items():
        print_row(module, outcome)
    left = [o.differences[n] for o in outcomes.values() for n in o.survivors]
    (WORK / "survivors.diff").write_text("\n".join(left), encoding="utf-8")


def print_row(module: str, outcome: Outcome) -> None:
    """Print one row of the table; a change that never ends counts as noticed."""
    counts = Counter(outcome.statuses.values())
    tried = len(outcome.statuses)
    survived = tried - counts["killed"] - counts["timeout"]
    score = f"{100 * (tried - survived) / tried:.1f}" if tried else "-"
    cells = (module, outcome.mutants, tried, counts["killed"], counts["timeout"], survived, score)
    say(f"| {' | '.join(map(str, cells))} |")


def say(line: str) -> None:
    """Print a line at once, for whoever watches a run of hours."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
