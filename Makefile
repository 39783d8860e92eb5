.DEFAULT_GOAL := help
.PHONY: help run test lint format docs bench bench-check fuzz soak release-check records clean

comma := ,
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
BENCH := .venv-bench/bin/python
FUZZ := .venv-fuzz/bin/python
PEERS := reticker price-parser quantulum3 flashtext "recognizers-text-suite emoji<2"
# Spark is half a gigabyte, so only where there is the Java that it needs; elsewhere its tests are skipped.
SPARK := $(if $(if $(JAVA_HOME),$(wildcard $(JAVA_HOME)/bin/java),$(shell command -v java 2>/dev/null)),$(comma)spark)

help:  ## Show what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 13

run: .venv/base  ## Show the companies, tickers, percentages and sums in the sample articles
	@$(BIN)/newsx extract seeds --format table

test: .venv/dev  ## Run the tests; narrow them with ARGS="-k percent", debug with ARGS="-n 0 --pdb"
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadscope $(ARGS)

lint: .venv/dev  ## Check format, style and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: .venv/dev  ## Format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: .venv/dev  ## Run the commands that README and docs show, and write down what came out
	$(BIN)/python tools/docs.py

bench: .venv-bench/ready  ## Measure newsx and its peers, a quarter of an hour; writes docs/performance.md
	$(BENCH) -m benchmarks.run --write

bench-check: .venv-bench/ready  ## Measure again; fails on a ratio that has lost more than a quarter (ARGS="--only start")
	$(BENCH) -m benchmarks.run --check $(ARGS)

fuzz: .venv-fuzz/ready  ## Look for inputs that break it, an hour (ARGS="-max_total_time=60"); keeps what it learns in fuzz/
	@mkdir -p fuzz
	nice $(FUZZ) tools/fuzz.py -max_total_time=3600 -max_len=400 -rss_limit_mb=8000 -artifact_prefix=fuzz/ fuzz $(ARGS)

soak: .venv/dev  ## Memory over a million articles, and the tests that take minutes; writes docs/soak.md
	$(BIN)/python tools/soak.py $(ARGS)
	$(BIN)/pytest -m long

records: .venv/dev  ## Take today's records of seeds/ for the promise that tests hold
	$(BIN)/newsx extract seeds/*.txt --format docs --changes -o tests/records.jsonl

release-check: .venv/dev  ## Build twice, look inside, run the sdist's tests against the wheel on each Python at hand
	$(BIN)/python tools/release_check.py $(ARGS)

clean:  ## Remove what make has made
	rm -rf .venv .venv-bench .venv-fuzz fuzz dist

# What "run" needs is there in a minute; what only the tests need comes with the first "make test".
.venv/base: pyproject.toml
	@test -x $(BIN)/python || { echo "Setting up .venv"; $(PYTHON) -m venv .venv; }
	@$(PIP) -e .
	@touch $@

.venv/dev: .venv/base
	@$(PIP) -e '.[dev$(SPARK)]'
	@tools/browser.sh
	@touch $@

# What newsx is measured against, in an environment of its own. A peer that does not install is left out.
.venv-bench/ready: pyproject.toml
	@test -x $(BENCH) || $(PYTHON) -m venv .venv-bench
	@$(BENCH) -m pip install -q --disable-pip-version-check -e .
	@for peer in $(PEERS); do \
	  $(BENCH) -m pip install -q --disable-pip-version-check $$peer || echo "left out: $$peer" >&2; \
	done
	@touch $@

# atheris brings a libFuzzer of its own, for some Pythons only.
.venv-fuzz/ready: pyproject.toml
	@test -x $(FUZZ) || $(PYTHON) -m venv .venv-fuzz
	@$(FUZZ) -m pip install -q --disable-pip-version-check -e . atheris
	@touch $@
