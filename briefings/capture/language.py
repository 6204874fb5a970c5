"""In which language a text is written: by its commonest words, against what its page says."""

import re
from collections.abc import Mapping, Sequence

# Language → words that are common in it; kin languages share some, and differ in enough.
COMMON: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "en": "the and of to that with was for has his which have said not from",
        "de": "der die und das nicht mit ist den auf für eine dem sich auch wurde",
        "fr": "le les des est dans une pour qui sur avec pas au ont cette été",
        "es": "el los las una por con para del más fue según sobre pero ha también",
        "pt": "o os uma não com para em mais foi ao são também pela pelo seu",
        "it": "il di che gli della per con non una sono del nel più anche stato",
        "nl": "het een van en dat niet zijn voor met op naar ook werd bij heeft",
        "pl": "w na nie się że jest do przez od po oraz który został tym jego",
        "ru": "и в не на что с по как это его также был для он из",
        "uk": "і в не на що з та як це його також був для він із",
        "be": "і ў не на што з па як гэта яго таксама быў для ён са",
    }.items()
}
ENOUGH = 5
"""How many common words a text must have before its language is said."""

WORDS = 3000
"""How many words of a text are looked at."""


def language_of(text: str, said: Sequence[str]) -> tuple[str, str]:
    """The language as a BCP 47 tag, and why it is known where it is not simply what the page says; both may be empty."""
    tags = [tag for each in said if (tag := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", each))]
    declared = tags[0][0].lower() if tags else ""
    words = re.findall(r"[^\W\d_]+", text.lower())[:WORDS]
    counts = sorted(((sum(word in common for word in words), name) for name, common in COMMON.items()), reverse=True)
    (most, found), (second, _) = counts[:2]
    if most < ENOUGH or most < 1.3 * second:
        return declared, ""
    if found == declared:
        return declared, ""
    return found, f"the page says {declared}; its words are {found}" if declared else "judged by its commonest words"
