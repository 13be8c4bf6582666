"""The files of the site beside its pages, for machines: each kind is one module and one line below.

What is known of the site comes in. A kind gathers from it what its files tell, as plain values, and
makes them of these alone: equal values make equal files, however the site is built.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from generator.output.files import sitemap
from generator.output.files.known import Known


class Kind(NamedTuple):
    """A kind of file."""

    gather: Callable[[Known], Any]
    make: Callable[[Any], Iterable[tuple[str, str]]]
    """The path in the site, and the text, of each file of this kind."""


KINDS: Mapping[str, Kind] = {
    "sitemap": Kind(sitemap.gather, sitemap.make),
}
"""By name."""
