"""The side-effect terms of CTCAE v5.0, one row each, grades in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SideEffect:
    """A side effect that can be graded; grades holds only the grades the term has.

    label is the word at the bedside, term the CTCAE term. snomed is empty where the code is not
    in SNOMED's free Global Patient Set. red_flag_from is the lowest grade that is a safety finding
    (clinical.md section 3), None where none is.
    """

    key: str
    label: str
    term: str
    group: str
    meddra: str
    snomed: str
    red_flag_from: int | None
    grades: Mapping[int, str]

    @property
    def measure(self) -> str:
        """Return the key under which an entry holds the grade."""
        return f"side_effect:{self.key}"


GRADING = "CTCAE v5.0"

# One row a term; columns as in SideEffect.
# fmt: off
SIDE_EFFECTS: tuple[SideEffect, ...] = (
    SideEffect("nausea", "Nausea", "Nausea", "opioid", "10028813", "422587007", None, {
        1: "Appetite down, eating as usual",
        2: "Eats less, no significant weight loss/dehydration",
        3: "Intake inadequate: tube feed, TPN or admission",
    }),
    SideEffect("vomiting", "Vomiting", "Vomiting", "opioid", "10047700", "422400008", None, {
        1: "No intervention",
        2: "Outpatient IV fluids or medical treatment",
        3: "Tube feed, TPN or admission",
        4: "Life-threatening",
        5: "Death",
    }),
    SideEffect("pruritus", "Pruritus", "Pruritus", "opioid", "10037087", "418290006", None, {
        1: "Mild or localised, topical treatment",
        2: "Widespread intermittent, scratch lesions, oral treatment; limits instrumental ADL",
        3: "Widespread constant; limits self-care ADL or sleep; systemic steroid/immunosuppressant",
    }),
    SideEffect("urinary_retention", "Urinary retention", "Urinary retention",
               "opioid", "10046555", "267064002", None, {
        1: "No catheter needed, some residual",
        2: "Catheter or drug treatment needed",
        3: "Elective invasive procedure; marked loss of kidney function",
        4: "Organ failure, urgent surgery",
        5: "Death",
    }),
    SideEffect("constipation", "Constipation", "Constipation",
               "opioid", "10010774", "14760008", None, {
        1: "Occasional; occasional softener/laxative/enema",
        2: "Persistent, regular laxatives or enemas; limits instrumental ADL",
        3: "Obstipation needing manual evacuation; limits self-care ADL",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("headache", "Headache", "Headache", "procedure", "10019211", "25064002", None, {
        1: "Mild",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("cerebrospinal_fluid_leakage", "CSF leakage", "Cerebrospinal fluid leakage",
               "procedure", "10008164", "", None, {
        1: "After lumbar puncture: transient headache, posture care",
        2: "Persistent moderate symptoms, blood patch",
        3: "Severe symptoms, medical treatment",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("somnolence", "Sedation", "Somnolence", "safety", "10041349", "271782001", 3, {
        1: "More drowsy than usual, mild",
        2: "Moderate sedation; limits instrumental ADL",
        3: "Obtunded or stuporous",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("depressed_level_of_consciousness",
               "Reduced consciousness", "Depressed level of consciousness",
               "safety", "10012373", "443371007", 3, {
        1: "Less alert",
        2: "Sedated, slow to respond; limits instrumental ADL",
        3: "Difficult to rouse",
        4: "Coma, life-threatening",
        5: "Death",
    }),
    SideEffect("confusion", "Confusion", "Confusion", "opioid", "10010300", "286933003", 1, {
        1: "Mild disorientation",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
        4: "Life-threatening, urgent intervention",
    }),
    SideEffect("hallucinations", "Hallucinations", "Hallucinations",
               "ziconotide", "10019077", "7011001", 1, {
        1: "Mild perceptual distortion",
        2: "Moderate",
        3: "Severe, no admission",
        4: "Danger to self/others, admission",
        5: "Death",
    }),
    SideEffect("delirium", "Delirium", "Delirium", "ziconotide", "10012218", "2776000", 1, {
        1: "Mild acute confusion",
        2: "Moderate; limits instrumental ADL",
        3: "Severe, new onset; limits self-care ADL; urgent",
        4: "Danger to self/others, urgent",
        5: "Death",
    }),
    SideEffect("dizziness", "Dizziness", "Dizziness", "opioid", "10013573", "404640003", None, {
        1: "Mild unsteadiness",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("hypotension", "Hypotension", "Hypotension",
               "safety", "10021097", "45007003", None, {
        1: "No symptoms, no intervention",
        2: "Non-urgent medical treatment",
        3: "Medical treatment and admission",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("sinus_bradycardia", "Sinus bradycardia", "Sinus bradycardia",
               "safety", "10040741", "49710005", None, {
        1: "No symptoms",
        2: "Symptomatic, no intervention; drug change",
        3: "Symptomatic, intervention",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("syncope", "Syncope", "Syncope", "safety", "10042772", "271594007", None, {
        3: "Fainting, orthostatic collapse",
    }),
    SideEffect("apnea", "Apnea", "Apnea", "safety", "10002972", "1023001", 3, {
        3: "Present, medical treatment",
        4: "Respiratory or haemodynamic compromise; intubation/urgent",
        5: "Death",
    }),
    SideEffect("hypoxia", "Hypoxia", "Hypoxia", "safety", "10021143", "389086002", 3, {
        2: "Desaturation on exertion (<88 %), intermittent O2",
        3: "Desaturation at rest (<88 % or PaO2 <=55 mmHg)",
        4: "Airway compromise, urgent",
        5: "Death",
    }),
    SideEffect("respiratory_failure", "Respiratory failure", "Respiratory failure",
               "safety", "10038695", "409622000", 4, {
        4: "Life-threatening; intubation/ventilation",
        5: "Death",
    }),
    SideEffect("dyspnea", "Breathlessness", "Dyspnea", "safety", "10013963", "267036007", None, {
        1: "On moderate exertion",
        2: "On minimal exertion; limits instrumental ADL",
        3: "At rest; limits self-care ADL",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("edema_limbs", "Swollen limbs", "Edema limbs",
               "opioid", "10050068", "102572006", None, {
        1: "5-10 % limb difference",
        2: ">10-30 % difference, obvious; limits instrumental ADL",
        3: ">30 % difference, gross; limits self-care ADL",
    }),
    SideEffect("generalized_muscle_weakness",
               "Generalized muscle weakness", "Generalized muscle weakness",
               "local anaesthetic", "10062572", "26544005", None, {
        1: "Felt, not found on exam",
        2: "Found on exam; limits instrumental ADL",
        3: "Limits self-care ADL",
    }),
    SideEffect("muscle_weakness_lower_limb", "Leg weakness", "Muscle weakness lower limb",
               "local anaesthetic", "10065776", "713514005", None, {
        1: "Felt, not found on exam",
        2: "Found on exam; limits instrumental ADL",
        3: "Limits self-care ADL",
    }),
    SideEffect("paresthesia", "Tingling, numbness", "Paresthesia",
               "local anaesthetic", "10033987", "91019004", None, {
        1: "Mild",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("dysesthesia", "Dysesthesia", "Dysesthesia",
               "local anaesthetic", "10062872", "279079003", None, {
        1: "Mild sensory change",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("hyperhidrosis", "Sweating", "Hyperhidrosis",
               "opioid", "10020642", "312230002", None, {
        1: "One site, self-care",
        2: "More than one site, seeks treatment, psychosocial impact",
        3: "With electrolyte/haemodynamic imbalance",
    }),
    SideEffect("fever", "Fever", "Fever", "infection", "10016558", "386661006", 1, {
        1: "38.0-39.0 C",
        2: ">39.0-40.0 C",
        3: ">40.0 C for <=24 h",
        4: ">40.0 C for >24 h",
        5: "Death",
    }),
    SideEffect("chills", "Chills", "Chills", "infection", "10008531", "43724002", None, {
        1: "Mild cold, shivering",
        2: "Whole-body tremor, narcotic needed",
        3: "Severe/prolonged, not narcotic-responsive",
    }),
    SideEffect("wound_infection", "Wound infection", "Wound infection",
               "infection", "10048038", "76844004", None, {
        1: "Localised, local care",
        2: "Oral antimicrobial",
        3: "IV antimicrobial or invasive procedure",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("catheter_related_infection",
               "Catheter related infection", "Catheter related infection",
               "infection", "10007810", "", 2, {
        2: "Local or oral treatment",
        3: "IV antimicrobial or invasive procedure",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("device_related_infection", "Device related infection", "Device related infection",
               "infection", "10064687", "", 2, {
        2: "Oral antimicrobial",
        3: "IV antimicrobial or invasive procedure",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("meningitis", "Meningitis", "Meningitis", "infection", "10027199", "7180009", 3, {
        3: "IV antimicrobial; focal deficit",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("spinal_cord_compression", "Spinal cord compression", "Spinal cord compression",
               "procedure", "10041549", "71286001", 3, {
        3: "Severe; limits self-care ADL",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("postoperative_hemorrhage", "Postoperative hemorrhage", "Postoperative hemorrhage",
               "procedure", "10055322", "110265006", None, {
        1: "Mild, no intervention",
        2: "Transfusion <2 units",
        3: ">=2 units, invasive procedure, admission",
        4: "Life-threatening, urgent intervention",
        5: "Death",
    }),
    SideEffect("back_pain", "Back pain", "Back pain", "procedure", "10003988", "161891005", None, {
        1: "Mild",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("dry_mouth", "Dry mouth", "Dry mouth", "opioid", "10013781", "87715008", None, {
        1: "No diet change",
        2: "Diet altered",
        3: "Cannot feed orally, tube/TPN",
    }),
    SideEffect("insomnia", "Insomnia", "Insomnia", "other", "10022437", "193462001", None, {
        1: "Mild",
        2: "Moderate",
        3: "Severe",
    }),
    SideEffect("fatigue", "Fatigue", "Fatigue", "other", "10016256", "84229001", None, {
        1: "Relieved by rest",
        2: "Not relieved; limits instrumental ADL",
        3: "Not relieved; limits self-care ADL",
    }),
    SideEffect("urinary_incontinence", "Urinary incontinence", "Urinary incontinence",
               "local anaesthetic", "10046543", "165232002", 1, {
        1: "Occasional, no pads",
        2: "Spontaneous, pads; limits instrumental ADL",
        3: "Procedure needed; limits self-care ADL",
    }),
    SideEffect("fecal_incontinence", "Fecal incontinence", "Fecal incontinence",
               "local anaesthetic", "10016296", "72042002", 1, {
        1: "Occasional pads",
        2: "Daily pads",
        3: "Severe, elective surgery",
    }),
    SideEffect("tremor", "Tremor", "Tremor", "other", "10044565", "26079004", None, {
        1: "Mild",
        2: "Moderate; limits instrumental ADL",
        3: "Severe; limits self-care ADL",
    }),
    SideEffect("fall", "Fall", "Fall", "safety", "10016173", "161898004", None, {
        1: "No injury",
        2: "Symptomatic, non-invasive care",
        3: "Admission or invasive care",
    }),
)
# fmt: on
