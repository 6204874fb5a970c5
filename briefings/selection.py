"""Which problems a command shows: by code or family, and how heavily they weigh."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from briefings.problems import Level, Problem


class UnknownCodeError(ValueError):
    """An option names what is the beginning of no code; the message is that name, in quotation marks."""


def selected(problems: Iterable[Problem], select: Sequence[str], ignore: Sequence[str],
             codes: Collection[str]) -> tuple[Problem, ...]:
    """The problems whose code begins with one of `select` (all, if empty) and with none of `ignore`.

    Raises UnknownCodeError for the first name in either that is the beginning of no code, or empty: what a script's unset
    variable leaves must not let everything pass.
    """
    chosen, left = listed(select), listed(ignore)
    for name in (*chosen, *left):
        if not name or not any(code.startswith(name) for code in codes):
            raise UnknownCodeError(f'"{name}"')
    return tuple(problem for problem in problems
                 if problem.code.startswith(chosen or ("",)) and not (left and problem.code.startswith(left)))


def listed(names: Iterable[str]) -> tuple[str, ...]:
    """The codes and families that options name, which may stand behind one another with commas."""
    return tuple(each.strip().upper() for name in names for each in name.split(","))


def strict(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, every warning an error; what could not be checked stays what it is, neither passed nor failed."""
    return tuple(replace(problem, level=Level.ERROR) if problem.level is Level.WARNING and not problem.unchecked
                 else problem for problem in problems)
