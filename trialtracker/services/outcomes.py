"""The outcomes of the clinic: counted figures of a period, and the trials behind each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trialtracker.clinical.outcome import ENDED, RUNNING
from trialtracker.clinical.time import to_utc
from trialtracker.db import outcomes
from trialtracker.db.driver import get_execute
from trialtracker.db.lists import Execute
from trialtracker.services.book import Book
from trialtracker.services.lists import get_cursor, to_trial_rows
from trialtracker.services.rows import TrialRow

if TYPE_CHECKING:  # the figures are loaded when they are first asked for, not at every start
    from collections.abc import Sequence

    from trialtracker.clinical.outcome_figures import Figures, Volume
    from trialtracker.clinical.outcome_period import Period, Stretch


@dataclass(frozen=True, slots=True)
class Chosen:
    """Trials behind a number: of a period, with one key of each choice; words say which."""

    words: str
    period: Period
    keys: tuple[tuple[str, ...], ...]


class Outcomes(Book):
    """Figures come from counts that are kept with the trials: no trial is read for them."""

    def count(self, period: Period | None = None) -> Figures:
        """Return the figures of a period, of all there is without one."""
        from trialtracker.clinical.outcome_figures import get_figures
        from trialtracker.clinical.outcome_period import cover

        with self._store.read() as connection:
            execute = get_execute(connection)
            wanted = period or self._get_all(execute)
            counts = outcomes.read_counts(execute, cover(wanted))
            return get_figures(wanted, counts, _get_volumes(execute, wanted))

    def get_bounds(self) -> Period:
        """Return the whole years in which any counted trial started; this year if none did."""
        with self._store.read() as connection:
            return self._get_all(get_execute(connection))

    def list_trials(
        self, chosen: Chosen, after: TrialRow | None, limit: int
    ) -> tuple[TrialRow, ...]:
        """Return the trials behind a number that follow a row, by the patient's name."""
        months = (chosen.period.first, chosen.period.last)
        with self._store.read() as connection:
            execute = get_execute(connection)
            rows = outcomes.read_trials(execute, months, chosen.keys, get_cursor(after), limit)
            return to_trial_rows(rows, self._clock())

    def count_waiting(self) -> int:
        """Return how many trials are still to be counted, as after an upgrade."""
        with self._store.read() as connection:
            return outcomes.count_waiting(get_execute(connection))

    def verify(self) -> tuple[str, ...]:
        """Return the counts that differ from counting every trial again; none if all is well."""
        with self._store.read() as connection:
            return tuple(" ".join(place) for place in outcomes.list_differences(connection))

    def _get_all(self, execute: Execute) -> Period:
        from trialtracker.clinical.outcome_period import Period, get_year

        years = outcomes.read_bounds(execute)
        if years is None:
            return get_year(to_utc(self._clock()).date())
        return Period(f"{years[0]}-01", f"{years[1]}-12")


def _get_volumes(execute: Execute, period: Period) -> Sequence[Volume]:
    from trialtracker.clinical.outcome_figures import MOST_BARS, Volume
    from trialtracker.clinical.outcome_period import list_months, list_stretches

    stretches = list_stretches(period, MOST_BARS)
    rows = outcomes.read_months(execute, list_months(period), (ENDED, RUNNING))
    found = Counter({(month, key): trials for month, key, trials in rows})

    def add_up(stretch: Stretch, key: str) -> int:
        return sum(found[month, key] for month in list_months(stretch.period))

    return [Volume(each, add_up(each, ENDED), add_up(each, RUNNING)) for each in stretches]
