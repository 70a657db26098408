"""Leave out points that no pixel could show, never an extreme one."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def thin_line(xs: Numbers, ys: Numbers, columns: int) -> tuple[Numbers, Numbers]:
    """Return the line, above two points per pixel column only each column's min and max.

    xs rises; a NaN in ys breaks the line and is always kept.
    """
    if len(xs) <= 2 * columns or xs[-1] == xs[0]:
        return xs, ys
    column = np.floor((xs - xs[0]) / (xs[-1] - xs[0]) * (columns - 1))
    is_break = np.isnan(ys)
    order = np.lexsort((ys, column))  # by column, then by value
    order = order[~is_break[order]]
    lowest = np.flatnonzero(np.diff(column[order], prepend=-1))
    highest = np.append(lowest[1:], len(order)) - 1
    kept = np.concatenate((order[lowest], order[highest], np.flatnonzero(is_break)))
    kept = np.unique(kept)
    return xs[kept], ys[kept]
