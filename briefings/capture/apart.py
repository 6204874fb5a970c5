"""What a file holds, read in a process of its own: some kilobytes can ask for hours, or for all memory."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

from briefings.capture.received import RefusedError

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

Given = TypeVar("Given")
Found = TypeVar("Found")

SECONDS = 60
"""How long the reading may take."""

MEMORY = 2_000_000_000
"""How many bytes of address space its process may have, where the system keeps such limits."""

PART = "save the part that you need, or its text"


def apart(read: Callable[[Given], Found], given: Given, what: str, unreadable: str) -> Found:
    """What `read`, a function of a module, makes of `given`. `what` is "the PDF"; `unreadable` is said where `read` fails.

    Raises RefusedError where the reading fails, or takes too much time or memory.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    reader = context.Process(target=answer, args=(theirs, read, what, unreadable, MEMORY), daemon=True)
    with undisturbed():
        reader.start()
    theirs.close()
    try:
        ours.send(given)
        if not ours.poll(SECONDS):
            raise RefusedError(f"reading {what} takes more than {SECONDS} seconds: {PART}")
        found, reason = ours.recv()
    except (EOFError, OSError) as error:  # it was killed, by its own hand or the system's
        raise RefusedError(unreadable) from error
    finally:
        reader.kill()
        reader.join()
        ours.close()
    if reason:
        raise RefusedError(reason)
    return cast(Found, found)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C is ignored for a moment, and for good by a process that is begun in it: the one that waits for it ends it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def answer(asked: Connection, read: Callable[[Any], Any], what: str, unreadable: str, memory: int) -> None:
    """Take what is to be read, read it within limits, and send what it holds, or why it is refused."""
    logging.disable()  # what is wrong with a file is told once, by its name
    if resource:
        limit(resource.RLIMIT_AS, memory)
        limit(resource.RLIMIT_CPU, SECONDS)
    given = asked.recv()
    asked.send(within(lambda: read(given), what, unreadable, memory))


def limit(what: int, most: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))


def within(reading: Callable[[], Found], what: str, unreadable: str, memory: int) -> tuple[Found | None, str]:
    """What a file holds, or why it is refused."""
    try:
        return reading(), ""
    except MemoryError:
        return None, f"reading {what} takes more than {memory // 1_000_000} MB of memory: {PART}"
    except RefusedError as reason:
        return None, str(reason)
    except Exception:  # whatever a damaged file makes its reader stumble over
        return None, unreadable
