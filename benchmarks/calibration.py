"""Hold stated intervals and chances against later days of real diaries.

Run as python -m benchmarks.calibration [folder of the diaries].
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import sqrt
from pathlib import Path
from statistics import mean, quantiles, stdev, variance
from typing import NamedTuple

from trialtracker.clinical.day_to_day import (
    CORRELATIONS,
    Days,
    Estimate,
    fit_days,
    get_estimate,
    get_mean,
    get_shares,
)
from trialtracker.clinical.uncertainty import MINIMUM_DAYS, get_chance, get_limits

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FIRST_DAYS = (3, 4, 5)
THRESHOLDS = (30, 50, 70)
BANDS = ((1, 10), (11, 33), (34, 65), (66, 89), (90, 99), (70, 89))


class Diary(NamedTuple):
    """One person's scored days before day 1 and from day 1 on."""

    person: str
    before: Days
    during: Days


class Outcome(NamedTuple):
    """What was stated from the first days, and what the later days showed."""

    person: str
    first_days: int
    limits: tuple[float, float]
    chances: tuple[float, ...]
    later_relief: float

    @property
    def is_held(self) -> bool:
        return self.limits[0] <= self.later_relief <= self.limits[1]


class Parts(NamedTuple):
    """The days that a statement is made from, and those that it is held against."""

    before: Days
    first: Days
    later_before: Days
    later: Days


Split = Callable[[Diary, int], Parts]
State = Callable[[Parts], Estimate]


def main() -> None:
    """Print the tables as markdown."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    trials = list(read_trials(folder / "diaries-aus" / "pain_diary.csv"))
    logs = list(read_logs(folder / "self-tracked"))
    print_reading_spread(folder / "self-tracked")
    print_spread("Baseline", [diary.before for diary in trials])
    print_spread("Treatment", [diary.during for diary in trials])
    for title, split, state in (
        ("Trials, as printed, same baseline", split_later, print_as_is),
        ("Trials, foretelling the later days, same baseline", split_later, foretell),
        ("Trials, foretelling, later days and other baseline days", split_both, foretell),
    ):
        print_table(title, list(judge(trials, split, state)))
    print_table("Self-tracked, no treatment", list(judge(logs, split_later, foretell)))


def judge(diaries: Sequence[Diary], split: Split, state: State) -> Iterator[Outcome]:
    """Return an outcome for each person and number of first days with enough to state and hold."""
    for first_days in FIRST_DAYS:
        for diary in diaries:
            parts = split(diary, first_days)
            enough = min(len(parts.before), len(parts.first)) >= MINIMUM_DAYS
            if not (enough and parts.later and parts.later_before):
                continue
            estimate = state(parts)
            limits = get_limits(estimate)
            if limits is None or get_mean(parts.later_before) == 0:
                continue
            chances = tuple(get_chance(estimate, Fraction(limit)) for limit in THRESHOLDS)
            later = 100 * (1 - get_mean(parts.later) / get_mean(parts.later_before))
            yield Outcome(diary.person, first_days, limits, chances, later)


def split_later(diary: Diary, first_days: int) -> Parts:
    """Hold the first days against the later ones, over the same baseline."""
    first = [day for day in diary.during if day[0] <= first_days]
    later = [day for day in diary.during if day[0] > first_days]
    return Parts(diary.before, first, diary.before, later)


def split_both(diary: Diary, first_days: int) -> Parts:
    """Hold the first days against the later ones, each over its own part of the baseline."""
    parts = split_later(diary, first_days)
    early = [day for day in diary.before if day[0] < -3]
    late = [day for day in diary.before if day[0] >= -3]
    return Parts(early, parts.first, late, parts.later)


def print_as_is(parts: Parts) -> Estimate:
    """Return what the program prints: how sure the patient's lasting level is."""
    return get_estimate(parts.before, parts.first)


def foretell(parts: Parts) -> Estimate:
    """Return the same for the mean of the later days, which are as few and vary as much."""
    estimate = get_estimate(parts.before, parts.first)
    before, during = fit_days(parts.before), fit_days(parts.first)
    shares = get_shares(before, during)
    is_same = parts.before == parts.later_before
    variances = [
        sum(
            share * fit.day_variance * _get_difference_factor(days, later, correlation)
            for share, fit, correlation in zip(shares, fits, CORRELATIONS, strict=True)
        )
        for fits, days, later in (
            (before, parts.before, parts.later_before),
            (during, parts.first, parts.later),
        )
    ]
    return Estimate(
        estimate.baseline,
        estimate.window,
        0.0 if is_same else variances[0],
        variances[1],
        estimate.freedom,
    )


def _get_difference_factor(days: Days, later: Days, correlation: float) -> float:
    """Return the variance of the difference of two means in units of one day's variance."""
    weights = [(day, 1 / len(days)) for day, _ in days]
    weights += [(day, -1 / len(later)) for day, _ in later]
    return float(
        sum(one * two * correlation ** abs(a - b) for a, one in weights for b, two in weights)
    )


def print_spread(title: str, windows: Sequence[Days]) -> None:
    """Print how much days vary, and how well each correlation of the program fits them all."""
    enough = [days for days in windows if len(days) >= MINIMUM_DAYS]
    low, middle, high = quantiles((stdev(score for _, score in days) for days in enough), n=4)
    fits = zip(*(fit_days(days) for days in enough), strict=True)
    logs = [sum(fit.log_likelihood for fit in of_one) for of_one in fits]
    shown = (f"{c}: {v - max(logs):.1f}" for c, v in zip(CORRELATIONS, logs, strict=True))
    print(f"\n{title}, SD between days, quartiles: {low:.2f}, {middle:.2f}, {high:.2f}")
    print("Log likelihood of each correlation below the best: " + ", ".join(shown))


def print_table(title: str, outcomes: Sequence[Outcome]) -> None:
    """Print how many intervals held, and how many of the statements in each band came true."""
    persons = {outcome.person for outcome in outcomes}
    print(f"\n{title}: {len(persons)} diaries, {len(outcomes)} intervals")
    print("\n| first days | intervals | of them held the later relief | median width |")
    print("|---|---|---|---|")
    for first_days in (*FIRST_DAYS, 0):
        some = [o for o in outcomes if first_days in {0, o.first_days}]
        widths = sorted(high - low for low, high in (o.limits for o in some))
        held = 100 * mean(o.is_held for o in some)
        label = first_days or "all"
        print(f"| {label} | {len(some)} | {held:.1f} % | {widths[len(widths) // 2]:.0f} |")
    print("\n| stated chance | statements | diaries | mean stated | came true |")
    print("|---|---|---|---|---|")
    for low, high in BANDS:
        _print_band(low, high, outcomes)


def _print_band(low: int, high: int, outcomes: Sequence[Outcome]) -> None:
    said = [
        (outcome.person, 100 * chance, outcome.later_relief >= threshold)
        for outcome in outcomes
        for threshold, chance in zip(THRESHOLDS, outcome.chances, strict=True)
        if low <= min(99, max(1, round(100 * chance))) <= high
    ]
    if said:
        diaries = len({person for person, _, _ in said})
        stated, true = mean(s for _, s, _ in said), 100 * mean(t for _, _, t in said)
        print(f"| {low} to {high} % | {len(said)} | {diaries} | {stated:.0f} % | {true:.0f} % |")


def read_trials(path: Path) -> Iterator[Diary]:
    """Return the real trial diaries: seven baseline days, seven days from day 1."""
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            before = [(n - 8, row[f"t0{n}"]) for n in range(1, 8)]
            during = [(n, row[f"t1{n}"]) for n in range(1, 8)]
            yield Diary(
                row["row"],
                [(day, float(score)) for day, score in before if score],
                [(day, float(score)) for day, score in during if score],
            )


def read_logs(folder: Path) -> Iterator[Diary]:
    """Return fortnights of people without a trial: seven days as if before, seven as if during."""
    for series, scores in _read_scores(folder).items():
        yield from _cut_fortnights(series, {day: mean(of) for day, of in scores.items()})


def print_reading_spread(folder: Path) -> None:
    """Print how much the readings of one day vary, pooled over the days with several."""
    several = [of for s in _read_scores(folder).values() for of in s.values() if len(of) > 1]
    pooled = sum(variance(of) * (len(of) - 1) for of in several) / sum(len(o) - 1 for o in several)
    print(f"\nSelf-tracked, SD within a day: {sqrt(pooled):.2f} from {len(several)} days")


def _read_scores(folder: Path) -> Mapping[str, Mapping[date, Sequence[float]]]:
    scores: dict[str, dict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["name"] != "happiness" and row["intensity"]:
                    day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
                    scores[f"{path.stem} {row['name']}"][day].append(float(row["intensity"]))
    return scores


def _cut_fortnights(person: str, scores: Mapping[date, float]) -> Iterator[Diary]:
    first, last = min(scores), max(scores)
    numbered = {(day - first).days: score for day, score in sorted(scores.items())}
    for start in range(0, (last - first).days + 1, 14):
        before = [(d - start - 7, numbered[d]) for d in range(start, start + 7) if d in numbered]
        during = [
            (d - start - 6, numbered[d]) for d in range(start + 7, start + 14) if d in numbered
        ]
        yield Diary(person, before, during)


if __name__ == "__main__":
    main()
