"""Which pages are in which bundle of the search index.

It is split by content alone, so that the usual edit makes the small one anew and a reader loads two
at most.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.output.search import Facets

NEWEST, EARLIER = BUNDLES = ("newest", "earlier")


def split(facets: Mapping[str, "Facets"]) -> dict[str, list[str]]:
    """The addresses of the documents that each bundle holds, in order; no bundle without one."""
    years = [one.year for one in facets.values() if one.year]
    newest = max(years, default=None)
    found: dict[str, list[str]] = {}
    for address in sorted(facets):
        name = NEWEST if facets[address].year in {None, newest} else EARLIER
        found.setdefault(name, []).append(address)
    return found
