"""How long it takes to locate many quotes in many sources: `python benchmarks/locate.py [quotes] [sources]`."""

import random
import sys
import time

from briefings.text.locate import Status, locate, searchable

WORDS = [f"{a}{b}{c}" for a in "bdfglm" for b in ("ar", "en", "il", "ou") for c in ("t", "ness", "ing", "o", "ka")]


def article(chance: random.Random, words: int = 700) -> str:
    """A text of about 5,000 characters, with curly quotes, dashes, numbers and paragraphs."""
    spaced = [" ", " ", " ", " ", ", ", ". ", " — ", " “", "” ", "\n\n", " 12.5% "]
    return "".join(chance.choice(WORDS) + chance.choice(spaced) for _ in range(words))


def quoted(chance: random.Random, text: str) -> str:
    """Some twenty words of `text`: as they stand, retyped on a plain keyboard, or (one in ten) with one changed."""
    start = text.index(" ", chance.randrange(len(text) // 2)) + 1
    quote = text[start : text.index(" ", start + 120)]
    quote = quote.replace("“", '"').replace("”", '"').replace("—", "-").replace("\n\n", " ")
    return quote.replace("ar", "er", 1) if chance.random() < 0.1 else quote


def run(quotes: int, sources: int) -> None:
    """Print the time and the verdicts for `quotes` quotes over `sources` sources."""
    chance = random.Random(1)
    texts = [article(chance) for _ in range(sources)]
    asked = [(number % sources, quoted(chance, texts[number % sources])) for number in range(quotes)]
    begun = time.perf_counter()
    ready = [searchable(text) for text in texts]
    verdicts = [locate(ready[number], quote) for number, quote in asked]
    took = time.perf_counter() - begun
    counts = {status.value: sum(verdict.status is status for verdict in verdicts) for status in Status}
    print(f"{quotes:6} quotes, {sources:5} sources, {sum(map(len, texts)):9} characters: {took:6.2f} s  {counts}")


if __name__ == "__main__":
    most, many = (int(number) for number in (*sys.argv[1:], "10000", "2000")[:2])
    for share in (4, 2, 1):
        run(most // share, many // share)
