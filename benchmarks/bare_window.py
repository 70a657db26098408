"""Open an empty PySide6 window, and print when it was painted and the peak of memory."""

import json
import sys
import time

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.paint_watch import PaintWatch
from benchmarks.peak import get_peak_mib


def main() -> None:
    """Run until the first paint; the argument is the moment of the start."""
    started = float(sys.argv[1])
    app = QApplication(sys.argv[:1])
    window = QWidget()
    seen: dict[str, float] = {}

    def painted() -> None:
        seen["first_paint"] = time.monotonic() - started
        app.quit()

    PaintWatch(window, painted, lambda: True)
    window.showMaximized()
    app.exec()
    seen["peak_mib"] = get_peak_mib()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
