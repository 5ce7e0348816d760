# Everything a developer types. `make` alone lists it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2

.PHONY: help demo run test test-postgres lint format migrations lock bench soak screenshots theme clean

help:  ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: $(PYTHON) is older."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: .venv/installed  ## Prepare the demonstration site and serve it on http://localhost:8000 (PORT= changes it)
	@DJANGO_SETTINGS_MODULE=learning.settings.demo PORT=$(PORT) exec $(BIN)/python manage.py demo --port $(PORT)

run: .venv/installed-dev  ## Serve for development, with DEBUG on and a database of your own in var/
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py runserver $(PORT)

test: .venv/installed-dev  ## Run the tests (on SQLite; DATABASE_URL=postgres://… for PostgreSQL)
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

lint: .venv/installed-dev  ## Check style, layers and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/installed-dev  ## Put the code in our style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrations: .venv/installed-dev  ## Write migrations for changed models
	$(BIN)/python manage.py makemigrations

lock: .venv/installed-dev  ## Write requirements*.txt anew from pyproject.toml
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --generate-hashes --no-header --no-emit-index-url --no-annotate --no-strip-extras -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --extra dev --generate-hashes --no-header --no-emit-index-url --no-annotate --no-strip-extras -o requirements-dev.txt

bench: .venv/installed-dev  ## Measure: one JSON object a line (ARGS="scale 1000 10000" measures a partnership of many)
	@DJANGO_SETTINGS_MODULE=learning.settings.demo $(BIN)/python deploy/bench.py $(ARGS)

soak: .venv/installed-dev  ## The long fault runs
	$(BIN)/python -m pytest -m soak -s $(ARGS)

screenshots: .venv/installed-dev  ## Photograph the main pages at 360 and 1280 px into var/screenshots
	@DJANGO_SETTINGS_MODULE=learning.settings.demo $(BIN)/python deploy/screenshots.py $(ARGS)

theme:  ## Compile the theme (needs node; only after changing deploy/theme)
	cd deploy/theme && ./build.sh

clean:  ## Remove the environment, the demonstration and everything made here
	rm -rf .venv var .ruff_cache .import_linter_cache .hypothesis
