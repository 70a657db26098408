# Two commands: `make run` opens the window, `make test` proves everything. Both set up first.
.DEFAULT_GOAL := help
.PHONY: help setup run test check lock bench mutation screenshots clean

BIN := .venv/bin
READY := .venv/.ready
STORE_ARGS ?=
MUTATION_ARGS ?=

help:  ## say what there is
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## make .venv with the locked packages; install missing system libraries
	@$(BIN)/python tools/system_packages.py tests

$(READY): requirements-dev.txt pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@touch $(READY)

run: setup  ## set up and open the window; STORE_ARGS="--store FILE" opens another store
	@$(BIN)/python tools/system_packages.py window
	@$(BIN)/trialtracker $(STORE_ARGS)

test: setup check  ## set up and run every check and test

check:  ## the same as test, without the set-up
	@bash tools/check.sh

lock:  ## resolve the dependencies anew into the two hash-locked files
	@bash tools/lock.sh

bench: setup  ## measure floors and program; writes benchmarks/latest.md
	@$(BIN)/python -m benchmarks.run

mutation: setup  ## change the clinical code, list what no test notices; MUTATION_ARGS="--sample 20 relief"
	@bash tools/mutation.sh $(MUTATION_ARGS)

screenshots: setup  ## draw docs/screens/ from the real window with the demo clinic
	@$(BIN)/python tools/screenshots.py
	@$(BIN)/python -m tools.sights

clean:  ## remove everything that make has made
	rm -rf .venv build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find trialtracker tests benchmarks tools -name __pycache__ -prune -exec rm -rf {} +
