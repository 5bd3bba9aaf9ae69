# Dateline. Needs make, Python 3.11 or newer, and access to the package registry; nothing else.
#
#   make run                 serve the local workspace, or Slack when its tokens are set
#   make run ARTICLES=DIR    the same, over your own articles
#   make test                all tests
#   make check               lint, format, types
#   make bench               benchmarks, some hours; results go to benchmarks/RESULTS.md
#   make bench QUICK=1       the same over small bases, in short, kept nowhere
#   make eval                how well the sample archive is read, against its marked facts
#   make eval GOLD=DIR       the same for articles that you have marked
#   make pictures          the README's pictures anew, from the local workspace
#   make soak                an hour or two of fuzzed requests, kills and faults; not part of the tests
#   make lock                pin the packages anew (after editing requirements*.in)
#   make audit               whether a security advisory is known of any pinned package (asks PyPI)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := pip-audit==2.10.1
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check soak bench eval lock audit manifest pictures clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	@$(BIN)/python -m bot.prepare $(if $(ARTICLES),"$(ARTICLES)")
	@exec $(BIN)/python app.py

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

SEED ?= 1
soak: $(VENV)/.installed-dev
	$(BIN)/python -m tests.soak.fuzz --requests 100000 --seed $(SEED)
	$(BIN)/python -m tests.soak.kills --kills 300 --seed $(SEED)
	$(BIN)/python -m tests.soak.storm --minutes 30 --seed $(SEED)

# BASE=PATH asks a big base that there is already.
bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(if $(BASE),--db "$(BASE)")

GOLD ?= knowledge/sample/gold
eval: $(VENV)/.installed
	@$(BIN)/python -m knowledge evaluate "$(GOLD)"

manifest: $(VENV)/.installed
	$(BIN)/python -m bot.manifest --write

pictures: $(VENV)/.installed-dev
	@$(BIN)/python docs/pictures.py

lock: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements.txt requirements-dask.in -o requirements-dask.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements.txt requirements-litestream.in \
		-o requirements-litestream.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements.txt -c requirements-dask.txt \
		-c requirements-litestream.txt requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements-dev.txt requirements-bench.in \
		-o requirements-bench.txt

# A package that can't be looked up fails too: silence is no all-clear.
audit: $(VENV)/.installed-dev
	@for file in requirements*.txt; do echo "== $$file"; \
		$(BIN)/uvx --quiet --from $(AUDIT) pip-audit --strict --disable-pip --require-hashes \
			--progress-spinner off -r $$file || exit 1; \
	done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dateline needs Python 3.11 or newer; '$(PYTHON)' is not."; \
		echo "Install one and name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; \
		rm -rf $(VENV); exit 1; }

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing packages (once; a minute or two) ..."
	$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing packages for tests (once; a minute or two) ..."
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: requirements-bench.txt requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing packages to compare with (once; a minute or two) ..."
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed
