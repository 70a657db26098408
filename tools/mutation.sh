#!/usr/bin/env bash
# Mutation tests of the clinical code, in a copy of the tree: docs/mutation.md.
# mutmut stays out of the locked packages: it brings ten of its own that nothing else here needs.
set -euo pipefail
cd "$(dirname "$0")/.."
env=build/mutation/env

[ -x "$env/bin/mutmut" ] || {
    rm -rf "$env"
    .venv/bin/python -m venv "$env"
    "$env/bin/python" -m pip install --quiet mutmut==3.8.1
    # The locked packages come first: the tests run with the pytest and Hypothesis of make check.
    "$env/bin/python" - "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" <<'END'
import sys
import sysconfig
from pathlib import Path

first = f"import sys; sys.path.insert(0, {sys.argv[1]!r})\n"
Path(sysconfig.get_path("purelib"), "locked.pth").write_text(first, encoding="utf-8")
END
}

exec "$env/bin/python" tools/mutation.py "$@"
