"""robots.txt (RFC 9309): whether an address may be asked, and how long to wait in between.

Python's parser reads its lines: by their beginnings, the first that fits; before Python takes over the RFC's patterns and
its longest match, a file that needs them is read as far as that goes.
"""

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from briefings.web.answers import Answer, Failure, Fetched
from briefings.web.targets import Target

NAME = "Briefings"
# RFC 9309, 2.5: at least this much of a file is read.
SIZE = 512_000
_LONGEST_PAUSE = 30.0
_NO_RULES = frozenset((Failure.REDIRECTS, Failure.UNREADABLE))


@dataclass(frozen=True)
class Rules:
    """What one host asks of us. `refusal` is the answer for every address of it, where there is one."""

    parser: RobotFileParser | None = None
    refusal: Answer | None = None

    def answer_for(self, target: Target) -> Answer | None:
        """Why the address is not asked; None where it may be."""
        if self.parser is None or self.parser.can_fetch(NAME, target.address):
            return self.refusal
        return _forbidden(f"robots.txt of {target.host} asks programs to stay away from it")

    @property
    def pause(self) -> float:
        """Seconds to leave between two requests, as far as we go along with it."""
        asked = self.parser.crawl_delay(NAME) if self.parser else None
        return min(float(asked or 0), _LONGEST_PAUSE)


def rules(fetched: Fetched) -> Rules:
    """The rules in a robots.txt, as it was fetched: none where there is no such file, all closed where the server fails.

    Where no answer came at all, none will for the page: the failure stands for it.
    """
    answer = fetched.answer
    if answer.failure:
        return Rules() if answer.failure in _NO_RULES else Rules(refusal=answer)
    if answer.status == 429 or answer.status >= 500:
        return Rules(refusal=_forbidden(f"its robots.txt could not be read: the server answered {answer.status}"))
    if not fetched.ok:
        return Rules()
    parser = RobotFileParser()
    parser.parse(list(filter(_is_readable, answer.body.decode("utf-8", "replace").splitlines())))
    return Rules(parser)


def _is_readable(line: str) -> bool:
    """Whether Python's parser can read a line: at some, such as `Disallow: //[`, it gives up on the whole file."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


def _forbidden(reason: str) -> Answer:
    return Answer(failure=Failure.FORBIDDEN, reason=reason)
