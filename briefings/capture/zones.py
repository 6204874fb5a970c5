"""Zones proposed for lines that are not the article's own words: by what the page makes of them, or by how they read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefings.capture.page import plain
from briefings.text.layout import lines, paragraphs, trimmed

LONGEST = 300
"""No line longer than this, in characters, is taken for anything but the article's words by how it reads."""


NEAR = 12
"""How many lines the head and the foot of a text have."""


class Proposed(NamedTuple):
    """Lines that look like a zone: first and last, from 1, both included."""

    kind: str
    first: int
    last: int


# Kind of zone → how such a line reads, whole; in small or capital letters, but for what begins a name.
READS: Mapping[str, tuple[str, ...]] = {
    "navigation": (
        "accessibility links", "breaking news", "skip to .*", "home", "menu", "advertisement", "back to top", "learn more",
        r"(read (more|also|next)|see also|also read|click here)\b.*", r"related( articles| stories)?(:.*)?",
        r"more on this( story)?", "most (read|popular)", "share( this)?( article| on .*)?", "tags?:.*", "leave a reply",
        r"comments?( \(\d+\))?", r"to find out more, click here\.?", "(previous|next)( article)?",
    ),
    "caption": (
        "(file )?(photo|picture|image|video|illustration)s?( by)?( ?[:/(–—-]).*", "(watch|listen): .*",
        r".{0,250}\((right|left|cent(re|er)|file photo|r|l|c)\).{0,200}", r".*\((photo|picture|image|graphic)s?: .{1,60}\)",
        ".* / (?-i:[A-Z][A-Za-z]+)[*_]*",
    ),
    "byline": (
        r"by (?-i:\[?[A-Z]).{0,80}", "(published|updated|last updated|posted|first published)( on| at)?:? .{0,60}",
        r"\(?(with )?(information|reporting|additional reporting|material|files) (from|by) .{0,80}",
        "based on reporting by .{0,80}", "(reporting|editing|writing) by .{0,120}", r"\d+ min(ute)?s?( read)?",
        r"(press|news|media) release\b.{0,60}",
        r"(?-i:[A-Z][a-z]{2,8})\.? \d{1,2},? \d{4}(,? .{0,20})?", r"\d{1,2} (?-i:[A-Z][a-z]{2,8}) \d{4}(,? .{0,20})?",
    ),
    "boilerplate": (
        "original url:?", r"<?https?://\S+>?", r".*\ball rights reserved\b.*", r"(©|\(c\) |copyright\b).*",
        r".*\bthis (web)?site uses cookies\b.*", r".*\baccept our use of cookies\b.*", r"(sign up|subscribe)\b.{0,120}",
        r".*\b(terms of (use|service)|privacy policy)\b.*", r"(support (us|our journalism)|follow us)\b.*",
        r"download (our|the) app\b.*", "our standards:.*", "ends?", "for immediate release", "notes? (to|for) editors?:?",
        "((press|media) )?(contacts?|enquiries|inquiries):.{0,120}",
    ),
}
# The same in other languages, as far as such lines are usual: German, French, Spanish, Polish, Russian.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "navigation": (
        "anzeige|werbung|publicité|publicidad|reklama|реклама|startseite", r"lesen sie (auch|mehr|hier)\b.*",
        "(mehr zum thema|mehr dazu|auch interessant|zum thema)( ?:.*)?", r"(à |a )?lire (aussi|également)\b.*",
        r"(lea|lee|leer|lea usted) (también|más)\b.*", r"(czytaj|zobacz|przeczytaj) (też|także|również|więcej)\b.*",
        r"(читайте|смотрите) (также|ещё)\b.*",
    ),
    "caption": (
        "(fotos?|bild(er)?|grafik|zdjęcia?|фото|видео)( (von|par|de))? ?[:/©].*",
        r".*\((foto|bild|visualisierung|grafik|zdjęcie|fot\.|фото)s?: .{1,60}\)",
    ),
    "byline": (
        r"(von|par|por) (?-i:[A-ZÀ-Ý])[^.]{0,60}", "stand: .{0,60}", "(veröffentlicht|aktualisiert) am .{0,60}",
        "publié le .{0,60}",
        "(opublikowano|aktualizacja|data publikacji): .{0,60}",
        r"(pressemitteilung|communiqué de presse|nota de prensa|komunikat prasowy)\b.{0,60}",
        r"\d{1,2}\.( ?\d{1,2}\.| (?-i:[A-ZÄÖÜ])\w{2,8}) ?\d{4}(,? .{0,20})?",
        r"\d{1,2} (?-i:[a-zà-ÿа-яё])\w{2,11} \d{4}(,? .{0,20})?",
    ),
    "boilerplate": (
        r".*\b(alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\b.*",
        r".*\b(wszelkie prawa zastrzeżone|все права защищены)\b.*",
        r".*\b(verwende[nt]|utilis(e|ons)|utiliza(mos)?|używa(my)?|использует|используем) .{0,40}cookies?\b.*",
        "impressum|datenschutz|mentions légales|aviso legal|polityka prywatności",
    ),
}
READINGS = tuple((kind, (*READS[kind], *ELSEWHERE[kind])) for kind in READS)
PATTERNS = {kind: re.compile("|".join(f"(?:{line})" for line in rows), re.IGNORECASE) for kind, rows in READINGS}


def proposed(text: str, parts: Sequence[tuple[str, str]], title: str) -> tuple[Proposed, ...]:
    """The zones of a captured text. `parts` are the page's own, with their kinds; of two kinds the first holds."""
    known = {words: kind for kind, words in reversed(parts)} | ({plain(title): "title"} if title else {})
    rows = [plain(line.of(text)) for line in lines(text)]
    alone = {paragraph.start for paragraph in paragraphs(text) if "\n" not in paragraph.of(text)}
    below_title = [known.get(above) == "title" for above in ("", *rows)]
    single = [trimmed(text, line).start in alone or below_title[at] for at, line in enumerate(lines(text))]
    kinds = [known.get(without_mark(row)) or (reads_as(without_mark(row)) if single[at] else None) for at, row in enumerate(rows)]
    before = list(accumulate(map(bool, rows), initial=0))
    return tuple(merged([kind if fits(kind, at, rows, before) else None for at, kind in enumerate(kinds)], rows))


def without_mark(row: str) -> str:
    """A line without the dash or bars that an extractor sets before an item."""
    return re.sub(r"^[-*|] ?", "", row)


def reads_as(row: str) -> str | None:
    """What a line is by how it reads; None for the article's words."""
    if not row or len(row) > LONGEST:
        return None
    return next((kind for kind, pattern in PATTERNS.items() if pattern.fullmatch(row)), None)


def fits(kind: str | None, at: int, rows: Sequence[str], before: Sequence[int]) -> bool:
    """Whether such a zone can stand there: a title at the head, once; a byline at the head or the foot.

    `before` has for each row how many rows with words stand above it, and at its end how many there are.
    """
    if kind == "title":
        return before[at] < NEAR and rows[at] not in rows[:at]
    return kind != "byline" or before[at] < NEAR or before[-1] - before[at + 1] < NEAR


def merged(kinds: Sequence[str | None], rows: Sequence[str]) -> Iterator[Proposed]:
    """Lines of one kind that follow each other, with what is empty between them, as one zone."""
    open_zone: Proposed | None = None
    for number, (kind, row) in enumerate(zip(kinds, rows, strict=True), 1):
        if open_zone and kind == open_zone.kind:
            open_zone = open_zone._replace(last=number)
        elif row:
            if open_zone:
                yield open_zone
            open_zone = Proposed(kind, number, number) if kind else None
    if open_zone:
        yield open_zone
