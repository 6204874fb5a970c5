# Two commands do it all: `make site` and `make test`. They need Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: site check test lint serve docs schema screenshots picture bench clean

site: $(BIN)/briefings  ## check the dossier, build the site, verify it
	$(BIN)/briefings build

check: $(BIN)/briefings  ## check the dossier only
	$(BIN)/briefings check

test: $(BIN)/briefings  ## run the whole test suite
	$(BIN)/python -m pytest -n 2

lint: $(BIN)/briefings  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

serve: $(BIN)/briefings  ## show the site while you write, on http://localhost:8000
	$(BIN)/briefings serve --port $(PORT)

docs: $(BIN)/briefings  ## write the generated pages of docs/ anew
	$(BIN)/python -m tools.document

schema: $(BIN)/briefings  ## write schemas/ anew
	$(BIN)/briefings schema schemas

screenshots: $(BIN)/briefings  ## pictures of every page type, in build/screenshots
	$(BIN)/python -m tools.screenshots

picture: $(BIN)/briefings  ## the pictures in the README, of build/site as it stands
	$(BIN)/python -m tools.picture

bench: $(BIN)/briefings  ## measure each stage by the size of the dossier
	$(BIN)/python benchmarks/stages.py --render $(FACTS)
	$(BIN)/python benchmarks/locate.py
	$(BIN)/python benchmarks/pdf.py 10 100

clean:
	rm -rf .venv build/site build/report.json build/.pdf-cache build/screenshots

# Every dependency at the version in constraints.txt.
$(BIN)/briefings: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[pdf,capture,test]'
	touch $@
