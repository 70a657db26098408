"""matplotlib is loaded quickly, and works as it always does."""

import subprocess
import sys

from matplotlib import artist
from matplotlib.lines import Line2D

from trialtracker.charts.loading import load_matplotlib

LOOK = """
from trialtracker.charts.loading import load_matplotlib
load_matplotlib()
from matplotlib.lines import Line2D
line = Line2D([], [])
line.set(linewidth=3)
print(line.get_linewidth(), "antialiased" in Line2D.set.__doc__)
"""


def test_documentation_is_written_again_afterwards() -> None:
    before = artist.kwdoc

    load_matplotlib()

    assert artist.kwdoc is before
    assert "antialiased" in artist.kwdoc(Line2D)


def test_a_first_loading_writes_none_and_artists_work() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["3.0", "False"]
