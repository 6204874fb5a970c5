"""A dossier without main points, dates or disputes, and with texts that no page was made for."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import yaml

LONG_WORD = "Donau" + "dampf" * 59
TWO_PAGES = " ".join(f"Sentence {number} of a long passage says what was said before." for number in range(1, 131))
SCRIPTS = "وقال الرئيس إن الأسعار لن ترتفع and 總統說價格不會上漲 and Лукашенка сказаў гэта ўчора."
CLAIM = " ".join(["The tariff for gas stays as it was agreed before"] * 42)[:1999] + "."
PROSE = """---
title: All <b>&</b> "everything"
---

A picture ![of a pipe](../../../etc/passwd) and ![another](a.png) stand here. [@words]

A [link](https://example.org/) is its words alone. [@words; @script]
"""


def write_hostile(root: Path, further: int = 40) -> Path:
    """Write the content folder; `further` plain facts follow the odd ones."""
    plain = [f"Fact {number} is plain." for number in range(further)]
    article = "\n\n".join([LONG_WORD, TWO_PAGES, SCRIPTS, CLAIM, "<script>alert(1)</script> url(file:///etc/passwd)", *plain])
    facts = [
        {"id": "words", "claim": f"The word {LONG_WORD} stands there.", **evidence(LONG_WORD)},
        {"id": "passage", "claim": "A passage says what was said before.", **evidence(TWO_PAGES)},
        {"id": "script", "claim": "Лукашенка spoke.", **evidence(SCRIPTS)},
        {"id": "claim", "claim": CLAIM, **evidence(CLAIM)},
        {"id": "smuggled", "claim": "<img src='http://example.org/a.png'> url(http://example.org/)",
         **evidence("<script>alert(1)</script> url(file:///etc/passwd)")},
        *({"id": f"plain-{number}", "claim": text, **evidence(text)} for number, text in enumerate(plain)),
    ]
    files = {
        "dossier.yaml": {"title": "Out of measure", "language": "en", "as-of": "2021-09-09", "topics": ["all"]},
        "sources/paper/source.yaml": {
            "type": "article-newspaper", "title": "Paper", "language": "en",
            "text": {"sha256": sha256(article.encode()).hexdigest(), "extractor": "written for a test"}},
        "facts/all.yaml": {"topic": "all", "title": "All", "prefix": "ALL", "facts": facts},
    }
    for name, value in files.items():
        write(root / name, yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))
    write(root / "sources/paper/article.txt", article)
    write(root / "topics/all.md", PROSE)
    return root


def evidence(quote: str) -> Mapping[str, object]:
    """The fields that make a text a fact of the paper."""
    return {"kind": "background", "evidence": [{"source": "paper", "quote": quote}]}


def write(path: Path, text: str) -> None:
    """Write one file, byte for byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
