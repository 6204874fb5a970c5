"""Words brought to a rough common form, so that signed, signing and signs compare equal."""

import re
from functools import lru_cache

from briefings.text.wordlists import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(
    r"(?:ations?|(?<=[a-z]{4})e?ments?|ions?|ings?|ed|ers?|ies|es|y|e|s)$"
)

# Past forms that share no stem with their verb.
IRREGULAR_ROWS = """
buy bought; rebuild rebuilt; sell sold sale; meet met; hold held; build built; send sent; give gave given; take took
taken; pay paid payment payments; make made; leave left; lend lent; lose lost loss; win won; begin began
begun; rise rose risen; fall fell fallen; grow grew grown growth; go went gone; come came; lead led; keep
kept; bring brought; withdraw withdrew withdrawn; strike struck; break broke broken; choose chose chosen
choice; speak spoke spoken; write wrote written; know knew known; see saw seen; find found; get got;
think thought; say said; tell told; feel felt; become became; shoot shot; fight fought; teach taught;
catch caught; seek sought; spend spent; stand stood; understand understood; arise arose; steal stole
stolen; swear swore sworn; fly flew flown flight; die died death dead; deliver delivery deliveries
"""
IRREGULAR = {form: row.split()[0] for row in IRREGULAR_ROWS.split(";") for form in row.split()}

AMERICAN = {"our": "or", "is": "iz", "ys": "yz", "enc": "ens"}
_SPELLING = re.compile(r"our|(?:is|ys|enc)$")


@lru_cache(maxsize=50_000)  # the same few thousand words come again in every claim
def stem(word: str) -> str:
    """The stem of one word: `discussing` → `discus`; at most seven letters."""
    small = word.lower()
    small = IRREGULAR.get(small, small)
    short = _ENDING.sub("", small)
    short = short if len(short) >= 3 else small
    undoubled = short[:-1] if len(short) > 3 and short[-1] == short[-2] else short
    return _SPELLING.sub(lambda british: AMERICAN[british[0]], undoubled)[:7]


@lru_cache(maxsize=4096)  # the readers of speech, of negation and of hedges all ask first whether a word of theirs stands here
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order, in small letters: runs of letters, without digits and marks."""
    return tuple([word.lower() for word in _WORD.findall(text)])


@lru_cache(maxsize=4096)  # one text is read by many checks
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of `text`."""
    return frozenset(map(stem, set(words(text)) - FUNCTION_WORDS))
