"""The stretches of an elided quote: in order, apart, near each other, as tight as can be."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from briefings.text.span import Span

# The farthest that one stretch may begin after the end of the one before, in code points.
REACH = 1_000


def follow(places: Sequence[Span]) -> bool:
    """Whether each place begins behind the one before it, within reach."""
    return all(0 <= later.start - earlier.end <= REACH for earlier, later in pairwise(places))


@dataclass(frozen=True)
class _Link:
    """A place that ends a sequence: its latest start, in how many ways, and the places before."""

    span: Span
    first: int
    ways: int
    before: tuple[int, int]


def _extend(links: list[_Link], places: Sequence[Span]) -> list[_Link]:
    """Put each place after the nearest of `links`.

    The later a place, the later the best start within its reach, so links with one start lie side by side.
    """
    ends, firsts = [link.span.end for link in links], [link.first for link in links]
    ways = list(accumulate((link.ways for link in links), initial=0))
    longer = []
    for place in places:
        low, high = bisect_left(ends, place.start - REACH), bisect_right(ends, place.start)
        if low < high:
            low = max(low, bisect_left(firsts, firsts[high - 1]))
            longer.append(_Link(place, firsts[high - 1], min(2, ways[high] - ways[low]), (low, high)))
    return longer


def _chain(stages: Sequence[Sequence[Span]]) -> list[list[_Link]]:
    chain = [[_Link(place, place.start, 1, (0, 0)) for place in stages[0]]]
    for places in stages[1:]:
        chain.append(_extend(chain[-1], places))
    return chain


def tightest(stages: Sequence[Sequence[Span]]) -> tuple[tuple[Span, ...], bool]:
    """Choose one place for each stretch; `stages` holds the places of each, in order.

    Returns the places and whether the choice is the only one. If not, they are those of all the choices;
    without any sequence, there are none. A quote of one stretch has no tightness: each place is a choice.
    """
    chain = _chain(stages)
    least = min((link.span.end - link.first for link in chain[-1]), default=0)
    chosen = [at for at, link in enumerate(chain[-1]) if len(stages) == 1 or link.span.end - link.first == least]
    only = len(chosen) == 1 and chain[-1][chosen[0]].ways == 1
    spans: set[Span] = set()
    for links in reversed(chain):
        spans.update(links[at].span for at in chosen)
        chosen = sorted({before for at in chosen for before in range(*links[at].before)})
    return tuple(sorted(spans)), only
