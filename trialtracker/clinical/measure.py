"""What a measure is, and how its rows are written."""

from dataclasses import dataclass
from decimal import Decimal

from trialtracker.clinical.choices import Choice


class MeasureGroup(Choice):
    """Where a measure stands in forms, tables and charts."""

    PAIN = "pain", "Pain"
    HEADACHE = "headache", "Headache after the puncture"
    FUNCTION = "function", "Function and rest"
    BEDSIDE = "bedside", "Sedation and motor block"
    VITAL = "vital", "Vital signs"
    BLADDER = "bladder", "Bladder"
    SIGN = "sign", "Warning signs"
    QUESTIONNAIRE = "questionnaire", "Questionnaires"
    DOSE = "dose", "Dose"
    EVENT = "event", "Unscheduled event"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a coded scale: code is stored, text is typed and shown, label says it in words.

    The place of a level in its measure is its order; code is no number to reckon with (POSS: S,
    asleep, is neither 0 nor missing).
    """

    code: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number or coded level that is observed.

    low and high are the only possible values, both included; jump is the change from the value
    before that is improbable enough to ask once, None where no change is. decimals is how many a
    form takes. levels, where there are any, are the only values. mnemonic is the letter of the
    label that focuses the field, empty for none. permission names the field of ClinicSettings that
    must be set before the measure is offered. is_core measures stand in the short form.
    """

    key: str
    label: str
    short_label: str
    unit: str
    low: Decimal
    high: Decimal
    jump: Decimal | None
    mnemonic: str
    loinc: str
    group: MeasureGroup = MeasureGroup.PAIN
    decimals: int = 0
    levels: tuple[Level, ...] = ()
    permission: str = ""
    is_core: bool = False
    ucum: str = "{score}"

    @property
    def level_by_code(self) -> dict[Decimal, Level]:
        """Return the levels by their stored value."""
        return {Decimal(level.code): level for level in self.levels}


def score(  # noqa: PLR0913  (one row of the vocabulary)
    group: MeasureGroup,
    key: str,
    label: str,
    short_label: str,
    mnemonic: str = "",
    loinc: str = "",
    *,
    is_core: bool = False,
) -> Measure:
    """Return a 0-10 numeric rating."""
    # 0-10 numeric rating scale. A jump of 5 points asks once: clinic default; real changes after
    # a first dose can be as large, so the value is kept when confirmed.
    ends = (Decimal(0), Decimal(10), Decimal(5))
    words = (key, label, short_label, "NRS")
    return Measure(*words, *ends, mnemonic, loinc, group, is_core=is_core)


def levels(  # noqa: PLR0913  (one row of the vocabulary)
    group: MeasureGroup,
    key: str,
    label: str,
    short_label: str,
    choices: tuple[Level, ...],
    *,
    mnemonic: str = "",
    permission: str = "",
    is_core: bool = False,
) -> Measure:
    """Return a coded scale."""
    codes = [Decimal(level.code) for level in choices]
    ends = (min(codes), max(codes), None)
    words = (key, label, short_label, "level")
    return Measure(
        *words, *ends, mnemonic, "", group, 0, choices, permission, is_core, ucum="{score}"
    )


def number(  # noqa: PLR0913  (one row of the vocabulary)
    group: MeasureGroup,
    key: str,
    label: str,
    short_label: str,
    unit: str,
    ends: tuple[str, str, str | None],
    *,
    loinc: str = "",
    ucum: str = "{score}",
    decimals: int = 0,
    mnemonic: str = "",
    is_core: bool = False,
) -> Measure:
    """Return a measured number; ends are the least, the greatest and the improbable change."""
    low, high, jump = ends
    return Measure(
        key,
        label,
        short_label,
        unit,
        Decimal(low),
        Decimal(high),
        None if jump is None else Decimal(jump),
        mnemonic,
        loinc,
        group,
        decimals,
        is_core=is_core,
        ucum=ucum,
    )
