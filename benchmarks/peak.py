"""The most memory this process has held."""

import re
import resource
from pathlib import Path


def get_peak_mib() -> float:
    """Return the peak of resident memory in MiB.

    On Linux getrusage hands a child the peak of the process that started it, so the kernel's own
    figure for this program is read instead.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        assert found
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
