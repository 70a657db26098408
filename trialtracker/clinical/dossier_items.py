"""The items of a trial's dossier: one row each, in reading order.

Every question is put so that "Yes" is the hoped-for answer and "No" the bad one: whoever goes
down the page never has to turn a sentence round. A source is named where it was read; what rests
on the clinic's own judgement says "clinic default".
"""

from dataclasses import dataclass

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.dossier_choices import (
    CatheterSide,
    CatheterType,
    DossierPart,
    ItemKind,
    Sedation,
    Weight,
)
from trialtracker.clinical.drugs import DRUGS
from trialtracker.clinical.record_choices import Answer

_ASA = "ASA practice guideline, neuraxial opioids"
_CMS = "CMS article 55239"
_DEFAULT = "clinic default"
_INFUMORPH = "Infumorph label"
_LEAFLET = "clinic leaflets"
_MEDTRONIC = "Medtronic, contraindications"
_PACC = "PACC 2024"
_PRIALT = "Prialt label"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what is asked, how it is answered, and what a bad answer means.

    drugs: it is asked only where one of these is planned or given, empty for always.
    choices: those of kind CHOICE. A COMPUTED item is shown and never typed.
    """

    key: str
    label: str
    part: DossierPart
    kind: ItemKind
    source: str
    weight: Weight = Weight.NONE
    drugs: tuple[str, ...] = ()
    for_cancer: bool = True
    choices: tuple[Choice, ...] = ()

    @property
    def bad_answer(self) -> Answer | None:
        """Return the answer that speaks against going on, None where neither does."""
        return None if self.weight is Weight.NONE else Answer.NO

    @property
    def is_absolute(self) -> bool:
        """Tell whether the bad answer is shown loudly."""
        return self.weight is Weight.ABSOLUTE

    @property
    def can_fail(self) -> bool:
        """Tell whether its bad answer fails the checklist; an open one may still turn out so."""
        return self.weight in {Weight.ABSOLUTE, Weight.FAILS}

    @property
    def is_candidacy(self) -> bool:
        """Tell whether it belongs to the checklist before the trial."""
        return self.part in CANDIDACY


CANDIDACY = (DossierPart.LEAFLET, DossierPart.GUIDELINE, DossierPart.ALLERGY)
"""The parts that make up the candidacy checklist."""


def _leaflet(key: str, label: str, weight: Weight = Weight.FAILS) -> Item:
    return Item(key, label, DossierPart.LEAFLET, ItemKind.QUESTION, _LEAFLET, weight)


def _guideline(
    key: str,
    label: str,
    source: str,
    weight: Weight = Weight.FAILS,
    *,
    drugs: tuple[str, ...] = (),
    for_cancer: bool = True,
) -> Item:
    kind = ItemKind.QUESTION
    return Item(key, label, DossierPart.GUIDELINE, kind, source, weight, drugs, for_cancer)


def _allergy(drug: str) -> Item:
    label = f"Free of allergy to {drug}"
    kind, source = ItemKind.QUESTION, _LEAFLET
    part, weight = DossierPart.ALLERGY, Weight.ABSOLUTE
    return Item(f"no_allergy_{drug}", label, part, kind, source, weight, (drug,))


_LEAFLET_ITEMS = (
    _leaflet("conventional_failed", "All conventional treatments have failed"),
    _leaflet("surgery_ruled_out", "Surgery is ruled out as the answer"),
    _leaflet("long_on_painkillers", "Painkillers have been taken for a long time"),
    _leaflet("nothing_prevents_implant", "Free of any other condition that prevents implantation"),
    _leaflet("no_drug_allergy", "Free of allergy to the drugs used in the pump", Weight.ABSOLUTE),
    Item(
        "trial_dose_effective",
        "A trial dose was effective",
        DossierPart.LEAFLET,
        ItemKind.COMPUTED,
        _LEAFLET,
    ),
)

_GUIDELINE_ITEMS = (
    # "Unresponsive to less invasive treatment": CMS; the 6 months are the clinic's default.
    _guideline(
        "conservative_care",
        "Conservative care has failed for 6 months or more",
        _CMS,
        for_cancer=False,
    ),
    _guideline("objective_pathology", "Objective pathology explains the pain", _CMS),
    _guideline("no_other_option", "A specialist confirms that no other option is left", _CMS),
    _guideline("psychology_done", "Psychological evaluation is done", _PACC, for_cancer=False),
    _guideline("no_mental_illness", "Free of uncontrolled mental illness", _PACC),
    _guideline("no_substance_use", "Free of uncontrolled substance use", _PACC),
    _guideline("life_expectancy", "Life expectancy is 3 months or more", _CMS),
    _guideline(
        "no_infection",
        "Free of active infection, of the body and at the site",
        _MEDTRONIC,
        Weight.ABSOLUTE,
    ),
    _guideline("no_coagulopathy", "Free of coagulopathy", _MEDTRONIC, Weight.ABSOLUTE),
    _guideline(
        "no_iv_drug_use", "Free of active intravenous drug abuse", _MEDTRONIC, Weight.ABSOLUTE
    ),
    _guideline(
        "no_device_allergy", "Free of allergy to the catheter or pump", _MEDTRONIC, Weight.ABSOLUTE
    ),
    _guideline("body_size", "Body size is adequate for a pump", _MEDTRONIC),
    _guideline("pump_depth", "The pump can lie 2.5 cm or less below the skin", _MEDTRONIC),
    _guideline("spine_free", "Free of spinal anomaly and of CSF obstruction", _PRIALT),
    _guideline("no_crosstalk", "Free of interference with other implanted devices", _MEDTRONIC),
    _guideline("imaging_reviewed", "Spine imaging is reviewed", _DEFAULT),
    _guideline(
        "no_psychosis",
        "Free of psychosis, now and ever before",
        _PRIALT,
        Weight.ABSOLUTE,
        drugs=("ziconotide",),
    ),
    _guideline(
        "no_respiratory_depression",
        "Free of significant respiratory depression",
        _INFUMORPH,
        Weight.ABSOLUTE,
        drugs=("morphine",),
    ),
    _guideline(
        "no_bowel_obstruction",
        "Free of gastrointestinal obstruction",
        _INFUMORPH,
        Weight.ABSOLUTE,
        drugs=("morphine",),
    ),
    _guideline(
        "no_maoi",
        "Free of MAO inhibitors for the last 14 days",
        _INFUMORPH,
        Weight.ABSOLUTE,
        drugs=("morphine",),
    ),
    _guideline(
        "no_anticoagulation",
        "Free of anticoagulation, or it is held",
        _INFUMORPH,
        Weight.ABSOLUTE,
        drugs=("morphine",),
    ),
    _guideline("no_sleep_apnoea", "Free of sleep apnoea", _ASA, Weight.CLOSER_WATCH),
    _guideline("no_obesity", "Free of obesity", _ASA, Weight.CLOSER_WATCH),
    _guideline("no_diabetes", "Free of diabetes", _ASA, Weight.CLOSER_WATCH),
    _guideline("no_benzodiazepines", "Free of benzodiazepines", _ASA, Weight.CLOSER_WATCH),
)

_Q, _T, _W = ItemKind.QUESTION, ItemKind.TEXT, ItemKind.WORDS
_ANTICOAGULANT, _GOALS = DossierPart.ANTICOAGULANT, DossierPart.GOALS
_PROCEDURE, _ENDING = DossierPart.PROCEDURE, DossierPart.ENDING
_CHOSEN, _MOMENT = ItemKind.CHOICE, ItemKind.PAST_MOMENT

# Dates and who ordered them are recorded, never computed.
_ANTICOAGULANT_ITEMS = (
    Item(
        "anticoagulant_taken", "Anticoagulant or platelet inhibitor", _ANTICOAGULANT, _Q, _DEFAULT
    ),
    Item("anticoagulant_drug", "Which drug", _ANTICOAGULANT, _T, _DEFAULT),
    Item("anticoagulant_held_since", "Held since", _ANTICOAGULANT, ItemKind.PAST_DATE, _DEFAULT),
    Item("anticoagulant_ordered_by", "Hold ordered by", _ANTICOAGULANT, _T, _DEFAULT),
    Item("anticoagulant_restart", "Restart ordered for", _ANTICOAGULANT, ItemKind.DATE, _DEFAULT),
)

_GOAL_ITEMS = (
    Item("goals", "The patient's own goals, in their own words", _GOALS, _W, _DEFAULT),
    Item("activity_goal", "Activity goal agreed with the patient", _GOALS, _T, _DEFAULT),
    Item("goal_met", "The agreed activity goal is met", _GOALS, _Q, "IMMPACT", Weight.NOTED),
)

_PROCEDURE_ITEMS = (
    Item(
        "sedation_procedure",
        "Sedation at the procedure",
        _PROCEDURE,
        _CHOSEN,
        _DEFAULT,
        choices=tuple(Sedation),
    ),
    Item(
        "catheter_type",
        "Catheter type",
        _PROCEDURE,
        _CHOSEN,
        _DEFAULT,
        choices=tuple(CatheterType),
    ),
    Item("catheter_level", "Level of entry, such as L3/L4", _PROCEDURE, _T, _DEFAULT),
    Item("catheter_side", "Side", _PROCEDURE, _CHOSEN, _DEFAULT, choices=tuple(CatheterSide)),
    Item("catheter_tip", "Level of the tip, such as T10", _PROCEDURE, _T, _DEFAULT),
    Item("catheter_placed_at", "Placed at", _PROCEDURE, _MOMENT, _DEFAULT),
)

_ENDING_ITEMS = (
    Item(
        "effects_tolerable",
        "The patient finds the effects tolerable",
        _ENDING,
        _Q,
        _CMS,
        Weight.NOTED,
    ),
    Item("wants_to_go_on", "The patient wants to go on", _ENDING, _Q, _CMS, Weight.NOTED),
    Item(
        "relief_acceptable",
        "The patient finds the relief acceptable",
        _ENDING,
        _Q,
        _CMS,
        Weight.NOTED,
    ),
    Item("patient_words", "In the patient's own words", _ENDING, _W, _CMS),
    Item("catheter_removed_at", "Catheter removed at", _ENDING, _MOMENT, _DEFAULT),
    Item(
        "catheter_whole",
        "The catheter came out whole, tip seen",
        _ENDING,
        _Q,
        _DEFAULT,
        Weight.ABSOLUTE,
    ),
    Item("systemic_weaning", "Weaning of systemic drugs", _ENDING, _W, _PACC),
)

ITEMS: tuple[Item, ...] = (
    *_LEAFLET_ITEMS,
    *_GUIDELINE_ITEMS,
    *(_allergy(drug.key) for drug in DRUGS),
    *_ANTICOAGULANT_ITEMS,
    *_GOAL_ITEMS,
    *_PROCEDURE_ITEMS,
    *_ENDING_ITEMS,
)
ITEM_BY_KEY = {item.key: item for item in ITEMS}
