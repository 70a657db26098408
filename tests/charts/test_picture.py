import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from xml.etree import ElementTree as Xml

import pytest

from tests.charts.samples import make_full_trial, make_series, make_whole_trial
from tests.factories import make_entry, make_trial, moment_of_day
from trialtracker.charts.colours import PAPER, ChartColours
from trialtracker.charts.panels import PANELS
from trialtracker.charts.picture import draw_svg, wrap
from trialtracker.charts.svg_shapes import cut_line
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartSeries

SIZE = (520.0, 400.0)
SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("سلام", "שלום", "😀", "日本", "<script>&\"'", "a\x00b\x0b\ufffe", "x" * 120)


def texts_in(svg: str) -> list[str]:
    return [element.text or "" for element in Xml.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def markers_of(svg: str, colour: str) -> int:
    found: list[str] = re.findall(
        rf'<path d="([^"]*)" fill="{colour}" stroke="{PAPER.marker_edge}"', svg
    )
    return max(path.count("M") for path in found)


def name_drug(series: ChartSeries, name: str) -> ChartSeries:
    return replace(series, doses=tuple(replace(step, drug=name) for step in series.doses))


def lightness_of(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * light ** (1 / 3) - 16)


def pairs(*colours: str) -> Iterator[float]:
    for one, other in combinations(colours, 2):
        yield abs(lightness_of(one) - lightness_of(other))


def test_words_of_the_chart_stay_text_in_the_typeface_of_the_program() -> None:
    svg = draw_svg(make_series(make_full_trial()), SIZE, PAPER)

    assert {"Pain, NRS 0 to 10", "baseline 7.8", "Day 1", "0.35", "Nausea"} <= set(texts_in(svg))
    assert Xml.fromstring(svg).get("font-family", "").startswith("Inter")  # noqa: S314
    assert "<image" not in svg


def test_every_score_in_the_record_has_its_marker() -> None:
    series = make_series(make_full_trial())

    svg = draw_svg(series, SIZE, PAPER)

    timely = [p for p in series.lines[0].points if not p.is_late]
    assert markers_of(svg, PAPER.rest) == len(timely)


def test_every_panel_can_be_drawn() -> None:
    svg = draw_svg(make_series(make_whole_trial()), (520, 1400), PAPER)

    assert {"RR", "BP", "Oral opioids, MME/day"} <= set(texts_in(svg))


def test_trial_without_anything_can_be_drawn() -> None:
    assert "Pain, NRS 0 to 10" in texts_in(draw_svg(make_series(make_trial([])), SIZE, PAPER))


@pytest.mark.parametrize("keys", [(), ("pain",), ("dose",)])
def test_only_the_chosen_panels_stand_below_the_one_of_pain(keys: tuple[str, ...]) -> None:
    texts = texts_in(draw_svg(make_series(make_full_trial()), SIZE, PAPER, keys))

    assert "Pain, NRS 0 to 10" in texts
    assert ("Dose: morphine, mg/day" in texts) == ("dose" in keys)
    assert "Side effects, grade" not in texts


def test_part_of_a_trial_has_only_its_own_markers() -> None:
    series = make_series(make_full_trial())

    svg = draw_svg(series, SIZE, PAPER, window=(moment_of_day(2, 0), moment_of_day(3, 0)))

    assert markers_of(svg, PAPER.rest) == 2
    assert "Day -2" not in texts_in(svg)


def test_reading_each_minute_has_a_line_without_markers() -> None:
    start = moment_of_day(1, 8)
    entries = [make_entry(start + timedelta(minutes=n), {"pain_rest": n % 11}) for n in range(700)]

    svg = draw_svg(make_series(make_trial(entries)), SIZE, PAPER)

    assert markers_of(svg, PAPER.rest) == 1  # the one of the key
    assert len(svg) < 40_000


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("error")
def test_any_name_of_a_drug_gives_a_well_formed_picture_without_a_warning(name: str) -> None:
    series = name_drug(make_series(make_full_trial()), name)

    texts = texts_in(draw_svg(series, SIZE, PAPER, heading=f"of {name}"))

    assert any(text.startswith("Dose: ") for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_heading_is_wrapped_and_nothing_of_it_is_lost(name: str) -> None:
    lines = wrap(f"MRN 1 {name} ends", 200)

    assert "".join(lines).replace(" ", "") == "".join(f"MRN1{name}ends".split())
    assert all(get_text_width(line, 12, "Medium") <= 215 for line in lines)


def test_line_is_cut_where_it_leaves_the_panel() -> None:
    points = [(0.0, 0.0), (10.0, 10.0), (20.0, 10.0), (30.0, 0.0), (40.0, 0.0)]

    cut = [point for point in cut_line(points, 5, 25) if point[0] == point[0]]

    assert cut == [(5, 5), (10, 10), (20, 10), (25, 5)]


def test_lines_and_grades_on_paper_differ_without_colour() -> None:
    lines = pairs(PAPER.rest, PAPER.movement, PAPER.worst)
    thin = pairs(PAPER.worst, PAPER.least, PAPER.average)
    grades = pairs(*(ground for _, ground in PAPER.grades))

    assert (min(lines) >= 8, min(thin) >= 5, min(grades) >= 8) == (True, True, True)


@pytest.mark.parametrize("name", [n for n in ChartColours.__slots__ if n != "grades"])
def test_paper_has_no_colour_that_lets_another_through(name: str) -> None:
    assert re.fullmatch("#[0-9A-F]{6}", getattr(PAPER, name))


def test_panels_on_paper_are_those_of_the_screen() -> None:
    svg = draw_svg(make_series(make_whole_trial()), (520, 1400), PAPER)

    titles = [
        panel.get_title(make_series(make_whole_trial())) for panel in PANELS if not panel.unit
    ]
    assert [title for title in titles if title not in texts_in(svg)] == []
