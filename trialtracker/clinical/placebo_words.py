"""Whether a broken code was a placebo: read from the pharmacy's words, and only where clear.

The contents of a code are free text as on the label. "Placebo" without a trial drug is a placebo,
and so is saline with nothing else named; a trial drug without "placebo" is active. Whatever
else is written (a drug this program does not know, a local anaesthetic given as a control, "not
placebo") stays unclear: it is never guessed.
"""

import re
from datetime import datetime

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.drugs import DRUGS
from trialtracker.clinical.trial import Trial

_SALINE = {"saline", "nacl", "chloride"}
# What a label of saline may say beside it: strength, volume, purpose, purity.
_PLAIN = _SALINE | {
    "sodium", "normal", "isotonic", "physiological", "sterile", "solution", "injection", "for",
    "preservative", "free", "syringe", "control", "in", "of", "ml", "mg", "g", "l", "bp", "usp",
}  # fmt: skip
_NOT = {"no", "non", "not", "without"}
_NAMES = {name for drug in DRUGS for name in (drug.key, *drug.names)}


class Contents(Choice):
    """What a code turned out to be."""

    ACTIVE = "active", "Active"
    PLACEBO = "placebo", "Placebo"
    UNCLEAR = "unclear", "Unclear"


def read_contents(contents: str) -> Contents:
    """Return what the pharmacy's words clearly say, else that they do not."""
    words = set(re.findall(r"[^\W\d_]+", contents.casefold()))
    names_drug = any(re.search(rf"\b{re.escape(name)}", contents.casefold()) for name in _NAMES)
    says_placebo = "placebo" in words
    if says_placebo:
        return Contents.UNCLEAR if names_drug or words & _NOT else Contents.PLACEBO
    if names_drug:
        return Contents.ACTIVE
    is_saline = bool(words & _SALINE) and words <= _PLAIN
    return Contents.PLACEBO if is_saline else Contents.UNCLEAR


def get_broken(trial: Trial, as_of: datetime | None = None) -> dict[str, Contents]:
    """Return what each code that was given and opened turned out to be, by folded code."""
    given = {dose.code.casefold() for dose in trial.blinded_doses}
    return {
        opened.content.code.casefold(): read_contents(opened.content.contents)
        for opened in trial.blind_breaks
        if opened.content.code.casefold() in given
        and (as_of is None or opened.recorded_at <= as_of)
    }
