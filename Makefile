# `make help` lists what there is. Each step leaves a file behind and is skipped until what it was
# made from changes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export MOTCUA_HOME ?= $(CURDIR)/var
HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder

DIST := src/motcua/static/dist/.built
COLLECTED := $(MOTCUA_HOME)/static/staticfiles.json
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard src/motcua/locale/*/LC_MESSAGES/django.po))
SETTLED = $(VENV)/.base $(VENV)/.package

# Node.js of the machine when it is recent enough, else the one that comes with the requirements.
NODE := node -e 'process.exit(parseInt(process.versions.node) < 20)' 2>/dev/null \
	&& command -v npm >/dev/null || PATH="$(CURDIR)/$(BIN):$$PATH"
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --retries 2
UNREACHABLE = { echo "Không tải được gói phần mềm ($(1)). Hãy kiểm tra kết nối mạng rồi chạy lại." >&2; \
	echo "Packages could not be downloaded ($(1)). Check the network, then run again." >&2; exit 1; }
# The packages of the operating system named in $$packages, where we may install them.
INSTALL = { \
	if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; fi; \
	command -v apt-get >/dev/null && { $$root true; } 2>/dev/null \
	&& $$root apt-get update -qq \
	&& DEBIAN_FRONTEND=noninteractive $$root apt-get install -qq -y --no-install-recommends $$packages; \
	} >&2 || { \
	echo "Máy này còn thiếu:$$packages. Hãy cài bằng tài khoản quản trị: apt-get install$$packages" >&2; \
	echo "This machine lacks:$$packages. Install as administrator: apt-get install$$packages" >&2; exit 1; }

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo install test lint unit faults bench assets translations tools pins clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(SETTLED) $(COLLECTED) $(TRANSLATIONS) ## Install what is missing and start the demonstration (HOST=, PORT=, ARGS=--fresh)
	@exec $(BIN)/motcua demo --host $(HOST) --port $(PORT) $(ARGS)

install: $(SETTLED) $(DIST) $(TRANSLATIONS) ## Install everything a real installation needs, and start nothing

test: lint unit ## Everything a change must pass

lint: $(VENV)/.dev $(VENV)/.package ## Style, types, layers, dependencies
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry src

unit: $(VENV)/.dev $(VENV)/.package $(DIST) $(TRANSLATIONS) tools ## The tests alone (PYTEST_ARGS=...)
	@$(BIN)/pytest $(PYTEST_ARGS)

screens: $(VENV)/.dev $(VENV)/.package $(DIST) $(TRANSLATIONS) tools ## Photograph every page anew, into docs/screens
	@packages=; command -v chromium >/dev/null || packages=" chromium"; [ -z "$$packages" ] || $(INSTALL)
	@SCREENS=1 $(BIN)/pytest tests/browser

faults: $(VENV)/.dev $(VENV)/.package $(TRANSLATIONS) ## Kill processes at random during 500 acts
	@FAULTS=500 $(BIN)/pytest -m faults tests/faults

bench: $(VENV)/.dev $(VENV)/.package $(COLLECTED) $(TRANSLATIONS) ## Measure against the yardsticks, into benchmarks/results
	@packages=; command -v wrk >/dev/null || packages=" wrk"; [ -z "$$packages" ] || $(INSTALL)
	@$(BIN)/python -m benchmarks

assets: $(DIST) ## Build the pages' styles and scripts

translations: $(TRANSLATIONS) ## Compile the translations

pins: $(VENV)/.dev ## Compile requirements/*.in to requirements/*.txt anew
	@for name in build base dev; do \
		$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
			--python-version 3.11 requirements/$$name.in -o requirements/$$name.txt \
			|| $(call UNREACHABLE,uv); \
	done

clean: ## Remove everything made here, the demonstration's data included
	@rm -rf $(VENV) node_modules src/motcua/static/dist $(CURDIR)/var src/*.egg-info $(TRANSLATIONS) \
		.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# What the tests drive: a browser, a PDF reader and a PDF checker, letters with Vietnamese diacritics.
tools:
	@packages=; \
	command -v chromium-headless-shell >/dev/null || packages="$$packages chromium-headless-shell"; \
	command -v pdftoppm >/dev/null || packages="$$packages poppler-utils"; \
	command -v qpdf >/dev/null || packages="$$packages qpdf"; \
	fc-list :lang=vi 2>/dev/null | grep -q . || packages="$$packages fontconfig fonts-noto-core fonts-liberation"; \
	[ -z "$$packages" ] || $(INSTALL)

$(VENV)/pyvenv.cfg:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cần Python 3.11 trở lên. · Python 3.11 or later is needed." >&2; exit 1; }
	@packages=" python3-venv"; "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || $(INSTALL)
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.base: requirements/base.txt $(VENV)/pyvenv.cfg
	@echo "Cài thư viện… · Installing the requirements…"
	@$(PIP) install --require-hashes -r $< || $(call UNREACHABLE,pip)
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/pyvenv.cfg
	@echo "Cài thư viện phát triển… · Installing the development requirements…"
	@$(PIP) install --require-hashes -r $< || $(call UNREACHABLE,pip)
	@touch $@ $(VENV)/.base

$(VENV)/.package: pyproject.toml requirements/base.in requirements/build.txt $(VENV)/pyvenv.cfg
	@$(PIP) install --require-hashes -r requirements/build.txt || $(call UNREACHABLE,pip)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/.base
	@echo "Cài gói giao diện… · Installing the front-end packages…"
	@$(NODE); export PATH; npm ci --silent --prefer-offline --fetch-retries=1 || $(call UNREACHABLE,npm)
	@touch $@

$(DIST): node_modules/.package-lock.json $(shell find src/motcua/assets -type f 2>/dev/null)
	@$(NODE); export PATH; npm run --silent build
	@touch $@

$(COLLECTED): $(DIST) $(SETTLED) $(shell find src/motcua -path '*/static/*' -type f -not -path '*/dist/*' 2>/dev/null)
	@DJANGO_SETTINGS_MODULE=motcua.settings.demo $(BIN)/python -m django collectstatic --noinput -v 0
	@touch $@

%.mo: %.po | $(VENV)/.base
	@$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@
