"""Problems as JUnit XML, in the strict form of Ant's report, which Jenkins and GitLab read too.

A file is a test suite and a problem a test case: an error fails, what could not be checked is skipped; a
warning passes, and is told in the suite's output.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

from briefings.problems import Level, Problem
from briefings.report.as_text import details, message, sentence

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The form asks for a time and a host; a report that depends on neither is the same wherever it is made.
_NOWHERE = {"timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0"}


def render(problems: Sequence[Problem], summary: Mapping[str, Any]) -> str:
    """See `briefings.report.render`. A clean run is one suite with one test that passes."""
    root = ET.Element("testsuites")
    by_file = [(path, list(group)) for path, group in groupby(problems, key=lambda one: one.place.path)]
    for number, (path, group) in enumerate(by_file):
        _suite(root, number, path, group)
    if not problems:
        suite = _open(root, 0, "briefings", tests=1, failures=0, skipped=0)
        ET.SubElement(suite, "testcase", name="check", classname="briefings", time="0")
        _close(suite, sentence(summary))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, number: int, path: str, problems: Sequence[Problem]) -> None:
    failing = [one for one in problems if one.level is Level.ERROR and not one.unchecked]
    unchecked = sum(one.unchecked for one in problems)
    suite = _open(root, number, path, tests=len(problems), failures=len(failing), skipped=unchecked)
    for problem in problems:
        _case(suite, problem)
    told = (one for one in problems if one.level is not Level.ERROR and not one.unchecked)
    _close(suite, "\n".join(f"{one.place}: {one.code} {one.level}: {message(one)}" for one in told))


def _open(root: ET.Element, number: int, name: str, **counts: int) -> ET.Element:
    attributes = {"id": str(number), "name": _plain(name), "package": "briefings", "errors": "0", **_NOWHERE}
    suite = ET.SubElement(root, "testsuite", attributes, **{key: str(count) for key, count in counts.items()})
    ET.SubElement(suite, "properties")
    return suite


def _case(suite: ET.Element, problem: Problem) -> None:
    place = problem.place
    name = f"{problem.code} {place.line}:{place.column}"
    case = ET.SubElement(suite, "testcase", name=name, classname=_plain(place.path), time="0")
    text = _plain("\n".join((f"{place}: {problem.code} {message(problem)}", *details(problem))))
    if problem.unchecked:
        ET.SubElement(case, "skipped", message=_plain(message(problem))).text = text
    elif problem.level is Level.ERROR:
        ET.SubElement(case, "failure", message=_plain(message(problem)), type=problem.code).text = text


def _close(suite: ET.Element, output: str) -> None:
    ET.SubElement(suite, "system-out").text = _plain(output)
    ET.SubElement(suite, "system-err")


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
