# Two commands do it all: `make site` and `make test`. They need Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
PEERS ?= build/peers

.PHONY: site check test lint fuzz lock serve docs schema screenshots picture bench clean

site: $(BIN)/briefings  ## check the dossier, build the site, verify it
	$(BIN)/briefings build

check: $(BIN)/briefings  ## check the dossier only
	$(BIN)/briefings check

test: $(BIN)/briefings  ## run the whole test suite
	$(BIN)/python -m pytest -n 2

lint: $(BIN)/briefings  ## style, types, and known vulnerabilities of dependencies
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tools.audit

fuzz: $(BIN)/briefings  ## throw broken input at the readers, ten minutes each
	for reader in yaml markdown html; do $(BIN)/python -m tools.fuzz $$reader --minutes 10 || exit 1; done

# What stands in constraints.txt stays at its version; `make lock MORE=--upgrade` takes the newest.
lock:  ## pin what pyproject.toml asks for, with hashes, for every system
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-emit-index-url --no-annotate --all-extras --group build \
	  --custom-compile-command "make lock" $(MORE) pyproject.toml --output-file constraints.txt >/dev/null

serve: $(BIN)/briefings  ## show the site while you write, on http://localhost:8000
	$(BIN)/briefings serve --port $(PORT)

docs: $(BIN)/briefings  ## write the generated pages of docs/ anew, and make a site of them in build/docs
	$(BIN)/python -m tools.document
	$(BIN)/python -m tools.docsite

schema: $(BIN)/briefings  ## write schemas/ anew
	$(BIN)/briefings schema schemas

screenshots: $(BIN)/briefings  ## pictures of every page type, in build/screenshots
	$(BIN)/python -m tools.screenshots

picture: $(BIN)/briefings  ## the pictures in the README, of build/site as it stands
	$(BIN)/python -m tools.picture

bench: $(BIN)/briefings  ## measure each stage by the size of the dossier, and beside it the peers that are there
	$(BIN)/python benchmarks/stages.py --render --paper --again $(FACTS)
	$(BIN)/python benchmarks/peers.py $(PEERS)
	PATH="$(abspath $(PEERS))/bin:$$PATH" $(BIN)/python benchmarks/verify.py
	$(BIN)/python benchmarks/locate.py
	$(BIN)/python benchmarks/pdf.py 10 100

clean:
	rm -rf .venv build

# Every dependency at the version and with a hash of constraints.txt; then the package itself, with nothing fetched.
$(BIN)/briefings: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	touch $@
