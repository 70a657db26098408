"""Medical words as a patient of about twelve years would read them."""

from collections.abc import Mapping

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.measures import POSTURAL_HEADACHE

LAY_EFFECTS: Mapping[str, str] = {
    POSTURAL_HEADACHE.key: "headache when sitting up",
    "nausea": "feeling sick",
    "vomiting": "being sick",
    "pruritus": "itching",
    "urinary_retention": "trouble passing water",
    "constipation": "trouble opening the bowels",
    "headache": "headache",
    "cerebrospinal_fluid_leakage": "fluid leaking near the spine",
    "somnolence": "feeling sleepy",
    "depressed_level_of_consciousness": "being hard to wake",
    "confusion": "feeling muddled",
    "hallucinations": "seeing or hearing things that are not there",
    "delirium": "being very muddled",
    "dizziness": "feeling dizzy",
    "hypotension": "low blood pressure",
    "sinus_bradycardia": "slow heartbeat",
    "syncope": "fainting",
    "apnea": "pauses in breathing",
    "hypoxia": "too little oxygen",
    "respiratory_failure": "serious trouble breathing",
    "dyspnea": "feeling short of breath",
    "edema_limbs": "swollen arms or legs",
    "generalized_muscle_weakness": "weak muscles",
    "muscle_weakness_lower_limb": "weak legs",
    "paresthesia": "tingling or numb skin",
    "dysesthesia": "odd or unpleasant feelings in the skin",
    "hyperhidrosis": "sweating",
    "fever": "fever",
    "chills": "shivering",
    "wound_infection": "infected wound",
    "catheter_related_infection": "infection at the thin tube",
    "device_related_infection": "infection at the device",
    "meningitis": "infection around the brain and spine",
    "spinal_cord_compression": "pressure on the nerves in the back",
    "postoperative_hemorrhage": "bleeding",
    "back_pain": "sore back",
    "dry_mouth": "dry mouth",
    "insomnia": "poor sleep",
    "fatigue": "feeling tired",
    "urinary_incontinence": "leaking of water",
    "fecal_incontinence": "no control of the bowels",
    "tremor": "shaking",
    "fall": "a fall",
}
"""Every side effect of the vocabulary, by its key; a test wants none missing."""

LAY_DRUGS: Mapping[str, str] = {
    "morphine": "a strong painkiller",
    "hydromorphone": "a strong painkiller",
    "fentanyl": "a strong painkiller",
    "sufentanil": "a strong painkiller",
    "bupivacaine": "a medicine that makes nerves numb",
    "clonidine": "a medicine that calms nerves",
    "ziconotide": "a medicine that blocks pain signals",
    "baclofen": "a medicine that loosens tight muscles",
}
"""What each drug of the vocabulary is."""

LAY_PAIN: Mapping[str, str] = {
    "pain_rest": "Your pain at rest",
    "pain_movement": "Your pain when you moved",
    "pain_worst": "Your worst pain of the day",
    "pain_least": "Your least pain of the day",
    "pain_average": "Your usual pain",
}
"""What each pain score tells."""

LAY_MODES: Mapping[TrialMode, str] = {
    TrialMode.SINGLE_BOLUS: "You were given one small dose of medicine close to your spine.",
    TrialMode.REPEATED_BOLUS: "You were given small doses of medicine close to your spine, one "
    "after the other.",
    TrialMode.CONTINUOUS_INTRATHECAL: "A thin tube in your back carried medicine to your spine, "
    "day and night.",
    TrialMode.CONTINUOUS_EPIDURAL: "A thin tube in your back carried medicine close to your "
    "spine, day and night.",
}
"""How the medicine was given."""
