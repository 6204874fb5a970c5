"""What the words around a date say: whether four digits are a year, a month's name a month, and what is to come."""

import re

# "may", "march" and the short forms are words too: they want a capital and a word before that leads to a date.
_LEADS = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|last|next|this|early|late|mid|to|through|and|after|before|between"
    r"|every|for|or|month)[\s-]$",
    re.IGNORECASE,
)
HOMOGRAPHS = {"may", "march", "mar", "jan", "jun", "jul", "sep", "dec", "sat", "sun", "mon", "wed", "fri"}
_COUNT_LEADS = re.compile(
    r"\b(?:than|some|nearly|almost|over|least|most|up\sto|exceeding|exactly|approximately|another|only|all|resolution"
    r"|article|number|no\.?|decree|regulation|directive|law|order|protocol|section|flight|room)\s$",
    re.IGNORECASE,
)
_YEAR_LEADS = re.compile(
    r"(?:\b(?:in|since|until|till|during|the|year|early|late|mid|a|an|its|their|his|her|this)|[’']s?)[\s-]$",
    re.I,
)
_LOOSE_LEADS = re.compile(
    r"(?:\b(?:by|from|of|after|before|for|to|between|and|through|around|circa|about|than)\s|[(–-])$", re.I
)
_UNIT_FOLLOWS = re.compile(
    r"[ \u00a0-](?:(?:hundred|thousand|million|billion|trillion|per\scent|percent|km|kg|mw|mwh|strong)\b"
    r"|(?:kilomet|met(?:re|er)|mile|tonne|hectare|megawatt|barrel|dollar|euro|ruble|rouble)s?)",
    re.IGNORECASE,
)
# After a number between 1900 and 2099 that no other word decides on, these are counted: "2024 soldiers", but "2021 drills".
_COUNTED_NOUN = re.compile(
    r"[ \u00a0](?:[A-Za-z]+[ -]){0,2}?(?:soldiers|troops|people|men|women|children|personnel|servicemen|officers|civilians"
    r"|protesters|prisoners|detainees|refugees|migrants|workers|jobs|deaths|cases|votes|aircraft|planes|jets|tanks|ships"
    r"|vehicles|missiles|homes|houses|companies|firms|villages|households|respondents|students|rubles|units|pieces|items)\b"
)
_PLURAL = re.compile(r"[ \u00a0]\w{0,30}s\b")
_FUTURE = re.compile(
    r"\b(?:[Ww]ill|shall|would|scheduled|due\s(?:in|on|by|to\sbe)|expected|plan|plans|planned|may|might|ahead\sof|upcoming"
    r"|set\sto|is\sto|are\sto|becomes?|takes?\seffect|into\sforce|unless|within)\b|[’']ll\b|\b(?:until|by|before)\s(?:the\s)?$"
)
_TIMETABLE = re.compile(r"\b(?:opens|closes|begins?|starts|ends|expires)\s(?:(?:on|in|at)\s(?:the\s)?)?$")
# "From January, patients will be taken": only words that tell of no past stand between such a date and "will".
_COMING = re.compile(
    r",?(?:\s(?!\w{2,}ed\b|(?:was|were|had|said|says|told|met)\b)[\w’'-]+){1,10}?\s(?:will|(?:is|are)\sto)\s")
_FAR = 160  # how far back, in characters, a sentence's outlook is looked for


def speaks_of_future(text: str, start: int, end: int) -> bool:
    """Whether the sentence looks ahead before the date at `start` to `end` ("will", "scheduled", "by"), or at it ("opens on 2 May",
    "From May, it will").
    """
    sentence = re.split(r"[.!?]\s|\n", text[max(0, start - _FAR) : start])[-1]
    if _FUTURE.search(sentence) or _TIMETABLE.search(sentence):
        return True
    return len(sentence.split()) < 2 and _COMING.match(text, end, end + _FAR) is not None


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: the words around decide, and else the size ("2024", not "1500")."""
    before = text[max(0, start - 16) : start]
    if _COUNT_LEADS.search(before) or _UNIT_FOLLOWS.match(text, end) or re.search(r"[€£$%]\s?$", before):
        return False
    if _YEAR_LEADS.search(before):
        return True
    if 1900 <= int(text[start:end]) <= 2099:
        return not is_counted(text, end)
    return bool(_LOOSE_LEADS.search(before)) and not _PLURAL.match(text, end)


def is_counted(text: str, end: int) -> bool:
    """Whether what follows `end` is a noun or a unit that the number before it counts."""
    return bool(_UNIT_FOLLOWS.match(text, end) or _COUNTED_NOUN.match(text, end))


def is_month_name(text: str, start: int, end: int) -> bool:
    """Whether the word at `start` is a month by its capital and the word before it, not "may" or "march"."""
    name = text[start:end]
    short = name.lower().rstrip(".")
    if not name[0].isupper() or name.isupper():
        return False
    if short in HOMOGRAPHS or len(short) < 5:
        return bool(_LEADS.search(text[max(0, start - 9) : start]))
    return True


def is_month_then_count(text: str, start: int, end: int) -> bool:
    """Whether "In April 13 people" is meant at `start` to `end`: a month, then a number that counts something."""
    before, after = text[max(0, start - 8) : start], text[end : end + 40]
    if re.search(r"\bin\s$", before, re.IGNORECASE) and re.match(r"\s[a-z%]|%", after):
        return True
    return bool(re.match(r"\s(?:million|billion|thousand|hundred|per\s?cent)\b|%|[.,]\d", after))
