"""Dossiers of any size for benchmarks: news of invented harbours, five facts to a source, the same at every run.

Each source has about 5,000 characters: the sentences that facts are made of, among others that many sources share word
for word. Facts are statements, contracts, plans, counts with words left out, promises, estimates, backgrounds and
refusals; every fifth rests on two sources of one origin, and figures of one measure dispute each other.

Run: python benchmarks/dossiers.py FOLDER FACTS [WRONG_EVERY]; with 100, one quote in a hundred has a word altered.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

PER_SOURCE, PER_TOPIC, PER_MEASURE = 5, 100, 48
GIVEN = "Anna Tomas Mira Jon Eva Paul Ida Karl Nora Olaf Vera Hugo Lena Emil Rosa Ivan Tilda Marek Dora Felix".split()
FAMILY = ("Voss Lind Okafor Hale Brandt Renner Solberg Kovac Moreau Petrov Castell Nyberg Duarte Ferri Halonen Ibsen Jansen "
          "Keller Laurent Molnar Novak Orlov Pereira Quist Rossi Sandberg Takacs Ulmer Varga Winter").split()
TOWN = ("Alder", "Briar", "Cold", "Drake", "Elm", "Fair", "Grim", "Hazel", "Iron", "Juniper", "Kings", "Lark")
PORT = ("haven", "ford", "mouth", "quay", "ness", "wick", "holm", "stead")
FIRM = ("Borealis", "Meridian", "Tidewater", "Anchor", "Beacon", "Northgate", "Harbinger", "Oceanic", "Pelican", "Kestrel")
TRADE = ("Shipping", "Freight", "Dredging", "Cargo", "Ferries", "Logistics")
GOODS = ("timber", "grain", "cement", "copper", "fertiliser", "steel", "salt", "paper", "coal", "fruit")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DISPUTE = "Each report counts another port."
FILLERS = (
    "The harbour of {town} was busy, as it had been for years.",
    "Asked about the plan, {family} declined to comment.",
    "“It is too early to say,” a spokesman for {firm} told the agency, adding that talks would go on.",
    "Ships waited for hours outside the breakwater — a sight that residents of {town} have grown used to.",
    "Trade unions have long called for higher wages, and {firm} has said that it is ready to talk.",
    "The dispute goes back to the reform of the harbour law, which many in {town} never accepted.",
    "Analysts say that the price of {goods} may rise again if the winter is hard.",
    "Nobody at the ministry could be reached for comment on Sunday evening.",
    "According to people familiar with the matter, the board of {firm} has not yet decided.",
    "Two of the older cranes will be replaced, though nobody knows when.",
    "The road from {town} to the capital was closed for repairs, which delayed deliveries of {goods}.",
    "“We have heard such promises before,” said a docker who did not want to be named.",
    "Fishermen protested against the new quay; the police counted several hundred people.",
    "In a statement the company said that safety came first and that the cause was being looked into.",
    "{person} has led the harbour board since the last election and is thought to be close to the government.",
    "Imports of {goods} fell sharply during the first months of the pandemic, but have since recovered.",
    "The opposition accused the government of selling the port below its value.",
    "Environmental groups warned that dredging could harm the bay’s seagrass.",
    "Insurance costs have gone up as well, and smaller firms say that they cannot bear them much longer.",
    "The railway, once the pride of {town}, carries hardly any {goods} today.",
)


@dataclass(frozen=True)
class Scene:
    """What a fact is about; every choice follows from its number."""

    number: int
    day: date
    person: str
    town: str
    firm: str
    goods: str
    month: str

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.day.weekday()]

    @property
    def written(self) -> str:
        """The day as a claim writes it."""
        return f"{self.day.day} {self.day:%B} {self.day.year}"


@dataclass(frozen=True)
class Told:
    """A sentence of a source, and the fact that is made of it: claim, quote in stretches, further fields."""

    sentence: str
    claim: str
    quote: tuple[str, ...]
    fields: dict[str, object] = field(default_factory=dict)


def names(facts: int) -> tuple[list[str], list[str], list[str]]:
    """The people, towns and firms of a dossier: more of them in a larger one, as many at most as there are names."""
    most = 12 + facts // 50
    people = [f"{given} {family}" for family in FAMILY for given in GIVEN]
    towns = [first + last for last in PORT for first in TOWN]
    firms = [f"{first} {last}" for last in TRADE for first in FIRM]
    return people[:most], towns[:most], firms[:most]


def scene(number: int, cast: tuple[list[str], list[str], list[str]]) -> Scene:
    """What fact `number` is about."""
    chance = Random(number)
    day = date(2021, 1, 4) + timedelta(days=number // PER_SOURCE % 300)
    return Scene(number, day, *map(chance.choice, cast), chance.choice(GOODS), chance.choice(MONTHS))


def statement(at: Scene) -> Told:
    said = f"nearly {at.number + 120:,} crates of {at.goods} would be shipped from {at.town} by the end of the year"
    sentence = f"{at.person} said on {at.weekday} that {said}."
    return Told(sentence, f"{at.person} said on {at.written} that {said}.", (sentence,), {"kind": "statement"} | by(at))


def contract(at: Scene) -> Told:
    deal = f"{at.firm} signed a contract worth ${at.number + 11} million with the port of {at.town}"
    return Told(f"{deal} on {at.weekday}, after months of talks.", f"{deal} on {at.written}.", (f"{deal} on {at.weekday}",),
                {"kind": "event", "date": at.day.isoformat()})


def plan(at: Scene) -> Told:
    aim = f"{at.firm} plans to open {at.number + 2:,} new berths in {at.town} in 2023"
    sentence = f"{aim}, according to {at.person}."
    return Told(sentence, f"According to {at.person}, {aim}.", (sentence,), {"kind": "plan", "due": "2023"} | by(at))


def volume(at: Scene) -> Told:
    port, handled = f"The port of {at.town}", f"handled {at.number + 40_000:,} tonnes of {at.goods} in 2020"
    figure = {"measure": f"volume-{at.number // PER_MEASURE}", "amount": str(at.number + 40_000), "unit": "tonnes"}
    return Told(f"{port}, which {at.firm} has run since 1998, {handled}, more than in any year before.", f"{port} {handled}.",
                (port, handled), {"kind": "event", "date": "2020", "figures": [figure]})


def promise(at: Scene) -> Told:
    delay = f"not accept any delay of the {ordinal(at.number)} delivery beyond {at.month} 2022"
    sentence, claim = f"“We will {delay},” {at.person} promised.", f"{at.person} promised that {at.town} would {delay}."
    return Told(sentence, claim, (sentence,), {"kind": "commitment", "inferred": {at.town: "it was said there"}} | by(at))


def estimate(at: Scene) -> Told:
    strike = f"between {at.number + 200:,} and {at.number + 300:,} workers took part in the strike at {at.town}"
    sentence = f"{strike[0].upper()}{strike[1:]}, union leaders said."
    return Told(sentence, f"Union leaders said that {strike}.", (sentence,), {"kind": "estimate"})


def background(at: Scene) -> Told:
    sentence = f"{at.town} lies {at.number + 30:,} kilometres from the border and has been the seat of {at.firm} since 1974."
    return Told(sentence, sentence, (sentence[:-1],), {"kind": "background"})


def refusal(at: Scene) -> Told:
    sentence = f"The two sides did not agree on the {at.number + 7:,} roubles a tonne that {at.firm} had asked for in {at.town}."
    return Told(sentence, sentence, (sentence,), {"kind": "event"})


def by(at: Scene) -> dict[str, object]:
    """Who says it, and when."""
    return {"said": {"by": name(at.person), "on": at.day.isoformat()}}


def ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


KINDS = (statement, contract, plan, volume, promise, estimate, background, refusal)


def told(number: int, cast: tuple[list[str], list[str], list[str]]) -> Told:
    """Fact `number` and its sentence."""
    return KINDS[number % len(KINDS)](scene(number, cast))


def name(text: str) -> str:
    """A name as an id."""
    return text.lower().replace(" ", "-")


def article(number: int, facts: int, cast: tuple[list[str], list[str], list[str]]) -> str:
    """The text of a source: its sentences and the first of the source before, each in a paragraph of others."""
    chance = Random(-number - 1)
    first = number * PER_SOURCE
    numbers = [*range(first, min(first + PER_SOURCE, facts)), *([first - PER_SOURCE] if number else [])]
    paragraphs = [f"Harbour report {number}", f"By {chance.choice(cast[0])}"]
    for each in numbers:
        at = scene(first, cast)
        given = {"town": at.town, "firm": chance.choice(cast[2]), "person": at.person, "family": at.person.split()[1],
                 "goods": at.goods}
        before, after, aside = ([chance.choice(FILLERS).format(**given) for _ in range(count)] for count in (2, 2, 4))
        paragraphs += [" ".join((*before, told(each, cast).sentence, *after)), " ".join(aside)]
    return "\n\n".join((*paragraphs, "This website uses cookies. Subscribe to our newsletter.")) + "\n"


def source(number: int, text: str) -> dict[str, object]:
    """The record of a source; all repeat one agency's reports."""
    day = scene(number * PER_SOURCE, ([""], [""], [""])).day
    last = text.count("\n")
    zones = [{"kind": kind, "lines": [line, line]} for kind, line in (("title", 1), ("byline", 3), ("boilerplate", last))]
    return {"title": f"Harbour report {number}", "issued": day.isoformat(), "language": "en", "origin": "Harbour Agency",
            "inferred": {"issued": "by the calendar of the archive", "origin": "the reports share sentences"},
            "text": {"sha256": hashlib.sha256(text.encode()).hexdigest()}, "zones": zones}


def fact(number: int, facts: int, cast: tuple[list[str], list[str], list[str]], wrong: bool) -> dict[str, object]:
    """The record of a fact; where it is `wrong`, a word of its quote has a letter too many."""
    made, at = told(number, cast), number // PER_SOURCE
    stretches = [misspelt(each) if wrong else each for each in made.quote]
    sources, dated = [f"report-{at}"], number % len(KINDS) in (0, 1)  # "on Thursday" is another day in the next source
    if number % PER_SOURCE == 0 and number + PER_SOURCE < facts and not dated:
        sources.append(f"report-{at + 1}")
    evidence = [{"source": each, "quote": stretches if len(stretches) > 1 else stretches[0]} for each in sources]
    return {"id": f"fact-{number}", "claim": made.claim, **made.fields, "evidence": evidence}


def misspelt(text: str) -> str:
    """A text whose third word has a letter too many."""
    head = text.split()[:3]
    return " ".join(head) + "x" + text[len(" ".join(head)) :]


def yaml(value: object, indent: int = 0) -> Iterator[str]:
    """A record as editors write YAML: maps and lists in blocks, texts plain, folded where they are long, or quoted."""
    pad = " " * indent
    for key, each in value.items() if isinstance(value, dict) else ():
        if isinstance(each, dict) and all(isinstance(inner, str) for inner in each.values()) and len(each) < 4:
            yield f"{pad}{key}: {{{', '.join(f'{inner}: {scalar(text)}' for inner, text in each.items())}}}"
        elif isinstance(each, dict):
            yield from (f"{pad}{key}:", *yaml(each, indent + 2))
        elif isinstance(each, list):
            yield f"{pad}{key}:"
            for item in each:
                first, *rest = yaml(item, indent + 4) if isinstance(item, dict) else (f"{pad}    {scalar(item)}",)
                yield from (f"{pad}  - {first.lstrip()}", *rest)
        elif len(str(each)) > 90:
            yield from (f"{pad}{key}: >-", f"{pad}  {each}")
        else:
            yield f"{pad}{key}: {scalar(each)}"


def scalar(value: object) -> str:
    """A text or list of texts on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(scalar, value))}]"
    text = str(value)
    return text if all(letter.isalnum() or letter in " -" for letter in text) else json.dumps(text, ensure_ascii=False)


def entity(label: str, kind: str) -> dict[str, object]:
    """The record of an entity; people are called by their family names, too, which several share."""
    return {"kind": kind, "label": label} | ({"aliases": [label.split()[1]]} if kind == "person" else {})


def topic(number: int, facts: int, cast: tuple[list[str], list[str], list[str]]) -> str:
    """The prose of a topic: a paragraph for each five facts, with what they claim."""
    first, last = number * PER_TOPIC, min((number + 1) * PER_TOPIC, facts)
    text = f"---\ntitle: Harbours {number}\nstandfirst: What the reports say of the harbours, and where they differ.\n---\n"
    for start in range(first, last, PER_SOURCE):
        cited = (f"{told(each, cast).claim} [@fact-{each}]" for each in range(start, min(start + PER_SOURCE, last), 2))
        heading = f"\n## Reports {start}\n" if start % 20 == 0 else ""
        text += f"{heading}\nSources differ. {' '.join(cited)}\n"
    return text


def write(root: Path, facts: int, wrong_every: int = 0) -> None:
    """Write a dossier with that many facts into the folder `root`; of the quotes, one in `wrong_every` is wrong."""
    cast, topics = names(facts), -(-facts // PER_TOPIC)
    records = {"dossier.yaml": {"title": "Harbours", "language": "en", "as-of": "2021-12-31",
                                "topics": [f"harbours-{number}" for number in range(topics)], "editors": ["The desk"]},
               "entities.yaml": {name(each): entity(each, kind) for kind, row in zip(("person", "place", "body"), cast, strict=True)
                                 for each in row},
               "measures.yaml": {f"volume-{number}": {"label": f"Volume {number}", "unit": "tonnes", "dispute": DISPUTE}
                                 for number in range(-(-facts // PER_MEASURE))}}
    for number in range(topics):
        every = range(number * PER_TOPIC, min((number + 1) * PER_TOPIC, facts))
        listed = [fact(each, facts, cast, bool(wrong_every) and each % wrong_every == wrong_every - 1) for each in every]
        records[f"facts/harbours-{number}.yaml"] = {"topic": f"harbours-{number}", "title": f"Harbours {number}",
                                                    "prefix": f"H{number}", "facts": listed}
    texts = {f"topics/harbours-{number}.md": topic(number, facts, cast) for number in range(topics)}
    for number in range(-(-facts // PER_SOURCE)):
        text = article(number, facts, cast)
        texts[f"sources/report-{number}/article.txt"] = text
        records[f"sources/report-{number}/source.yaml"] = source(number, text)
    for path, text in (texts | {path: "\n".join(yaml(record)) + "\n" for path, record in records.items()}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
