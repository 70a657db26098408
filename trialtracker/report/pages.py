"""The pages of a report: its text set by typst, as a tagged PDF or as pictures."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from trialtracker.paths import font_folders, resources
from trialtracker.report.parts import Part
from trialtracker.report.printable import Printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import typst

    from trialtracker.report.content import Report

    Made = bytes | list[bytes] | None

TEMPLATES: Mapping[Part, str] = {
    Part.SUMMARY: "summary.typ",
    Part.FULL: "full.typ",
    Part.PATIENT: "patient.typ",
}
"""What sets each part; the templates lie in resources/report."""

_STANDARD: typst.PDFStandard = "ua-1"
"""PDF/UA-1 (ISO 14289-1): typst refuses to write a file that cannot be read aloud whole."""

_DOES_NOT_FIT = "does not fit"
"""What a template says that has more to cut."""

_COMPILING = Lock()


def make_pdf(report: Report, part: Part) -> bytes:
    """Return a part as a tagged PDF; the same report gives the same bytes."""
    at = report.printed_at.astimezone(UTC)
    at -= timedelta(microseconds=at.microsecond)
    form = partial(get_compiler().compile, format="pdf", pdf_standards=_STANDARD, timestamp=at)
    return b"".join(_set(form, report, part))


def make_pages(report: Report, part: Part, dots_per_inch: float) -> tuple[bytes, ...]:
    """Return each page of a part as a PNG picture."""
    return _set(partial(get_compiler().compile, format="png", ppi=dots_per_inch), report, part)


def _set(form: Callable[..., Made], report: Report, part: Part) -> tuple[bytes, ...]:
    """Return what typst makes of a part; a page that does not fit is cut more, step by step."""
    import typst

    template, inputs = f'#include "{TEMPLATES[part]}"'.encode(), get_inputs(report, part)
    level = 0
    while True:
        try:
            with _COMPILING:
                made = form(input=template, sys_inputs={**inputs, "level": str(level)})
        except typst.TypstError as error:
            if _DOES_NOT_FIT not in error.message:
                raise
            level += 1  # the last level of a template never refuses
        else:
            return _to_pages(made)


def _to_pages(made: Made) -> tuple[bytes, ...]:
    """Return what typst hands back, of one page alone, as pages."""
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def get_inputs(report: Report, part: Part) -> dict[str, str]:
    """Return what the template is given: nothing of it is ever read as markup."""
    printable, text = Printable(), report.parts[part]
    words, chart = printable.to_plain(text.words), printable.to_text(text.chart)
    page = {"title": printable.to_text(report.title), "paper": str(report.paper)}
    page["codes"] = "Characters that no font here has are shown by their code, as [U+1F9E0]."
    if not printable.has_codes:
        page["codes"] = ""
    data = {"page": page, "words": words}
    return {"data": json.dumps(data, ensure_ascii=False), "chart": chart}


@cache
def get_compiler() -> typst.Compiler:
    """Return the one compiler, which keeps its fonts; it reads nothing but the templates."""
    import typst  # off the start-up path

    return typst.Compiler(
        root=resources() / "report",
        font_paths=list(font_folders()),
        ignore_system_fonts=True,
    )
