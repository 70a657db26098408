from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import START, amend, make_entry, make_patient, make_trial
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, TrialMode, TrialState
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.record import BlindBreak, BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.exchange.export_long import COLUMNS, to_long_csv
from trialtracker.exchange.imported import Imported
from trialtracker.exchange.long_layout import read_long

BERLIN = ZoneInfo("Europe/Berlin")
KEYS = [*(measure.key for measure in MEASURES), *(effect.measure for effect in SIDE_EFFECTS)]
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "'=1",
    "''=1",
    "\N{FULLWIDTH EQUALS SIGN}1",
)

Observations = tuple[datetime, dict[str, Decimal], dict[str, NotAssessed], str]


def list_values(measure: Measure) -> st.SearchStrategy[Decimal]:
    if measure.levels:
        return st.sampled_from([Decimal(level.code) for level in measure.levels])
    return st.decimals(measure.low, measure.high, places=9)


VALUES = {
    **{measure.key: list_values(measure) for measure in MEASURES},
    **{e.measure: st.sampled_from([Decimal(g) for g in (0, *e.grades)]) for e in SIDE_EFFECTS},
}
notes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
moments = st.integers(0, 40).map(lambda quarter: START + timedelta(minutes=15 * quarter))


@st.composite
def made_entries(draw: st.DrawFn) -> Entry:
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
    values = {key: draw(VALUES[key]) for key in keys[:4]}
    reasons = {key: draw(st.sampled_from(NotAssessed)) for key in keys[4:]}
    said = notes | st.sampled_from(FORMULAS)
    note = draw(said if keys else said.filter(lambda text: bool(text.strip())))
    return make_entry(draw(moments), not_assessed=reasons, note=note)._replace(values=values)


def read(*trials: Trial) -> Imported:
    return read_long(to_long_csv(trials).encode(), BERLIN)


def list_stored(entries: Sequence[Entry]) -> list[Observations]:
    return [(e.observed_at, dict(e.values), dict(e.not_assessed), e.note) for e in entries]


def list_imported(imported: Imported) -> list[Observations]:
    answers: list[Answers] = [e.answers for trial in imported.trials for e in trial.entries]
    return [(a.observed_at, dict(a.values), dict(a.not_assessed), a.note) for a in answers]


def only_entry(entry: Entry) -> list[Observations]:
    imported = read(make_trial([entry]))
    assert imported.problems == ()
    return list_imported(imported)


@given(st.lists(made_entries(), min_size=1, max_size=5))
def test_import_of_an_export_finds_the_same_entries(entries: list[Entry]) -> None:
    imported = read(make_trial(entries, time_zone="Europe/Berlin"))

    assert imported.problems == ()
    assert list_imported(imported) == list_stored(current_entries(entries))


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
def test_ends_of_every_measure_come_back(measure: Measure) -> None:
    low = make_entry(START, {measure.key: measure.low})
    high = make_entry(START, {measure.key: measure.high})

    imported = read(make_trial([low, high]))

    assert imported.problems == ()
    assert [e[1] for e in list_imported(imported)] == [low.values, high.values]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("reason", NotAssessed)
def test_every_reason_of_everything_observed_comes_back(key: str, reason: NotAssessed) -> None:
    entry = make_entry(START, not_assessed={key: reason})

    assert only_entry(entry) == list_stored([entry])


@pytest.mark.parametrize("text", FORMULAS)
def test_text_a_spreadsheet_would_compute_is_guarded_and_comes_back(text: str) -> None:
    entry = make_entry(START, score=3, note=text)

    written = to_long_csv([make_trial([entry])])

    assert f"'{text}" in written
    assert only_entry(entry) == list_stored([entry])


def test_names_and_number_of_the_patient_are_guarded_and_come_back() -> None:
    patient = make_patient(family_name="=Cmd", given_name="@Ada", mrn="-7")

    imported = read(make_trial([make_entry(score=3)], patient=patient))

    found = imported.trials[0].patient
    assert (found.family_name, found.given_name, found.mrn) == ("=Cmd", "@Ada", "-7")


def test_entries_of_one_moment_stay_apart() -> None:
    one, other = make_entry(START, {"pain_rest": 3}), make_entry(START, {"pain_worst": 5})

    assert list_imported(read(make_trial([one, other]))) == list_stored([one, other])


def test_amended_and_void_entries_are_left_out() -> None:
    wrong, void = make_entry(START, score=7), make_entry(START, score=1)
    right = amend(wrong, values={"pain_average": Decimal(4)})

    trial = make_trial([wrong, right, void, amend(void, is_void=True, values={})])

    assert list_imported(read(trial)) == list_stored([right])


def test_level_is_written_as_it_is_typed_and_grade_with_its_edition() -> None:
    entry = make_entry(START, {"poss": 9, "side_effect:nausea": 2})

    lines = to_long_csv([make_trial([entry])]).splitlines()

    assert lines[0] == ",".join(COLUMNS)
    assert ",poss,S,,level," in lines[1]
    assert ",side_effect:nausea,2,,CTCAE v5.0," in lines[2]


def test_trial_comes_back_with_start_end_and_mode() -> None:
    ended_at = START + timedelta(days=2)
    trial = make_trial(
        [make_entry(score=3)],
        time_zone="Europe/Berlin",
        mode=TrialMode.REPEATED_BOLUS,
        state=TrialState.COMPLETED,
        ended_at=ended_at,
    )

    found = read(trial).trials[0].trial

    assert (found.mode, found.started_at, found.ended_at) == (trial.details.mode, START, ended_at)
    assert found.state is TrialState.COMPLETED


def test_trial_before_its_start_comes_back_as_one() -> None:
    trial = make_trial([make_entry(score=3)], started_at=None, state=TrialState.BASELINE)

    found = read(trial).trials[0].trial

    assert (found.started_at, found.state) == (None, TrialState.BASELINE)


def test_birth_date_that_is_not_known_stays_unknown() -> None:
    trial = make_trial([make_entry(score=3)], patient=make_patient(birth_date=None))

    assert read(trial).trials[0].patient.birth_date is None


def test_moment_of_an_offset_with_seconds_is_written_in_utc() -> None:
    at = datetime(1936, 3, 2, 8, tzinfo=UTC)
    trial = make_trial([make_entry(at, score=3)], time_zone="Africa/Monrovia", started_at=at)

    assert list_imported(read(trial))[0][0] == at


def test_nothing_of_a_blinded_syringe_is_written() -> None:
    content = BlindContent("A7", "morphine 0.2 mg")
    dose = BlindedDose("d", START, DoseKind.BOLUS, "A7", "tester")
    broken = BlindBreak("b", content, "apnoea", "dr", START)
    trial = replace(
        make_trial([make_entry(score=3)]), blinded_doses=(dose,), blind_breaks=(broken,)
    )

    assert to_long_csv([trial]) == to_long_csv([replace(trial, blinded_doses=(), blind_breaks=())])
