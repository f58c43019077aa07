# Everything that one does with this project, by name. "make help" lists it.
PYTHON ?= python3.11
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
TOOLS = .venv-tools
# Hashes are those that PyPI publishes, for the files of every machine: whatever pip is told on this one.
FROM_PYPI = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"
COMPILE = $(FROM_PYPI) $(TOOLS)/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate \
  --no-emit-index-url --index-url https://pypi.org/simple
export PORT

.DEFAULT_GOAL := help

.PHONY: help setup lock audit run test test-browser pictures test-programs check format messages bench bench-desk lighthouse scan clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/.installed: requirements.txt
	@echo "==> Making the virtual environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "==> Installing the packages of requirements.txt (a minute or two, the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

setup: $(BIN)/.installed ## Make the virtual environment and install what runs and what tests

$(TOOLS)/.installed: requirements-tools.txt
	@echo "==> Installing what looks after requirements.txt in $(TOOLS)"
	@test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.txt
	@touch $@

lock: $(TOOLS)/.installed ## Write requirements.txt anew from requirements.in, with PyPI's hashes (some minutes)
	@$(COMPILE) --output-file requirements.txt requirements.in
	@$(COMPILE) --output-file requirements-tools.txt requirements-tools.in

audit: $(TOOLS)/.installed ## Ask PyPI whether a package of requirements.txt has a known hole
	@$(TOOLS)/bin/python .ci/audit.py

run: setup ## Serve the site on 127.0.0.1:PORT (8000), with the demo story the first time (or DEMO=no)
	@echo "==> Bringing the database up to date"
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py first_run --port $(PORT) $(if $(filter no,$(DEMO)),--without-demo)
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: setup ## Run all tests that need nothing but Python: on SQLite, or on DATABASE_URL
	@$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/browser --ignore tests/programs

test-browser: setup ## Run the tests in a real browser (CHROMIUM, /usr/bin/chromium by default)
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

pictures: setup ## Take the pictures of the README and of the editor guide anew, in a real browser
	@$(BIN)/python -m pytest -q tests/browser/readme_pictures.py tests/browser/guide_pictures.py

test-programs: setup ## Let real feed readers subscribe, and the Nu HTML checker read every page
	@$(BIN)/python -m pytest tests/programs

check: setup ## Format and lint of Python and templates, import contract, Django's checks, migrations
	@echo "==> Format and lint of Python"
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@echo "==> Format and lint of templates"
	@$(BIN)/djlint templates --check --quiet
	@$(BIN)/djlint templates --lint --quiet
	@echo "==> Import contract"
	@$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache
	@echo "==> Django's checks, and missing migrations"
	@$(BIN)/python -W error manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1

format: setup ## Put Python and templates into their form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djlint templates --reformat --quiet || true

messages: setup ## Gather what is to be translated (Debian's gettext), and compile it (LOCALE=cy)
	@test -n "$(LOCALE)" || (echo "Say which language: make messages LOCALE=cy" && exit 2)
	@mkdir -p locale
	@$(BIN)/python manage.py makemessages --locale $(LOCALE) --no-obsolete --no-wrap --extension html,py,txt,xml \
	  --ignore "$(VENV)/*" --ignore "tests/*" --ignore "benchmarks/*" --ignore "var/*" --ignore "staticfiles/*"
	@$(BIN)/python manage.py compilemessages --locale $(LOCALE) --ignore "$(VENV)/*"

bench: setup ## Measure: dates, pages with many entries, checks of many links, feeds, exports, imports (N entries: make bench N=1000)
	@$(BIN)/python benchmarks/dates.py
	@$(BIN)/python benchmarks/pages.py $(or $(N),1000)
	@$(BIN)/python benchmarks/links.py $(or $(N),1000)
	@$(BIN)/python benchmarks/feeds.py $(or $(N),1000)
	@$(BIN)/python benchmarks/exports.py $(or $(N),1000)
	@$(BIN)/python benchmarks/imports.py $(or $(N),1000)

bench-desk: setup ## Measure the editors' desk: the admin with 5,000 entries, ten editors at once, kills amid schedules and imports (half an hour)
	@$(BIN)/python benchmarks/admin.py
	@$(BIN)/python benchmarks/editors.py
	@$(BIN)/python benchmarks/schedules.py
	@$(BIN)/python benchmarks/import_kills.py

lighthouse: setup ## Let Lighthouse measure the demo, served as in production (npm, Chromium; FOLDER keeps the demo)
	@$(BIN)/python benchmarks/lighthouse.py $(if $(FOLDER),--folder $(FOLDER))

scan: setup ## Let wapiti look for holes in the demo, served as in production (some minutes)
	@test -x .venv-scan/bin/wapiti || ($(PYTHON) -m venv .venv-scan && .venv-scan/bin/pip install --quiet wapiti3==3.2.3)
	@WAPITI=.venv-scan/bin/wapiti $(BIN)/python benchmarks/scan.py

clean: ## Remove the virtual environment (the database and the files in var/ and media/ stay)
	rm -rf $(VENV) $(TOOLS) .venv-scan
