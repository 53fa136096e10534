# Every command of the project. `make serve` and `make test` need only python3, make and the package registry.

PORT ?= 8000
DATA ?= var
TODAY ?=
KIND ?=
OPTIONS ?=
REALLY ?=
export PORT DATA TODAY
export UV_PYTHON_DOWNLOADS = never
export NO_MKDOCS_2_WARNING = 1

PYTHON ?= python3
UV_VERSION = 0.13.9
BIN = .venv/bin

.PHONY: help serve build deploy rollback destroy handbook test setup tools check bench torture lock clean

help:            ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

serve: setup     ## build the site, then serve it and its forms on http://127.0.0.1:$(PORT)
	@$(BIN)/makker serve --port $(PORT) --data $(DATA)

build: setup     ## build the site into build/public
	@$(BIN)/makker build

deploy: setup    ## put the site live on AWS: make deploy KIND=proeve (docs/operations.md)
	@$(BIN)/makker aws deploy $(KIND) $(OPTIONS)

rollback: setup  ## put the release before live again: make rollback KIND=drift
	@$(BIN)/makker aws rollback $(KIND) $(OPTIONS)

destroy: setup   ## take a site off AWS: make destroy KIND=proeve REALLY=makker-proeve; what people sent stays
	@$(BIN)/makker aws destroy $(KIND) --really "$(REALLY)"

handbook: setup  ## build the staff handbook into build/handbook
	@$(BIN)/mkdocs build --quiet -f handbook.yml

test: setup tools check ## everything that must hold: lint, types, layers, and every test
	$(BIN)/pytest -n auto

setup: .venv/.ready ## create .venv with everything in it; quick when done

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Makker needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-build-isolation --no-deps --editable .
	@sh site/install-libraries.sh
	@touch $@

tools:           ## what the tests need beside Python: browsers, a dictionary, readers of PDF and calendars, an HTML checker, stand-ins for AWS
	@sh tests/browser/install-chromium.sh
	@sh tests/browser/install-firefox.sh
	@sh tests/browser/install-w3m.sh
	@sh tests/site/install-hunspell.sh
	@sh tests/site/install-print-tools.sh
	@sh tests/site/install-libical.sh
	@sh tests/node/install.sh
	@sh tests/standins/install.sh
	@sh tests/standins/install-lambda.sh
	@sh tests/infra/install.sh

check: setup     ## lint, formatting, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: setup tools ## speed, as ratios beside named peers in the same run
	@sh tests/node/install.sh all
	$(BIN)/python -m benchmarks

torture: setup tools ## the long runs: thousands of generated requests instead of dozens
	@sh tests/torture/install.sh
	HYPOTHESIS_PROFILE=torture $(BIN)/pytest -n auto -m "property or torture"
	@$(BIN)/python -m tests.torture
	nice $(BIN)/python -m tests.mutation

lock:            ## resolve the dependencies anew into requirements.lock (hashes, no addresses)
	test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/pip install --quiet uv==$(UV_VERSION); }
	$(BIN)/uv lock --quiet --upgrade
	$(BIN)/uv export --quiet --no-emit-project --all-groups --no-header -o requirements.lock
	$(BIN)/uv export --quiet --no-emit-project --only-group functions --no-header -o functions/requirements.lock
	rm -f uv.lock

clean:           ## remove what can be made again (never the data folder)
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage test-results
