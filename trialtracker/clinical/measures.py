"""The measures that an entry can hold: key, words, unit and range; one row each."""

from trialtracker.clinical.measure import (
    Level,
    Measure,
    MeasureGroup,
    levels,
    number,
    score,
)

__all__ = ["MEASURES", "MEASURE_BY_KEY", "PAIN_MEASURES", "Level", "Measure", "MeasureGroup"]

_G = MeasureGroup
_NO_YES = (Level(0, "0", "No"), Level(1, "1", "Yes"))

# LOINC 72514-3 is the 0-10 verbal numeric rating; the four others have no code of their own.
PAIN_REST = score(_G.PAIN, "pain_rest", "Rest, now", "rest", "R", "72514-3", is_core=True)
PAIN_MOVEMENT = score(
    _G.PAIN, "pain_movement", "Movement, now", "move", "o", "72514-3", is_core=True
)
PAIN_WORST = score(_G.PAIN, "pain_worst", "Worst, last 24 h", "worst", "4", "72514-3", is_core=True)
PAIN_LEAST = score(_G.PAIN, "pain_least", "Least, last 24 h", "least", "L", "72514-3", is_core=True)
PAIN_AVERAGE = score(
    _G.PAIN, "pain_average", "Average, last 24 h", "average", "v", "72514-3", is_core=True
)
POSTURAL_HEADACHE = score(
    _G.HEADACHE, "postural_headache", "Headache, sitting up", "headache upright"
)
"""Post-dural-puncture headache, apart from the index pain (clinical.md section 3)."""

FUNCTION = score(_G.FUNCTION, "function", "Activity hindered", "activity", "c", is_core=True)
"""How much pain hindered activity since the last entry: 0 not at all, 10 completely."""
SLEEP = score(_G.FUNCTION, "sleep", "Sleep hindered, last night", "sleep")

# Generic four-point sedation scale; POSS needs the author's permission (instruments.md 1.2).
SEDATION = levels(
    _G.BEDSIDE,
    "sedation",
    "Sedation score",
    "sedation score",
    (
        Level(0, "0", "Awake"),
        Level(1, "1", "Drowsy, easy to rouse"),
        Level(2, "2", "Often drowsy, rouses to voice"),
        Level(3, "3", "Hard to rouse"),
    ),
    is_core=True,
)
POSS = levels(
    _G.BEDSIDE,
    "poss",
    "POSS",
    "POSS",
    (
        Level(9, "S", "Asleep, easy to rouse"),
        Level(1, "1", "Awake and alert"),
        Level(2, "2", "Slightly drowsy, easy to rouse"),
        Level(3, "3", "Drifts off during conversation"),
        Level(4, "4", "Minimal or no response"),
    ),
    permission="poss_permitted",
    is_core=True,
)
_BROMAGE = (
    Level(0, "0", "Moves leg and foot freely"),
    Level(1, "1", "Just bends the knee"),
    Level(2, "2", "Moves the foot only"),
    Level(3, "3", "Moves neither"),
)
MOTOR_LEFT = levels(
    _G.BEDSIDE, "motor_left", "Motor block, left", "motor left", _BROMAGE, is_core=True
)
MOTOR_RIGHT = levels(
    _G.BEDSIDE, "motor_right", "Motor block, right", "motor right", _BROMAGE, is_core=True
)

# Possible ranges are wide on purpose: the extreme but true value can be kept.
RESPIRATORY_RATE = number(
    _G.VITAL, "respiratory_rate", "Respiratory rate", "RR", "/min", ("0", "80", "10"),
    loinc="9279-1", ucum="/min", mnemonic="p", is_core=True,
)  # fmt: skip
SPO2 = number(
    _G.VITAL, "spo2", "SpO2", "SpO2", "%", ("0", "100", "6"), loinc="59408-5", ucum="%",
    is_core=True,
)  # fmt: skip
OXYGEN = levels(
    _G.VITAL, "oxygen", "Oxygen given", "oxygen",
    (Level(0, "0", "Air"), Level(1, "1", "Oxygen")), is_core=True,
)  # fmt: skip
HEART_RATE = number(
    _G.VITAL, "heart_rate", "Heart rate", "HR", "/min", ("0", "350", "40"),
    loinc="8867-4", ucum="/min", is_core=True,
)  # fmt: skip
SYSTOLIC = number(
    _G.VITAL, "systolic", "Systolic blood pressure", "systolic", "mmHg", ("0", "350", "40"),
    loinc="8480-6", ucum="mm[Hg]", is_core=True,
)  # fmt: skip
DIASTOLIC = number(
    _G.VITAL, "diastolic", "Diastolic blood pressure", "diastolic", "mmHg", ("0", "250", "30"),
    loinc="8462-4", ucum="mm[Hg]", is_core=True,
)  # fmt: skip
TEMPERATURE = number(
    _G.VITAL, "temperature", "Temperature", "temp.", "\N{DEGREE SIGN}C", ("20", "45", "1.5"),
    loinc="8310-5", ucum="Cel", decimals=1, is_core=True,
)  # fmt: skip
CONSCIOUSNESS = levels(
    _G.VITAL, "consciousness", "Consciousness (ACVPU)", "ACVPU",
    (
        Level(0, "A", "Alert"),
        Level(1, "C", "New confusion"),
        Level(2, "V", "Responds to voice"),
        Level(3, "P", "Responds to pain"),
        Level(4, "U", "Unresponsive"),
    ),
    permission="news2",
)  # fmt: skip

VOIDED = levels(_G.BLADDER, "voided", "Passed urine", "passed urine", _NO_YES)
BLADDER_CATHETER = levels(_G.BLADDER, "bladder_catheter", "Bladder catheter", "catheter", _NO_YES)
BLADDER_SCAN = number(
    _G.BLADDER, "bladder_scan", "Bladder scan", "bladder scan", "mL", ("0", "3000", None), ucum="mL"
)

SIGNS: tuple[Measure, ...] = tuple(
    levels(_G.SIGN, key, label, label, _NO_YES)
    for key, label in (
        ("neck_stiffness", "Stiff neck"),
        ("photophobia", "Light hurts the eyes"),
        ("site_pus", "Pus at the site"),
        ("site_redness", "Redness or swelling at the site"),
        ("csf_leak", "Clear fluid leaks from the site"),
        ("new_weakness", "New leg weakness"),
        ("saddle_numbness", "Saddle numbness"),
        ("new_incontinence", "New incontinence"),
        ("new_back_pain", "New severe back pain"),
        ("hallucination", "Hallucination or psychosis"),
        ("suicidality", "Suicidal thoughts"),
    )
)

PEG_PAIN = score(_G.QUESTIONNAIRE, "peg_pain", "PEG pain, past week", "PEG pain", "", "75893-8")
PEG_ENJOYMENT = score(
    _G.QUESTIONNAIRE, "peg_enjoyment", "PEG enjoyment, past week", "PEG enjoyment", "", "91145-3"
)
PEG_ACTIVITY = score(
    _G.QUESTIONNAIRE, "peg_activity", "PEG activity, past week", "PEG activity", "", "91146-1"
)
PGIC = levels(
    _G.QUESTIONNAIRE, "pgic", "PGIC, change since the start", "PGIC",
    (
        Level(1, "1", "Very much improved"),
        Level(2, "2", "Much improved"),
        Level(3, "3", "Minimally improved"),
        Level(4, "4", "No change"),
        Level(5, "5", "Minimally worse"),
        Level(6, "6", "Much worse"),
        Level(7, "7", "Very much worse"),
    ),
)  # fmt: skip
BPI_SEVERITY = number(
    _G.QUESTIONNAIRE, "bpi_severity", "BPI severity, total", "BPI severity", "score",
    ("0", "10", "5"), decimals=2,
)  # fmt: skip
BPI_INTERFERENCE = number(
    _G.QUESTIONNAIRE, "bpi_interference", "BPI interference, total", "BPI interference", "score",
    ("0", "10", "5"), decimals=2,
)  # fmt: skip
ODI = number(
    _G.QUESTIONNAIRE, "odi", "ODI, total", "ODI", "%", ("0", "100", "50"), decimals=1, ucum="%"
)

EVENT = levels(
    _G.EVENT, "event", "Unscheduled event", "event",
    (
        Level(1, "1", "Fall"),
        Level(2, "2", "Catheter or dressing problem"),
        Level(3, "3", "Pump problem"),
        Level(4, "4", "Call for pain"),
        Level(5, "5", "Call for a side effect"),
        Level(6, "6", "Physician called"),
        Level(7, "7", "Other, see note"),
    ),
)  # fmt: skip

DOSE_UNCHANGED = levels(
    _G.DOSE,
    "dose_unchanged",
    "Dose unchanged",
    "dose unchanged",
    _NO_YES,
    mnemonic="u",
    is_core=True,
)
"""The nurse looked at the pump and found the dose that is recorded."""

PAIN_MEASURES: tuple[Measure, ...] = (
    PAIN_REST,
    PAIN_MOVEMENT,
    PAIN_WORST,
    PAIN_LEAST,
    PAIN_AVERAGE,
)
"""The index pain: what relief is computed from and the pain panel draws."""

MEASURES: tuple[Measure, ...] = (
    *PAIN_MEASURES,
    POSTURAL_HEADACHE,
    FUNCTION,
    SLEEP,
    SEDATION,
    POSS,
    MOTOR_LEFT,
    MOTOR_RIGHT,
    RESPIRATORY_RATE,
    SPO2,
    OXYGEN,
    HEART_RATE,
    SYSTOLIC,
    DIASTOLIC,
    TEMPERATURE,
    CONSCIOUSNESS,
    VOIDED,
    BLADDER_CATHETER,
    BLADDER_SCAN,
    *SIGNS,
    PEG_PAIN,
    PEG_ENJOYMENT,
    PEG_ACTIVITY,
    PGIC,
    BPI_SEVERITY,
    BPI_INTERFERENCE,
    ODI,
    DOSE_UNCHANGED,
    EVENT,
)
MEASURE_BY_KEY = {measure.key: measure for measure in MEASURES}
