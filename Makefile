# `make run` and `make test` set up all they need; nothing is installed twice.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
SUITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
FOUND = $(firstword $(foreach p,$(PYTHON),$(shell $(p) -c '$(SUITS)' >/dev/null 2>&1 && echo $(p))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test faults check format lock lexicon messages clean

run: $(READY)
	@$(BIN)/rettvei run

test: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/rettvei check
	$(BIN)/rettvei scenarios
	$(BIN)/pytest -n auto --dist worksteal

# What goes wrong on the way, at length: kills, repeats, refusals, full disks, nonsense, long days.
faults: $(READY)
	FAULTS=long $(BIN)/pytest -s tests/faults

check: $(READY)
	$(BIN)/rettvei check

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# Needs uv. Hashes and versions only, no download addresses. Hosts that build by themselves
# install requirements.txt: the same versions, without what only development needs.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --constraints requirements.lock \
		--generate-hashes --no-annotate --no-header --quiet -o requirements.txt

# The words of three languages, from the libraries that hold them; neither is needed to run.
lexicon:
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(FOUND) -m venv "$$folder" && \
		"$$folder"/bin/pip install --quiet --require-hashes -r scripts/lexicon.lock && \
		"$$folder"/bin/python scripts/build_lexicon.py

# One folder in tekster/ is one language. Where a text has changed, Babel keeps the old
# translation as fuzzy: a draft that is not shown until a translator has seen it.
messages: $(READY)
	@pot=$$(mktemp) && trap 'rm -f "$$pot"' EXIT && for domain in bot flyt; do \
		$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords -k pgettext:1c,2 -k npgettext:1c,2,3 \
			--no-wrap --sort-by-file --project=Rettvei --version=1 --header-comment='# Rettvei' -o "$$pot" $$domain || exit 1; \
		for folder in tekster/*/; do \
			$(BIN)/pybabel -q update -i "$$pot" -d tekster -D $$domain -l $$(basename $$folder) --init-missing \
				--no-wrap --ignore-obsolete --ignore-pot-creation-date || exit 1; \
		done; \
	done

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	$(if $(FOUND),,$(error Rettvei needs Python 3.11 to 3.14. Install it, or say where it is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)))
	$(FOUND) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
