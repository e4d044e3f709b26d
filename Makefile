# Two commands do all the set-up: `make brief` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
REPORT ?= examples/security-guarantees-2022.txt
BRIEF  ?= out/brief.html

# The tests start the program hundreds of times: what is compiled is kept.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: brief test lint types tests model clean

brief: $(VENV)/ready
	@mkdir -p $(dir $(BRIEF))
	$(BIN)/detente brief $(REPORT) -o $(BRIEF)
	@echo "The brief is at $(abspath $(BRIEF))"

test: lint types tests

# What can be learned from corpus/, into out/model.
model: $(VENV)/ready-to-test
	$(BIN)/python corpus/learning.py

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/ready-to-test
	$(BIN)/mypy

tests: $(VENV)/ready-to-test
	$(BIN)/python -m pytest -n auto --dist worksteal

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready-to-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/ready

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
