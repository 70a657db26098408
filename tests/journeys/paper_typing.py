"""What the journeys of the Paper tab share: the way there, and lines typed into it."""

from tests.journeys.ward import Ward
from trialtracker.ui.paper_section import PaperSection
from trialtracker.ui.trial_tabs import Tab


def open_chart(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)


def open_paper(ward: Ward) -> PaperSection:
    open_chart(ward)
    ward.keys.count = 0
    ward.press("Ctrl+G")
    section = ward.page.get_section(Tab.PAPER)
    assert isinstance(section, PaperSection)
    ward.wait(section.grid.hasFocus)
    return section


def type_lines(ward: Ward, lines: list[str]) -> None:
    """Type lines one below the other, each ended by Enter."""
    for line in lines:
        ward.keys.type_text(line)
        ward.keys.press("Return")


def type_three_days(ward: Ward) -> None:
    """Type a sheet of one line a day: five pains, activity, sedation and respiratory rate."""
    ward.keys.type_text("-2d")
    ward.keys.press("Tab")
    ward.keys.type_text("0815" + "345232" + "0" + "14")
    ward.keys.press("Return")
    ward.keys.type_text("-1d")
    ward.keys.press("Return")
    ward.keys.type_text("23422" + "1")
    ward.keys.press("Tab")
    ward.keys.type_text("0" + "13")
    ward.keys.press("Return", "Return")
    ward.keys.type_text("233222" + "0" + "15")
    ward.keys.press("Alt+0")
