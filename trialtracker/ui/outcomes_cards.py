"""Turns the figures of a period into the cards of the page."""

from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.outcome import ENDED, FAVOURABLE_KEY, GROUPINGS, NONE, RUNNING
from trialtracker.clinical.outcome_figures import Band, EffectRate, Figures, Part, Volume
from trialtracker.clinical.outcome_shares import Agreement
from trialtracker.clinical.outcome_words import (
    GROUPING_WORDS,
    NO_DECISION,
    NOT_KNOWN,
    count_trials,
    format_effect,
    format_interval,
    format_key,
    format_number,
    format_relief,
    format_share,
    format_spoken,
)
from trialtracker.clinical.review import Decision
from trialtracker.services.outcomes import Chosen
from trialtracker.ui.outcomes_content import Bar, Bars, Card, Cell, Funnel, Point, Row, Table

_DECISIONS = (*(f"decision={decision.value}" for decision in Decision), f"decision={NONE}")
_FAVOURABLE = Verdict.FAVOURABLE.label
_INTERVAL = "95 % interval"
_LINE = "0 to 100 %"
_NO = Cell("")
_RELIEF_NOTE = "In whole percent, rounded down."
_AGREEMENT_NOTE = (
    "Favourable with discuss, and not favourable with do not proceed, agree; the two other pairs "
    "of these do not. Every other pair is neither."
)
_EFFECT_NOTE = (
    "Worst grade since the first active dose, of the trials in which it was asked for: never "
    "asked is not absent."
)
_FUNNEL_NOTE = (
    "Share favourable against the number of trials, with the 95 % and 99.8 % limits of chance "
    "around the clinic's own share. Groups differ in their patients: a point outside is a reason "
    "to look, not a verdict on the treatment."
)


def make_cards(figures: Figures) -> tuple[Card, ...]:
    """Return every card, in the order of reading."""
    return (
        _make_volumes(figures),
        _make_verdicts(figures),
        _make_decisions(figures),
        _make_relief(figures),
        _make_agreement(figures),
        *(_make_groups(figures, name) for name in GROUPINGS),
        _make_days(figures),
        _make_effects(figures),
        _make_funnel(figures),
    )


def _of(figures: Figures, *keys: str) -> Chosen:
    """Return the trials that have every one of these keys."""
    words = ", ".join(map(format_key, keys))
    return Chosen(words, figures.period, tuple((key,) for key in keys))


def _cell(number: int, chosen: Chosen, spoken: str = "") -> Cell:
    said = spoken or f"{count_trials(number)}, {chosen.words}"
    return Cell(f"{number:,}", chosen if number else None, said)


def _make_volumes(figures: Figures) -> Bars:
    is_monthly = all("-" in volume.stretch.label for volume in figures.volumes)
    return Bars(
        "Trials by month" if is_monthly else "Trials by year",
        "By the date of the first active dose.",
        "Month" if is_monthly else "Year",
        tuple(map(_to_bar, figures.volumes)),
        ("ended", "still running"),
    )


def _to_bar(volume: Volume) -> Bar:
    label, period = volume.stretch.label, volume.stretch.period
    ended = Chosen(f"Ended, started in {label}", period, ((ENDED,),))
    running = Chosen(f"Still running, started in {label}", period, ((RUNNING,),))
    return Bar(
        label,
        _cell(volume.ended, ended),
        volume.ended,
        _cell(volume.running, running),
        volume.running,
    )


def _make_verdicts(figures: Figures) -> Table:
    return Table(
        "Verdicts",
        f"Of {count_trials(figures.ended)} that ended, whatever their data.",
        ("Verdict", "n", "Share", _INTERVAL),
        tuple(_to_answer(figures, part) for part in figures.verdicts),
        line_head=_LINE,
    )


def _make_decisions(figures: Figures) -> Table:
    last = Row(NO_DECISION, (_cell(figures.undecided, _of(figures, f"decision={NONE}")), _NO, _NO))
    return Table(
        "Decisions",
        "Of the trials with a signed decision; the newest signature counts.",
        ("Decision", "n", "Share", _INTERVAL),
        (*(_to_answer(figures, part) for part in figures.decisions), last),
        line_head=_LINE,
    )


def _to_answer(figures: Figures, part: Part) -> Row:
    """Return one verdict or decision with its share."""
    chosen, share = _of(figures, part.key), part.share
    shown = chosen if share.part else None
    cells = (
        _cell(share.part, chosen, f"{chosen.words}: {format_spoken(share)}"),
        Cell(format_share(share), shown),
        Cell(format_interval(share)),
    )
    return Row(chosen.words, cells, share)


def _make_groups(figures: Figures, name: str) -> Table:
    return Table(
        f"Favourable by {GROUPING_WORDS[name].lower()}",
        f"Of the trials that ended; the dotted line is the whole clinic, "
        f"{format_share(figures.favourable)}.",
        (GROUPING_WORDS[name], "n", _FAVOURABLE, "Share", _INTERVAL),
        tuple(_to_group(figures, part) for part in figures.groups[name]),
        line_head=_LINE,
        mark=figures.favourable,
    )


def _to_group(figures: Figures, part: Part) -> Row:
    every, share = _of(figures, part.key), part.share
    favourable = _of(figures, part.key, FAVOURABLE_KEY)
    shown = favourable if share.part else None
    cells = (
        _cell(share.of, every),
        _cell(share.part, favourable, f"{every.words}, favourable: {format_spoken(share)}"),
        Cell(format_share(share), shown),
        Cell(format_interval(share)),
    )
    return Row(every.words, cells, share)


def _make_agreement(figures: Figures) -> Table:
    return Table(
        "Flag against decision",
        f"{_format_agreement(figures.agreement)} {_AGREEMENT_NOTE}",
        ("Verdict", *(format_key(key) for key in _DECISIONS)),
        tuple(_to_pairs(figures, verdict) for verdict in Verdict),
    )


def _to_pairs(figures: Figures, verdict: Verdict) -> Row:
    key = f"verdict={verdict.value}"
    cells = (
        _cell(figures.pairs[verdict.value, each.partition("=")[2]], _of(figures, key, each))
        for each in _DECISIONS
    )
    return Row(verdict.label, tuple(cells))


def _format_agreement(agreement: Agreement) -> str:
    if not agreement.share.of:
        return "No trial yet in which agreement is defined."
    said = f"Agreement in {format_spoken(agreement.share)}."
    if agreement.kappa is None:
        return f"{said} Too few trials for Cohen's kappa."
    kappa = format_number(agreement.kappa)
    return f"{said} Cohen's kappa {kappa}; it falls where one answer is rare."


def _make_relief(figures: Figures) -> Bars:
    spread = figures.relief
    unknown = f" Not known in {figures.relief_unknown:,}." if figures.relief_unknown else ""
    return Bars(
        "Pain relief",
        f"Median {format_relief(spread.median)}, n = {spread.n:,}.{unknown} {_RELIEF_NOTE}",
        "Relief, %",
        tuple(_to_band(figures, band) for band in figures.bands),
        ("trials",),
    )


def _to_band(figures: Figures, band: Band) -> Bar:
    chosen = Chosen(f"Relief {band.label} %", figures.period, (band.keys,))
    return Bar(band.label.replace(" to ", "\u2013"), _cell(band.trials, chosen), band.trials)


def _make_effects(figures: Figures) -> Table:
    return Table(
        "Side effects",
        _EFFECT_NOTE,
        ("Side effect", "Asked", "Grade 1 or more", "Share", _INTERVAL, "Grade 2 or more", "Share"),
        tuple(_to_effect(figures, rate) for rate in figures.effects),
        line_head=_LINE,
    )


def _to_effect(figures: Figures, rate: EffectRate) -> Row:
    name, some, marked = format_effect(rate.key), rate.get_share(1), rate.get_share(2)
    asked, worse_1, worse_2 = (
        Chosen(f"{name}, {words}", figures.period, (rate.list_keys(least),))
        for words, least in (("asked for", 0), ("grade 1 or more", 1), ("grade 2 or more", 2))
    )
    cells = (
        _cell(rate.asked, asked),
        _cell(some.part, worse_1, f"{worse_1.words}: {format_spoken(some)}"),
        Cell(format_share(some), worse_1 if some.part else None),
        Cell(format_interval(some)),
        _cell(marked.part, worse_2, f"{worse_2.words}: {format_spoken(marked)}"),
        Cell(format_share(marked), worse_2 if marked.part else None, format_spoken(marked)),
    )
    return Row(name, cells, some)


def _make_days(figures: Figures) -> Table:
    days, decided = figures.days, tuple(f"decision={each.value}" for each in Decision)
    every = Chosen("Decided", figures.period, (decided,))
    quartiles = f"{format_number(days.low)} to {format_number(days.high)}" if days.n else NOT_KNOWN
    cells = (_cell(days.n, every), Cell(format_number(days.median)), Cell(quartiles))
    waiting = (_cell(figures.undecided, _of(figures, f"decision={NONE}")), _NO, _NO)
    return Table(
        "Days from start to decision",
        "Whole days from the first active dose to the newest signature.",
        ("", "n", "Median", "Quartiles"),
        (Row("Decided", cells), Row(NO_DECISION, waiting)),
    )


def _make_funnel(figures: Figures) -> Funnel:
    points = (_to_point(figures, name, part) for name in GROUPINGS for part in figures.groups[name])
    return Funnel(
        "Groups against the whole clinic", _FUNNEL_NOTE, figures.favourable, tuple(points)
    )


def _to_point(figures: Figures, name: str, part: Part) -> Point:
    chosen = _of(figures, part.key)
    spoken = f"{GROUPING_WORDS[name]} {chosen.words}: favourable in {format_spoken(part.share)}"
    cell = Cell(format_share(part.share), chosen, spoken)
    return Point(chosen.words, GROUPING_WORDS[name], part.share, cell)
