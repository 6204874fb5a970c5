"""Dossiers of a few facts kept as data: read from one YAML file, written out as a content folder, examined.

A file holds `sources` (the fields of source.yaml, with `article`), `entities`, `measures` and `facts`; or it says
`like: content`, and takes sources and entities from the dossier of this repository.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from briefings.pipeline import Examined, examine
from briefings.problems import Level

Data = dict[str, Any]
CONTENT = Path(__file__).parents[1] / "content"
HONEST = Path(__file__).parent / "honest"
WRONG = Path(__file__).parent / "wrong"


def read_data(path: Path) -> Data:
    """The file's maps and lists; every scalar stays text, as editors' YAML does."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


def write_yaml(path: Path, value: Any) -> None:
    """Write one file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def write_source(folder: Path, record: Mapping[str, Any]) -> None:
    """Write source.yaml and article.txt; what the text does not state of the source is marked as inferred."""
    fields = {key: value for key, value in record.items() if key != "article"}
    digest = sha256(record["article"].encode()).hexdigest()
    write_yaml(folder / "source.yaml", fields | {"text": {"sha256": digest, "extractor": "written for a test"}})
    (folder / "article.txt").write_bytes(record["article"].encode())


def write_dossier(data: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], root: Path) -> Path:
    """Write a content folder with these facts, and return it."""
    if data.get("like") == "content":
        shutil.copytree(CONTENT / "sources", root / "sources")
        shutil.copy(CONTENT / "entities.yaml", root / "entities.yaml")
    for name, record in data.get("sources", {}).items():
        write_source(root / "sources" / name, record)
    if "entities" in data:
        write_yaml(root / "entities.yaml", data["entities"])
    write_yaml(root / "measures.yaml", data.get("measures", {}))
    write_yaml(root / "dossier.yaml", {"title": "Test", "language": "en", "as-of": data["as-of"], "topics": ["all"]})
    write_yaml(root / "facts/all.yaml", {"topic": "all", "title": "All", "prefix": "ALL", "facts": list(facts)})
    (root / "topics").mkdir()
    (root / "topics/all.md").write_text("---\ntitle: All\n---\n", encoding="utf-8")
    return root


def found(examined: Examined) -> Iterator[tuple[str | None, str]]:
    """What an editor would have to mend or waive: fact and problem; sources that no fact cites are no matter here."""
    for problem in examined.problems:
        if problem.level is not Level.INFO and problem.code != "A202":
            lines = "\n    ".join((problem.message, *problem.detail))
            yield problem.fact, f"{problem.code} {problem.level} {lines}"


def problems_of(data: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], root: Path) -> list[tuple[str | None, str]]:
    """Write and examine a dossier."""
    return list(found(examine(write_dossier(data, facts, root))))
