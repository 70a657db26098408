#!/usr/bin/env bash
# Resolve pyproject.toml into the two hash-locked files, for every Python and platform at once.
# uv stands in for pip-compile because that one resolves for the machine it runs on alone.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x build/lock/bin/uv ] || {
    .venv/bin/python -m venv build/lock
    build/lock/bin/python -m pip install --quiet uv==0.13.8
}

compile() {
    build/lock/bin/uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest \
        --python-version 3.11 --generate-hashes --no-header --no-annotate --no-config \
        --no-emit-index-url --upgrade "$@"
}

compile --output-file requirements.txt
compile --extra dev --constraint requirements.txt --output-file requirements-dev.txt
