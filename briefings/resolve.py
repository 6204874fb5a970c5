"""Corpus → Dossier: references followed, zones and passages located, facts numbered."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from briefings.dossier import Dossier, Evidence, Fact, Source, ZoneSpan
from briefings.load import Captured, Corpus
from briefings.problems import Level, Place, Problem, stops
from briefings.prose import uncited
from briefings.published import Published, kept, numbered
from briefings.records import EvidenceRecord, FactRecord, Figure, Reasons, SourceRecord, Stretch
from briefings.structure import keys, near, shown
from briefings.text.layout import sentences
from briefings.text.locate import locate
from briefings.text.span import Span
from briefings.values import Text


def resolve(corpus: Corpus, today: date | None = None) -> tuple[Dossier | None, list[Problem]]:
    """Follow every reference; `today` stands in for the dossier's as-of where it is given.

    Returns None where a reference leads nowhere, and every problem found (S109–S115).
    """
    problems = [*references(corpus), *twice(corpus), *rules(corpus), *kept(corpus)]
    sources: dict[str, Source] = {}
    for name, record in corpus.sources.items():
        sources[name] = laid_out(name, record, corpus.texts[name], problems)
    if stops(problems):
        return None, problems
    before = Published(corpus.editions)
    numbers = numbered(tuple(corpus.sheets.values()), before)
    facts = {str(record.id): Fact(number, record, sheet, tuple(located(each, sources) for each in record.evidence))
             for sheet, record, number in numbers}
    gone = (before.withdrawn(each) for sheet in corpus.sheets.values() for each in sheet.withdrawn)
    published = {name: fact for name, fact in facts.items() if not fact.record.draft}
    drafts = {name: fact for name, fact in facts.items() if fact.record.draft}
    as_of = corpus.dossier.as_of.when
    day = today or as_of.latest or date.max
    return Dossier(corpus, day, sources, published, drafts, {each.id: each for each in gone}), problems


def error(code: str, place: Place, message: str, *detail: str) -> Problem:
    """A mistake of structure."""
    return Problem(code, Level.ERROR, message, place, detail)


def laid_out(name: str, record: SourceRecord, captured: Captured, problems: list[Problem]) -> Source:
    """A source with its zones and what is set aside as offsets; what cannot be placed is added to `problems`."""
    bare = Source(name, record, captured.path, captured.text, captured.sha256)
    zones = [(zone, placed(zone, bare, problems)) for zone in record.zones]
    aside = [placed(stretch, bare, problems) for stretch in record.set_aside]
    return Source(
        name, record, captured.path, captured.text, captured.sha256,
        tuple(ZoneSpan(zone.kind, span) for zone, span in zones if span),
        tuple(span for span in aside if span),
    )


def placed(stretch: Stretch, source: Source, problems: list[Problem]) -> Span | None:
    """Where a zone or a set-aside stretch stands; None with the problem noted."""
    if stretch.lines and stretch.exact:
        problems.append(error("S114", stretch.place, "both exact and lines say which part is meant", "keep one of the two"))
        return None
    if stretch.lines:
        return of_lines(stretch, source, problems)
    if not stretch.exact:
        problems.append(error("S114", stretch.place, "neither exact nor lines says which part is meant"))
        return None
    found = exact_places(stretch, source)
    if len(found) == 1:
        return found[0]
    problem = f"these words stand {len(found)} times in source {source.id}" if found else (
        f"these words are not in source {source.id}")
    mend = "add a prefix or suffix that only one place has" if found else "copy them from article.txt"
    problems.append(error("S115", stretch.exact.place, problem, mend))
    return None


def exact_places(stretch: Stretch, source: Source) -> list[Span]:
    """Every place of the exact words that prefix and suffix fit; it may end inside a word (a glued subhead)."""
    exact, prefix, suffix = stretch.exact or "", stretch.prefix or "", stretch.suffix or ""
    places, at = [], source.text.find(exact)
    while at >= 0:
        end = at + len(exact)
        if source.text[:at].rstrip().endswith(prefix.rstrip()) and source.text[end:].lstrip().startswith(suffix.lstrip()):
            places.append(Span(at, end))
        at = source.text.find(exact, at + 1)
    return places


def of_lines(stretch: Stretch, source: Source, problems: list[Problem]) -> Span | None:
    """The span of whole lines."""
    lines = source.text.splitlines(keepends=True)
    if len(stretch.lines) != 2 or not 1 <= stretch.lines[0] <= stretch.lines[1] <= len(lines):
        message = f"lines takes [first, last], within 1 and {len(lines)}"
        problems.append(error("S114", stretch.place, message))
        return None
    first, last = stretch.lines
    start = sum(map(len, lines[: first - 1]))
    return Span(start, start + len("".join(lines[first - 1 : last]).rstrip("\r\n")))


def located(record: EvidenceRecord, sources: Mapping[str, Source]) -> Evidence:
    """Evidence with the place of its words."""
    source = sources[record.source]
    verdict = locate(source.searchable, record.quote, record.prefix or "", record.suffix or "")
    return Evidence(record, source, verdict)


def facts_of(corpus: Corpus) -> Iterator[FactRecord]:
    """Every fact as written."""
    return (fact for sheet in corpus.sheets.values() for fact in sheet.facts)


def references(corpus: Corpus) -> Iterator[Problem]:
    """S109: every id that is named exists."""
    facts = {str(name): fact.draft for fact in facts_of(corpus) for name in (fact.id, *fact.formerly)}
    published = {name for name, draft in facts.items() if not draft}
    topics = {str(topic) for topic in corpus.dossier.topics}
    named = {"fact": published, "fact or draft": set(facts), "topic": topics, "source": set(corpus.sources),
             "entity": set(corpus.entities), "measure": set(corpus.measures)}
    for kind, text in pointers(corpus):
        if str(text) not in named[kind]:
            hint = " (it is a draft)" if kind == "fact" and text in facts else near(text, sorted(named[kind]))
            yield error("S109", text.place, f"there is no {kind} {shown(text)}{hint}")
    for topic in corpus.dossier.topics:
        if topic not in corpus.topics:
            message = f"the topic {topic} has no page"
            yield error("S109", topic.place, message, f"write {corpus.shown}/topics/{topic}.md")
    for name, page in corpus.topics.items():
        if name not in topics:
            message = f'the topic "{name}" is not in dossier.yaml{near(name, sorted(topics))}'
            yield error("S109", Place(page.path), message, "add it to topics, or delete the page")


def pointers(corpus: Corpus) -> Iterator[tuple[str, Text]]:
    """Every id that a record names, with what kind of record it points at."""
    for sheet in corpus.sheets.values():
        yield "topic", sheet.topic
    for fact in facts_of(corpus):
        yield from (("topic", each) for each in fact.topics)
        yield from (("entity", each) for each in fact.entities)
        yield from (("source", each.source) for each in fact.evidence)
        yield from (("measure", each.measure) for each in fact.figures)
        kind = "fact or draft" if fact.draft else "fact"
        yield from ((kind, each) for each in (*fact.disputes, *fact.updates, *fact.corrects, *fact.fulfils))
    for measure in corpus.measures.values():
        yield from (("fact", each) for each in (measure.dispute.facts if measure.dispute else ()))
    for page in corpus.topics.values():
        yield from (("measure", each) for each in page.front.measures)


def twice(corpus: Corpus) -> Iterator[Problem]:
    """S112: no two facts share an id, no two sheets a prefix, no topic stands in the list twice."""
    ids = [name for fact in facts_of(corpus) for name in (fact.id, *fact.formerly)]
    ids += [each.id for sheet in corpus.sheets.values() for each in sheet.withdrawn]
    yield from repeated("the fact id", ids)
    yield from repeated("the prefix", [sheet.prefix for sheet in corpus.sheets.values()])
    yield from repeated("the topic", corpus.dossier.topics)


def repeated(what: str, texts: Iterable[Text]) -> Iterator[Problem]:
    """An error for each text that came before."""
    seen: dict[str, Text] = {}
    for text in texts:
        first = seen.setdefault(str(text), text)
        if first is not text:
            yield error("S112", text.place, f"{what} {shown(text)} is taken", f"it stands at {first.place} already")


OUR_PAGES = ("index", "sources", "timeline", "figures", "disputes", "commitments", "entities", "changes", "search", "404")
"""What the build makes of its own accord; only the method page is written by editors, too."""

SPEAKING = ("statement", "commitment", "allegation")


def rules(corpus: Corpus) -> Iterator[Problem]:
    """S114: what a record must hold beside the types of its fields."""
    yield from main_points(corpus.dossier.main_points)
    for record in corpus.sources.values():
        yield from unknown_reasons(record.inferred, SourceRecord)
        for author in record.author:
            if not author.name:
                yield error("S114", author.place, "an author has family and given, or literal")
    for page in corpus.topics.values():
        yield from main_points(page.front.main_points)
    for name, page in corpus.pages.items():
        if name in OUR_PAGES:
            yield error("S112", Place(page.path), f'the page name "{name}" is taken',
                        f"the build makes {name}.html itself: call the file otherwise")
    for fact in facts_of(corpus):
        yield from fact_rules(fact)


NEXT_SENTENCE = re.compile(r"\w{3}[.!?]\W* (?=\W*[A-ZА-ЯЁ])")
"""A sentence that ends in a word, and one that begins with a capital: surely two, where "5 p.m. Monday" may be one."""


def main_points(points: Sequence[Text]) -> Iterator[Problem]:
    """Main points are few, and short: at most five, of one sentence each."""
    if len(points) > 5:
        yield error("S114", points[5].place, f"{len(points)} main points, where five are the most")
    for point in points:
        text = uncited(point)
        if any(NEXT_SENTENCE.search(text[max(each.start - 8, 0) : each.end]) for each in sentences(text, Span(0, len(text)))[1:]):
            yield error("S114", point.place, f"the main point {shown(text)} has more than one sentence",
                        "make one sentence of it, or two main points")


def fact_rules(fact: FactRecord) -> Iterator[Problem]:
    """A fact that reports speech says whose; a deprecated one says why; a figure is an amount or a date."""
    if fact.kind in SPEAKING and not fact.said:
        yield error("S114", fact.id.place, f"the {fact.kind} {fact.id} does not say whose it is",
                    "add said: {by: ..., on: ...}")
    if not any(each.role == "supports" for each in fact.evidence):
        yield error("S114", fact.id.place, f"no evidence of the fact {fact.id} supports it",
                    "add a quote that bears the claim out; its role is supports where none is written")
    yield from unknown_reasons(fact.inferred, FactRecord, " ".join(texts_of(fact)).lower())
    if fact.rank == "deprecated" and not fact.rank_reason:
        yield error("S114", fact.id.place, f"the fact {fact.id} is deprecated without a reason", "add rank-reason")
    for figure in fact.figures:
        if reason := figure_fault(figure):
            yield error("S114", figure.place, f"the figure of {figure.measure} {reason}")


def unknown_reasons(inferred: Reasons, kind: type, said: str = "") -> Iterator[Problem]:
    """A key of `inferred` is a field, such as `said.on`, or a number, year or name that the record says."""
    fields = tuple(keys(kind))
    for key in inferred:
        if key.partition(".")[0] not in fields and not (said and (key.lower() in said or re.search(r"\d", key))):
            what = "neither a field nor in the claim" if said else "no field"
            yield error("S102", key.place, f"inferred explains {shown(key)}, which is {what}{near(key, fields)}")


def texts_of(fact: FactRecord) -> Iterator[str]:
    """Where a number, year or name that is inferred may stand: the claim, who said it, the words that glosses give."""
    yield from (str(fact.claim), str(fact.said.by) if fact.said else "")
    yield from (str(means) for each in fact.evidence for means in each.gloss.values())


def figure_fault(figure: Figure) -> str | None:
    """Why a figure will not do, or None."""
    ranged = figure.lower is not None or figure.upper is not None
    if (figure.amount is not None) + (figure.date is not None) + ranged != 1:
        return "takes an amount, or a date, or lower and upper"
    if figure.lower is not None and figure.upper is not None and float(figure.lower) > float(figure.upper):
        return f"has a lower end, {figure.lower}, above its upper end, {figure.upper}"
    return None
