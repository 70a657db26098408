#!/usr/bin/env bash
# Make .venv with the locked packages and the project in it. Started by make; safe to repeat.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
    printf '%s\n' "$1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s' "$name"
            return
        fi
    done
    refuse "TrialTracker needs Python 3.11 or newer, and none of ${PYTHON:-python3, python3.11 ... python3.14} is one."
}

make_venv() {
    local python
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        refuse "$python cannot make a virtual environment: run 'sudo apt-get install python3-venv' and try again."
    printf 'Making .venv with %s\n' "$("$python" --version)"
    "$python" -m venv --clear .venv
}

.venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || make_venv

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
printf 'Installing the locked packages (a few minutes the first time)\n'
.venv/bin/python -m pip install --quiet --require-hashes -r requirements-dev.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .

# Missing byte code and a missing font cache make the first start three to four times slower.
.venv/bin/python -m compileall -q trialtracker
MPLBACKEND=agg .venv/bin/python -W ignore -c 'import matplotlib.font_manager'
