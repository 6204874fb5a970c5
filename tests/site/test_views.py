"""What pages count, sort, cut and draw."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from briefings.dossier import Dossier, Evidence
from briefings.pipeline import Examined
from briefings.problems import Place
from briefings.records import Figure
from briefings.site import overviews, topics
from briefings.site.disputes import account, axis, legend, nice, short, softened
from briefings.site.evidence import Piece, glossed
from briefings.site.facts import agreement
from briefings.site.figures import Card, laid_out
from briefings.site.links import relative, report_address, text_fragment
from briefings.site.markup import Marker, html
from briefings.site.naming import names_of, shared_words
from briefings.site.passages import merged
from briefings.site.timeline import events, strip
from briefings.site.topics import topic_map
from briefings.site.views import Views
from briefings.site.wording import amount, count, day, joined, language_tag
from briefings.text.span import Span
from briefings.values import Amount, Contact, Date, Id


@pytest.mark.parametrize(("here", "there", "written"), [
    ("index.html", "topics/a.html", "topics/a.html"),
    ("topics/a.html", "index.html", "../index.html"),
    ("topics/a.html", "topics/b.html#ene-1", "b.html#ene-1"),
    ("topics/a.html", "topics/a.html#ene-1", "#ene-1"),
    ("topics/a.html", "topics/a.html", "a.html"),
    ("facts/a.html", "theme/css/style.css", "../theme/css/style.css"),
    ("facts/a.html", "https://example.org/a", "https://example.org/a"),
])
def test_addresses_are_relative_to_the_page(here: str, there: str, written: str) -> None:
    assert relative(here, there) == written


def test_an_error_is_reported_with_its_subject_filled_in() -> None:
    assert report_address(Contact("a@b.org"), "ENE-1: A & B?") == "mailto:a@b.org?subject=ENE-1%3A%20A%20%26%20B%3F"
    assert report_address(Contact("https://b.org/errors"), "ENE-1") == "https://b.org/errors"
    assert report_address(None, "ENE-1") is None


@pytest.mark.parametrize(("sources", "origins", "changed", "words"), [
    (1, 1, False, "One source"), (3, 3, False, "3 sources agree"), (2, 1, False, "2 sources, one origin"),
    (3, 2, False, "3 sources of 2 origins agree"), (2, 2, True, "2 sources, account changed"),
    (1, 1, True, "One source, account changed"), (1, 2, False, "One source"),
])
def test_agreement_is_counted_by_origin(sources: int, origins: int, changed: bool, words: str) -> None:
    assert agreement(sources, origins, changed) == words


@pytest.mark.parametrize(("stretch", "glosses", "pieces"), [
    ("He said so", {"He": "Putin"}, [Piece("He", "Putin"), Piece(" said so")]),
    ("the leader’s house", {"the leader's": "Putin"}, [Piece("the leader’s", "Putin"), Piece(" house")]),
    ("this year", {"next year": "2022"}, [Piece("this year")]),
    ("the hero and he", {"he": "A"}, [Piece("the hero and "), Piece("he", "A")]),
    ("he and she", {"she": "B", "he": "A"}, [Piece("he", "A"), Piece(" and "), Piece("she", "B")]),
])
def test_glosses_follow_their_words(stretch: str, glosses: dict[str, str], pieces: list[Piece]) -> None:
    found = list(glossed(stretch, dict(glosses)))
    assert found == pieces


def test_a_source_names_its_topics_where_they_are_too_many_for_columns(example: Examined, monkeypatch: pytest.MonkeyPatch) -> None:
    assert example.dossier
    catalogue = Views(example.dossier).catalogue
    wide = topic_map(catalogue)
    assert [link.path for link in wide.columns] == ["topics/energy.html", "topics/empty.html"]
    monkeypatch.setattr(topics, "MOST_COLUMNS", 1)
    narrow = topic_map(catalogue)
    assert narrow.columns == ()
    assert [[(link.path, n) for link, n in row.counts if n] for row in wide.rows] == [
        [(link.path, n) for link, n in row.counts] for row in narrow.rows]


def test_many_timelines_are_listed_on_the_whole_one_alone(example: Examined, monkeypatch: pytest.MonkeyPatch) -> None:
    assert example.dossier
    views = Views(example.dossier)
    every = [[link.path for link in page.values["choices"]] for page in overviews.timelines(views)]
    assert every == [every[0]] * 3
    monkeypatch.setattr(overviews, "MOST_CHOICES", 1)
    assert [[link.path for link in page.values["choices"]] for page in overviews.timelines(views)] == [
        every[0], ["timeline.html", every[0][1]], ["timeline.html", every[0][2]]]


def test_many_topics_stand_under_one_entry_of_the_navigation(example: Examined) -> None:
    assert example.dossier
    views = Views(example.dossier)
    assert [link.path for link in views.site.nav][:3] == ["index.html", "topics/energy.html", "topics/empty.html"]
    record = replace(views.record, topics=views.record.topics * 4)
    views = Views(example.dossier)
    views.record = record
    assert [link.path for link in views.site.nav][:3] == ["index.html", "index.html#topics", "timeline.html"]
    assert views.section("energy") == "index.html#topics"


def test_what_overlaps_or_touches_is_shown_as_one() -> None:
    assert merged(iter([Span(5, 9), Span(0, 5), Span(7, 8), Span(20, 21)])) == [Span(0, 9), Span(20, 21)]


@pytest.mark.parametrize(("wide", "made"), [("", []), ("n", [True]), ("nn", [False, False]), ("nnn", [False, False, True]),
                                            ("wnn", [True, False, False]), ("nwn", [True, True, True])])
def test_no_card_leaves_a_hole_beside_it(wide: str, made: list[bool]) -> None:
    cards = [Card("1", ("2",) if each == "w" else (), "label", (), False, True) for each in wide]
    assert [card.wide for card in laid_out(cards)] == made


def figure(**fields: str) -> Figure:
    """A figure with the given amounts."""
    return Figure(Place(""), Id("m"), **{name: Amount(value) for name, value in fields.items()})


def test_an_axis_of_amounts_begins_at_nought_and_holds_them_all() -> None:
    scale = axis([figure(amount="200000"), figure(lower="10000", upper="99999")])
    assert [tick.text for tick in scale.ticks] == ["0", "100,000", "200,000"]
    point = scale.mark(figure(amount="200000"), claimed=True)
    band = scale.mark(figure(lower="10000", upper="99999"), claimed=False)
    assert point
    assert point.kind == "ring"
    assert point.x == scale.ticks[-1].x
    assert band
    assert band.kind == "band"
    assert band.x < band.end < point.x


@pytest.mark.parametrize(("fields", "reach"), [
    ({"amount": "5"}, ""), ({"amount": "5", "bound": "at-most"}, "down"), ({"amount": "5", "bound": "less-than"}, "down"),
    ({"amount": "5", "bound": "at-least"}, "up"), ({"amount": "5", "bound": "more-than"}, "up"), ({"upper": "5"}, "down"),
    ({"lower": "5"}, "up"), ({"lower": "5", "upper": "7"}, ""), ({"lower": "5", "upper": "7", "bound": "about"}, "about"),
    ({"date": "1994/.."}, "up"), ({"date": "../1994"}, "down"), ({"date": "1994~"}, "about"), ({"date": "1994"}, ""),
])
def test_a_bound_is_drawn_open_on_its_side(fields: dict[str, str], reach: str) -> None:
    kinds = {"date": Date, "bound": str}
    each = Figure(Place(""), Id("m"), **{name: kinds.get(name, Amount)(value) for name, value in fields.items()})
    mark = axis([each, each]).mark(each, claimed=False)
    assert mark
    assert mark.reach == reach
    assert bool(mark.tail) == bool(reach)
    assert legend([mark]).endswith("Arrow: open to that side.") == (reach in ("up", "down"))


def test_soft_ends_have_no_edge_and_arrows_leave_the_mark_free() -> None:
    scale = axis([figure(amount="100")])
    band = scale.mark(replace(figure(lower="10", upper="99"), bound="about"), claimed=False)
    most = scale.mark(replace(figure(amount="100"), bound="at-most"), claimed=False)
    assert band
    assert most
    assert (band.caps, most.tail) == ("", "M271.0 12H8l6-4m-6 4l6 4")


@pytest.mark.parametrize(("claims", "words"), [
    (["He was ready to give a loan.", "The loan was under discussion."], "loan"),
    (["As many as 200,000 troops came.", "About 200,000 troops came late."], "200,000 troops came"),
    (["One thing.", "Another."], ""), (["In 2019 it fell.", "In 2019 gas fell."], "fell"),
])
def test_a_dispute_is_named_by_the_words_that_its_facts_share(claims: list[str], words: str) -> None:
    assert shared_words(claims, "") == words


def test_names_of_disputes_tell_who_speaks_and_differ(dossier_with: Callable[..., Dossier], sheet: str) -> None:
    more = sheet + """
  - id: dear
    claim: Ann Smith said that it costs 300,000 dollars.
    kind: statement
    said: {by: Ann Smith, on: 2021-09-09}
    disputes: [cost]
    evidence: [{source: paper, quote: -5 degrees were measured in Minsk.}]
"""
    for number in (1, 2):
        more += f"""
  - id: warm-{number}
    claim: {number} degrees were measured in Minsk.
    kind: event
    disputes: [{'cold' if number == 1 else 'low'}]
    evidence: [{{source: paper, quote: -5 degrees were measured in Minsk.}}]
"""
    more += """
  - id: low
    claim: -6 degrees were measured in Minsk.
    kind: event
    evidence: [{source: paper, quote: -5 degrees were measured in Minsk.}]
"""
    found = names_of(Views(dossier_with(**{"facts/energy.yaml": more})).catalogue)
    assert found == ("Alexander Lukashenko and Ann Smith: dollars", "Minsk: degrees were measured (ENE-2 and ENE-4)",
                     "Minsk: degrees were measured (ENE-5 and ENE-6)")


def test_accounts_that_share_a_passage_are_told_apart_by_their_claims(
    dossier_with: Callable[..., Dossier], sheet: str
) -> None:
    more = sheet + """
  - id: warm
    claim: 5 degrees were measured in Minsk.
    kind: event
    disputes: [cold]
    evidence: [{source: paper, quote: -5 degrees were measured in Minsk.}]
"""
    dispute, = Views(dossier_with(**{"facts/energy.yaml": more})).disputes
    assert [(each.wording, each.quoted) for each in dispute.accounts] == [
        ("-5 degrees were measured in Minsk.", False), ("5 degrees were measured in Minsk.", False)]


def test_a_vague_phrase_is_drawn_with_soft_ends(example: Examined) -> None:
    assert example.dossier
    fact = next(iter(example.dossier.facts.values()))
    views = Views(example.dossier)
    vague = figure(lower="10000", upper="99999")
    drawn = account(fact, vague, axis([vague]), views.facts[fact.id])
    assert drawn.mark
    assert (drawn.quoted, drawn.mark.reach) == (False, "")
    assert softened(drawn.mark, "tens of thousands").reach == "about"
    assert softened(drawn.mark, "10,000 to 99,999").reach == ""


def test_an_axis_holds_amounts_below_nought() -> None:
    scale = axis([figure(amount="-5"), figure(amount="5")])
    assert [tick.text for tick in scale.ticks] == ["-5", "0", "5"]


def test_an_axis_of_equal_amounts_and_one_of_dates() -> None:
    assert [tick.text for tick in axis([figure(amount="0"), figure(amount="0")]).ticks] == ["0", "0.5"]
    dates = [Figure(Place(""), Id("m"), date=Date(text)) for text in ("2021-09-09", "2021-09-10")]
    assert [tick.text for tick in axis(dates).ticks] == ["9 Sep 2021", "10 Sep 2021"]
    years = [Figure(Place(""), Id("m"), date=Date(text)) for text in ("199X", "1999-12")]
    assert [tick.text for tick in axis(years).ticks] == ["1990", "1999"]


@pytest.mark.parametrize(("rough", "step"), [(0.3, 0.5), (1, 1), (3, 5), (70, 100), (100_000, 100_000)])
def test_steps_are_round(rough: float, step: float) -> None:
    assert nice(rough) == pytest.approx(step)


def test_numbers_and_counts_in_words() -> None:
    assert [short(value) for value in (0.5, 1500, 2_500_000, 3e9)] == ["0.5", "1,500", "2.5 million", "3 billion"]
    assert [amount(text) for text in ("600000000", "3.40", "-1234.5", "-0.5")] == ["600,000,000", "3.40", "-1,234.5", "-0.5"]
    assert [count(1, "fact"), count(0, "fact"), count(1038, "word"), count(2, "entry", "entries")] == [
        "1 fact", "0 facts", "1,038 words", "2 entries"]
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert Decimal(amount("5")) == 5


@pytest.mark.parametrize(("date", "words", "machine"), [
    ("2021-09-09", "9 Sep 2021", "2021-09-09"), ("2021-09", "Sep 2021", "2021-09"), ("2021", "2021", "2021"),
    ("2021-09-09?", "9 Sep 2021 (uncertain)", None), ("2021-09-10/2021-09-16", "10–16 Sep 2021", None),
    ("[2021-09-09,2021-09-10]", "9 or 10 Sep 2021", None), ("199X", "1990s", None), ("2021-22", "summer 2021", None),
])
def test_a_date_has_a_machine_form_only_where_html_can_write_it(date: str, words: str, machine: str | None) -> None:
    shown = day(date)
    assert (shown.words, shown.machine) == (words, machine)


def test_only_language_tags_become_lang() -> None:
    assert [language_tag(text) for text in ("ru", "be-tarask", "zh-Hant-TW", '"><b>', "", None)] == [
        "ru", "be-tarask", "zh-Hant-TW", None, None, None]


def test_markdown_keeps_html_out_and_headings_in_order() -> None:
    known = {"a": Marker("ENE-1", "claim", "#ene-1")}
    made = html("# One\n\n## Two\n\n<b>x</b> [@a; @gone] [y](javascript:z)\n", known, top=3)
    assert made == ('<h3>One</h3>\n<h4>Two</h4>\n<p>&lt;b&gt;x&lt;/b&gt; '
                    '<a class="ref" href="#ene-1" aria-label="Fact ENE-1">ENE-1</a> [y](javascript:z)</p>\n')


@pytest.mark.parametrize(("text", "words", "directive"), [
    ("Gas rose, he said - and fell.", "he said - and", "he%20said%20%2D%20and"),
    ("Gas rose in May. Then gas\nrose in May again.", "rose in May", "May.%20Then%20gas-,rose%20in%20May,-again."),
    ("x rose. a b c d e f g h i j k l m. End.", "a b c d e f g h i j k l m.", "a%20b%20c%20d%20e,i%20j%20k%20l%20m."),
    ("a b c d e. a b c d e. f g h i j k l m n", "a b c d e. f g h i j k l m n",
     "c%20d%20e.-,a%20b%20c%20d%20e.,j%20k%20l%20m%20n"),
])
def test_a_fragment_tells_a_repeated_passage_from_its_like(text: str, words: str, directive: str) -> None:
    start = " ".join(text.split()).rindex(words)
    source = SimpleNamespace(text=text, record=SimpleNamespace(url="https://a.example/"))
    evidence = SimpleNamespace(source=source, stretches=(words,), spans=(Span(start, start + len(words)),))
    assert text_fragment(cast(Evidence, evidence)) == f"https://a.example/#:~:text={directive}"


def test_facts_stand_under_the_titles_of_their_sheets(dossier_with: Callable[..., Dossier], sheet: str) -> None:
    more = sheet.replace("title: Energy", "title: Prices <b>").replace("ENE", "PRI").replace("id: co", "id: further-co")
    dossier = dossier_with(**{"facts/prices.yaml": more})
    topic, = Views(dossier).topics
    assert [(group.id, group.title, [fact.number for fact in group.facts]) for group in topic.groups] == [
        ("sheet-ene", "Energy", ["ENE-1", "ENE-2"]), ("sheet-pri", "Prices <b>", ["PRI-1", "PRI-2"])]


def test_a_period_without_an_end_is_drawn_to_the_edge(dossier_with: Callable[..., Dossier], sheet: str) -> None:
    dated = sheet.replace("kind: event", 'kind: event\n    date: "1994/.."')
    views = Views(dossier_with(**{"facts/energy.yaml": dated}))
    drawn = strip(events(list(views.dossier.facts.values()), views.facts, views.catalogue))
    assert drawn
    since, latest = (mark for _, mark in drawn.marks)
    assert (since.kind, since.ongoing, latest.ongoing) == ("span", True, False)
    assert since.end == latest.end > since.x
