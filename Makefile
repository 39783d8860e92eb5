.DEFAULT_GOAL := help
.PHONY: help run test lint format docs clean

comma := ,
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
# Spark is half a gigabyte, so only where there is the Java that it needs; elsewhere its tests are skipped.
SPARK := $(if $(if $(JAVA_HOME),$(wildcard $(JAVA_HOME)/bin/java),$(shell command -v java 2>/dev/null)),$(comma)spark)

help:  ## Show what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: .venv/base  ## Show the companies, tickers, percentages and sums in the sample articles
	@$(BIN)/newsx extract seeds --format table

test: .venv/dev  ## Run the tests; narrow them with ARGS="-k percent"
	$(BIN)/pytest $(ARGS)

lint: .venv/dev  ## Check format, style and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: .venv/dev  ## Format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: .venv/dev  ## Run the commands that README and docs show, and write down what came out
	$(BIN)/python tools/docs.py

clean:  ## Remove what make has made
	rm -rf .venv dist

# What "run" needs is there in a minute; what only the tests need comes with the first "make test".
.venv/base: pyproject.toml
	@test -x $(BIN)/python || { echo "Setting up .venv"; $(PYTHON) -m venv .venv; }
	@$(PIP) -e .
	@touch $@

.venv/dev: .venv/base
	@$(PIP) -e '.[dev$(SPARK)]'
	@tools/browser.sh
	@touch $@
