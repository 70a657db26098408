"""The words of the outcomes: what each key means, and shares with their intervals."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from trialtracker.clinical.choices import Choice, Indication, TrialMode, Verdict
from trialtracker.clinical.outcome import (
    ANY_EFFECT,
    BLINDED,
    ENDED,
    NONE,
    NOT_RECORDED,
    RUNNING,
    SEVERAL,
)
from trialtracker.clinical.outcome_shares import Share
from trialtracker.clinical.review import Decision
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY

NOT_KNOWN = "Not known"
NO_DECISION = "No decision yet"
GROUPING_WORDS = {"indication": "Indication", "drug": "Drug", "mode": "Mode"}

_FINE_FROM = 1_000
"""Of so many trials a share is shown with one decimal (clinic default)."""

_CHOICES: Mapping[str, type[Choice]] = {
    "mode": TrialMode,
    "indication": Indication,
    "verdict": Verdict,
    "decision": Decision,
}
_DRUGS = {
    NOT_RECORDED: "No dose recorded",
    BLINDED: "coded syringe",
    SEVERAL: "more than four drugs",
}
_PLAIN = {ENDED: "Ended", RUNNING: "Still running", f"decision={NONE}": NO_DECISION}


def format_key(key: str) -> str:
    """Return what a key says, as 'Single bolus' or 'bupivacaine + morphine'."""
    if key in _PLAIN:
        return _PLAIN[key]
    name, _, value = key.partition("=")
    if name in _CHOICES:
        return _CHOICES[name](value).label
    return " + ".join(_DRUGS.get(drug, drug) for drug in value.split("+"))


def format_effect(key: str) -> str:
    """Return the name of a side effect."""
    return "Any side effect" if key == ANY_EFFECT else SIDE_EFFECT_BY_KEY[key].label


def format_share(share: Share) -> str:
    """Return '57 %', of many '57.3 %'; some are never shown as none, and not all never as all."""
    percent = share.percent
    if percent is None:
        return NOT_KNOWN
    least = Fraction(1, 10) if _is_fine(share) else Fraction(1)
    if 0 < percent < least:
        return f"<{format_number(least)} %"
    if 100 - least < percent < 100:
        return f">{format_number(100 - least)} %"
    return f"{format_number(round(percent / least) * least)} %"


def format_interval(share: Share) -> str:
    """Return '26 to 37 %', rounded outwards to what the share is shown in."""
    interval = share.interval
    if interval is None:
        return NOT_KNOWN
    steps = 1_000 if _is_fine(share) else 100
    low, high = floor(interval[0] * steps), ceil(interval[1] * steps)
    return f"{low * 100 / steps:g} to {high * 100 / steps:g} %"


def _is_fine(share: Share) -> bool:
    return share.of >= _FINE_FROM


def format_spoken(share: Share) -> str:
    """Return a share as a sentence would have it."""
    if not share.of:
        return "none of none"
    interval = format_interval(share)
    return f"{share.part:,} of {share.of:,}, {format_share(share)}, 95 % interval {interval}"


def format_number(number: Fraction | None) -> str:
    """Return a median or quartile with at most two decimals, as '9.5'."""
    if number is None:
        return NOT_KNOWN
    return f"{float(number):,.2f}".rstrip("0").rstrip(".")


def format_relief(number: Fraction | None) -> str:
    """Return a median of reliefs, which may be among those below 0."""
    if number is not None and number < 0:
        return "below 0 %"
    return NOT_KNOWN if number is None else f"{format_number(number)} %"


def count_trials(number: int) -> str:
    """Return '1 trial' or '2,345 trials'."""
    return f"{number:,} trial{'' if number == 1 else 's'}"
