"""Templates compiled once in a process: the same ones for the same source and options, and new ones for any other."""

from jinja2 import DictLoader, Environment

from briefings.site.compiled import compiled


def environment(source: str, **options: bool) -> Environment:
    return Environment(loader=DictLoader({"a.html": source}), bytecode_cache=compiled(options), **options)


def test_a_template_is_compiled_once_for_each_source_and_set_of_options() -> None:
    bold = environment("<b>{{ x }}</b>", autoescape=True).get_template("a.html")
    again = environment("<b>{{ x }}</b>", autoescape=True).get_template("a.html")
    assert again.root_render_func.__code__ is bold.root_render_func.__code__
    assert environment("<i>{{ x }}</i>", autoescape=True).get_template("a.html").render(x="<") == "<i>&lt;</i>"
    assert environment("<b>{{ x }}</b>", autoescape=False).get_template("a.html").render(x="<") == "<b><</b>"
    assert environment("<b>{{ x }}</b>", autoescape=True).get_template("a.html").render(x="<") == "<b>&lt;</b>"
