"""Ways to put a 95 % interval around relief, for many diaries at once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.coverage_draws import Numbers
from trialtracker.clinical import day_to_day
from trialtracker.clinical.student import get_quantile
from trialtracker.clinical.uncertainty import MINIMUM_DAYS

Limits = tuple[Numbers, Numbers]
"""The low and the high end for each diary, not a number where none is given."""

Method = Callable[[Numbers, Numbers], Limits]

RESAMPLES = 400
_MOST_FREEDOM = 200


class Weighing(NamedTuple):
    """Correlations held possible and their weights, for the methods that lean on a prior."""

    correlations: Sequence[float]
    weights: Sequence[float]


PROGRAM = Weighing(day_to_day.CORRELATIONS, day_to_day.WEIGHTS)
ONE_CORRELATION = Weighing((0.5,), (1.0,))
FLAT = Weighing((0.0, 0.2, 0.4, 0.6, 0.8), (0.2,) * 5)


def get_naive(before: Numbers, during: Numbers) -> Limits:
    """Take each day as independent: the delta method and Student's t."""
    counts = np.maximum(_count(before), 1), np.maximum(_count(during), 1)
    baseline = np.maximum(_mean(before), 1e-9)
    ratio = _mean(during) / baseline
    variance = _variance(during) / counts[1] + ratio**2 * _variance(before) / counts[0]
    reach = _get_t(counts[0] + counts[1] - 2) * np.sqrt(variance) / baseline
    return _keep(before, during, 100 * (1 - ratio - reach), 100 * (1 - ratio + reach))


def get_plugged_in(before: Numbers, during: Numbers) -> Limits:
    """Use Fieller's interval with the effective number of days at the correlation estimated."""
    counts = _count(before), _count(during)
    correlation = _estimate_correlation(before, during)
    variances = tuple(
        _variance(days) * _get_mean_factor(days, correlation) for days in (before, during)
    )
    freedom = counts[0] + counts[1] - 2
    return _get_fieller(before, during, variances, freedom)


def get_bootstrap(before: Numbers, during: Numbers) -> Limits:
    """Draw blocks of 2 neighbouring days (3 from 7 days on) again and again: percentiles."""
    random = np.random.default_rng(before.size)
    means = [_resample(days, random) for days in (before, during)]
    relief = 100 * (1 - means[1] / np.maximum(means[0], 1e-9))
    low, high = np.percentile(relief, (2.5, 97.5), axis=1)
    return _keep(before, during, low, high)


def get_program(before: Numbers, during: Numbers) -> Limits:
    """Do what the program does."""
    return _get_weighed(before, during, PROGRAM)


def get_one_correlation(before: Numbers, during: Numbers) -> Limits:
    """Do what the program does, with the correlation of the real diaries for everybody."""
    return _get_weighed(before, during, ONE_CORRELATION)


def get_flat(before: Numbers, during: Numbers) -> Limits:
    """Do what the program does, with correlations from 0 to 0.8 equally likely."""
    return _get_weighed(before, during, FLAT)


METHODS: dict[str, Method] = {
    "Delta method and t, days independent": get_naive,
    "Fieller, effective days, correlation estimated": get_plugged_in,
    "Moving-block bootstrap": get_bootstrap,
    "Fieller, prior on variance, correlation 0.5 for all": get_one_correlation,
    "Fieller, prior on variance, correlations weighed alike": get_flat,
    "Fieller, prior on variance, correlations weighed (chosen)": get_program,
}


def _get_weighed(before: Numbers, during: Numbers, weighing: Weighing) -> Limits:
    fits = [
        [_fit(days, correlation) for correlation in weighing.correlations]
        for days in (before, during)
    ]
    logs = np.array(
        [
            np.log(w) + one[0] + other[0]
            for w, one, other in zip(weighing.weights, *fits, strict=True)
        ]
    )
    shares = np.exp(logs - logs.max(axis=0))
    shares /= shares.sum(axis=0)
    variances = tuple(
        np.asarray((shares * np.array([fit[1] for fit in window])).sum(axis=0)) for window in fits
    )
    return _get_fieller(before, during, variances, _get_freedom(before, during, variances))


def _get_freedom(before: Numbers, during: Numbers, variances: Sequence[Numbers]) -> Numbers:
    quarter, whole = variances[0] / 4, variances[1]
    prior = day_to_day.PRIOR_DAYS - 1
    days = (np.maximum(_count(window), 1) for window in (before, during))
    parts = sum(v**2 / (n + prior) for v, n in zip((quarter, whole), days, strict=True))
    return np.asarray(np.floor((quarter + whole) ** 2 / np.maximum(parts, 1e-12)))


def _fit(days: Numbers, correlation: float) -> Limits:
    """Return the log likelihood and the variance of the mean, as day_to_day.fit_days does."""
    rows, columns = days.shape
    residuals = days - _mean(days)[:, None]
    last, previous = np.full(rows, -1), np.zeros(rows)
    ones, squares, cross, log_determinant = (np.zeros(rows) for _ in range(4))
    for day in range(columns):
        has = ~np.isnan(days[:, day])
        link = np.where(has & (last >= 0), float(correlation) ** (day - last), 0.0)
        spread = 1 - link * link
        new = np.where(has, residuals[:, day], 0.0) - link * previous
        squares += np.where(has, new * new / spread, 0.0)
        cross += np.where(has, (1 - link) * new / spread, 0.0)
        ones += np.where(has, (1 - link) ** 2 / spread, 0.0)
        log_determinant += np.where(has, np.log(spread), 0.0)
        previous = np.where(has, residuals[:, day], previous)
        last = np.where(has, day, last)
    freedom = np.maximum(_count(days), 1) - 1 + day_to_day.PRIOR_DAYS
    ones = np.maximum(ones, 1e-9)
    misfit = day_to_day.PRIOR_DAYS * day_to_day.PRIOR_VARIANCE + squares - cross**2 / ones
    variance = np.maximum(misfit / freedom, day_to_day.ROUNDING_VARIANCE)
    log_likelihood = -0.5 * (log_determinant + np.log(ones) + freedom * np.log(misfit))
    factor = _get_mean_factor(days, np.full(rows, correlation))
    return log_likelihood, variance * factor


def _get_mean_factor(days: Numbers, correlation: Numbers) -> Numbers:
    """Return the variance of the mean in units of one day's variance."""
    shared, total = np.zeros(len(days)), np.zeros(len(days))
    for day in range(days.shape[1]):
        has = ~np.isnan(days[:, day])
        total += np.where(has, 1 + 2 * shared, 0.0)
        shared = (shared + has) * correlation
    return np.asarray(total / np.maximum(_count(days), 1) ** 2)


def _estimate_correlation(before: Numbers, during: Numbers) -> Numbers:
    products, pairs, squares, count = (np.zeros(len(before)) for _ in range(4))
    for days in (before, during):
        residuals = days - _mean(days)[:, None]
        product = residuals[:, 1:] * residuals[:, :-1]
        products += np.nansum(product, axis=1)
        pairs += (~np.isnan(product)).sum(axis=1)
        squares += np.nansum(residuals**2, axis=1)
        count += _count(days)
    raw = (products / np.maximum(pairs, 1)) / np.maximum(squares / np.maximum(count, 1), 1e-9)
    return np.asarray(np.clip(raw, 0.0, 0.9))


def _resample(days: Numbers, random: np.random.Generator) -> Numbers:
    counts = np.maximum(_count(days), 1).astype(int)
    found = np.take_along_axis(days, np.argsort(np.isnan(days), axis=1, kind="stable"), axis=1)
    block = np.where(counts < 7, 2, 3)[:, None, None]
    longest = days.shape[1]
    starts = random.random((len(days), RESAMPLES, longest))
    place = np.arange(longest)[None, None, :]
    first = np.take_along_axis(starts, np.broadcast_to(place // block, starts.shape), axis=2)
    index = (first * counts[:, None, None]).astype(int) + place % block
    drawn = np.take_along_axis(
        np.broadcast_to(found[:, None, :], starts.shape), index % counts[:, None, None], axis=2
    )
    used = place < counts[:, None, None]
    return np.asarray(np.where(used, drawn, 0.0).sum(axis=2) / counts[:, None])


def _get_fieller(
    before: Numbers, during: Numbers, variances: Sequence[Numbers], freedom: Numbers
) -> Limits:
    means, squared = (_mean(before), _mean(during)), _get_t(freedom) ** 2
    leading = means[0] ** 2 - squared * variances[0]
    leading = np.where(leading > 0, leading, np.nan)
    product = means[0] * means[1]
    root = np.sqrt(np.maximum(0.0, product**2 - leading * (means[1] ** 2 - squared * variances[1])))
    low, high = (100 * (1 - (product + sign * root) / leading) for sign in (1, -1))
    return _keep(before, during, low, high)


def _keep(before: Numbers, during: Numbers, low: Numbers, high: Numbers) -> Limits:
    enough = (_count(before) >= MINIMUM_DAYS) & (_count(during) >= MINIMUM_DAYS)
    return np.where(enough, low, np.nan), np.where(enough, np.minimum(high, 100.0), np.nan)


def _get_t(freedom: Numbers) -> Numbers:
    table = np.array([np.nan, *(get_quantile(0.975, one) for one in range(1, _MOST_FREEDOM))])
    whole = np.clip(np.nan_to_num(freedom, nan=1.0), 1, _MOST_FREEDOM - 1).astype(int)
    return np.asarray(table[whole])


def _count(days: Numbers) -> Numbers:
    return np.asarray((~np.isnan(days)).sum(axis=1), dtype=np.float64)


def _mean(days: Numbers) -> Numbers:
    return np.asarray(np.nansum(days, axis=1) / np.maximum(_count(days), 1))


def _variance(days: Numbers) -> Numbers:
    residuals = days - _mean(days)[:, None]
    return np.asarray(np.nansum(residuals**2, axis=1) / np.maximum(_count(days) - 1, 1))
