# Each line is a command a person could type.
PYTHON ?= python3
BIN := .venv/bin
# The moment the demonstration starts at; `make run CLOCK=` uses the real time.
CLOCK ?= 2023-12-07T10:00:00-05:00

.PHONY: setup run test check bench answers

setup: .venv/ready

.venv/ready: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

run: setup
	PARLEY_CLOCK=$(CLOCK) $(BIN)/parley serve

test: setup
	$(BIN)/pytest --numprocesses=auto

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

answers: setup
	$(BIN)/python -m bot.questions.train

bench: setup
	for each in tests/benchmarks/bench_*.py; do $(BIN)/python $$each || exit 1; done
