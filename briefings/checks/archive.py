"""A2xx: the archive. What was captured is there, unaltered, and described no better than it describes itself."""

from collections.abc import Iterator

from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier


@check("A201")
def A201(dossier: Dossier) -> Iterator[Finding]:
    """The captured text is there, and its hash is the recorded one.

    Why: a quotation proves something only if the text it is found in is the text that was received.

    Mend: put back article.txt as it was captured. If the publisher changed the article, capture it again as a
    new source; do not edit the old one.

    Fails: one letter of article.txt was corrected by hand.

    Passes: article.txt is byte for byte what source.yaml's `text.sha256` was taken of.
    """
    for source in dossier.sources.values():
        recorded = source.record.text.sha256
        if source.sha256 != recorded:
            yield Finding(
                recorded.place,
                f"the captured text of {source.id} is not the one that was recorded",
                (f"recorded: {recorded}", f"now:      {source.sha256}",
                 "put back article.txt as captured; a changed article is a new source"),
                source=source.id,
            )
