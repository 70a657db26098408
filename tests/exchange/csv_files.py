"""Files of rows for tests: every cell has a default, a test names only what matters to it."""

import csv
import io
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from trialtracker.exchange.imported import Imported
from trialtracker.exchange.long_layout import read_long

BERLIN = ZoneInfo("Europe/Berlin")

CELLS = {
    "mrn": "T-1",
    "family_name": "Testcase",
    "given_name": "Ada",
    "birth_date": "1961-03-12",
    "gender": "female",
    "mode": "continuous_intrathecal",
    "trial_start": "2026-03-02",
    "trial_end": "2026-03-04",
    "observed_at": "2026-03-03T08:00",
    "measure": "pain_rest",
    "value": "6",
    "unit": "NRS",
    "note": "",
}


def make_csv(
    *rows: Mapping[str, str],
    delimiter: str = ",",
    line_end: str = "\n",
    columns: Sequence[str] = tuple(CELLS),
) -> bytes:
    """Return a long file; each row changes some cells of the usual one."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(columns)
    writer.writerows([{**CELLS, **row}.get(c, "") for c in columns] for row in rows)
    return text.getvalue().encode()


def read_rows(*rows: Mapping[str, str]) -> Imported:
    """Return what a long file of these rows gives in Berlin."""
    return read_long(make_csv(*rows), BERLIN)
