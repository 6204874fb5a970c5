"""Asking the web, politely and within limits. Nothing here runs unless an editor asks for the network."""

from importlib.util import find_spec


def missing() -> str | None:
    """What the machine lacks to ask the web, in one line that says how to mend it; None where nothing is missing."""
    if find_spec("httpcore2"):
        return None
    return "the network client is not installed; run: pip install 'briefings[web]'"
