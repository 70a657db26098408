"""What is wrong with one field is said in one text."""

from trialtracker.clinical.refusal import Problem, join_sentences

PROBLEMS = (Problem("at", "One."), Problem("dose", "Two."), Problem("at", "Three."))


def test_the_sentences_of_a_field_are_joined_in_order() -> None:
    assert join_sentences(PROBLEMS, "at") == "One. Three."


def test_a_sentence_that_is_said_twice_stands_once() -> None:
    assert join_sentences([*PROBLEMS, Problem("at", "One.")], "at") == "One. Three."


def test_nothing_is_said_of_a_field_without_a_problem() -> None:
    assert join_sentences(PROBLEMS, "note") == ""
