"""Figures of a made-up clinic, large enough that every card has something to say."""

from trialtracker.clinical.outcome_figures import Figures, Volume, get_figures
from trialtracker.clinical.outcome_period import Period, list_stretches
from trialtracker.ui.outcomes_cards import make_cards

PERIOD = Period("2026-01", "2026-03")
COUNTS = {
    "ended": 40,
    "running": 2,
    "verdict=favourable": 22,
    "verdict=not_favourable": 12,
    "verdict=borderline": 6,
    "decision=discuss": 20,
    "decision=do_not_proceed": 13,
    "decision=extend": 1,
    "decision=none": 6,
    "verdict=favourable&decision=discuss": 18,
    "verdict=favourable&decision=none": 3,
    "verdict=favourable&decision=extend": 1,
    "verdict=not_favourable&decision=do_not_proceed": 11,
    "verdict=not_favourable&decision=discuss": 1,
    "verdict=borderline&decision=do_not_proceed": 2,
    "verdict=borderline&decision=discuss": 1,
    "verdict=borderline&decision=none": 3,
    "mode=single_bolus": 30,
    "mode=continuous_intrathecal": 10,
    "verdict=favourable&mode=single_bolus": 20,
    "verdict=favourable&mode=continuous_intrathecal": 2,
    "indication=crps": 40,
    "verdict=favourable&indication=crps": 22,
    "drug=morphine": 36,
    "drug=bupivacaine+morphine": 4,
    "verdict=favourable&drug=morphine": 20,
    "verdict=favourable&drug=bupivacaine+morphine": 2,
    "relief=worse": 3,
    "relief=20": 10,
    "relief=60": 24,
    "relief=none": 3,
    "days=7": 34,
    "effect:any=0": 20,
    "effect:any=2": 18,
    "effect:nausea=0": 25,
    "effect:nausea=1": 4,
    "effect:nausea=2": 9,
}


def make_figures(counts: dict[str, int] | None = None, period: Period = PERIOD) -> Figures:
    """Return figures of these counts, all of them of the first month."""
    found = COUNTS if counts is None else counts
    first, *others = list_stretches(period, 36)
    volumes = [Volume(first, found.get("ended", 0), found.get("running", 0))]
    return get_figures(period, found, [*volumes, *(Volume(each, 0, 0) for each in others)])


CARDS = make_cards(make_figures())
TITLES = [card.title for card in CARDS]
EMPTY = make_cards(make_figures({}))
"""The cards of these figures, and those of a clinic without a trial."""
