"""A small dossier whose every text is hostile to something: HTML, scripts, spreadsheets, TeX, RIS."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from briefings.dossier import Dossier
from briefings.load import load
from briefings.pipeline import Examined, examine
from briefings.resolve import resolve
from briefings.site.host import run_pelican

ARTICLE = (
    "=SUM(A1) & <b>Тарифы</b>\n\n"
    "Alyaksandr Lukashenka said on Thursday that </script><script>alert(1)</script> costs “nearly 200,000” dollars. "
    "A second sentence stands beside it, with 100% of {braces} and \\backslash.\n\n"
    "-5 degrees were measured in Minsk.\n"
)
DOSSIER = """
title: Tariffs & <other> "matters"
language: en
as-of: 2021-09-09
topics: [energy]
licence: CC BY 4.0
"""
ENTITIES = """
lukashenko:
  kind: person
  label: Alexander Lukashenko
  aliases: [Lukashenko, Lukashenka, {text: Лукашенко, language: ru}]
minsk: {kind: place, label: Minsk}
"""
MEASURES = "cost: {label: Cost, unit: USD}\n"
SOURCE = """
type: article-newspaper
title: "=SUM(A1) & <b>Тарифы</b> {{braces}}"
publisher: "@Paper"
author: [{{family: "O'Brien, Jr", given: Ann}}, {{literal: Desk of the Paper}}]
issued: 2021-09
URL: https://example.org/a?b=1&c=2
language: en
inferred: {{publisher: it is on the masthead}}
text: {{sha256: {sha256}}}
"""
SHEET = """
topic: energy
title: Energy
prefix: ENE
facts:
  - id: cost
    claim: =Lukashenka said that </script> costs nearly 200,000 dollars.
    kind: statement
    said: {by: lukashenko, on: 2021-09-09}
    date: 2021-09
    figures: [{measure: cost, amount: 200000, bound: about}]
    evidence:
      - source: paper
        quote: </script><script>alert(1)</script> costs “nearly 200,000” dollars
  - id: cold
    claim: -5 degrees were measured in Minsk.
    kind: event
    evidence: [{source: paper, quote: -5 degrees were measured in Minsk.}]
"""
TOPIC = "---\ntitle: Energy\n---\n\nIt costs. [@cost]\n"

FILES: Mapping[str, str] = {
    "dossier.yaml": DOSSIER, "entities.yaml": ENTITIES, "measures.yaml": MEASURES, "facts/energy.yaml": SHEET,
    "sources/paper/article.txt": ARTICLE, "topics/energy.md": TOPIC,
    "sources/paper/source.yaml": SOURCE.format(sha256=hashlib.sha256(ARTICLE.encode()).hexdigest()),
}


@pytest.fixture
def dossier_with(write: Callable[[Mapping[str, str]], Path]) -> Callable[..., Dossier]:
    """The small dossier, with lines added to its dossier.yaml or files replaced."""

    def made(more: str = "", **files: str) -> Dossier:
        root = write({**FILES, "dossier.yaml": DOSSIER + more, **files})
        corpus, problems = load(root)
        assert corpus is not None, problems
        dossier, problems = resolve(corpus)
        assert dossier is not None, problems
        assert all(evidence.verified for _, evidence in dossier.each_evidence())
        return dossier

    return made


@pytest.fixture
def sheet() -> str:
    """The small dossier's fact sheet."""
    return SHEET


@pytest.fixture
def dossier(dossier_with: Callable[..., Dossier]) -> Dossier:
    """The small dossier as it is."""
    return dossier_with()


EXAMPLE = Path(__file__).parent / "fixture"


@pytest.fixture(scope="session")
def example() -> Examined:
    """The dossier in tests/site/fixture, examined."""
    examined = examine(EXAMPLE)
    assert examined.passed, [str(problem) for problem in examined.problems]
    return examined


@pytest.fixture(scope="session")
def built(example: Examined, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that dossier."""
    output = tmp_path_factory.mktemp("site")
    assert run_pelican(EXAMPLE, output, None, example, pdfs=("energy.pdf",)) == []
    return output


@pytest.fixture
def page(built: Path) -> Callable[[str], LexborHTMLParser]:
    """A page of that site, parsed."""
    return lambda path: LexborHTMLParser((built / path).read_text(encoding="utf-8"))
