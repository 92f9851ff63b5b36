# One command per task; `make help` lists them. Each works on a fresh clone with Python 3.11+ and make.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
SCRIPTS := _vendor/.scripts
LITE := _vendor/.lite
PORT ?= 8000

.PHONY: help site serve test long coverage oracles mutants oldest newest browser notebooks results bench bench-site clean lock

help:            ## list the commands
	@grep -E '^[a-z ]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

site: $(READY) $(SCRIPTS) $(LITE)  ## build the site into _build/html
	rm -rf _build/html _build/.doctrees _build/jupyter_execute
	$(VENV)/bin/jupyter-book build . --all -W -n --keep-going
	@test -f _build/html/lite/jupyter-lite.json || { echo "JupyterLite was not built"; exit 1; }

serve:           ## show the built site at http://localhost:8000/
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.serve --port $(PORT)

test: $(READY)   ## run every test: style, types, package, notebooks, site, browser
	$(RUN) -m tools.check

long: $(READY)   ## the tests that take minutes, on the built site: JupyterLite through every chapter, and more
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.check --long

coverage: $(READY)  ## the package's tests, lines and branches counted; below 95 % it fails
	$(RUN) -m tools.check --coverage

oracles: $(READY)  ## hold gradients and training against PyTorch (installs it: 5 GB)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-peers.txt -c constraints.txt
	$(RUN) -m pytest -q tests/oracles

mutants: $(READY)  ## is every small change of the core, and of an exercise's solution, noticed? (half an hour)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-mutants.txt -c constraints.txt
	$(RUN) -m tools.mutants
	$(RUN) -m tools.mutants_of_solutions

oldest newest: $(READY)  ## package tests on Python 3.11 with the oldest dependencies; on 3.13 with the newest
	$(RUN) -m tools.versions $@

browser: $(READY) $(SCRIPTS)  ## package tests with the versions that JupyterLite has
	$(RUN) -m tools.versions $@

notebooks: $(READY)  ## run all notebooks and store their outputs, normalised
	$(RUN) -m tools.notebooks chapters

results: $(READY)  ## train the runs of the hyperparameters and sweeps chapters anew (minutes), into chapters/results
	$(RUN) -m tools.results

bench: $(READY)  ## measure, side by side with scikit-learn and PyTorch (5 GB), into chapters/results/benchmarks
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-peers.txt -c constraints.txt
	$(RUN) -m benchmarks

bench-site: $(READY)  ## measure the built site's pages: kB, and seconds to the first answer on slow lines
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.bench_site

lock: $(READY)   ## renew constraints.txt, tools/browser-wheels.txt and package-lock.json
	$(RUN) -m tools.lock
	$(MAKE) $(READY)

clean:           ## remove everything built; the environment and the downloads stay
	rm -rf _build _contents _vendor/lite _vendor/html .jupyterlite.doit.db $(SCRIPTS) $(LITE)
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(READY): requirements.txt constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; put it on PATH or say make PYTHON=..."; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make an environment; on Debian: apt-get install python3-venv"; exit 1; }
	$(RUN) -m pip install --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(SCRIPTS): $(READY) package.json package-lock.json tools/vendor.py $(wildcard _ext/scripts/*.js web/run/*.js)
	$(RUN) -m tools.vendor
	@touch $@

$(LITE): $(SCRIPTS) tools/lite.py tools/startup.py tools/pyodide.py tools/browser-wheels.txt $(shell find mlp_lib -type f -not -name '*.pyc')
	$(RUN) -m tools.lite
	@touch $@
