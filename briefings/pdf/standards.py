"""What WeasyPrint leaves open, so that one file is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

The identifier of PDF/UA joins that of PDF/A in the one RDF packet; heads of tables say their scope; footnotes are notes
with ids; what stands in the margins is an artifact. The bytes depend on the content alone.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from briefings.pdf.jobs import CFF, UnsetError

MEDIA = {"facts.json": "application/json", "references.bib": "application/x-bibtex"}
# PDF/A asks that a schema it does not know be described where it is used (ISO 19005-3, 6.6.2.3.2).
UA_IDENTIFIER = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_NO_BREAK = re.compile(rb"(<[0-9a-f]+>) <00a0>", re.IGNORECASE)  # a glyph and what it says, in a font's table
_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def conform(data: bytes) -> bytes:
    """The same document with all that both standards ask for."""
    with Pdf.open(BytesIO(data)) as pdf:
        refuse_compact_fonts(pdf)
        identify(pdf)
        read_as_spaces(pdf)
        name_media(pdf)
        describe_links(pdf)
        root = pdf.Root.StructTreeRoot.K[0]
        elements = tuple(below(root))
        scope_heads(elements)
        number_notes(root)
        make_artifacts(pdf, content_of(elements))
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def refuse_compact_fonts(pdf: Pdf) -> None:
    """Neither standard holds for a CID-keyed CFF subset as WeasyPrint writes it. Raises UnsetError with the font's name."""
    kinds = (font for font in pdf.objects if isinstance(font, Dictionary) and "/FontFile3" in font)
    names = sorted({str(font.get("/FontName", "?")).partition("+")[2] for font in kinds})
    if names:
        raise UnsetError([f"the font {name} has {CFF}" for name in names])


def identify(pdf: Pdf) -> None:
    """Say in the metadata that the file is PDF/UA-1, too."""
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", UA_IDENTIFIER + b"</rdf:RDF>", 1))


def read_as_spaces(pdf: Pdf) -> None:
    """No-break spaces are copied and found as the spaces that were written: they are there for the lines alone."""
    for font in pdf.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            font.ToUnicode.write(_NO_BREAK.sub(rb"\1 <0020>", font.ToUnicode.read_bytes()))


def name_media(pdf: Pdf) -> None:
    """List each attachment once, with its media type, whatever the machine's own table of types holds."""
    pdf.Root.AF = Array({attached.objgen: attached for attached in pdf.Root.get("/AF", Array())}.values())
    for attached in pdf.Root.AF:
        if media := MEDIA.get(str(attached.UF)):
            attached.EF.F.Subtype = Name("/" + media)


def describe_links(pdf: Pdf) -> None:
    """Say of each link inside the PDF where it leads: WeasyPrint says the bare name of the place."""
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if isinstance(note.get("/Dest"), pikepdf.String):
                note.Contents = pikepdf.String(described(str(note.Dest)))


def described(place: str) -> str:
    """`ene-16` → "Fact ENE-16", `source-s1` → "Source S1", `dates` → "Section dates"."""
    kind, _, name = place.partition("-")
    if kind == "source":
        return f"Source {name.upper()}"
    return f"Fact {place.upper()}" if name.isdigit() else f"Section {place}"


def below(element: Any) -> Iterator[Any]:
    """Every structure element under one, in the order of reading."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed([kid for kid in kids(here) if isinstance(kid, Dictionary) and Name.S in kid]))


def kids(element: Any) -> list[Any]:
    """What an element holds: elements, references, numbers of marked content."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def scope_heads(elements: tuple[Any, ...]) -> None:
    """Say of each head of a table whether it heads a column or a row: one in a table's head heads a column."""
    for row in elements:
        if row.S != Name.TR:
            continue
        scope = Name.Column if row.P.get("/S") == Name.THead else Name.Row
        for cell in kids(row):
            if isinstance(cell, Dictionary) and cell.S == Name.TH:
                attributes = cell.get("/A", Dictionary(O=Name.Table))
                attributes.Scope = scope
                cell.A = attributes


def number_notes(root: Any) -> None:
    """Footnotes become notes with ids. They stand in areas at the end of each page, which have no element of HTML."""
    areas = [kid for kid in kids(root) if kid.get("/S") == Name.NonStruct]
    notes = (note for area in areas for note in kids(area) if isinstance(note, Dictionary) and note.get("/S") == Name.Span)
    for number, note in enumerate(notes, 1):
        note.S, note.ID = Name.Note, pikepdf.String(f"note-{number}")


def content_of(elements: tuple[Any, ...]) -> Mapping[Any, set[int]]:
    """Page (by object number) → the marked content that the structure holds there."""
    found: dict[Any, set[int]] = {}
    for element in elements:
        marks = {int(kid) for kid in kids(element) if isinstance(kid, int)}
        if marks:
            found.setdefault(element.Pg.objgen, set()).update(marks)
    return found


def make_artifacts(pdf: Pdf, held: Mapping[Any, set[int]]) -> None:
    """Marked content that no element holds, such as running heads, becomes an artifact."""
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
    for page in pdf.pages:
        kept = held.get(page.objgen, set())
        content = page.Contents.read_bytes()
        page.Contents.write(without(content, kept))
        row = rows[int(page.obj.StructParents)]
        for number in range(len(row)):
            if number not in kept:
                row[number] = pikepdf.Object.parse(b"null")


def without(content: bytes, kept: set[int]) -> bytes:
    """A page's content with all marked content but that of `kept` made artifacts. Text, in hexadecimal, never matches."""
    return _MARKED.sub(lambda mark: mark[0] if int(mark[1]) in kept else b"/Artifact BMC", content)
