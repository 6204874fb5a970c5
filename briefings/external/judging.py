"""What an answer says of a link: one entry of the log, made of the answer and of what was known before."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from briefings.linklog import ArchivedCopy, Entry, State
from briefings.verify import pages
from briefings.web.answers import Answer, Failure, Fetched, Redirect
from briefings.web.charsets import meant

DEAD_AFTER = 3
"""On so many different days a page must have been gone before it counts as dead."""

_GONE_STATUS = frozenset((404, 410))
_GONE_FAILURE = frozenset((Failure.NO_NAME, Failure.REFUSED))
_BLOCKED_STATUS = frozenset((401, 402, 403, 407, 418, 429, 451, 999))
_BLOCKED_FAILURE = frozenset((Failure.PRIVATE, Failure.UNREADABLE, Failure.FORBIDDEN))
# Headers by which bot walls make themselves known, whatever the status.
_WALLS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""))
_GATE = re.compile(r"(?:^|[/._-])(?:consent|log-?in|sign-?in|captcha|challenge)(?:$|[/._-])", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")
# Fragments that address no id: of scripts (#/path, #!path), and of a file's lines or pages.
_NO_ID = re.compile(r"[/!]|(?:L\d+|page=\d+|t=\d+)(?:[-&].*)?$")


@dataclass(frozen=True)
class Verdict:
    """What one answer says, before the days are counted: `gone` is what dies if it stays so."""

    state: State
    reason: str = ""
    gone: bool = False


def judge(fetched: Fetched, day: date, before: Entry | None, fragments: Collection[str] = (),
          archived: ArchivedCopy | None = None) -> Entry:
    """The new entry of an address asked on `day`; `fragments` are those that the site's links to it carry."""
    answer, found = fetched.answer, verdict(fetched)
    failed = _failed(found, day, before)
    state, reason = found.state, found.reason
    if found.gone and len(failed) >= DEAD_AFTER:
        state = State.DEAD
    return Entry(
        state, day, answer.status, reason, failed,
        moved_to(fetched.redirects) if state is State.MOVED else "",
        missing(answer, fragments) if state in (State.LIVE, State.MOVED) else (),
        archived or (before.archived if before else None),
    )


def verdict(fetched: Fetched) -> Verdict:
    """What the last answer of a journey says of the page."""
    answer = fetched.answer
    if answer.failure:
        if answer.failure in _GONE_FAILURE:
            return Verdict(State.UNCERTAIN, answer.reason, gone=True)
        return Verdict(State.BLOCKED if answer.failure in _BLOCKED_FAILURE else State.UNCERTAIN, answer.reason)
    if answer.status in _BLOCKED_STATUS or _is_wall(answer):
        return Verdict(State.BLOCKED, f"the server answers {answer.status} to programs")
    if answer.status in _GONE_STATUS:
        return Verdict(State.UNCERTAIN, f"the server answers {answer.status}", gone=True)
    if not fetched.ok:
        return Verdict(State.UNCERTAIN, f"the server answers {answer.status}")
    if fetched.redirects and _GATE.search(urlsplit(fetched.address).path.partition(";")[0]):
        return Verdict(State.BLOCKED, "it leads to a page that asks for consent or a log-in")
    if to := moved_to(fetched.redirects):
        return Verdict(State.MOVED, _front(fetched.asked, to))
    return Verdict(State.LIVE)


def moved_to(redirects: Iterable[Redirect]) -> str:
    """Where an address has moved for good: as far as redirects are permanent from the first on; empty where it has not."""
    to = ""
    for step in redirects:
        if not step.permanent:
            break
        to = step.to
    return to


def missing(answer: Answer, fragments: Collection[str]) -> tuple[str, ...]:
    """The fragments that no id of the page answers to; none where the page is not HTML, or was not had whole."""
    kind, charset = answer.media_type
    wanted = [fragment for fragment in sorted(fragments) if not _NO_ID.match(fragment)]
    if not wanted or answer.broken or kind not in _HTML:
        return ()
    page = pages.read("", answer.body.decode(meant(charset) or "utf-8", "replace"))
    ids = {*page.ids, *page.names}
    return tuple(each for each in wanted if not ids & {each, unquote(each), f"user-content-{each}"} and each.lower() != "top")


def _failed(found: Verdict, day: date, before: Entry | None) -> tuple[date, ...]:
    """The days on which the page was gone: an answer that shows it ends the row, one that shows nothing leaves it."""
    if found.state in (State.LIVE, State.MOVED):
        return ()
    days = set(before.failed) if before else set()
    return tuple(sorted(days | {day} if found.gone else days))[-DEAD_AFTER:]


def _is_wall(answer: Answer) -> bool:
    return any(name in answer.headers and value in answer.headers[name] for name, value in _WALLS)


def _front(asked: str, to: str) -> str:
    """A word of caution where a page has become the front page: it may be gone without saying so."""
    if urlsplit(to).path in ("", "/") and urlsplit(asked).path not in ("", "/"):
        return "it leads to a front page now, so the page itself may be gone"
    return ""
