"""The dossier in fixture/ through two editions: in the second facts are revised, withdrawn, renamed and corrected."""

from pathlib import Path

from briefings.editions.edition import FOLDER
from briefings.editions.form import keep
from briefings.pipeline import Examined, examine
from briefings.site.catalogue import Catalogue
from briefings.site.freeze import freeze
from briefings.values import Date


def examined(content: Path) -> Examined:
    """The dossier, which passes."""
    found = examine(content)
    assert found.passed, found.problems
    return found


def publish(content: Path, day: str) -> None:
    """Freeze an edition on that day."""
    dossier = examined(content).dossier
    assert dossier is not None
    keep(freeze(Catalogue(dossier), Date(day)), content / FOLDER)


def revise(content: Path) -> None:
    """What the second edition changes."""
    sheet = content / "facts/energy.yaml"
    text = sheet.read_text(encoding="utf-8")
    for old, new in (
        ("claim: Smith promised 5 million cubic metres of gas.", "claim: Anna Smith promised 5 million cubic metres of gas."),
        (text[text.index("  - id: spoke"):], "withdrawn: [{id: spoke, reason: which <capital> is not said}]\n"),
        ("id: loan-paid\n", "id: loan-paid-out\n    formerly: [loan-paid]\n"),
        ("    kind: event\n", "    kind: event\n    corrects: [gas-promised-more]\n"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    sheet.write_text(text, encoding="utf-8")


def two_editions(content: Path) -> Path:
    """Publish the dossier, revise it, publish it again; returns its folder."""
    publish(content, "2024-05-04")
    revise(content)
    publish(content, "2024-06-05")
    return content
