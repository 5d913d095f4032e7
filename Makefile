# One command each: `make chat` talks, `make test` tests, `make check` looks at everything else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help chat setup test check bench bench-answers soak fuzz head answers pictures lock audit clean

help:  ## list these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 16

chat: $(VENV)/.ready  ## set everything up and talk to the coach in this terminal
	@$(BIN)/hillcoach chat

setup: $(VENV)/.dev  ## set up everything for working on the code

test: $(VENV)/.dev  ## run all tests
	@$(BIN)/pytest -q -n auto --dist worksteal tests

check: $(VENV)/.dev  ## format, lint, types, imports, content, migrations
	@BIN=$(BIN) ./check

bench: $(VENV)/.dev  ## measure plans, /today and pushes beside their peers (about eight minutes)
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.plans
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.today
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.challenges
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.pushes

bench-answers: $(VENV)/.dev  ## measure the question engine beside the alternatives
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.answers

soak: $(VENV)/.dev  ## ten minutes of kills, faults and a failing database around the running coach
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.soak

fuzz: $(VENV)/.dev  ## 100,000 random and mutated updates for each adapter (up to an hour)
	@OMP_NUM_THREADS=1 $(BIN)/python -m bench.fuzz

head: $(VENV)/.dev  ## fit the question engine on the content pack again, after changing phrasings
	@OMP_NUM_THREADS=1 $(BIN)/python -m tools.answers.head

answers: $(VENV)/.dev  ## rebuild the table of meanings (15 minutes) and the fitted engine; TEACHER names the teacher's folder
	@OMP_NUM_THREADS=1 $(BIN)/python -m tools.answers.build $(TEACHER)
	@$(MAKE) head

pictures: $(VENV)/.dev  ## draw the pictures of the README from the conversations again
	@$(BIN)/python -m tools.pictures

lock:  ## pin every dependency again (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header -q -U -o requirements.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-header -q -U -o requirements-dev.txt

audit:  ## look up known weaknesses of the pinned dependencies (needs the network)
	@PYTHON=$(PYTHON) .ci/audit

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.ready: requirements.txt pyproject.toml
	@echo "Setting up (once, about half a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
