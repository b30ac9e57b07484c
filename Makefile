# `make` lists the targets. Each sets up what it needs: Python 3.11 or later, make and pip are enough.

PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
SITE := $(VENV)/.site
EXTRAS := chdb,postgres-embedded,duckdb,sqlalchemy,cli,testing
# Tools for work on the project stand in one place, the dependency group; pip installs groups from 25.1 on only.
GROUP = import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["$(1)"], sep="\n")

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long conformance mutants fuzz fuzz-kinds fuzz-text check bench shapes golden docs site page test-page clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 18

setup: $(READY) ## make the virtual environment with all engines and tools (PYTHON=python3.12, VENV=folder)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "weave_query needs Python 3.11 or later, this is " + sys.version)'
	@echo "setup: virtual environment in $(VENV), $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -c '$(call GROUP,dev)' > $(VENV)/dev-tools.txt
	@echo "setup: installing weave_query with its engines and the tools, as pinned in constraints.txt (some minutes once)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]' -r $(VENV)/dev-tools.txt
	@touch $@
	@echo "setup: done"

demo: $(READY) ## load the recorded calls into DuckDB, ask some questions, show rows and SQL (VERBOSE=1: all of it)
	$(VENV)/bin/weave-query demo $(if $(VERBOSE),--verbose)

# Each worker opens the four engines for itself, so more workers than two only help on larger machines.
WORKERS ?= 2
# The tests start many processes. Where no bytecode is kept, each compiles the packages anew.
test test-long: export PYTHONDONTWRITEBYTECODE =

test: $(READY) ## run all tests on all four engines (WORKERS=2)
	$(RUN) -m pytest -q -n $(WORKERS) --dist worksteal

test-long: $(READY) ## the tests that `make test` leaves out: more engines, shapes and seeds of the same (half an hour)
	$(RUN) -m pytest -q -n $(WORKERS) --dist worksteal -m long

URLS ?= memory:// duckdb:// sqlite:// postgresql+embedded:///.conformance/postgres chdb:///.conformance/chdb

conformance: $(READY) ## run the conformance suite on all engines (URLS="duckdb:// sqlite:///file.db")
	@mkdir -p .conformance
	$(VENV)/bin/weave-query conform $(foreach url,$(URLS),--url '$(url)')

mutants: $(READY) ## seed faults into the backends, ask every case of each, write docs/mutants.md (some minutes)
	$(RUN) -m tests.mutants.run

# The same seed asks the same requests over the same rows, as far as the time reaches.
MINUTES ?= 2
SEED ?= 0

fuzz: $(READY) ## put random requests to all engines and compare (MINUTES=2, SEED=0, ENGINE=sqlite; VERBOSE=1: what was covered)
	$(RUN) -m tests.differential --minutes $(MINUTES) --seed $(SEED) $(if $(ENGINE),--engine $(ENGINE)) $(if $(VERBOSE),--verbose)

PAIRS ?= 100

fuzz-kinds: $(READY) ## random requests of every other kind, all engines beside the evaluator (PAIRS=100, SEED=0)
	$(RUN) -m tests.differential.kinds --pairs $(PAIRS) --seed $(SEED)

TEXTS ?= 100000

fuzz-text: $(READY) ## random conditions, requests and sentences to text and back (TEXTS=100000, SEED=0)
	$(RUN) -m tests.text --number $(TEXTS) --seed $(SEED)

check: $(READY) ## formatting, lint, types
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

# A million calls take a quarter of an hour for each engine where the cores are busy.
CALLS ?= 100000

# 20,000 calls with large documents take an hour where the cores are busy, and some GB while they are there.
LARGE ?= 1000

bench: $(READY) ## measure compiling, texts, many ids, rollups, late reads and hops, on the engines (CALLS=100000, LARGE=1000; minutes)
	$(RUN) -m benchmarks.compile
	$(RUN) -m benchmarks.texts
	$(RUN) -m benchmarks.many_ids
	$(RUN) -m benchmarks.rollup --calls $(CALLS)
	$(RUN) -m benchmarks.late_reads --calls $(LARGE)
	$(RUN) -m benchmarks.ref_hops

shapes: $(READY) ## usage over a chain of 10,000 calls, a call with 100,000 below it and others, on every engine (minutes)
	$(RUN) -m tests.usage.shapes

golden: $(READY) ## write the golden files anew, for reading the difference
	$(RUN) -m pytest -q tests/test_golden.py --update-golden

# mkdocs-material prints advertising of its successor on every run.
docs site: export NO_MKDOCS_2_WARNING = 1

docs: $(SITE) ## write the generated parts of the documents, and build the site of them into site/
	$(RUN) -m tests.rooms
	$(RUN) -m tests.backends_table
	$(RUN) -m tests.truth.page
	$(RUN) -m tests.compatibility.page
	$(RUN) -m tests.readme
	$(RUN) -m mkdocs build --strict --quiet

site: $(SITE) ## show the site on 127.0.0.1:8001, and build it anew when a document changes
	$(RUN) -m mkdocs serve

# The tools of the site are another group, which only who builds it needs.
$(SITE): $(READY)
	@$(RUN) -c '$(call GROUP,docs)' > $(VENV)/docs-tools.txt
	@echo "docs: installing the tools of the site, as pinned in constraints.txt"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -r $(VENV)/docs-tools.txt
	@touch $@

# What is built is committed: only who changes the page needs npm.
page: preview/node_modules ## build the preview page out of preview/ into the package (needs Node.js)
	cd preview && npm run --silent check && npm run --silent build

preview/node_modules: preview/package.json preview/package-lock.json
	cd preview && npm ci --no-audit --no-fund
	@touch $@

test-page: $(READY) ## test the preview page in Chromium (UPDATE=1: take the screenshots of the docs)
	@if ! command -v npm >/dev/null; then echo "tests of the preview page: not run, there is no Node.js"; \
	elif ! $(MAKE) --no-print-directory VENV="$(VENV)" preview/node_modules >/dev/null; then \
	  echo "tests of the preview page: not run, npm cannot fetch what they need"; \
	else cd preview && WEAVE_QUERY="$(abspath $(VENV))/bin/weave-query" UPDATE="$(UPDATE)" node test/run.mjs; fi

clean: ## remove the virtual environment and everything else that was made
	rm -rf $(VENV) build dist site .demo .bench .conformance .fuzz .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
