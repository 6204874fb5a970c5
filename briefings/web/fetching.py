"""An address to its end: redirects are followed by our own hand, each step checked like the first."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from briefings.web.answers import Answer, Failure, Fetched, Limits, Redirect
from briefings.web.client import agent, exchange
from briefings.web.targets import Target, joined, target

_REDIRECTS = frozenset((301, 302, 303, 307, 308))

# Asks one target once: the cookies to send, and whether a private machine may be asked.
Ask = Callable[[Target, Mapping[str, str], bool], Awaitable[Answer]]


def fetch(address: str, *, limits: Limits | None = None, purpose: str = "capture", contact: str = "") -> Fetched:
    """Fetch one page with GET, within limits; what went wrong is in the answer, never an exception.

    An answer whose `broken` is not empty is not the whole page. `purpose` and `contact` (an address) are told to
    the server. Needs the extra `web`: ask `briefings.web.missing()` first.
    """
    bounds, sender = limits or Limits(), agent(purpose, contact)

    def ask(place: Target, cookies: Mapping[str, str], private: bool) -> Awaitable[Answer]:
        return exchange("GET", place, bounds, sender, cookies, private)

    return asyncio.run(follow(address, ask, bounds))


async def follow(address: str, ask: Ask, limits: Limits) -> Fetched:
    """Ask an address, and where it redirects to. Cookies last for this journey, and go back to their host alone."""
    redirects: list[Redirect] = []
    cookies: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    here, private = address, limits.allow_private
    while True:
        try:
            place = target(here)
        except ValueError as reason:
            return Fetched(address, tuple(redirects), Answer(failure=Failure.UNREADABLE, reason=str(reason)))
        kept = cookies.setdefault(place.host, {})
        state = (place.address, repr(sorted(kept.items())))
        if state in seen or len(redirects) > limits.redirects:
            return Fetched(address, tuple(redirects), _in_circles(state in seen, limits))
        seen.add(state)
        answer = await ask(place, kept, private)
        location = answer.headers.get("location") if answer.status in _REDIRECTS else None
        if location is None:
            return Fetched(address, tuple(redirects), answer)
        kept.update(answer.cookies)
        here, private = _next(here, location), private and answer.private
        redirects.append(Redirect(answer.status, here))


def _next(here: str, location: str) -> str:
    try:
        return joined(here, location)
    except ValueError:
        # `target` will say of it what is wrong.
        return location


def _in_circles(circle: bool, limits: Limits) -> Answer:
    reason = "it redirects in a circle" if circle else f"it redirects more than {limits.redirects} times"
    return Answer(failure=Failure.REDIRECTS, reason=reason)
