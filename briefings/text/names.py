"""Names in text: entities by their aliases, and capitalised names that no alias knows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap
from typing import Any, NamedTuple

from briefings.text.layout import QUOTE_MARKS
from briefings.text.span import Span
from briefings.text.verbs import VERBS
from briefings.text.wordlists import (
    AUXILIARIES,
    CALENDAR,
    COMMON_ENDINGS,
    COMMON_OPENERS,
    FUNCTION_WORDS,
    INSTITUTIONS,
    KIN,
    NAME_LINKS,
    TITLES,
)

APOSTROPHES = "'’‘ʼ＇"
HYPHENS = "-‐‑–—−"
# Scripts written without spaces: every character is a word of its own.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"(?:[^\W_{_UNSPACED}]++|[\u0300-\u036f\u00ad\u200c\u200d]++)++"
_TOKEN = re.compile(rf"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*+|[{_UNSPACED}]|[^\w\s]|_")
_FOLDED = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys("\u00ad\u200c\u200d")}
)

OPENING_MARKS = QUOTE_MARKS + "'‘(*-[_"
PLACE_ABBREVIATIONS = frozenset({"St", "Mt", "Ft"})

_RUN = re.compile(r"[\W_]")
_NOT_INSIDE = rf"(?<![^\W_].)(?<![^\W_][{APOSTROPHES}].)"
"""What holds behind the first letter of a word, and of no other."""
_CAPITALISED = re.compile(rf"([^\W\d_a-z]{_NOT_INSIDE}[^\W_]*(?:[{APOSTROPHES}](?![sS]\b)[^\W_]+)*)")
_UNUSUAL = re.compile(rf"[\u0300-\u036f\u00ad\u200c\u200d{_UNSPACED}]")

END = ""
"""The key under which the trie keeps the ids of the aliases that end at a node."""

Trie = dict[str, Any]
NOWHERE: Trie = {}
"""Where the trie ends."""


class Token(NamedTuple):
    """A word or a mark: its folded form, the form without possessive, and where both end in the text."""

    form: str
    bare: str
    start: int
    end: int
    bare_end: int


class Mention(NamedTuple):
    """A place in a text where an alias stands: its characters, and the entities that bear the alias."""

    span: Span
    written: str
    entities: frozenset[str]


def tokens(text: str) -> Iterator[Token]:
    """Words and marks of `text`, in order; white space parts them and is dropped."""
    return starmap(Token, folded(text, 0, len(text)))


def folded(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int, int]]:
    """The same of `text[start:end]`, as plain tuples: most callers look at one word and throw it away."""
    for match in _TOKEN.finditer(text, start, end):
        form = match[0]
        begin, stop = match.span()
        if not form.isascii():
            form = _fold(form)
        if form[-2:] in ("'s", "'S") and len(form) > 2:
            yield form, form[:-2], begin, stop, stop - 2
        elif form:  # not zero-width characters alone
            yield form, form, begin, stop, stop


def _is_plain(text: str) -> bool:
    """Whether a word of `text` is a run of letters and digits as they stand."""
    return text.isascii() or (not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word.translate(_FOLDED))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every alias of every entity, as a trie of words; built once from id → (alias, language) pairs."""

    entities: Mapping[str, Iterable[tuple[str, str]]] = field(repr=False)
    root: Trie = field(init=False, repr=False)
    vocabulary: frozenset[str] = field(init=False, repr=False)
    openers: frozenset[str] = field(init=False, repr=False)
    """The runs of letters with which the aliases begin."""
    beginning: re.Pattern[str] = field(init=False, repr=False)
    """A run of letters that begins with the first letter of some alias."""

    def __post_init__(self) -> None:
        root: Trie = {}
        vocabulary: set[str] = set()
        for entity, aliases in self.entities.items():
            for alias, _language in aliases:
                forms = [token.form for token in tokens(alias)]
                vocabulary.update(forms)
                for variant in _variants(forms):
                    _plant(root, variant, entity)
        object.__setattr__(self, "root", root)
        object.__setattr__(self, "vocabulary", frozenset(vocabulary))
        object.__setattr__(self, "openers", frozenset(_RUN.split(form)[0] for form in root))
        letters = "".join(sorted({opener[0] for opener in self.openers if opener}))
        object.__setattr__(self, "beginning", re.compile(rf"[{letters or '_'}]{_NOT_INSIDE}[^\W_]*"))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Mentions in `text` from left to right, the longest at each place, none overlapping.

        Whole words in their own letter case; `'s`, the kind of apostrophe or hyphen and the width of
        white space do not matter.
        """
        return _found(self, text)

    def mentions(self, text: str) -> Iterator[Mention]:
        """The same, read anew."""
        done = 0
        for start in self._starts(text):
            if start >= done and (found := self._longest(text, start)):
                span, ids, done = found
                yield Mention(span, span.of(text), ids)

    def _starts(self, text: str) -> Iterator[int]:
        """Where words stand with which an alias may begin; in text of unusual letters, every word and mark."""
        if "" in self.openers or not _is_plain(text):
            return (token.start for token in tokens(text))
        return (match.start() for match in self.beginning.finditer(text) if match[0] in self.openers)

    def _longest(self, text: str, start: int) -> tuple[Span, frozenset[str], int] | None:
        """The longest alias that begins at `start`, whose it is, and the end of its last word with what is glued to it."""
        node, best = self.root, None
        for form, bare, _, end, bare_end in folded(text, start, len(text)):
            if bare is not form and END in (found := node.get(bare, NOWHERE)):
                best = Span(start, bare_end), found[END], end
            node = node.get(form, NOWHERE)
            if END in node:
                best = Span(start, end), node[END], end
            if not node:
                break
        return best


@lru_cache(maxsize=4096)  # one text is read by many checks
def _found(lexicon: Lexicon, text: str) -> tuple[Mention, ...]:
    return tuple(lexicon.mentions(text))


def _variants(forms: list[str]) -> Iterator[list[str]]:
    if not forms:
        return
    yield forms
    if forms[0] in ("The", "the") and len(forms) > 1:
        yield [{"The": "the", "the": "The"}[forms[0]], *forms[1:]]


def _plant(root: Trie, forms: list[str], entity: str) -> None:
    node = root
    for form in forms:
        node = node.setdefault(form, {})
    node[END] = node.get(END, frozenset()) | {entity}


def unknown(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """Capitalised names in `text` that no alias covers, each a run of words, without possessive.

    Left out, since precision matters more than recall: acronyms, months and weekdays, titles, bare words
    of institutions, parts of known names (Vladimir, where Vladimir Putin is known), and the first word of
    a sentence unless what follows shows that it is a name.
    """
    if not _may_be_strange(text, lexicon):
        return ()
    row = list(tokens(text))
    named = _marked(row, lexicon.find(text))
    runs = (_without_opener(row, run) for run in _runs(text, row, named))
    return tuple(
        Span(row[run[0]].start, row[run[-1]].bare_end)
        for run in runs
        if any(_is_strange(row[at].bare, lexicon) for at in run)
    )


def _may_be_strange(text: str, lexicon: Lexicon) -> bool:
    """Whether any word of `text` can be part of an unknown name; where letters are not plain, it is not told from here."""
    words = (match for match in _CAPITALISED.finditer(text) if _is_strange(match[1], lexicon) and _is_name_word(match[1]))
    return any(match.start() or not _is_common(match[1].lower()) for match in words) or not _is_plain(text)


def bears(evidence: str, name: str) -> bool:
    """Whether each word of `name` stands in `evidence`; a people bears its country, and the reverse."""
    standing = {part.lower() for token in tokens(evidence) for part in (token.form, token.bare)}
    words = (token.bare for token in tokens(name) if token.bare[0].isalnum())
    return all(_spellings(word) & standing for word in words if word not in NAME_LINKS)


def _spellings(word: str) -> set[str]:
    return {form.lower() for form in KIN.get(word, {word, f"{word}s", word.removesuffix("s")})}


def _marked(row: list[Token], known: Iterable[Mention]) -> list[bool]:
    """For each token whether it may be a word of an unknown name."""
    inside = {offset for mention in known for offset in range(*mention.span)}
    return [token.start not in inside and _is_name_word(token.bare) for token in row]


def _is_name_word(word: str) -> bool:
    titled = len(word) > 1 and word[0].isupper() and any(letter.islower() for letter in word)
    return titled and word not in CALENDAR and word not in TITLES


def _runs(text: str, row: list[Token], named: list[bool]) -> Iterator[list[int]]:
    """Lists of the indexes in `row` of the words of one name each."""
    run: list[int] = []
    for index in (index for index, wanted in enumerate(named) if wanted):
        if run and not _joined(text, row, run[-1], index):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _joined(text: str, row: list[Token], left: int, right: int) -> bool:
    """Whether only space, a hyphen, initials or small links (`of`) part two capitalised words."""
    if row[left].end != row[left].bare_end or right - left > 5:
        return False
    if any("\n" in text[row[at].end : row[at + 1].start] for at in range(left, right)):
        return False
    between = [row[at].form for at in range(left + 1, right)]
    if between == ["."]:
        return row[left].form in PLACE_ABBREVIATIONS
    return all(form in NAME_LINKS or form == "-" for form in between) or _initials(between)


def _initials(between: list[str]) -> bool:
    return len(between) in (2, 4) and all(
        form == "." if at % 2 else len(form) == 1 and form.isupper() for at, form in enumerate(between)
    )


def _without_opener(row: list[Token], run: list[int]) -> list[int]:
    """`run` without its first word where that only begins a sentence."""
    if not _begins_sentence(row, run[0]):
        return run
    if _is_common(row[run[0]].bare.lower()):
        return run[1:]
    return run if len(run) > 1 or _looks_named(row, run[0]) else []


def _begins_sentence(row: list[Token], index: int) -> bool:
    before = index - 1
    while before >= 0 and row[before].form in OPENING_MARKS:
        before -= 1
    if any(row[at].form in QUOTE_MARKS for at in range(before + 1, index)):
        return True
    if before < 0 or row[before].form in "!?:;…":
        return True
    return row[before].form == "." and (before == 0 or not _abbreviates(row[before - 1].form))


def _abbreviates(word: str) -> bool:
    return word in TITLES or word in PLACE_ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _is_common(word: str) -> bool:
    return word in FUNCTION_WORDS or _is_noun(word) or word.endswith(COMMON_ENDINGS)


def _is_noun(word: str) -> bool:
    return word in COMMON_OPENERS or word.removesuffix("s") in COMMON_OPENERS


def _looks_named(row: list[Token], index: int) -> bool:
    """Whether what follows the first word of a sentence shows that the word is a name (`Petrov signed`)."""
    if row[index].end != row[index].bare_end or row[index].bare in KIN:
        return True
    following = [token.form for token in row[index + 1 : index + 3]]
    if not following:
        return False
    if following[0] == "and":
        return len(following) > 1 and following[1][0].isupper()
    if following[0][0].isupper():
        return following[0] not in TITLES
    after = following[0].lower()
    return after in AUXILIARIES or after in VERBS or after.endswith("ed")


def _is_strange(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.vocabulary and word not in INSTITUTIONS and word not in PLACE_ABBREVIATIONS
