"""What stands in the way of an article: consent pages, log-in walls, error pages, checks for robots. Refused by name."""

import re
from collections.abc import Mapping

from briefings.capture.extract import Extract
from briefings.capture.received import RefusedError
from briefings.checks.archive import OBSTACLES

FEW = 25
"""A page with fewer words than this holds no article."""

PAYWALL = "a page behind a paywall"

# What it is → how it speaks, in English, German, French, Spanish, Polish and Russian.
SAYS: Mapping[str, re.Pattern[str]] = {
    "a check for robots": re.compile(
        r"\b(enable javascript|verify(ing)? (that )?you are (a )?human|are you a robot|checking your browser|unusual traffic|"
        r"complete the captcha|needs to review the security|ray id|kein roboter|pas un robot|no eres un robot|не робот)\b", re.I),
    "a consent page": re.compile(
        r"\b(before you continue|accept (all|cookies)|we (value|respect) your privacy|we and our \d* ?partners|cookie (settings|"
        r"preferences|policy)|manage (your )?(cookies|consent|preferences|choices)|we use cookies|uses cookies|alle akzeptieren|"
        r"wir (und unsere \d* ?partner )?verwenden cookies|tout accepter|nous utilisons des cookies|aceptar (todo|todas)|"
        r"usamos cookies|zaakceptuj wszystk\w+|używamy plików cookies?|принять все|мы используем (файлы )?cookies?)\b", re.I),
    "a log-in page": re.compile(
        r"\b((log|sign) ?in to (continue|read|your account)|please (log|sign) ?in|forgot(ten)? (your )?password|"
        r"create an account to|passwort vergessen|mot de passe oublié|nie pamiętasz hasła|забыли пароль)\b", re.I),
    PAYWALL: re.compile(
        r"\b(subscribe to (continue|read|unlock)|subscribers only|for subscribers|already a subscriber|to (keep|continue) reading|"
        r"free articles? (left|remaining)|start your (free )?trial|(weiterlesen|jetzt lesen) mit|nur für abonnenten|"
        r"réservé aux abonnés|solo para suscriptores|tylko dla prenumeratorów|только для подписчиков)\b", re.I),
    "an error page": re.compile(
        r"\b(page (you (requested|are looking for)|not found|(could|can)(not| not|n['’]t) be found)|404|access denied|"
        r"no longer available|internal server error|bad gateway|service unavailable|something went wrong|"
        r"seite (wurde )?nicht gefunden|page introuvable|página no encontrada|nie znaleziono strony|strona nie istnieje|"
        r"страница не найдена)\b", re.I),
}
MEND = "open the article in a browser, save the page (or its text as .txt), and capture that file"


def refuse(extract: Extract, title: str) -> None:
    """Raise RefusedError where the words are not those of an article, and say what they are."""
    if name := obstacle(extract, title):
        raise RefusedError(f"this is {name}, not the article: {MEND}")
    if len(extract.text.split()) < FEW and extract.ending == ".html":
        raise RefusedError(f"no article was found in the page: {MEND}")


def obstacle(extract: Extract, title: str) -> str | None:
    """What the words are, if they are no article's; the title is judged as `check` does (A203)."""
    named = f'an error, consent or log-in page (it calls itself "{title[:60]}")' if OBSTACLES.fullmatch(title[:200]) else None
    if extract.ending != ".html" or own_words(extract.text) >= FEW:
        return named
    said = " ".join((title, extract.text, extract.page.words))[:4000]
    login = "a log-in page" if extract.page.asks_password else named
    return next((name for name, speech in SAYS.items() if speech.search(said)), login)


def own_words(text: str) -> int:
    """How many words stand in lines that are no obstacle: an article may carry a notice, too."""
    return sum(len(line.split()) for line in text.splitlines() if not any(speech.search(line) for speech in SAYS.values()))


def cautions(text: str) -> tuple[str, ...]:
    """What readers are to be told: that the words end at a paywall."""
    return ("paywalled",) if SAYS[PAYWALL].search(text) else ()
