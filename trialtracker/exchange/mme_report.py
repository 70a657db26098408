"""Write the MME of a day: as a table with factors and cautions for people, or as JSON."""

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from trialtracker.clinical.opioid_words import format_amount, format_in_full
from trialtracker.clinical.opioids import SOURCE, MmeStatus, get_cautions
from trialtracker.exchange.import_report import format_problem
from trialtracker.exchange.mme_table import MmeFile, MmeLine

_HEADINGS = ("Line", "Drug", "Dose", "Times", "Factor", "MME")


def format_mme(file: MmeFile) -> str:
    """Return each line with its factor and MME, the sum and what is not in it, or the problems."""
    if file.problems:
        return "".join(f"{format_problem(problem)}\n" for problem in file.problems)
    rows = [_HEADINGS, *(_to_cells(line) for line in file.lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    left_out = [_format_left_out(line) for line in _find_left_out(file.lines)]
    told = dict.fromkeys((_format_sum(file.lines), *left_out))
    return "\n".join([*table, "", *told, "", *_get_cautions(file), f"Factors: {SOURCE}.", ""])


def format_mme_refusal(file: MmeFile) -> str:
    """Return the sentence that says that nothing was summed, '' if it was."""
    if not file.problems:
        return ""
    many = "1 problem" if len(file.problems) == 1 else f"{len(file.problems)} problems"
    return f"The file has {many} (the first in row {file.problems[0].row}); no MME is given."


def to_mme_json(file: MmeFile) -> str:
    """Return the report as a JSON object; numbers are exact, null where there is none."""
    left_out = [line.opioid.label for line in _find_left_out(file.lines)]
    shown = {
        "lines": [_to_object(line) for line in file.lines],
        "mme_per_day": _to_number(_get_sum(file.lines)),
        "excluded": list(dict.fromkeys(left_out)),
        "complete": bool(file.lines) and not left_out,
        "cautions": list(_get_cautions(file)),
        "problems": [
            {"row": p.row, "column": p.column, "value": p.value, "reason": p.reason}
            for p in file.problems
        ],
    }
    return json.dumps(shown, indent=2) + "\n"


def _get_sum(lines: Sequence[MmeLine]) -> Fraction | None:
    """Return the sum, None where a drug without a factor blocks it or nothing is counted."""
    amounts = [line.mme.amount for line in lines if line.mme.amount is not None]
    is_blocked = any(line.mme.status is MmeStatus.NO_FACTOR for line in lines)
    return sum(amounts, Fraction(0)) if amounts and not is_blocked else None


def _format_sum(lines: Sequence[MmeLine]) -> str:
    total = _get_sum(lines)
    if total is not None:
        return f"mme_per_day: {format_in_full(total)}"
    if any(line.mme.status is MmeStatus.NO_FACTOR for line in lines):
        amounts = (line.mme.amount for line in lines if line.mme.amount is not None)
        rest = format_in_full(sum(amounts, Fraction(0)))
        return f"mme_per_day: incomplete (the lines with a factor make {rest})"
    return "mme_per_day: none (every drug is excluded, which is not 0)"


def _find_left_out(lines: Iterable[MmeLine]) -> tuple[MmeLine, ...]:
    return tuple(line for line in lines if line.mme.amount is None)


def _format_left_out(line: MmeLine) -> str:
    return f"{line.mme.status.label}: {line.opioid.label}. {line.opioid.note}"


def _get_cautions(file: MmeFile) -> tuple[str, ...]:
    return get_cautions([line.opioid for line in file.lines])


def _to_cells(line: MmeLine) -> tuple[str, ...]:
    factor, amount = line.opioid.factor, line.mme.amount
    return (
        str(line.row),
        line.opioid.label,
        format_amount(line.dose, line.unit),
        str(line.times),
        "none" if factor is None else format_in_full(factor),
        _format_without(line) if amount is None else format_in_full(amount),
    )


def _format_without(line: MmeLine) -> str:
    return "excluded" if line.mme.status is MmeStatus.EXCLUDED else "not known"


def _to_object(line: MmeLine) -> dict[str, Any]:
    factor = line.opioid.factor
    return {
        "drug": line.opioid.label,
        "dose": _to_number(Fraction(line.dose)),
        "unit": line.unit.value,
        "times": line.times,
        "factor": None if factor is None else _to_number(Fraction(factor)),
        "mme": _to_number(line.mme.amount),
        "status": line.mme.status.value,
    }


def _to_number(exact: Fraction | None) -> int | float | None:
    """Return a JSON number; at most 15 digits, so that the float prints as the exact decimal."""
    if exact is None or exact.denominator != 1:
        return None if exact is None else float(exact)
    return exact.numerator
