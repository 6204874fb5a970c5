"""The elements of citation styles as citeproc-py renders them, with a memory: a reference in a third of the time and less.

A style has a branch for every kind of work, and all but a few of its elements show variables that a given item lacks.
citeproc-py tries each for each item, and asks the XML again for what never changes. It makes elements of the subclasses of
its CitationStylesElement, the last of a name: so those below are taken in place of its own, by all styles that are read
after this module.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from citeproc import CitationItem, formatter, model
from citeproc.source import Reference, VariableError
from citeproc.string import MixedString

Element = model.CitationStylesElement
LOOKS = frozenset(("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"))
Mute = dict[tuple[Any, int], type[Exception] | None]
"""Element, and how many names were substituted before it → how it gave nothing: by None, or by which error."""


class Cited(CitationItem):  # type: ignore[misc]  # citeproc has no types
    """An item while it is rendered. `mute` is shared by all items of its style and shape."""

    reference: Any = None  # citeproc-py looks it up by way of citation and bibliography
    __setattr__ = object.__setattr__

    def __init__(self, reference: Reference, mute: Mute) -> None:
        super().__init__(reference.key)
        self.reference, self.mute, self.substituted = reference, mute, 0


def shape(value: Any) -> Any:
    """What decides which elements of a style have something to show: equal for items that differ in words and days alone."""
    if isinstance(value, dict):
        return tuple((key, shape(each)) for key, each in value.items())
    if isinstance(value, list):
        return tuple(map(shape, value))
    return value > 12 if isinstance(value, int) else bool(value)  # no month, but a season, has a number above 12


def remembered(name: str) -> Callable[..., Any]:
    """The method of that name, each of whose answers is kept: elements are few, and never change."""

    @cache
    def answer(element: Any, *asked: Any, **options: Any) -> Any:
        return getattr(super(Asked, element), name)(*asked, **options)

    return answer


class Asked:
    """Any element: asks its style and locale each thing once."""

    get_root = remembered("get_root")
    get_macro = remembered("get_macro")
    get_locale_option = remembered("get_locale_option")
    xpath_search = remembered("xpath_search")
    calls_variable = remembered("calls_variable")
    get_single_term = remembered("get_single_term")

    def get_formatter(self) -> Any:
        """Plain text, for all references."""
        return formatter.plain

    def format(self, text: Any) -> Any:
        """The text with the element's type, for which most have no wish."""
        plain = isinstance(text, (str, MixedString)) and LOOKS.isdisjoint(self.keys())  # type: ignore[attr-defined]
        return text if plain else super().format(text)  # type: ignore[misc]


class Speaking:
    """An element that shows variables, or tests them: not tried again where it gave nothing for an item of this shape."""

    def render(self, item: Cited, *context: Any, **options: Any) -> Any:
        """Its text. None, VariableError or ConditionFailed where there is nothing to show."""
        place = (self, item.substituted)
        if place not in item.mute:
            try:
                text = super().render(item, *context, **options)  # type: ignore[misc]
            except (VariableError, model.ConditionFailed) as error:
                item.mute[place] = type(error)
                raise
            if text is None:
                item.mute[place] = None
            return text
        if how := item.mute[place]:
            raise how
        return None


class Substituting:
    """A `cs:substitute`: what it has shown in the place of a name, some elements do not show again."""

    def render(self, item: Cited, *context: Any, **options: Any) -> Any:
        """Its text, or None."""
        text = super().render(item, *context, **options)  # type: ignore[misc]
        item.substituted += bool(text)
        return text


MORE = {"Substitute": (Substituting,)} | dict.fromkeys(("Text", "Names", "Group", "Choose", "If", "Else_If"), (Speaking,))
ELEMENTS = tuple(
    type(each.__name__, (*MORE.get(each.__name__, ()), Asked, each, Element), {}) for each in Element.__subclasses__())
TERMS = type("Terms", (Asked, Element), {})
"""They are held here, since citeproc-py holds them by weak references alone."""
