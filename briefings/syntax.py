"""YAML text → nodes: bad syntax, bombs and what cannot be seen are told in the editor's words, at their place."""

import re
from collections.abc import Iterator

import yaml

from briefings.problems import Level, Place, Problem

MOST_NODES = 1_000_000
YAML_TAGS = "tag:yaml.org,2002:"
# What YAML itself may take a value for; any other tag was typed, with a !.
OWN_TAGS = tuple(YAML_TAGS + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"))
DEEPEST = 1_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Faults:
    """The problems found while one file is read; the only thing here that grows."""

    def __init__(self, path: str, first_line: int = 1) -> None:
        self.path = path
        self.first_line = first_line
        self.found: list[Problem] = []

    def place(self, node: yaml.Node) -> Place:
        """Where a node stands."""
        start, end, shift = node.start_mark, node.end_mark, self.first_line
        return Place(self.path, start.line + shift, start.column + 1, end.line + shift, end.column + 1)

    def add(self, code: str, place: Place, message: str, *detail: str, level: Level = Level.ERROR) -> None:
        """Note one mistake."""
        self.found.append(Problem(code, level, message, place, detail))


class Untyped(yaml.CSafeLoader):
    """PyYAML's C reader, which asks of no value what it could be taken for: the declared type says what it is."""

    def resolve(self, *_: object) -> str:
        """The tag of a node for which none was typed."""
        return OWN_TAGS[0]


def compose(text: str, faults: Faults, empty: bool = False) -> yaml.Node | None:
    """The document's node, or None with the reason noted: bad syntax, nothing in it, or a bomb."""
    for match in CONTROL.finditer(text):
        faults.add("S110", place_of(text, match.start(), faults), f"a control character, U+{ord(match[0]):04X}",
                   "delete it: it cannot be seen, and no reader means it")
        return None
    try:
        if too_deep(text):
            faults.add("S101", Place(faults.path), "the file is nested too deeply to be read",
                       "close the brackets; no record lies deeper than ten levels")
            return None
        node = yaml.compose(text, Loader=Untyped)
    except yaml.MarkedYAMLError as error:
        syntax_fault(error, text, faults)
        return None
    if node is None:
        if not empty:
            faults.add("S104", Place(faults.path), "the file is empty")
        return None
    if ("*" in text or len(text) > MOST_NODES) and expanded(node) > MOST_NODES:  # an alias takes a *, a node a character
        faults.add("S101", faults.place(node), "the aliases (*) of this file expand without bound",
                   "write each value where it is used")
        return None
    tagged = [each for each in every(node) if not each.tag.startswith(OWN_TAGS)] if "!" in text else []
    for each in tagged:
        faults.add("S101", faults.place(each), f"the tag {each.tag.replace(YAML_TAGS, '!!')[:60]} means nothing here",
                   "delete it: each value is read as its key asks")
    return None if tagged else node


def too_deep(text: str) -> bool:
    """Whether the document is nested more deeply than composing it, which recurs in C, can bear.

    Each level takes a bracket, or a column more than the one above: where there are few of both, nothing is counted.
    """
    longest = max(map(len, text.splitlines()), default=0)
    if text.count("[") + text.count("{") + longest <= DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def place_of(text: str, offset: int, faults: Faults) -> Place:
    """The place of one character of the file."""
    line = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1)
    return Place(faults.path, line + faults.first_line, column + 1, line + faults.first_line, column + 2)


def syntax_fault(error: yaml.MarkedYAMLError, text: str, faults: Faults) -> None:
    """Say what the YAML reader stumbled over, and the cause where it is a common slip."""
    said = f"{error.problem or ''} {error.context or ''}"
    never_closed = any(words in said for words in ("end of stream", "',' or"))
    mark = (error.context_mark if never_closed else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines() or [""]
    written = lines[min(line, len(lines) - 1)]
    place = Place(faults.path, line + faults.first_line, column + 1, line + faults.first_line, column + 2)
    indent = len(written) - len(written.lstrip())
    if "\t" in written[: max(column, indent) + 1]:
        said = "a tab"
    elif "expected key" in said and column <= indent:
        said = "out of line"
    message, *mend = next((words for slip, *words in SLIPS if slip in said), (f"this is not YAML: {said.strip()}",))
    faults.add("S101", place, message, *mend)


SLIPS = (
    ("a tab", "a tab stands where YAML wants spaces", "indent with two spaces a level"),
    ("mapping values", "a colon and a space inside a text that is not in quotation marks",
     "put the whole text in quotation marks, or begin it with >- on a line of its own"),
    ("out of line", "this line is not indented as those that it belongs to",
     "begin the keys of one record in one column"),
    ("expected key", "here the text goes on behind its closing quotation mark, or a quotation mark inside it closes it",
     "put the whole text in quotation marks of the other kind, or begin it with >- on a line of its own"),
    ("end of stream", "the quotation mark or bracket that is opened here is never closed", "close it"),
    ("',' or", "the bracket that is opened here is not closed, or a comma is missing in it",
     "close it; put a text that holds brackets, commas or quotation marks in quotation marks"),
    ("cannot start any token", "a text cannot begin with this character in YAML", "put the text in quotation marks"),
    ("undefined alias", "a text that begins with * is an alias in YAML, and nothing bears its name",
     "put the text in quotation marks"),
    ("escape", "a backslash in a text in double quotation marks begins an escape, and this is none",
     "put the text in single quotation marks, or write two backslashes for one"),
    ("another document", "a second document begins here", "keep one document in a file: delete the line ---"),
)
"""What a message of the YAML reader holds → the slip behind it, and how to mend it."""


def expanded(root: yaml.Node) -> int:
    """How many nodes the document has when each alias is written out; a loop counts as too many."""
    sizes: dict[int, int] = {}
    stack = [(root, False)]
    while stack:
        node, done = stack.pop()
        if done:
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in children(node))
        elif sizes.get(id(node)) is None:
            sizes[id(node)] = MOST_NODES + 1  # until it is known, a way back here is a loop
            stack.append((node, True))
            stack.extend((child, False) for child in children(node))
    return sizes[id(root)]


def every(root: yaml.Node) -> Iterator[yaml.Node]:
    """Each node of the document once, in order."""
    seen, stack = set[int](), [root]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend(reversed([*children(node)]))


def children(node: yaml.Node) -> Iterator[yaml.Node]:
    """The nodes directly inside a node."""
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
