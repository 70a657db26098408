"""A part of a report as plain text, for who cannot see its pages."""

from dataclasses import fields, is_dataclass
from typing import Any

from trialtracker.report.content import Report
from trialtracker.report.parts import Part

_NOT_SAID = {"key", "status"}
"""What only chooses a colour or a shape; the word stands beside it."""


def describe(report: Report, part: Part) -> str:
    """Return what the pages of a part say, line by line from top to bottom."""
    return "\n".join(_list_lines(report.parts[part].words))


def _list_lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()]
    if isinstance(value, tuple):
        return [line for each in value for line in _list_items(each)]
    if not is_dataclass(value):
        return []  # a number of the chart, which is said in words
    told = {field.name: getattr(value, field.name) for field in fields(value)}
    if set(told) == {"label", "text"}:
        return [f"{told['label']}: {told['text']}"]
    if "cells" in told:
        return [" | ".join(" ".join(cell.split()) for cell in told["cells"]), *_below(told)]
    return [line for name in _list_said(told) for line in _list_lines(told[name])]


def _list_items(value: Any) -> list[str]:
    """Return the lines of one of several; a row of words is one line."""
    if is_dataclass(value) and not hasattr(value, "text"):
        told = {field.name: getattr(value, field.name) for field in fields(value)}
        said = [text for name, text in told.items() if name not in _NOT_SAID and text]
        if said and all(isinstance(text, str) for text in told.values()):
            return [", ".join(" ".join(text.split()) for text in said)]
    return _list_lines(value)


def _below(told: dict[str, Any]) -> list[str]:
    return _list_lines(told.get("below", ""))


def _list_said(told: dict[str, Any]) -> list[str]:
    """Return the fields that stand on the page: what is said of nothing only where it is so."""
    lists = [each for each in told.values() if isinstance(each, tuple)]
    left_out = _NOT_SAID | ({"nothing", "columns"} if _has_rows(told, lists) else set())
    return [name for name in told if name not in left_out]


def _has_rows(told: dict[str, Any], lists: list[tuple[Any, ...]]) -> bool:
    return bool(told["rows"]) if "rows" in told else any(lists)
