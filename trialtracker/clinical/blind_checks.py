"""What refuses the sealing of a code, or the breaking of its blind."""

from collections.abc import Collection, Iterator

from trialtracker.clinical.dose_checks import get_code_problems
from trialtracker.clinical.record import BlindBreak, BlindContent
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import (
    format_typed,
    get_text_problems,
    is_blank,
    refuse_if,
)

LONGEST_CONTENTS = 500
LONGEST_NAME = 200
LONGEST_REASON = 2_000


def find_code(code: str, sealed: Collection[str]) -> str:
    """Return a sealed code as the pharmacy wrote it, however it was typed; empty for none."""
    typed = code.strip().casefold()
    return next((known for known in sealed if known.casefold() == typed), "")


def find_break(trial: Trial, code: str) -> BlindBreak | None:
    """Return who broke the blind of a code, None while it is closed."""
    typed = code.strip().casefold()
    breaks = (b for b in trial.blind_breaks if b.content.code.casefold() == typed)
    return next(breaks, None)


def check_content(content: BlindContent, sealed: Collection[str]) -> None:
    """Refuse a code that is taken, and a code or contents that say nothing.

    No sentence ever repeats the contents.

    Raises:
        RefusedError: with every problem; fields are code and contents.
    """
    problems = [*get_code_problems(content.code)]
    if find_code(content.code, sealed):
        sentence = f"Code {content.code} is sealed already: choose another code."
        problems.append(Problem("code", sentence))
    if is_blank(content.contents):
        sentence = "The contents are missing: type them as they are on the pharmacy's label."
        problems.append(Problem("contents", sentence))
    problems.extend(get_text_problems("contents", content.contents, LONGEST_CONTENTS))
    refuse_if(problems)


def check_break(
    trial: Trial, code: str, physician: str, reason: str, sealed: Collection[str]
) -> str:
    """Return the code as it was sealed, having checked that its blind can be broken.

    Raises:
        RefusedError: with every problem; fields are code, physician and reason.
    """
    refuse_if([*_get_code_problems(trial, code, sealed), *_get_word_problems(physician, reason)])
    return find_code(code, sealed)


def _get_code_problems(trial: Trial, code: str, sealed: Collection[str]) -> Iterator[Problem]:
    former = find_break(trial, code)
    if not find_code(code, sealed):
        sentence = f"Nothing is sealed under code “{format_typed(code)}”: check the code."
        yield Problem("code", sentence)
    elif former is not None:
        at = format_moment(former.recorded_at, trial.details.time_zone)
        sentence = f"The blind of {former.content.code} was broken at {at} by {former.author}."
        yield Problem("code", f"{sentence} It is shown under Doses.")


def _get_word_problems(physician: str, reason: str) -> Iterator[Problem]:
    if is_blank(physician):
        yield Problem("physician", "The physician is missing: give the name of who breaks it.")
    if is_blank(reason):
        yield Problem("reason", "The reason is missing: say why the blind is broken.")
    yield from get_text_problems("physician", physician, LONGEST_NAME, one_line=True)
    yield from get_text_problems("reason", reason, LONGEST_REASON)
