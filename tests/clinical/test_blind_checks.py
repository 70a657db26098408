from dataclasses import replace

import pytest

from tests.clinical.doses import make_break
from tests.factories import make_trial
from trialtracker.clinical.blind_checks import check_break, check_content, find_break, find_code
from trialtracker.clinical.record import BlindContent
from trialtracker.clinical.refusal import RefusedError

CONTENTS = "Morphin-Placebo 7731"


def refuse_content(content: BlindContent, sealed: tuple[str, ...] = ()) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        check_content(content, sealed)
    return dict(refused.value.problems)


def test_contents_under_a_free_code_are_not_refused() -> None:
    check_content(BlindContent("A-12", CONTENTS), ("A-11",))


@pytest.mark.parametrize(
    ("content", "field", "sentence"),
    [
        (BlindContent(" ", CONTENTS), "code", "The code is missing"),
        (BlindContent("a-11", CONTENTS), "code", "Code a-11 is sealed already"),
        (BlindContent("A-12", " "), "contents", "The contents are missing"),
        (BlindContent("A-12", CONTENTS * 50), "contents", "at most 500"),
    ],
)
def test_what_cannot_be_sealed_is_refused_without_a_word_of_the_contents(
    content: BlindContent, field: str, sentence: str
) -> None:
    problems = refuse_content(content, ("A-11",))

    assert sentence in problems[field]
    assert CONTENTS not in "".join(problems.values())


def test_a_blind_is_broken_under_the_code_as_it_was_sealed() -> None:
    assert check_break(make_trial(), " a-12", "Dr Test", "Sedation", ("A-12",)) == "A-12"


@pytest.mark.parametrize(
    ("code", "physician", "reason", "field"),
    [
        ("B-1", "Dr Test", "Sedation", "code"),
        ("A-12", " ", "Sedation", "physician"),
        ("A-12", "Dr Test", "", "reason"),
        ("A-12", "x" * 201, "Sedation", "physician"),
        ("A-12", "Dr\nTest", "Sedation", "physician"),
    ],
)
def test_a_blind_is_not_broken_without_code_person_and_reason(
    code: str, physician: str, reason: str, field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        check_break(make_trial(), code, physician, reason, ("A-12",))

    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_blind_is_broken_once() -> None:
    trial = replace(make_trial(), blind_breaks=(make_break(),))

    with pytest.raises(RefusedError, match=r"was broken at 02-Mar-2026 08:00 by Dr Test"):
        check_break(trial, "A-12", "Dr Other", "Again", ("A-12",))


def test_a_code_is_found_however_it_is_typed() -> None:
    trial = replace(make_trial(), blind_breaks=(make_break(),))

    assert (find_code(" a-12 ", ("A-12",)), find_code("B", ("A-12",))) == ("A-12", "")
    assert (find_break(trial, "a-12"), find_break(trial, "B")) == (trial.blind_breaks[0], None)
