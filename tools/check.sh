#!/usr/bin/env bash
# Format, lint, types, import contracts, tests and coverage. The first failure ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export QT_QPA_PLATFORM=offscreen

ruff format --check --quiet
ruff check --quiet
mypy
lint-imports

coverage erase
pytest --numprocesses="${WORKERS:-2}" --dist worksteal --cov --cov-report= "$@"
python tools/coverage_gates.py
