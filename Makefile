# What people type.  `make help` lists it.

PYTHON ?= python3
PORT ?= 3020
INSTANCE ?= instance
export PORT INSTANCE
# where it is set, every process compiles every library anew: three seconds for each
unexport PYTHONDONTWRITEBYTECODE

UV := .venv/bin/uv
UV_VERSION := 0.13.9
NODE := .venv/bin/python -m tests.node

.PHONY: help run dev test test-fast test-large check engines bench assets schema words vendor wheel clean
.DEFAULT_GOAL := help

help: ## list what can be typed
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run.stamp ## start the line: web, worker and content, on http://127.0.0.1:$(PORT)
	@exec .venv/bin/linie302 run

dev: .venv/run.stamp ## as run, but what is edited in app/ is seen within a few seconds
	@WORKERS=$${WORKERS:-1} exec .venv/bin/python -m app.dev

test: .venv/dev.stamp ## run the test suite; with CI=true also what only repeats at full width
	@.venv/bin/python -m tests.engines Chromium
	@.venv/bin/python -m pytest $(if $(CI),,-m "not large")

test-fast: .venv/dev.stamp ## what is quick of it, within a minute: no browser, PostgreSQL, 3D builds, print or start of the product
	@.venv/bin/python -m pytest -m "not slow and not large"

test-large: .venv/large.stamp ## what make test does in part, at full width; and the set-up for many hosts, for real
	@.venv/bin/python -m tests.engines Chromium
	@.venv/bin/python -m pytest -m large
	@.venv/bin/python -m pytest tests/large -n 0

check: .venv/dev.stamp node_modules/.stamp ## read the code: ruff, mypy --strict, eslint, tsc, stylelint, node --test, licences, known vulnerabilities, house rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@$(NODE) node_modules/eslint/bin/eslint.js .
	@$(NODE) node_modules/stylelint/bin/stylelint.mjs "app/**/*.css"
	@$(NODE) node_modules/typescript/bin/tsc
	@$(NODE) node_modules/typescript/bin/tsc -p tests
	@$(NODE) --import ./tests/js/static.js --test "tests/js/**/*.test.js"
	@.venv/bin/reuse lint --lines
	@.venv/bin/python -m tests.advisories
	@.venv/bin/python -m pytest tests/test_layers.py

engines: .venv/dev.stamp ## install the browsers that tests look with: Chromium, WebKit, Firefox (apt-get, as root)
	@.venv/bin/python -m tests.engines

bench: .venv/bench.stamp ## measure what has a goal and print a table
	@.venv/bin/python -m tests.engines Chromium
	@.venv/bin/python -m tests.bench

assets: .venv/assets.stamp ## rebuild light and pictures of scenes, templates and parts that changed, and the contact sheet
	@.venv/bin/python -m app.meshes.bake assets/meshes
	@.venv/bin/python -m app.meshes assets/meshes --kit app/web/static/kit --templates assets/templates

schema: .venv/dev.stamp ## write the JSON Schema of the exchange format anew, from the records
	@.venv/bin/python -m app.exchange.schema stations/format.schema.json

words: .venv/dev.stamp ## bring the catalogues of words up to date, for translators
	@.venv/bin/python -m tests.words

vendor: .venv/dev.stamp ## fetch the vendored JavaScript anew, as pinned
	@.venv/bin/python -m app.site.vendor

wheel: $(UV) ## build what can be installed elsewhere: dist/*.whl
	@$(UV) build --quiet
	@ls dist/*.whl

clean: ## remove what was installed in here; data in $(INSTANCE) stays
	rm -rf .venv node_modules

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 oder neuer wird gebraucht; $(PYTHON) ist älter. Aufruf: make PYTHON=python3.12 …"; exit 1; }
	@echo "Richte .venv ein …"
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# --inexact keeps what another target has installed
.venv/run.stamp: $(UV) uv.lock pyproject.toml
	@$(UV) sync --frozen --inexact
	@touch $@

.venv/dev.stamp: $(UV) uv.lock pyproject.toml
	@$(UV) sync --frozen --inexact --group dev
	@touch $@ .venv/run.stamp

.venv/bench.stamp: .venv/dev.stamp
	@$(UV) sync --frozen --inexact --group bench
	@touch $@

.venv/large.stamp: .venv/dev.stamp
	@$(UV) sync --frozen --inexact --group dev --group large || \
	  { echo "Die große Aufstellung braucht die Pakete der Gruppe large (pyproject.toml); nicht alle waren zu haben, siehe oben."; exit 1; }
	@touch $@

.venv/assets.stamp: $(UV) uv.lock pyproject.toml
	@$(UV) sync --frozen --inexact --group assets
	@touch $@

# what reads JavaScript and CSS, as locked; nobody but developers needs it
node_modules/.stamp: .venv/dev.stamp package.json package-lock.json
	@$(NODE) npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
