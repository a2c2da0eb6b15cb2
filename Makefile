# The front door: every task of the README is a target here. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
ENVIRONMENT := .venv
RUN := $(ENVIRONMENT)/bin/python
PIP_INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input
PYTEST_ARGS ?= -n 2

export PYTHONUTF8 := 1

.PHONY: help run test lint docs bench demo browser clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: $(ENVIRONMENT)/app.stamp ## set up, build the demonstration warehouse if there is none, serve http://127.0.0.1:8501
	$(RUN) -m etl build --if-new
	$(RUN) -m streamlit run app.py --server.address 127.0.0.1 --server.port 8501 --server.headless true

test: $(ENVIRONMENT)/dev.stamp browser ## set up everything the tests need, then run lint, types, docs check and all tests
	$(RUN) -m pytest $(PYTEST_ARGS)

lint: $(ENVIRONMENT)/dev.stamp ## style, format, types, import directions, generated docs
	$(RUN) -m scripts.checks

docs: $(ENVIRONMENT)/app.stamp ## regenerate docs/metrics.md and docs/tables.md
	$(RUN) -m scripts.generate_docs

bench: $(ENVIRONMENT)/app.stamp ## speed as ratios, all in one run
	$(RUN) -m bench

demo: $(ENVIRONMENT)/app.stamp ## regenerate data/demo from its seed
	$(RUN) -m etl demo --out data/demo --seed 2018

browser: $(ENVIRONMENT)/dev.stamp
	$(RUN) -m scripts.prepare_tests

clean: ## remove the virtual environment, caches and bench files; the warehouse stays
	rm -rf $(ENVIRONMENT) .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched only after a complete install, so an interrupted one is done again.
$(ENVIRONMENT)/app.stamp: requirements.txt | $(RUN)
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(ENVIRONMENT)/dev.stamp: requirements-dev.txt requirements.txt | $(RUN)
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(ENVIRONMENT)/app.stamp

$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(ENVIRONMENT)
