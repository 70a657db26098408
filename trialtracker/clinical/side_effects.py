"""Look-ups over the side-effect vocabulary, and which ten stand in the form."""

from trialtracker.clinical.side_effect_terms import GRADING, SIDE_EFFECTS, SideEffect

__all__ = [
    "COMMON_SIDE_EFFECTS",
    "GRADING",
    "NO_SIDE_EFFECT",
    "SIDE_EFFECTS",
    "SIDE_EFFECT_BY_KEY",
    "SIDE_EFFECT_BY_MEASURE",
    "SideEffect",
    "find_side_effects",
    "format_grade",
]

NO_SIDE_EFFECT = 0
"""The recorded grade that says: asked for, and absent."""

SIDE_EFFECT_BY_KEY = {effect.key: effect for effect in SIDE_EFFECTS}
SIDE_EFFECT_BY_MEASURE = {effect.measure: effect for effect in SIDE_EFFECTS}

COMMON_SIDE_EFFECTS: tuple[SideEffect, ...] = tuple(
    SIDE_EFFECT_BY_KEY[key]
    for key in (
        "nausea",
        "vomiting",
        "pruritus",
        "urinary_retention",
        "somnolence",
        "headache",
        "muscle_weakness_lower_limb",
        "paresthesia",
        "dizziness",
        "constipation",
    )
)


def find_side_effects(typed: str) -> tuple[SideEffect, ...]:
    """Return the side effects whose label or term has a word that begins with what was typed."""
    wanted = typed.strip().casefold()

    def begins(text: str) -> bool:
        lowered = text.casefold()
        return lowered.startswith(wanted) or f" {wanted}" in lowered

    return tuple(e for e in SIDE_EFFECTS if wanted and (begins(e.label) or begins(e.term)))


def format_grade(effect: SideEffect, grade: int) -> str:
    """Return 'Nausea 2', or 'Nausea none' for a recorded absence."""
    return f"{effect.label} {grade if grade else 'none'}"
