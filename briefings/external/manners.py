"""How politely the web is asked: one connection a host at a time, a pause between two, robots.txt, Retry-After."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

from briefings.external import Manners
from briefings.pipeline import clock
from briefings.web.answers import OF_HOST, Answer, Failure, Fetched, Limits
from briefings.web.client import agent, exchange
from briefings.web.fetching import follow
from briefings.web.robots import SIZE, Rules, rules
from briefings.web.targets import Target, target

# Answers that another try may better.
_PASSING_STATUS = frozenset((429, 500, 502, 503, 504))
_PASSING_FAILURE = frozenset((Failure.TIMEOUT, Failure.RESET, Failure.UNREACHABLE, Failure.MALFORMED))
_PATIENCE = frozenset((429, 503))


@dataclass
class Host:
    """What a run has learned of one host: when it may be asked again, and, by origin, its rules and why to ask no more."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    refuses_head: bool = False
    down: dict[str, Answer] = field(default_factory=dict)
    rules: dict[str, Rules] = field(default_factory=dict)


class Asker:
    """Asks addresses for the length of one run; made and used within one event loop."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time() + manners.budget
        self._hosts: dict[str, Host] = {}
        self._slots = asyncio.Semaphore(manners.at_once)
        self._sender = agent("link check", manners.contact)

    async def ask(self, address: str, whole: bool = False) -> Fetched:
        """What became of an address: HEAD first, unless the `whole` page is needed; further tries where it may help."""
        for attempt in range(self._manners.tries):
            fetched = await self._journey(address, whole, head=not whole and attempt == 0)
            if not is_passing(fetched.answer):
                break
            host = self._hosts[target(fetched.address).host]
            host.free_at = max(host.free_at, self._loop.time() + self._manners.delay * 2**attempt)
            if host.free_at >= self._deadline:
                break
        self._give_up(fetched)
        return fetched

    async def consult(self, address: str) -> Fetched:
        """The body of an address that is there for programs, such as an archive's: robots.txt is not asked."""
        return await self._journey(address, whole=True, head=False, rules=False)

    async def _journey(self, address: str, whole: bool, head: bool, rules: bool = True) -> Fetched:
        limits = self._manners.limits if whole else replace(self._manners.limits, size=0)

        async def ask(place: Target, cookies: Mapping[str, str], private: bool) -> Answer:
            host = self._hosts.setdefault(place.host, Host())
            async with host.lock:
                refusal = host.down.get(place.origin) or (await self._refusal(host, place, private) if rules else None)
                if refusal:
                    return refusal
                if head and not host.refuses_head:
                    answer = await self._request("HEAD", host, place, limits, cookies, private)
                    if not _is_refused(answer):
                        return answer
                got = await self._request("GET", host, place, limits, cookies, private)
                host.refuses_head = host.refuses_head or (head and got.status < 400 and not got.failure)
                return got

        return await follow(address, ask, limits)

    async def _refusal(self, host: Host, place: Target, private: bool) -> Answer | None:
        """Why robots.txt keeps us from asking; it is fetched once for each origin."""
        if place.origin not in host.rules:
            limits = replace(self._manners.limits, size=SIZE, redirects=5, allow_private=private)

            async def ask(there: Target, cookies: Mapping[str, str], inside: bool) -> Answer:
                return await self._request("GET", host, there, limits, cookies, inside)

            known = rules(await follow(f"{place.origin}/robots.txt", ask, limits))
            if known.refusal and is_passing(known.refusal):
                return known.refusal
            host.rules[place.origin] = known
        return host.rules[place.origin].answer_for(place)

    async def _request(self, method: str, host: Host, place: Target, limits: Limits, cookies: Mapping[str, str],
                       private: bool) -> Answer:
        """One request when the host is free for it; the caller holds its lock."""
        if host.free_at >= self._deadline:
            return Answer(failure=Failure.CLOSED, reason=f"{place.host} asks for a longer wait than there is time for")
        await asyncio.sleep(host.free_at - self._loop.time())
        async with self._slots:
            answer = await exchange(method, place, limits, self._sender, cookies, private)
        pause = max([self._manners.delay, *(known.pause for known in host.rules.values())])
        host.free_at = self._loop.time() + max(pause, retry_after(answer))
        return answer

    def _give_up(self, fetched: Fetched) -> None:
        """Spare the other addresses of a host that takes no connection, or only ever asks for patience."""
        answer = fetched.answer
        if answer.failure in OF_HOST:
            known = answer
        elif answer.status == 429:
            known = Answer(failure=Failure.CLOSED, reason="its host asked for patience (429) again and again")
        else:
            return
        place = target(fetched.address)
        self._hosts[place.host].down[place.origin] = known


def is_passing(answer: Answer) -> bool:
    """Whether it may be otherwise when asked again."""
    return answer.status in _PASSING_STATUS or answer.failure in _PASSING_FAILURE


def retry_after(answer: Answer) -> float:
    """The seconds that a server asks us to wait (RFC 9110, 10.2.3); 0 where it does not, or says it unreadably."""
    value = answer.headers.get("retry-after", "") if answer.status in _PATIENCE else ""
    if value.isascii() and value.isdecimal():
        return float(value[:12])
    try:
        now = parsedate_to_datetime(answer.headers["date"]) if "date" in answer.headers else clock()
        return max((parsedate_to_datetime(value) - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _is_refused(head: Answer) -> bool:
    """Whether a HEAD was answered in a way that a GET may not be."""
    return head.status >= 400 and head.status != 429
