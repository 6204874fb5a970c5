"""Every PDF of the dossier, taken apart: what it says of itself, its structure, its links, its words."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Dictionary, Name, Pdf

from briefings.pdf.briefs import Brief, Briefs
from briefings.pdf.engine import typeset
from briefings.pdf.jobs import job
from briefings.pdf.standards import conform
from briefings.pipeline import Examined, examine
from briefings.verify import pdfs as reader
from tools.verapdf import lacking, validate

from .conftest import Files
from .hostile import write_hostile

pytestmark = pytest.mark.pdf


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def each(briefs: Briefs, pdfs: Files) -> Iterator[tuple[Brief, Pdf]]:
    for brief in briefs:
        yield brief, opened(pdfs[brief.name])


def test_there_is_one_for_the_dossier_and_two_for_each_topic(dossier: Examined, pdfs: Files) -> None:
    assert dossier.dossier is not None
    topics = {str(topic) for topic in dossier.dossier.corpus.dossier.topics}
    assert set(pdfs) == {"dossier", *topics, *(f"{topic}-glance" for topic in topics)}


def test_each_says_what_it_is(briefs: Briefs, pdfs: Files) -> None:
    for brief, pdf in each(briefs, pdfs):
        assert str(pdf.Root.Lang) == brief.language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as said:
            assert brief.title in str(said["dc:title"])
            assert said["dc:creator"] == list(brief.authors)
            assert said["pdfaid:part"] == "3"
            assert said["pdfaid:conformance"] == "A"
            assert said["pdfuaid:part"] == "1"
        day = brief.moment.strftime("D:%Y%m%d")
        assert str(pdf.docinfo.CreationDate).startswith(day)
        assert str(pdf.docinfo.ModDate).startswith(day)


def test_every_font_is_inside_and_cut_down(pdfs: Files) -> None:
    for name, data in pdfs.items():
        with opened(data) as pdf:
            fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor]
            assert fonts
            for font in fonts:
                assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.FontName)), name
                assert len(font.FontFile2.read_raw_bytes()) < 60_000, (name, font.FontName)


def test_what_is_attached_is_the_data(briefs: Briefs, pdfs: Files) -> None:
    for brief, pdf in each(briefs, pdfs):
        assert {str(name): pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments} == {
            attached.name: attached.content for attached in brief.attachments}
        assert [str(each.AFRelationship) for each in pdf.Root.AF] == ["/Data", "/Data"]
        facts = json.loads(brief.attachments[0].content)["facts"]
        assert len(facts) == len(brief.facts)


def test_pages_are_as_many_as_they_should_be(pdfs: Files) -> None:
    counts = {name: len(opened(data).pages) for name, data in pdfs.items()}
    assert all(count == 1 for name, count in counts.items() if name.endswith("-glance"))
    assert all(5 <= count <= 100 for name, count in counts.items() if not name.endswith("-glance"))


def test_no_link_is_broken_and_only_sources_lead_outside(pdfs: Files) -> None:
    for name, data in pdfs.items():
        document = reader.read(name, data)
        assert document.faults == ()
        names = {f"#{each}" for each in document.names}
        inside = [link.value for link in document.links if link.value.startswith("#")]
        assert set(inside) <= names
        assert all(link.value.startswith("https://") for link in document.links if not link.value.startswith("#"))
        if not name.endswith("-glance"):
            assert len(inside) > 20


def test_the_contents_list_each_section_of_the_account(briefs: Briefs, pdfs: Files) -> None:
    for brief in briefs:
        if brief.template != "glance":
            document = reader.read(brief.name, pdfs[brief.name])
            called = {link.value for link in document.links}
            parts = brief.values.get("parts") or (brief.values["part"],)
            wanted = {f"#{id}" for part in parts for id, _ in part.notes.sections}
            assert wanted
            assert wanted <= called


def test_a_briefing_that_is_no_edition_is_called_a_draft(dossier: Examined, pdfs: Files, tmp_path: Path) -> None:
    assert dossier.dossier is not None
    (tmp_path / "a.pdf").write_bytes(pdfs["energy"])
    said = subprocess.run(["pdftotext", "-l", "1", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    site = Briefs(dossier).views.site
    assert (site.edition or "Unnumbered edition") in said
    assert site.as_of.words in said


def test_the_outline_reaches_each_fact(briefs: Briefs, pdfs: Files) -> None:
    for brief, pdf in each(briefs, pdfs):
        with pdf.open_outline() as outline:
            titles = list(flat(outline.root))
        if brief.template == "glance":
            continue
        assert [title.split()[0] for title in titles if re.match(r"[A-Z]+-\d+ ", title)] == [
            fact.number for fact in in_place(brief)]


def flat(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from flat(item.children)


def in_place(brief: Brief) -> list[Any]:
    parts = brief.values.get("parts") or (brief.values["part"],)
    return [fact for part in parts for fact in part.facts]


def test_heads_of_tables_have_a_scope_and_footnotes_ids(pdfs: Files) -> None:
    for data in pdfs.values():
        with opened(data) as pdf:
            elements = [e for e in pdf.objects if isinstance(e, Dictionary) and e.get("/Type") == Name.StructElem]
            heads = [e for e in elements if e.S == Name.TH]
            assert all(str(e.A.Scope) in ("/Row", "/Column") for e in heads)
            notes = [str(e.get("/ID")) for e in elements if e.get("/S") == Name.Note]
            assert len(notes) == len(set(notes))
            figures = [e for e in elements if e.get("/S") == Name.Figure]
            assert all(str(e.get("/Alt", "")) for e in figures)


def test_a_drawing_says_what_it_shows(briefs: Briefs, pdfs: Files) -> None:
    with opened(pdfs["dossier"]) as pdf:
        said = [str(e.Alt) for e in pdf.objects if isinstance(e, Dictionary) and "/Alt" in e]
    drawn = [account.drawn for each in briefs.views.disputes for account in each.accounts if account.mark]
    assert len(drawn) > 5
    assert all(any(words in each for each in said) for words in drawn)


def test_the_pages_of_all_facts_are_listed(briefs: Briefs, pdfs: Files, tmp_path: Path) -> None:
    for brief in briefs:
        if brief.template != "glance":
            found = pdftotext(pdfs[brief.name], tmp_path).split("Facts by number")[-1]
            assert all(re.search(rf"{fact.number} p\. \d", found) for fact in brief.facts)


def test_prose_has_footnotes(pdfs: Files) -> None:
    with opened(pdfs["energy"]) as pdf:
        kinds = [str(e.S) for e in pdf.objects if isinstance(e, Dictionary) and e.get("/Type") == Name.StructElem]
    assert kinds.count("/Note") > 5


def test_no_word_of_a_source_is_lost(briefs: Briefs, pdfs: Files, tmp_path: Path) -> None:
    for brief in briefs:
        if brief.template == "glance":
            continue
        text = plain(pdftotext(pdfs[brief.name], tmp_path))
        for fact in brief.facts:
            for evidence in fact.evidence:
                for piece in evidence.pieces:
                    assert plain(piece.text) in text, f"{brief.name}: {fact.number}: {piece.text}"


def pdftotext(data: bytes, folder: Path) -> str:
    """The text column by column, page heads and feet left out."""
    (folder / "a.pdf").write_bytes(data)
    area = ["-x", "0", "-y", "50", "-W", "595", "-H", "745", "-r", "72"]
    return subprocess.run(["pdftotext", "-raw", *area, "a.pdf", "-"], cwd=folder, capture_output=True, check=True).stdout.decode()


def plain(text: str) -> str:
    """Without spaces and hyphens: neither line breaks nor hyphenation count."""
    return re.sub(r"[\s\u200b\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def test_quotations_of_any_script_and_length_survive(hostile: tuple[Examined, Files], tmp_path: Path) -> None:
    examined, files = hostile
    assert examined.dossier is not None
    text = plain(pdftotext(files["all"], tmp_path))
    for name in ("words", "claim", "smuggled", "plain-39"):
        assert plain(examined.dossier.facts[name].evidence[0].quote) in text
    sentences = examined.dossier.facts["passage"].evidence[0].quote.split(". ")
    # Where a page breaks it, its notes stand between: one sentence of the first page.
    assert sum(plain(sentence) not in text for sentence in sentences) <= 1
    assert plain("總統說價格不") in text
    assert set("الرئيس") <= set(text)
    assert plain("Лукашенка") in text


def test_a_dossier_without_dates_or_main_points(hostile: tuple[Examined, Files]) -> None:
    _, files = hostile
    assert set(files) == {"dossier", "all", "all-glance"}
    with opened(files["all-glance"]) as pdf:
        assert len(pdf.pages) == 1


def test_a_topic_of_400_facts(tmp_path: Path) -> None:
    briefs = Briefs(examine(write_hostile(tmp_path, further=400)))
    made = conform(typeset(job(briefs.of_topic(briefs.views.topics[0]))))
    found = plain(pdftotext(made, tmp_path))
    assert all(plain(f"Fact {number} is plain.") in found for number in range(400))
    assert 30 < len(opened(made).pages) < 100


@pytest.mark.skipif(bool(lacking()), reason=f"veraPDF cannot run here: {lacking()}")
def test_every_pdf_is_pdfua_1_and_pdfa_3a(pdfs: Files, hostile: tuple[Examined, Files], tmp_path: Path) -> None:
    for name, data in {**pdfs, **{f"hostile-{name}": data for name, data in hostile[1].items()}}.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    passed, found = validate(sorted(tmp_path.glob("*.pdf")))
    assert passed, "\n".join(line for line in found.splitlines() if not line.endswith(" passes"))
    assert found.count(" passes") == 2 * (len(pdfs) + 3)

