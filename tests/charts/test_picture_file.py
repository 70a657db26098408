import json
import stat
from pathlib import Path

import pytest

from tests.charts.samples import make_full_trial, make_series, make_whole_trial
from trialtracker.charts.colours import PAPER
from trialtracker.charts.picture import draw_svg, get_least_size
from trialtracker.charts.picture_file import Picture, make_pdf, make_png, save_picture

SIZE = (520.0, 400.0)
BEGINNINGS = {".png": b"\x89PNG\r\n", ".svg": b"<svg ", ".pdf": b"%PDF-"}


HOSTILE = Path(__file__).resolve().parents[2].parent / "shared/data/text/naughty-strings.json"


def list_hostile() -> list[str]:
    """Return a few, and every twentieth of a known list where it is at hand."""
    few = ["\ud800x", "a\x00b", "Z\u032e\u031e\u0320\u0359A", "סליחה 5", "\u202e0.5 mg", "👩‍👩‍👧"]
    if not HOSTILE.exists():
        return few
    return few + [str(text) for text in json.loads(HOSTILE.read_text("utf-8"))[::20]]


def make_picture(heading: str = "") -> Picture:
    return Picture(make_series(make_full_trial()), SIZE, PAPER, heading=heading)


@pytest.mark.parametrize("text", list_hostile(), ids=lambda text: f"{len(text)}")
def test_hostile_text_gives_a_page_without_a_warning(text: str) -> None:
    picture = make_picture(f"MRN T-001 {text}")

    made = make_pdf(picture.draw_svg(), picture.least_size, picture.heading)

    assert made.startswith(BEGINNINGS[".pdf"])


@pytest.mark.parametrize("suffix", BEGINNINGS)
def test_picture_is_saved_as_what_its_name_says(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"chart{suffix.upper()}"

    save_picture(make_picture("MRN T-001 · سلام"), path)

    assert path.read_bytes().startswith(BEGINNINGS[suffix])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.gif"):
        save_picture(make_picture(), tmp_path / "chart.gif")

    assert list(tmp_path.iterdir()) == []


def test_picture_in_dots_has_twice_the_pixels() -> None:
    drawn = draw_svg(make_series(make_full_trial()), SIZE, PAPER)

    header = make_png(drawn, SIZE)[16:24]

    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (1040, 800)


def test_picture_grows_where_its_panels_could_not_be_read() -> None:
    series = make_series(make_whole_trial())

    width, height = get_least_size(series, (200, 300), heading="MRN T-001")

    assert (width, height > 900) == (440, True)
