# Everything a developer or a facilitator types. `make help` lists it.

# The first Python on the PATH that is new enough; `make PYTHON=... run` takes another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
VENV := .venv/bin
LOCK = $(VENV)/python -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)
CHECKS := lint types imports test-js

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test environment dev-environment services check $(CHECKS) pytest format \
	lock messages bench clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## Serve the product with its demonstration (PORT, HOST and more from the environment)
	@exec $(VENV)/python app.py

test: services check ## Install what tests need and run everything
	@# The Python tests come last whatever failed before, so that their summary closes the run.

environment: python
	@"$(PYTHON)" tools/environment.py run

dev-environment: python
	@"$(PYTHON)" tools/environment.py test

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Roundtable needs Python 3.11 or newer: install python3." >&2; exit 1; }

services: ## Install the programs that tests use: Chromium, PostgreSQL, Redis, Poppler
	@tests/install-services

check: dev-environment ## Run every check and test, without installing services
	@failed=""; \
	for step in $(CHECKS); do \
		echo "== $$step"; $(MAKE) --no-print-directory "$$step" || failed="$$failed $$step"; \
	done; \
	if [ -n "$$failed" ]; then echo "== failed before the Python tests:$$failed" >&2; fi; \
	echo "== pytest"; $(MAKE) --no-print-directory pytest && test -z "$$failed"

lint: ## Ruff: rules and format
	@$(VENV)/ruff check && $(VENV)/ruff format --check

types: ## Mypy
	@$(VENV)/mypy

imports: ## Who may import whom
	@$(VENV)/lint-imports --no-cache --no-logo

test-js: ## Tests of the browser's modules, in Node
	@$(VENV)/python -m tools.node test

pytest: ## Python tests and browser tests on all cores (ARGS="-k word" for some)
	@$(VENV)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

format: ## Put the code in its format
	@$(VENV)/ruff check --fix && $(VENV)/ruff format

lock: dev-environment ## Lock Python and npm packages (UPGRADE=1 takes newer ones)
	@$(VENV)/python -c "import uv" 2>/dev/null || $(VENV)/pip install --quiet --quiet uv
	$(LOCK) pyproject.toml --group build --extra meaning -o requirements.lock
	$(LOCK) pyproject.toml --group build --extra meaning --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock
	$(VENV)/python -m tools.node npm $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts

messages: dev-environment ## Collect the texts of Python, Jinja and JavaScript into the catalogues
	@$(VENV)/python -m tools.messages

bench: dev-environment ## Compare with a server that commits and broadcasts each vote
	@$(VENV)/python -m benchmarks

clean: ## Remove what was made, and keep sessions and exports
	rm -rf .venv build dist roundtable/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
