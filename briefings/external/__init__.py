"""Whether the pages that the site links to are still there: the web is asked, and what it says goes into the log."""

from dataclasses import dataclass

from briefings.web.answers import Limits


@dataclass(frozen=True)
class Manners:
    """What a run may cost us and others.

    `delay` is the pause between two requests to one host, `budget` that of the whole run, both in seconds; `tries`
    are made of an address that fails in passing; `at_once` bounds the connections. `contact` is told to servers.
    """

    delay: float = 1.0
    budget: float = 600.0
    tries: int = 3
    at_once: int = 16
    contact: str = ""
    limits: Limits = Limits()
