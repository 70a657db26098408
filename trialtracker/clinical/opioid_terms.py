"""The opioids that can be told apart, one row each: words, units and CDC factor."""

from dataclasses import dataclass
from decimal import Decimal

from trialtracker.clinical.choices import Choice

SOURCE = "CDC Clinical Practice Guideline 2022 (MMWR Recomm Rep 2022;71(3))"
"""Where every factor comes from; factors of the 2016 guideline are obsolete and not used."""


class OpioidUnit(Choice):
    """What a dose is written in; the key is UCUM's, the label what people read."""

    MG = "mg", "mg"
    MICROGRAMS = "ug", "micrograms"
    MICROGRAMS_PER_HOUR = "ug/h", "micrograms/h"


class Standing(Choice):
    """Whether a drug enters an MME."""

    COUNTED = "counted", "Counted"
    EXCLUDED = "excluded", "Excluded"
    NO_FACTOR = "no_factor", "No CDC factor"


@dataclass(frozen=True, slots=True)
class Opioid:
    """A drug by one way of taking it, never by injection or pump.

    factor makes MME of its unit (a patch: of micrograms an hour, for each day it is worn) and
    is None where the CDC gives none. names are what people write beside the label; rxnorm is the
    ingredient's code; note is what a reader of its MME should know.
    """

    key: str
    label: str
    names: tuple[str, ...]
    route: str
    units: tuple[OpioidUnit, ...]
    factor: Decimal | None
    rxnorm: str
    standing: Standing = Standing.COUNTED
    note: str = ""

    @property
    def is_patch(self) -> bool:
        """Tell whether it is only ever a patch."""
        return self.units == _PER_HOUR


_MG = (OpioidUnit.MG,)
_PER_HOUR = (OpioidUnit.MICROGRAMS_PER_HOUR,)
_ORAL = "by mouth"
_ROTATION = "The half-life is long and varies: extra caution."
_NOT_LISTED = "Not in the CDC 2022 table."


def _counted(key: str, factor: str, rxnorm: str, *names: str, note: str = "") -> Opioid:
    """Return a row of the CDC table that is taken by mouth in mg."""
    words = (key, key, names, _ORAL, _MG)
    return Opioid(*words, Decimal(factor), rxnorm, note=note)


def _without_factor(key: str, rxnorm: str, *names: str) -> Opioid:
    """Return a drug taken by mouth in mg for which the CDC gives no factor."""
    words = (key, key, names, _ORAL, _MG)
    return Opioid(*words, None, rxnorm, Standing.NO_FACTOR, _NOT_LISTED)


OPIOIDS: tuple[Opioid, ...] = (
    _counted("codeine", "0.15", "2670", "codein", "codeine paracetamol", "codeine acetaminophen",
             "paracetamol codeine", "acetaminophen codeine", "acetaminophen with codeine",
             "paracetamol with codeine", "codeine apap"),
    _counted(
        "hydrocodone", "1", "5489", "hydrocodon", "hydrocodone acetaminophen",
        "hydrocodone paracetamol", "hydrocodone ibuprofen", "hydrocodone apap", "norco",
        "vicodin", "lortab", "hysingla", "zohydro",
    ),
    # 5 since 2022; the value of 2016 is obsolete
    _counted("hydromorphone", "5", "3423", "hydromorphon", "dilaudid", "exalgo", "palladone"),
    # one factor since 2022 in place of the tiers of 2016
    _counted("methadone", "4.7", "6813", "methadon", "dolophine", "methadose", note=_ROTATION),
    _counted("morphine", "1", "7052", "morphin", "morfin", "ms contin", "mst", "mst continus",
             "kadian", "oramorph", "sevredol", "zomorph"),
    _counted(
        "oxycodone", "1.5", "7804", "oxycodon", "oxycodone acetaminophen",
        "oxycodone paracetamol", "oxycodone naloxone", "oxycodone ibuprofen", "oxycodone apap",
        "oxycontin", "oxynorm", "roxicodone", "percocet", "endocet", "xtampza", "targin",
    ),
    _counted("oxymorphone", "3", "7814", "oxymorphon", "opana"),
    _counted("tapentadol", "0.4", "787390", "nucynta", "palexia"),
    # 0.2 since 2022; the value of 2016 is obsolete
    _counted(
        "tramadol", "0.2", "10689", "tramadol acetaminophen", "tramadol paracetamol",
        "tramadol apap",
        "ultram", "ultracet", "zydol", "conzip",
        note="Works in part by other ways than an opioid.",
    ),
    Opioid(
        key="fentanyl_patch",
        label="fentanyl patch",
        names=(
            "fentanyl transdermal", "transdermal fentanyl", "fentanyl transdermal patch",
            "fentanyl patches", "fentanyl td", "fentanyl transdermal system", "fentanyl tts",
            "fentanyl td patch", "duragesic", "durogesic", "matrifen",
        ),
        route="through the skin",
        units=_PER_HOUR,
        factor=Decimal("2.4"),
        rxnorm="4337",
        note="Uptake varies, and rises with heat: extra caution.",
    ),
    Opioid(
        key="fentanyl_transmucosal",
        label="fentanyl, buccal or nasal",
        names=(
            "fentanyl buccal", "fentanyl sublingual", "fentanyl buccal sublingual",
            "fentanyl nasal", "intranasal fentanyl", "fentanyl nasal spray",
            "fentanyl oral transmucosal", "fentanyl transmucosal", "fentanyl lozenge",
            "fentanyl oral transmucosal film spray",
        ),
        route="through the mouth or nose",
        units=(OpioidUnit.MICROGRAMS,),
        factor=None,
        rxnorm="4337",
        standing=Standing.NO_FACTOR,
        note=_NOT_LISTED,
    ),
    Opioid(
        key="buprenorphine",
        label="buprenorphine",
        names=(
            "buprenorphin", "buprenorphine patch", "buprenorphine patches",
            "buprenorphine transdermal", "transdermal buprenorphine",
            "buprenorphine transdermal patch", "buprenorphine sublingual", "buprenorphine buccal",
            "buprenorphine buccal film", "buprenorphine film", "buprenorphine naloxone",
            "buprenorphine sl", "suboxone", "subutex", "zubsolv", "belbuca", "butrans", "temgesic",
        ),
        route="through the skin or mouth",
        units=(OpioidUnit.MG, OpioidUnit.MICROGRAMS_PER_HOUR, OpioidUnit.MICROGRAMS),
        factor=None,
        rxnorm="1819",
        standing=Standing.EXCLUDED,
        note="The CDC gives no factor for this partial agonist.",
    ),
    _without_factor("meperidine", "6754", "pethidine", "pethidin"),
    _without_factor("levorphanol", "6378"),
    _without_factor("dihydrocodeine", "23088", "dihydrocodein"),
    _without_factor("pentazocine", "8001", "pentazocin"),
    Opioid(
        key="butorphanol",
        label="butorphanol, nasal",
        names=("butorphanol", "butorphanol nasal spray"),
        route="through the nose",
        units=_MG,
        factor=None,
        rxnorm="1841",
        standing=Standing.NO_FACTOR,
        note=_NOT_LISTED,
    ),
)  # fmt: skip

OPIOID_BY_KEY = {opioid.key: opioid for opioid in OPIOIDS}
