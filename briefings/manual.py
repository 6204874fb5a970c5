"""The manual of every rule, of content and built site alike: for `briefings explain` and docs/checks.md."""

from collections.abc import Mapping

from briefings.checks import manual as of_checks
from briefings.checks.registry import page
from briefings.external.rule import l903
from briefings.verify import RULES

FAMILIES: Mapping[str, str] = {
    "S": "Form: files, YAML and ids",
    "A": "Sources: the archive",
    "Q": "Quotes",
    "N": "Numbers",
    "D": "Dates",
    "W": "Wording: names, speakers, negation and modality",
    "C": "Conflicts and corroboration",
    "P": "Prose",
    "L": "The built site",
    "X": "The run itself",
}

# How much each rule weighs, where it is not an error alone.
LEVELS: Mapping[str, str] = {
    "S111": "warning",
    "A202": "warning",
    "A205": "error; warning where the source was corrected after capture",
    "Q304": "warning",
    "Q306": "error; warning in a caption or title",
    "Q307": "warning",
    "Q308": "warning",
    "Q309": "warning",
    "Q310": "warning",
    "N404": "error; information that a number is computed",
    "N405": "warning",
    "D504": "warning",
    "W602": "warning",
    "W604": "error for negation; warning for modality",
    "W605": "warning",
    "W606": "warning",
    "C703": "information",
    "C704": "warning",
    "P801": "error; information on a fact that no prose cites",
    "P804": "warning",
    "L903": "warning",
    "X002": "warning; error where the waiver gives no reason",
    "X003": "information",
}


def level(code: str) -> str:
    """The weight of a rule, in words: an error stops the build, a warning does not, information is only told."""
    return LEVELS.get(code, "error")


def manual() -> Mapping[str, Mapping[str, str]]:
    """Code → its page in parts: rule, why, mend, fails, passes; sorted by code."""
    of_site = {code: page(rule) for code, rule in RULES.items()}
    return dict(sorted({**of_checks(), **of_site, "L903": page(l903)}.items()))
