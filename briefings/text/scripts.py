"""Which script a letter belongs to, and letters of one script that look like those of another."""

import re
import unicodedata
from functools import lru_cache

from briefings.text.characters import UNSPACED

# Letters drawn alike (after Unicode's confusables, UTS 39): Cyrillic and Greek, then Latin.
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝѵАВЕЅІЈКМНОРСТУХҮԌԚԜοινυρκαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwvABESIJKMHOPCTYXYGQWoivupkaABEZHIKMNOPTYX",
)
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "IDEOGRAPHIC": "CJK"}
# Letters that any script may borrow: modifiers, full-width and mathematical forms.
_COMMON = {
    "MODIFIER",
    "FULLWIDTH",
    "MATHEMATICAL",
    "FEMININE",
    "MASCULINE",
    "MICRO",
    "SUPERSCRIPT",
    "DOUBLE-STRUCK",
}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def script(letter: str) -> str | None:
    """The script of a letter, such as "LATIN"; None for what is no letter or belongs to no one script."""
    if not letter.isalpha():
        return None
    name = unicodedata.name(letter, "").split(" ")[0]
    return None if not name or name in _COMMON else _ONE_SCRIPT.get(name, name)


def scripts(text: str) -> frozenset[str]:
    """The scripts of all letters in `text`."""
    return frozenset(found for found in map(script, set(text)) if found)


def scripts_used(text: str) -> frozenset[str]:
    """The scripts that have a word of their own in `text`: a stray letter does not count."""
    letters: dict[str, list[str]] = {}
    for character in set(text):
        if found := script(character):
            letters.setdefault(found, []).append(character)
    return frozenset(found for found, own in letters.items() if _has_word(text, own))


def _has_word(text: str, letters: list[str]) -> bool:
    own = f"[{re.escape(''.join(sorted(letters)))}]"
    if re.match(f"[{UNSPACED}]", letters[0]):
        return True
    return re.search(rf"(?<![^\W\d_]){own}{{2,}}(?![^\W\d_])", text) is not None


def drawn(text: str) -> str:
    """`text` with Cyrillic and Greek letters replaced by the Latin ones that look the same."""
    return text.translate(_ALIKE)


def stranger(text: str) -> str | None:
    """The first letter in `text` that stands in a word of another script and looks like its letters."""
    for word in _WORD.findall(text):
        known = [found for found in map(script, word) if found]
        if len(set(known)) > 1:
            for letter in word:
                if script(letter) != max(set(known), key=known.count) and drawn(letter) != letter:
                    return str(letter)
            return next((str(letter) for letter in word if drawn(letter) != letter), None)
    return None


def named(letter: str) -> str:
    """A letter for an editor to read: “о” (Cyrillic small letter o)."""
    return f"“{letter}” ({unicodedata.name(letter, 'no name').capitalize()})"
