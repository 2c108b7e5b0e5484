# `make` lists the targets. Nothing here is more than a name for a command that works without make.
.DEFAULT_GOAL := help
.PHONY: help demo test lint format types docs migrations lock ci image up clean

PORT ?= 8000

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a sample course in a running service, on PORT
	python3 dev.py demo --port $(PORT)

test: ## every test
	python3 dev.py test

lint: ## ruff: rules and format
	python3 dev.py lint

format: ## put the code into ruff's format, and mend what it can mend
	python3 dev.py setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

types: ## mypy --strict
	python3 dev.py types

docs: ## the documentation against the commands, files and pages that it names
	python3 dev.py test tests/test_docs.py

migrations: ## upgrade and check, on SQLite and on PostgreSQL
	python3 dev.py test tests/server/test_migrations.py

lock: ## write uv.lock's exports for pip (needs uv)
	python3 dev.py lock

ci: ## all that must pass before a change lands
	.ci/run

image: ## the container image
	docker build -t backmark .

up: ## the service in a container, on port 8000 of this machine
	docker compose up --build --wait

clean: ## remove the environment and caches, not the data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
