"""The widths of a table's columns: as wide as their usual text, and never wider than the table."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from trialtracker.overriding import override

_LEAST_PX = 76


class ColumnWidths(QObject):
    """Shares the width of a table among its columns whenever it changes.

    Columns that give become narrower, down to their titles, before the table scrolls sideways;
    they take what is to spare. All others keep the width of their title and usual text.
    """

    def __init__(
        self,
        table: QTableView,
        columns: Sequence[tuple[str, str]],
        gives: Container[str],
        padding: int,
    ) -> None:
        """Take title and sample of each column, and the titles of those that give."""
        super().__init__(table)
        self._table = table
        metrics = table.fontMetrics()
        titles = [metrics.horizontalAdvance(title) + padding for title, _ in columns]
        samples = [metrics.horizontalAdvance(sample) + padding for _, sample in columns]
        header = table.horizontalHeader()
        smallest = header.minimumSectionSize()
        self._wanted = [max(*pair, smallest) for pair in zip(titles, samples, strict=True)]
        self._least = [
            min(wanted, max(titled, _LEAST_PX)) if title in gives else wanted
            for (title, _), titled, wanted in zip(columns, titles, self._wanted, strict=True)
        ]
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.viewport().installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Share the present width among the columns that are shown."""
        shown = [n for n in range(len(self._wanted)) if not self._table.isColumnHidden(n)]
        widths = share_width(
            [self._wanted[n] for n in shown],
            [self._least[n] for n in shown],
            self._table.viewport().width(),
        )
        for place, width in zip(shown, widths, strict=True):
            self._table.setColumnWidth(place, width)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)


def share_width(wanted: Sequence[int], least: Sequence[int], width: int) -> tuple[int, ...]:
    """Return the widths: as wanted, and the difference to the whole borne by those that give.

    A column gives where its least is below what is wanted, in proportion to that difference.
    """
    slack = [want - low for want, low in zip(wanted, least, strict=True)]
    spare = width - sum(wanted)
    if not any(slack):
        return tuple(wanted)
    shares = (max(-gives, spare * gives // sum(slack)) for gives in slack)
    return tuple(want + share for want, share in zip(wanted, shares, strict=True))
