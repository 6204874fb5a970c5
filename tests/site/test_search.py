"""The search index: a script, safe to run, that knows every spelling of a name."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefings.dossier import Dossier
from briefings.site.catalogue import Catalogue
from briefings.site.markup import script_json
from briefings.site.search import search_index

ASSIGNED = re.compile(r"window\.BRIEFINGS_INDEX = (.*);\n", re.DOTALL)
STATIC = Path(__file__).parents[2] / "theme" / "static" / "js"


def documents(script: str) -> list[dict[str, str]]:
    match = ASSIGNED.fullmatch(script)
    assert match
    found: list[dict[str, str]] = json.loads(match[1])["documents"]
    return found


def test_facts_come_first_with_their_numbers(dossier: Dossier) -> None:
    found = documents(search_index(Catalogue(dossier)))
    assert [each["kind"] for each in found] == ["fact", "fact", "passage", "passage", "source", "entity", "entity"]
    assert [each["number"] for each in found[:2]] == ["ENE-1", "ENE-2"]
    assert found[0]["address"] == "facts/cost.html"


def test_a_fact_is_found_under_every_spelling_of_its_names(dossier: Dossier) -> None:
    for spelling in ("Lukashenko", "Lukashenka", "Лукашенко", "Alexander Lukashenko"):
        assert spelling in documents(search_index(Catalogue(dossier)))[0]["names"]


def test_hostile_text_cannot_end_the_script(dossier: Dossier) -> None:
    script = search_index(Catalogue(dossier))
    assert "<" not in script
    assert "</script> costs" in documents(script)[0]["title"]


@pytest.mark.parametrize("value", ["</script>", "<!--", "\u2028", "\u2029", "&amp;", '"\\'])
def test_what_is_escaped_is_still_the_same_value(value: Any) -> None:
    script = script_json([value])
    assert json.loads(script) == [value]
    assert not set(script) & set("<>&\u2028\u2029")


def test_the_same_dossier_gives_the_same_script(dossier: Dossier) -> None:
    assert search_index(Catalogue(dossier)) == search_index(Catalogue(dossier))


def test_scripts_are_small_and_well_formed() -> None:
    own = {name: (STATIC / name).read_bytes() for name in ("briefings.js", "search.js")}
    assert len(own["briefings.js"]) <= 6 * 1024
    assert not [name for name, script in own.items() if b"innerHTML" in script or b"eval(" in script]
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    for name in own:
        subprocess.run([node, "--check", STATIC / name], check=True)
