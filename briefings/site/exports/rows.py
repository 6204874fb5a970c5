"""Dossier → the four tables: facts, evidence, figures, sources. One function a table, one line a column."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from briefings.dossier import Evidence, Fact, Source
from briefings.records import Figure
from briefings.site.catalogue import Catalogue, origin
from briefings.site.exports.table import Column, Table, several
from briefings.site.links import fact_path, passage, source_path
from briefings.site.wording import figure as figure_in_words
from briefings.text.numbers import quantities
from briefings.values import Date

DATE_AS_WRITTEN = "as the editors wrote it, EDTF (ISO 8601-2)"
FIRST_DAY, LAST_DAY = "its first day, ISO 8601", "its last day, ISO 8601"

FACTS = (
    Column("number", "the number by which the fact is cited"),
    Column("id", "permanent; part of the fact's address"),
    Column("topic", "the topic of its sheet"),
    Column("topics", "all its topics"),
    Column("claim", "one sentence, in the editors' words"),
    Column("kind", "event, statement, plan, commitment, estimate, allegation or background"),
    Column("said_by", "who said it"),
    Column("said_on", f"when it was said, {DATE_AS_WRITTEN}"),
    Column("date", f"when it happened or holds, {DATE_AS_WRITTEN}"),
    Column("date_first", FIRST_DAY, "date"),
    Column("date_last", LAST_DAY, "date"),
    Column("due", f"when a plan or commitment falls due, {DATE_AS_WRITTEN}"),
    Column("due_first", FIRST_DAY, "date"),
    Column("due_last", LAST_DAY, "date"),
    Column("sources", "ids of the sources whose words bear on it"),
    Column("origins", "how many independent origins support it", "integer"),
    Column("sources_differ", "whether sources differ over it", "boolean"),
    Column("disputes", "ids of the facts that it disputes"),
    Column("updates", "ids of the facts that it updates"),
    Column("corrects", "ids of the facts that it corrects"),
    Column("fulfils", "ids of the commitments that it fulfils"),
    Column("rank", "normal, preferred or deprecated"),
    Column("rank_reason", "why it is preferred or deprecated"),
    Column("review_by", "when the editors look at it again", "date"),
    Column("inferred", "what no quotation states, and why it is known"),
    Column("computed", "numbers worked out from quoted ones"),
    Column("entities", "ids of the people, bodies and places that it concerns"),
    Column("formerly", "earlier ids, whose addresses lead to it"),
    Column("address", "its page, from the root of the site"),
)

EVIDENCE = (
    Column("fact", "the number of the fact"),
    Column("fact_id", "the id of the fact"),
    Column("position", "its place among the fact's quotations, from 1", "integer"),
    Column("role", "supports, disputes, qualifies or corrects"),
    Column("source", "the id of the source"),
    Column("quote", "the source's own characters; […] where the editors left words out"),
    Column("spans", "where it stands in the stored text: start-end, in code points from 0, end not included"),
    Column("paragraph", "the paragraph of the source, from 1", "integer"),
    Column("match", "how the words were found: exact, typographic, extraction or editorial"),
    Column("gloss", "what words of the quotation refer to"),
    Column("origin", "whose word it is: sources of one origin count once"),
    Column("translation", "the quotation in the dossier's language"),
    Column("address", "the passage on the source's page, from the root of the site"),
)

FIGURES = (
    Column("fact", "the number of the fact"),
    Column("fact_id", "the id of the fact"),
    Column("position", "its place among the fact's figures, from 1", "integer"),
    Column("measure", "the id of what is measured"),
    Column("measure_label", "what is measured"),
    Column("as_written", "the source's words that give it"),
    Column("in_words", "the value normalised, with its bound, as pages show it"),
    Column("amount", "the number alone", "number"),
    Column("lower", "lower end of a range", "number"),
    Column("upper", "upper end of a range", "number"),
    Column("unit", "its unit"),
    Column("bound", "exact, about, at-least, more-than, at-most, less-than or range"),
    Column("date", f"where the figure is a date: {DATE_AS_WRITTEN}"),
    Column("date_first", FIRST_DAY, "date"),
    Column("date_last", LAST_DAY, "date"),
    Column("as_of", f"the time that the figure holds for, {DATE_AS_WRITTEN}"),
    Column("sources_differ", "whether sources differ over the fact", "boolean"),
)

SOURCES = (
    Column("id", "permanent; part of the source's address"),
    Column("number", "its number in this edition"),
    Column("title", "its title"),
    Column("container_title", "the paper or site in which it stood"),
    Column("publisher", "who published it"),
    Column("author", "who wrote it"),
    Column("issued", f"when it was published, {DATE_AS_WRITTEN}"),
    Column("issued_first", FIRST_DAY, "date"),
    Column("issued_last", LAST_DAY, "date"),
    Column("accessed", f"when it was read, {DATE_AS_WRITTEN}"),
    Column("url", "where it was published"),
    Column("language", "its language (BCP 47)"),
    Column("origin", "the agency or text that it repeats"),
    Column("inferred", "what its text does not state, and why it is known"),
    Column("cautions", "what a reader should know of the copy"),
    Column("status", "retracted or corrected, and when"),
    Column("archive_url", "a public archived copy"),
    Column("archive_date", "when that copy was made"),
    Column("sha256", "SHA-256 of the text as stored"),
    Column("words", "words of the text as stored", "integer"),
    Column("quotations", "how many quotations are taken from it", "integer"),
    Column("facts", "numbers of the facts that rest on it"),
    Column("address", "its page, from the root of the site"),
)


def facts_table(rows: Iterable[tuple[str, ...]], name: str = "facts") -> Table:
    """One row a fact, as `fact_row` makes them."""
    return Table(name, "Facts", FACTS, tuple(rows), ("id",))


def fact_row(catalogue: Catalogue, fact: Fact) -> tuple[str, ...]:
    """The cells of a fact, in the order of FACTS."""
    record = fact.record
    said = record.said
    return (
        fact.number, fact.id, fact.topics[0], several(fact.topics), str(record.claim), record.kind,
        catalogue.label(said.by) if said else "", text(said.on if said else None),
        *dated(record.date), *dated(record.due),
        several([source.id for source in fact.sources]), str(supporting_origins(fact)),
        boolean(catalogue.differs(fact)),
        several(record.disputes), several(record.updates), several(record.corrects), several(record.fulfils),
        record.rank, text(record.rank_reason), last_day(record.review_by), pairs(record.inferred),
        pairs(record.computed), several(sorted(catalogue.mentioned[fact.id])), several(record.formerly),
        fact_path(fact.id),
    )


def evidence_table(facts: Iterable[Fact]) -> Table:
    """One row a quotation."""
    rows = tuple(
        evidence_row(fact, number, evidence)
        for fact in facts for number, evidence in enumerate(fact.evidence, 1))
    return Table("evidence", "The sources' words for each fact", EVIDENCE, rows, ("fact_id", "position"))


def evidence_row(fact: Fact, number: int, evidence: Evidence) -> tuple[str, ...]:
    """The cells of a quotation, in the order of EVIDENCE."""
    record, spans = evidence.record, evidence.spans
    return (
        fact.number, fact.id, str(number), record.role, evidence.source.id, evidence.quote,
        several([f"{span.start}-{span.end}" for span in spans]),
        str(evidence.source.paragraph_at(spans[0].start)) if spans else "",
        str(evidence.verdict.level.value) if evidence.verdict.level else "",
        pairs(record.gloss), origin(evidence), text(record.translation.text if record.translation else None),
        passage(evidence) if spans else source_path(evidence.source.id),
    )


def sources_table(catalogue: Catalogue, sources: Iterable[Source]) -> Table:
    """One row a source."""
    rows = tuple(source_row(catalogue, source) for source in sources)
    return Table("sources", "Sources", SOURCES, rows, ("id",))


def source_row(catalogue: Catalogue, source: Source) -> tuple[str, ...]:
    """The cells of a source, in the order of SOURCES."""
    record, archive = source.record, source.record.archive
    quoted = catalogue.dossier.by_source[source.id]
    return (
        source.id, catalogue.sources[source.id].number, str(record.title), text(record.container_title),
        text(record.publisher), several([author.name for author in record.author]), *dated(record.issued),
        text(record.accessed), text(record.url), text(record.language), text(record.origin),
        pairs(record.inferred), several(record.cautions),
        f"{record.status.is_} {record.status.date}" if record.status else "",
        text(archive.url if archive else None), text(archive.date if archive else None),
        source.sha256, str(len(source.text.split())), str(len(quoted)),
        several(list(dict.fromkeys(fact.number for fact, _ in quoted))), source_path(source.id),
    )


def figures_table(catalogue: Catalogue, facts: Iterable[Fact]) -> Table:
    """One row a figure."""
    rows = tuple(
        figure_row(catalogue, fact, number, figure)
        for fact in facts for number, figure in enumerate(fact.record.figures, 1))
    return Table("figures", "Figures", FIGURES, rows, ("fact_id", "position"))


def figure_row(catalogue: Catalogue, fact: Fact, number: int, figure: Figure) -> tuple[str, ...]:
    """The cells of a figure, in the order of FIGURES."""
    measure = catalogue.dossier.corpus.measures[figure.measure]
    return (
        fact.number, fact.id, str(number), str(figure.measure), str(measure.label), as_written(fact, figure),
        figure_in_words(figure), text(figure.amount), text(figure.lower), text(figure.upper),
        text(figure.unit or measure.unit), text(figure.bound), *dated(figure.date), text(figure.as_of),
        boolean(catalogue.differs(fact)),
    )


def as_written(fact: Fact, figure: Figure) -> str:
    """The source's words for a figure, with their bound; where the number is not in them, the quotations."""
    quotes = [evidence.quote for evidence in fact.evidence if evidence.supports]
    known = [Decimal(value) for value in (figure.amount, figure.lower, figure.upper) if value]
    for quote in quotes:
        for found in quantities(quote):
            if found.value in known:
                start = min(span.start for span in (found.span, found.bound_span) if span)
                return quote[start : found.span.end]
    return " | ".join(quotes)


def supporting_origins(fact: Fact) -> int:
    """How many origins support a fact: sources that repeat one text count once."""
    return len({origin(evidence) for evidence in fact.evidence if evidence.supports})


def dated(date: Date | None) -> Iterator[str]:
    """A date as written, its first day and its last; empty where it is open or absent."""
    yield text(date)
    for day in (date.when.earliest, date.when.latest) if date else (None, None):
        yield day.isoformat() if day else ""


def last_day(date: Date | None) -> str:
    """The last day of a date."""
    return date.when.latest.isoformat() if date and date.when.latest else ""


def pairs(found: object) -> str:
    """A map in one cell: `said.on: the article says "Thursday"`."""
    return several([f"{key}: {value}" for key, value in found.items()]) if isinstance(found, dict) else ""


def text(value: str | None) -> str:
    """The value, or nothing."""
    return str(value) if value else ""


def boolean(value: bool) -> str:
    """As Table Schema writes it."""
    return "true" if value else "false"
