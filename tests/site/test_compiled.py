"""Templates compiled once in a process: the same ones for the same source, and new ones for any other."""

from typing import Any

from jinja2 import DictLoader, Environment

from briefings.site.compiled import Compiled


def environment(source: str, known: dict[str, Any]) -> Environment:
    return Environment(loader=DictLoader({"a.html": source}), bytecode_cache=Compiled(known), autoescape=True)


def test_a_template_is_compiled_once_for_each_source() -> None:
    known: dict[str, Any] = {}
    bold = environment("<b>{{ x }}</b>", known).get_template("a.html")
    again = environment("<b>{{ x }}</b>", known).get_template("a.html")
    assert again.root_render_func.__code__ is bold.root_render_func.__code__
    assert environment("<i>{{ x }}</i>", known).get_template("a.html").render(x="<") == "<i>&lt;</i>"
    assert environment("<b>{{ x }}</b>", known).get_template("a.html").render(x="<") == "<b>&lt;</b>"
