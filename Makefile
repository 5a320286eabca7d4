# Thin shell over Python: every target works without make as the lines below it show.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/lotline
# What a wheel holds; compiled at the installation, as a wheel's files are.
PACKAGES := app expectations ingestion orchestration simulator traceability
# Homes that the tests of one gate build once and share.
HOMES := $(VENV)/test-homes
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.DEFAULT_GOAL := help
.PHONY: help install demo test check chromium postgresql prove prove-tests bench clean

help:  ## show the targets
	@grep -E '^[a-z-]+:.*##' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(BIN)/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements.lock
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps -e .
	$(BIN)/python -m compileall -q -j 2 $(PACKAGES)
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements-test.lock
	@touch $@

install: $(VENV)/.installed  ## create .venv and install Lotline into it

demo: install  ## load the example plant, build it, trace one raw lot, serve the app
	$(RUN) demo

check: $(VENV)/.installed-test  ## format, lint, import contracts, types, SQL lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar dbt_project/models dbt_project/tests ingestion/profiles

# The browser tests drive a real Chromium; where the machine has none, Debian's is installed.
chromium:
	@command -v chromium >/dev/null || { echo "installing chromium"; \
	  $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  { echo "The browser tests need Chromium: install it so that \`chromium\` is on the PATH."; exit 1; }

# The state database is tested on a real server too, which the tests start and stop themselves.
postgresql:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { echo "installing postgresql"; \
	  $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } || \
	  { echo "The tests of the state database need PostgreSQL: install it so that \`initdb\` is on the PATH."; exit 1; }

test: check chromium postgresql  ## install what tests need and run all gates
	@rm -rf $(HOMES)
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --homes $(HOMES) --ignore tests/browser
	$(BIN)/pytest --homes $(HOMES) tests/browser
	@rm -rf $(HOMES)

prove: $(VENV)/.installed  ## simulate plants, build them, compare every trace with the truth
	$(BIN)/python -m simulator.prove --plants 3 --seed 7

prove-tests: $(VENV)/.installed-test  ## plant bugs one by one and see a test turn red for each
	$(BIN)/python tests/prove_tests.py

bench: $(VENV)/.installed-test  ## after `make demo`: time a trace; all checks and metrics over a million movements
	$(BIN)/python benchmarks/trace_cost.py
	$(BIN)/python -m benchmarks.checks_cost

clean:  ## remove what was built and installed here
	rm -rf $(VENV) var dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
