"""The caveats of an assessment as short lines under the verdict; each leads to its reasons."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from textwrap import shorten

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trialtracker.clinical.caveat import Caveat
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel, plain_tooltip
from trialtracker.ui.shape_icon import Shape, ShapeIcon

MOST_LINES = 3
_WORD = "Caveat: "
_LONGEST = 88
_COUNTS = "Of the "
_END = re.compile(r" \(|: |; |\. ")
_END_OF_COUNT = re.compile(r" \(|; |\. ")


class CaveatLines(QFrame):
    """At most three lines, the last of them for all the others; not there without a caveat."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caveats")
        self._keys: tuple[str, ...] = ()
        self.lines = tuple(CaveatLine() for _ in range(MOST_LINES))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for place, line in enumerate(self.lines):
            line.clicked.connect(partial(self._want, place))
            column.addWidget(line)
        self.hide()

    def show_caveats(self, caveats: Sequence[Caveat]) -> None:
        """Show the caveats that apply."""
        shown = caveats if len(caveats) <= MOST_LINES else caveats[: MOST_LINES - 1]
        texts = [(format_short(caveat), caveat.sentence) for caveat in shown]
        if more := caveats[len(shown) :]:
            whole = "\n".join(caveat.sentence for caveat in more)
            texts.append((f"And {len(more)} more caveats", whole))
        self._keys = tuple(caveat.key for caveat in caveats[: len(texts)])
        for line, text in zip_longest(self.lines, texts):
            line.setVisible(text is not None)
            if text is not None:
                line.show_words(*text)
        self.setVisible(bool(texts))

    def _want(self, place: int) -> None:
        self.wanted.emit(self._keys[place])


class CaveatLine(QPushButton):
    """A button whose words wrap; Enter and Space press it, as a click does."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("caveatLine")
        self.setAutoDefault(True)
        self.words = WrappedLabel("caveatWords")
        icon = ShapeIcon("caveatIcon", side=15)
        icon.show_shape(Shape.WARNING)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 10, 5)
        self._row.setSpacing(8)
        self._row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        for child in (icon, self.words):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, whole: str) -> None:
        """Show a caveat in short; a screen reader and the tooltip have all of it."""
        self.words.show_text(words)
        self.setAccessibleName(f"{words}. Why?")
        self.setAccessibleDescription(whole)
        self.setToolTip(plain_tooltip(whole))

    @override
    def sizeHint(self) -> QSize:
        return self._row.totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._row.totalMinimumSize()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._row.totalHeightForWidth(width)


def format_short(caveat: Caveat) -> str:
    """Return what a caveat is about: its sentence up to its numbers or its reason."""
    ends = _END_OF_COUNT if caveat.sentence.startswith(_COUNTS) else _END
    words = ends.split(caveat.sentence, maxsplit=1)[0].rstrip(".")
    return shorten(f"{_WORD}{words}", _LONGEST, placeholder="…")
