# Everything a person or the CI does here. Needs Python 3.11 or newer and make; the rest is set up in .venv and node_modules.
# Another interpreter: make PYTHON=python3.13 <target> (when .venv does not exist yet).

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
# The environment's tools come first: the generator looks for ruff on the PATH, npm's programs for node.
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin:$(PATH)
export REDOCLY_TELEMETRY := off
export PYTHONUTF8 := 1

PYTHON_READY := $(VENV)/.ready
NODE_READY := node_modules/.ready
BROWSER_READY := tests/browser/node_modules/.ready
JUDGE := .venv-judge
JUDGE_READY := $(JUDGE)/.ready
JUDGE_NEEDS := src/nicereply_contract/second_judge/requirements.txt
GENERATED := $(VENV)/.generated
GENERATOR_INPUTS := spec/nicereply.yaml $(shell find overlays -type f 2>/dev/null) $(wildcard scripts/*.py)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": use make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(PYTHON_READY): pyproject.toml constraints.txt | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip  # a set-up that was interrupted
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all]' --group dev
	@touch $@

$(NODE_READY): package.json package-lock.json $(PYTHON_READY)
	$(BIN)/npm ci --silent
	@touch $@

$(BROWSER_READY): tests/browser/package.json tests/browser/package-lock.json $(PYTHON_READY)
	$(BIN)/npm ci --silent --no-audit --no-fund --prefix tests/browser
	@touch $@

# The second judge of the contract suite needs older versions than the rest, so it lives in an environment of its own.
$(JUDGE_READY): $(JUDGE_NEEDS) | $(BIN)/python
	$(BIN)/python -m venv $(JUDGE)
	$(JUDGE)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $(JUDGE_NEEDS)
	@touch $@

$(GENERATED): $(GENERATOR_INPUTS) $(PYTHON_READY)
	@$(BIN)/python scripts/gen.py
	@touch $@

.PHONY: help run test gen drift check contract mutants browser bench emulator spec dist clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(GENERATED) ## Start the emulator on demo data and print a report through the client
	@$(BIN)/python scripts/demo.py

test: $(NODE_READY) $(JUDGE_READY) ## Run all tests (ARGS="-k pager" runs some)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

gen: $(PYTHON_READY) ## Generate the client and the document's package from spec/ and overlays/
	@$(BIN)/python scripts/gen.py
	@touch $(GENERATED)

drift: $(PYTHON_READY) ## Say whether what is generated is what would be generated now
	@$(BIN)/python scripts/drift.py

check: $(NODE_READY) ## Lint, types, imports, the document, drift
	@$(BIN)/python scripts/check.py

contract: $(GENERATED) $(JUDGE_READY) ## Hold the emulator to the contract (EXAMPLES=, SEED=, FAIL_FAST=1, PHASES=, JUNIT=, RECORDING=)
	@JUDGE_PYTHON=$(JUDGE)/bin/python $(BIN)/python scripts/run_contract.py

mutants: $(GENERATED) ## Count which mistakes in service, document and client the checks notice (ALL=1, SEED=, GROUP=)
	@$(BIN)/python scripts/mutants.py

browser: $(BROWSER_READY) ## Try every operation on the emulator's page in Chromium (Debian: apt-get install chromium)
	@CHROMIUM=$(CHROMIUM) $(BIN)/node --test tests/browser/docs_page.mjs

bench: $(PYTHON_READY) ## Measure the emulator against its floors and its peers (Debian: apt-get install wrk)
	@$(BIN)/python -m benchmarks

emulator: $(PYTHON_READY) ## Serve the emulator on demo data until interrupted (ARGS="--port 0")
	@$(BIN)/nicereply-emulator serve $(ARGS)

spec: $(PYTHON_READY) ## Put the documents and wire cases for other languages into dist/spec/
	@$(BIN)/python scripts/spec_documents.py

dist: $(PYTHON_READY) ## Build wheel and sdist into dist/
	@rm -f dist/*.whl dist/*.tar.gz
	@$(BIN)/python -m build --no-isolation --outdir dist

clean: ## Remove what was built and what tools left behind (not .venv)
	rm -rf build dist node_modules tests/browser/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
