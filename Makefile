# Needs Python 3.11+, git and make; the rest comes from the lock files. `make` alone lists what can be done.

PYTHON ?= python3
PORT ?= 8000
SIZES ?= 10000 100000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/pytest -n logical --dist loadfile
KEY := var/secret_key
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run demo staff test test-fast check bench bench-peers screens lock clean content chromium

help: ## Cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- The site, as in production but for the HTTPS redirection

run demo staff content screens: export DEBUG := off
run demo staff content screens: export HTTPS := off
run demo staff content screens: export SITE_URL := http://127.0.0.1:$(PORT)
run demo staff content screens: export ALLOWED_HOSTS := 127.0.0.1,localhost
run demo screens: export PORT := $(PORT)

define SERVE
@echo "Le site est sur http://127.0.0.1:$(PORT) ; Ctrl+C pour l’arrêter."
@exec $(BIN)/gunicorn --config python:config.gunicorn config.wsgi
endef

run: content ## Installe, remplit et sert le site sur http://127.0.0.1:8000 (PORT=… pour changer)
	$(SERVE)

demo: content ## Comme run, avec des fiches d’exemple à part (/projets/?exemples=oui)
	@$(MANAGE) load_demo
	$(SERVE)

staff: content ## Crée un compte pour la gestion (/gestion/)
	@$(MANAGE) createsuperuser

content: $(VENV)/runtime $(KEY)
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_content
	@$(MANAGE) collectstatic --no-input --verbosity 0 --ignore '*-src.*' --ignore '*.map'

$(KEY):
	@mkdir -p -m 700 $(@D) && chmod 700 $(@D)
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

# --- The tests

test: $(VENV)/test chromium ## Toute la suite sur SQLite, puis sur PostgreSQL ce qui touche à la base
	@echo "SQLite :"
	@TEST_ENGINE=sqlite $(PYTEST) $(ARGS)
	@echo "PostgreSQL :"
	@TEST_ENGINE=postgresql $(PYTEST) $(ARGS)

test-fast: $(VENV)/test ## Sur SQLite seul, sans navigateur ni contenu livré : pendant qu’on travaille
	@TEST_ENGINE=sqlite $(PYTEST) --ignore tests/e2e --ignore tests/shipped $(ARGS)

check: $(VENV)/test ## Format, types, réglages de production, migrations
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet --output-format concise
	@said=$$(find . -path ./.venv -prune -o -path '*/templates/*.html' -exec $(BIN)/djade --check --target-version 5.2 {} + 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@SITE_URL=https://exemple.test SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	    ENV_FILE=.env.example $(MANAGE) check --deploy --fail-level WARNING >/dev/null
	@echo "Rien à redire."

# --- The measures, on databases of their own

bench: $(VENV)/runtime $(KEY) ## Mesure les temps de réponse (SIZES="10000 100000", DATABASE_URL d’une base de mesure)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(BIN)/python -m tests.benchmarks $(SIZES)

bench-peers: $(VENV)/runtime $(KEY) var/peers/installed ## Compare l’index à Datasette et à Tantivy, sur les mêmes données
	@$(BIN)/python -m tests.benchmarks.peers $(SIZES)

var/peers/installed: tests/benchmarks/peers.txt | $(BIN)/pip
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install -qq --disable-pip-version-check -r $<
	@touch $@

chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || { \
	    echo "Les tests de navigateur demandent Chromium : apt-get install chromium"; \
	    echo "(ou CHROMIUM=/chemin/du/navigateur make test)"; exit 1; }

# --- The environment: a stamp says which lock file it holds

$(VENV)/runtime: requirements/runtime.txt | $(BIN)/pip
	@echo "Installation du programme…"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/test: requirements/test.txt $(VENV)/runtime
	@echo "Installation des outils de test…"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 ou plus récent est nécessaire : apt-get install python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 ou plus récent est nécessaire, et voici $$($(PYTHON) --version)."; \
	    echo "S’il est là sous un autre nom : make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "Il manque à Python ses environnements : apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# --- For the maintainers

screens: content $(VENV)/test chromium ## Refait les captures de docs/screens (PORT=… pour changer)
	@$(BIN)/python -m tests.screens

lock: $(VENV)/test ## Réécrit les fichiers de verrouillage (ARGS=--upgrade pour tout rajeunir)
	@$(LOCK) $(ARGS) -o requirements/runtime.txt
	@$(LOCK) $(ARGS) --group test --group dev -c requirements/runtime.txt -o requirements/test.txt

clean: ## Retire l’environnement et les fichiers produits ; les données de var/ restent
	@rm -rf $(VENV) var/static var/stylesheet .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
