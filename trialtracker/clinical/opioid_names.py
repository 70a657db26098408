"""Find an opioid or a unit by the words that people write."""

import re

from trialtracker.clinical.opioid_terms import OPIOID_BY_KEY, OPIOIDS, Opioid, OpioidUnit

_BETWEEN_WORDS = re.compile(r"[\s_,;()/+-]+")
# Forms and salts do not change the factor; a way of giving (iv, epidural) does, so it stays.
# fmt: off
_FORMS = frozenset((
    "oral", "orally", "po", "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap",
    "caps", "solution", "liquid", "syrup", "ir", "er", "xr", "sr", "cr", "xl", "mr", "immediate",
    "extended", "sustained", "controlled", "modified", "prolonged", "slow", "release",
    "hydrochloride", "hcl", "sulfate", "sulphate", "phosphate", "bitartrate", "tartrate",
))
# fmt: on
_BARE_FENTANYL = "fentanyl"
_MICRO = {"\N{MICRO SIGN}": "u", "\N{GREEK SMALL LETTER MU}": "u"}
_UNIT_WORDS = {
    OpioidUnit.MG: ("mg", "mgs", "milligram", "milligrams"),
    OpioidUnit.MICROGRAMS: ("ug", "mcg", "mcgs", "microgram", "micrograms"),
}
_HOURS = ("h", "hr", "hour", "hrs", "hours")


def find_opioid(text: str, unit: OpioidUnit | None = None) -> Opioid | None:
    """Return the opioid of a key or of words, None where they name none for certain.

    Fentanyl without its route is a patch only where the unit says so.
    """
    if text in OPIOID_BY_KEY:
        return OPIOID_BY_KEY[text]
    words = _normalise(text)
    if words == _BARE_FENTANYL and unit in _FENTANYL_BY_UNIT:
        return OPIOID_BY_KEY[_FENTANYL_BY_UNIT[unit]]
    return _BY_NAME.get(words)


def find_opioids(typed: str) -> tuple[Opioid, ...]:
    """Return the opioids of which a name begins with what was typed, in the vocabulary's order."""
    words = _normalise(typed)
    if not words:
        return ()
    return tuple(o for o in OPIOIDS if any(name.startswith(words) for name in _names_of(o)))


def find_unit(text: str) -> OpioidUnit | None:
    """Return the unit of a key or of words, None where they are none that is known."""
    words = "".join(_MICRO.get(letter, letter) for letter in text.strip()).casefold()
    plain = re.sub(r"\s*(/|\bper\b)\s*", "/", re.sub(r"\s+", " ", words))
    return _UNIT_BY_WORDS.get(plain)


def format_drug(text: str) -> str:
    """Return the label of a key, or the words as they were typed."""
    opioid = OPIOID_BY_KEY.get(text)
    return text if opioid is None else opioid.label


def format_unit(text: str) -> str:
    """Return the unit in words, or the words as they were typed; never the micro sign."""
    unit = find_unit(text)
    return text if unit is None else unit.label


def _normalise(text: str) -> str:
    words = _BETWEEN_WORDS.sub(" ", text.casefold()).split()
    kept = [word for word in words if word not in _FORMS]
    return " ".join(kept)


def _names_of(opioid: Opioid) -> tuple[str, ...]:
    return tuple(_normalise(name) for name in (opioid.key, opioid.label, *opioid.names))


_BY_NAME = {name: opioid for opioid in OPIOIDS for name in _names_of(opioid)}
_FENTANYL_BY_UNIT = {
    OpioidUnit.MICROGRAMS_PER_HOUR: "fentanyl_patch",
    OpioidUnit.MICROGRAMS: "fentanyl_transmucosal",
}
_UNIT_BY_WORDS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words} | {
    f"{word}/{hour}": OpioidUnit.MICROGRAMS_PER_HOUR
    for word in _UNIT_WORDS[OpioidUnit.MICROGRAMS]
    for hour in _HOURS
}
