# One command per task; `make help` lists them. Each works on a fresh clone with Python 3.11+ and make.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
RUN := .venv/bin/python
PORT ?= 8000
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PIP_TARGET PIP_PREFIX PIP_USER     # the book runs with its own library

.PHONY: help site serve pdf zip test long coverage oracles mutants oldest newest browser notebooks results export bench \
	bench-site clean lock environment scripts lite peers mutators

help:            ## list the commands
	@grep -E '^[a-z ]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

site: lite       ## build the site into _build/html
	$(RUN) -m tools.build

serve:           ## show the built site at http://localhost:8000/
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.serve --port $(PORT)

pdf: environment     ## print the built site's chapters into _build/html/book.pdf
	@test -d _build/html || $(MAKE) site
	@$(RUN) -m tools.browsers
	$(RUN) -m tools.pdf

zip: environment  ## the built site as one archive, for a stick or a term's edition (MLP_EDITION=2026-autumn make site zip)
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.archive

test: environment  ## style, types, package, notebooks, site, and each kind of thing once in a browser
	$(RUN) -m tools.check

long: environment   ## the rest, on the built site: everything in a browser, JupyterLite through every chapter
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.check --long

coverage: environment  ## the package's tests, lines and branches counted; below 95 % it fails
	$(RUN) -m tools.check --coverage

oracles: peers  ## hold gradients and training against PyTorch (installs it: 5 GB)
	$(RUN) -m pytest -q tests/oracles

mutants: mutators  ## is every small change of the core, and of an exercise's solution, noticed? (half an hour)
	$(RUN) -m tools.mutants
	$(RUN) -m tools.mutants_of_solutions

oldest newest: environment  ## package tests on Python 3.11 with the oldest dependencies; on 3.13 with the newest
	$(RUN) -m tools.versions $@

browser: scripts  ## package tests with the versions that JupyterLite has
	$(RUN) -m tools.versions $@

notebooks: environment  ## run all notebooks and store their outputs, normalised
	$(RUN) -m tools.notebooks chapters

results: environment  ## train the runs of the chapters anew (half an hour), into chapters/results
	$(RUN) -m tools.results

export: environment  ## the quizzes' questions for Anki and Moodle, into _build/export
	$(RUN) -m tools.export

bench: peers  ## measure, side by side with scikit-learn and PyTorch (5 GB), into chapters/results/benchmarks
	$(RUN) -m benchmarks

bench-site: environment  ## measure the built site's pages: kB, and seconds to the first answer on slow lines
	@test -d _build/html || $(MAKE) site
	$(RUN) -m tools.bench_site

lock: environment  ## renew all locks: locks/, Binder's, the browser's wheels, package-lock.json
	$(RUN) -m tools.lock
	$(MAKE) environment

clean:           ## remove everything built; the environment and the downloads stay
	rm -rf _build _vendor/lite* _vendor/html*
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# Each of these finds out for itself whether there is something to do.
environment:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; put it on PATH or say make PYTHON=..."; exit 1; }
	@"$(PYTHON)" -m tools.environment

peers mutators: environment
	@$(RUN) -m tools.environment $(@:mutators=mutants)

scripts: environment
	@$(RUN) -m tools.vendor

lite: scripts
	@$(RUN) -m tools.lite
