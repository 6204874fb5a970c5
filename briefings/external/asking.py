"""A run over many addresses: which are due, all hosts at once, and the log kept as it goes."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefings.external import Manners
from briefings.external.archives import archived_copy
from briefings.external.judging import judge
from briefings.external.links import Outgoing
from briefings.external.manners import Asker
from briefings.linklog import Entry, State
from briefings.web.answers import Failure, Fetched
from briefings.web.client import is_known
from briefings.web.targets import target

_BATCH = 20
_HOSTS_TO_TELL = 3
# A name that is there as long as the web is; it is looked up, not asked.
WITNESS = "archive.org"


@dataclass
class Run:
    """What a run learns: `log` is the old log brought up to date; `asked` are the addresses that it now speaks of,
    `left` says of others why not.
    """

    log: dict[str, Entry]
    asked: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def due(wanted: Iterable[Outgoing], log: Mapping[str, Entry], day: date, max_age: int) -> list[Outgoing]:
    """What is to be asked, the longest not asked first. What was found gone or uncertain is due again the next day."""

    def order(each: Outgoing) -> tuple[date, str]:
        return (log[each.address].asked if each.address in log else date.min, each.address)

    def is_due(each: Outgoing) -> bool:
        entry = log.get(each.address)
        return entry is None or day - entry.asked >= timedelta(min(max_age, 1) if entry.state is State.UNCERTAIN else max_age)

    return sorted(filter(is_due, wanted), key=order)


def run(wanted: Iterable[Outgoing], known: Run, day: date, manners: Manners, save: Callable[[], None]) -> None:
    """Ask what is wanted and bring `known` up to date; `save` is called after each batch and at the end.

    So it is where the run is broken off (KeyboardInterrupt passes through). Raises what `save` raises.
    """
    try:
        asyncio.run(_Running(known, day, save).over(tuple(wanted), manners))
    except ExceptionGroup as failed:
        # The hosts are asked side by side; what stopped one of them stopped all.
        raise failed.exceptions[0] from None
    finally:
        save()


class _Running:
    """One run. A page that seems gone for want of a host counts only once some host has answered, or the machine is
    known to be on the web: one that is cut off must not bury its links.
    """

    def __init__(self, known: Run, day: date, save: Callable[[], None]) -> None:
        self._known, self._day, self._save = known, day, save
        self._waiting: list[tuple[Outgoing, Fetched]] = []
        self._is_online = False

    async def over(self, wanted: tuple[Outgoing, ...], manners: Manners) -> None:
        asker = Asker(manners)
        hosts = dict(_by_host(wanted))
        try:
            async with asyncio.timeout(manners.budget):
                async with asyncio.TaskGroup() as group:
                    for addresses in hosts.values():
                        group.create_task(self._host(asker, addresses))
                await self._settle(asker, len(hosts))
        except TimeoutError:
            pass  # What was not asked says so below.
        self._leave((each for each, _ in self._waiting), "no host answered, so this machine may be cut off from the web")
        self._leave((each for each in wanted if each.address not in self._known.asked), "there was no time left to ask it")

    async def _host(self, asker: Asker, addresses: list[Outgoing]) -> None:
        for each in addresses:
            fetched = await asker.ask(each.address, whole=bool(each.fragments))
            if fetched.answer.failure is Failure.CLOSED:
                self._leave((each,), fetched.answer.reason)
                continue
            self._waiting.append((each, fetched))
            self._is_online = self._is_online or bool(fetched.answer.status)
            if self._is_online:
                await self._take(asker)

    async def _settle(self, asker: Asker, hosts: int) -> None:
        """Where no host answered at all: refusals of one or two count, and the rest if names can be looked up here."""
        doubtful = []
        if self._waiting and not await is_known(WITNESS):
            doubtful = [(each, fetched) for each, fetched in self._waiting
                        if fetched.answer.failure is Failure.NO_NAME or hosts >= _HOSTS_TO_TELL]
        self._waiting = [pair for pair in self._waiting if pair not in doubtful]
        await self._take(asker)
        self._waiting = doubtful

    async def _take(self, asker: Asker) -> None:
        """Put what was answered into the log."""
        taken, self._waiting = self._waiting, []
        for each, fetched in taken:
            entry = judge(fetched, self._day, self._known.log.get(each.address), each.fragments, each.archived)
            self._learn(each.address, entry)
            if entry.state is State.DEAD and not entry.archived:
                copy = await archived_copy(asker, each.address, each.near)
                self._known.log[each.address] = judge(fetched, self._day, entry, each.fragments, copy)

    def _learn(self, address: str, entry: Entry) -> None:
        self._known.log[address] = entry
        self._known.asked.append(address)
        if len(self._known.asked) % _BATCH == 0:
            self._save()

    def _leave(self, wanted: Iterable[Outgoing], reason: str) -> None:
        for each in wanted:
            self._known.left.setdefault(each.address, reason)


def _by_host(wanted: Iterable[Outgoing]) -> Iterator[tuple[str, list[Outgoing]]]:
    """The addresses of each host, in their order; one that names no host stands alone."""
    hosts: dict[str, list[Outgoing]] = {}
    for each in wanted:
        try:
            name = target(each.address).host
        except ValueError:
            name = each.address
        hosts.setdefault(name, []).append(each)
    yield from hosts.items()
