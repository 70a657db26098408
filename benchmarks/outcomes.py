"""The outcomes of 100,000 trials, against two range scans of the readings of each."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.clinic_store import ACTOR, FilledStore, get_now
from benchmarks.floors import READING_TABLE, connect
from benchmarks.measure import Comparison, alternate
from benchmarks.verdicts import NUMBERS_SQL, RELIEF_SQL
from trialtracker.clinical.choices import Indication, TrialMode, Verdict
from trialtracker.clinical.outcome import Outcome, list_counted
from trialtracker.clinical.review import Decision
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.outcomes import Chosen

TRIALS = 100_000
FLOOR_IS = "two range scans of each trial, 5.6 million readings"
LAST_DAYS_S = 4 * 86_400
READINGS_SQL = (
    "WITH RECURSIVE step(n) AS (SELECT -28 UNION ALL SELECT n + 1 FROM step WHERE n < 27) "
    "INSERT INTO reading SELECT t.trial_no, step.n * 21600, 'pain_average', "
    "abs(t.trial_no + step.n) % 11 FROM trial_number t, step"
)
FILL_NUMBERS_SQL = (
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?) "
    "INSERT INTO trial_number SELECT n FROM number"
)
EFFECTS = ("nausea", "pruritus", "somnolence", "urinary_retention", "vomiting", "headache")
DRUGS = ("morphine", "hydromorphone", "ziconotide", "bupivacaine+morphine", "not_recorded")
YEARS = range(2017, 2027)
RAREST = (("drug=not_recorded",), ("verdict=safety_hold",), ("decision=repeat",))


def measure_outcomes(filled: FilledStore, folder: Path) -> list[Comparison]:
    """Return what every figure of the page costs, and a list behind one."""
    path, floor = folder / "outcomes.sqlite", folder / "scans-of-all.sqlite"
    shutil.copy(filled.path, path)
    _give_outcomes(path)
    _fill_readings(floor)
    store = open_store(str(path), read_only=True)
    try:
        with closing(connect(floor)) as raw:
            return _measure(Clinic(store, get_now, ACTOR), raw)
    finally:
        store.close()


def _measure(clinic: Clinic, raw: sqlite3.Connection) -> list[Comparison]:
    everything = clinic.outcomes.get_bounds()
    common = Chosen("", everything, (("verdict=favourable",),))
    rare = Chosen("", everything, RAREST)

    def scan() -> object:
        return raw.execute(RELIEF_SQL, (LAST_DAYS_S,)).fetchall()

    acts = (
        (f"every figure of the outcomes of {TRIALS:,} trials", clinic.outcomes.count, 0.05),
        ("a page of the trials behind a common number",
         lambda: clinic.outcomes.list_trials(common, None, 50), None),
        ("a page of the trials behind the rarest number",
         lambda: clinic.outcomes.list_trials(rare, None, 50), None),
    )  # fmt: skip
    return [
        Comparison(what, FLOOR_IS, "ms", *alternate(scan, act, rounds=9, warm_up=1), goal)
        for what, act, goal in acts
    ]


def _fill_readings(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute(READING_TABLE)
        connection.execute(NUMBERS_SQL)
        connection.execute(FILL_NUMBERS_SQL, (TRIALS,))
        connection.execute(READINGS_SQL)
        connection.execute("COMMIT")


def _give_outcomes(path: Path) -> None:
    """Give every past trial an outcome of its own, over ten years."""
    with closing(connect(path)) as connection:
        numbers = connection.execute("SELECT trial_no FROM trial WHERE is_open = 0").fetchall()
        given = list(zip(_make_outcomes(), (number for (number,) in numbers), strict=False))
        counts = Counter(
            (span, key)
            for outcome, _ in given
            for key in list_counted(outcome.keys)
            for span in (outcome.month, outcome.month[:4])
        )
        connection.execute("BEGIN")
        connection.executemany(
            "UPDATE trial SET outcome_month = ?, outcome = ? WHERE trial_no = ?",
            ((outcome.month, outcome.text, number) for outcome, number in given),
        )
        connection.execute("DELETE FROM outcome_count")
        connection.executemany(
            "INSERT INTO outcome_count VALUES (?, ?, ?)", ((*key, n) for key, n in counts.items())
        )
        connection.execute("COMMIT")


def _make_outcomes() -> Iterator[Outcome]:
    random = Random(7)  # noqa: S311  (the same outcomes in every run)
    while True:
        verdict = random.choices(list(Verdict), (55, 15, 18, 9, 3))[0].value
        decision = random.choice([each.value for each in Decision])
        keys = (
            "ended",
            f"mode={random.choice(list(TrialMode)).value}",
            f"indication={random.choice(list(Indication)).value}",
            f"drug={random.choices(DRUGS, (40, 20, 20, 10, 2))[0]}",
            f"verdict={verdict}",
            f"decision={decision}",
            f"days={int(random.gammavariate(4, 3))}",
            f"relief={min(max(int(random.gauss(50, 20)), 0), 100)}",
            *(f"effect:{key}={random.choice((0, 0, 1, 2, 3))}" for key in ("any", *EFFECTS)),
        )
        yield Outcome(f"{random.choice(YEARS)}-{random.randrange(1, 13):02d}", keys)
