# `make help` lists the targets. All of them work in .venv, which is made when it is missing and left
# alone when nothing has changed: a stamp in it, written only after success, stands for each step.

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:

# The first Python that is new enough and can make environments; `make PYTHON=...` names another.
FITS := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c '$(FITS)' 2>/dev/null && echo "$$name" && break; done),python3)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
UV := uv==0.13.9

# An environment does not survive that its folder is moved, or that its Python is gone: the first
# stamp bears the folder in its name, and goes with the Python.
PLACE := $(shell test -x $(BIN)/python || rm -f .venv/made-*; pwd | cksum | cut -d' ' -f1)
MADE := .venv/made-$(PLACE)
RUN_TIME := .venv/run-time
PACKAGE := .venv/package
DEVELOPMENT := .venv/development

$(MADE):
	@$(PYTHON) -c '$(FITS)' 2>/dev/null || { echo "$(PYTHON) does not do: this needs Python 3.11 or" \
		"newer with its venv module (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@echo "Making the environment in .venv"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN_TIME): requirements.txt $(MADE)
	@echo "Installing what requirements.txt locks"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(PACKAGE): pyproject.toml $(RUN_TIME)
	@echo "Installing this package"
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUN_TIME)
	@echo "Installing what requirements-dev.txt locks"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: help
help: ## List the targets
	@grep -E '^[a-z]+:.* ## ' Makefile | awk -F ':.* ## ' '{ printf "make %-8s %s\n", $$1, $$2 }'

.PHONY: setup
setup: $(PACKAGE) ## Install what building the site needs

.PHONY: site
site: setup ## Build the site into site/ (what plain `make` does)
	@$(BIN)/briefings build

.PHONY: serve
serve: setup ## Serve the site on this machine and rebuild it on every change
	@$(BIN)/briefings serve

.PHONY: check
check: setup ## Check the briefings
	@$(BIN)/briefings check

.PHONY: lint
lint: setup $(DEVELOPMENT) ## Check format, style and types of the code
	@echo "Checking format, style and types"
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy

.PHONY: format
format: setup $(DEVELOPMENT) ## Format the code and mend what can be mended by machine
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

.PHONY: test
test: lint ## Lint, then run the tests, with a real browser (found or installed)
	@CHROMIUM="$$($(BIN)/python -m tests.browser)" && export CHROMIUM \
	&& echo "Testing with $$CHROMIUM" \
	&& $(BIN)/python -m pytest --numprocesses auto --dist loadfile

.PHONY: bench
bench: setup $(DEVELOPMENT) ## Measure how fast the site is built and searched; write BENCHMARKS.md
	@$(BIN)/python -m tests.bench --write

# One set of versions for both files, with hashes, for every Python from 3.11 on.
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock" $(UPGRADE)

.PHONY: lock
lock: $(MADE) ## Remake the lock files, keeping the versions that still fit
	@$(PIP) "$(UV)"
	@echo "Locking requirements.txt and requirements-dev.txt"
	@$(COMPILE) --group build --output-file requirements.txt
	@$(COMPILE) --group build --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt

.PHONY: upgrade
upgrade: UPGRADE := --upgrade
upgrade: lock ## Remake the lock files with the newest versions

.PHONY: clean
clean: ## Remove the site and all caches (not .venv: `rm -r .venv` does that)
	@rm -rf site .site.* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
