"""What the site consists of: each kind of output is one function and one line in KINDS.

The function yields the outputs of its kind: for each its name, a digest of all that it depends on,
and what makes it. Equal digests make equal files: that is all that the build needs to know.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.content.library import Entry
from generator.output.sitemap import Address, sitemaps
from generator.publish.building.site import Site
from generator.publish.building.store import digest


class Made(NamedTuple):
    """What making an output gave."""

    files: list[tuple[str, bytes]]
    """The files of the site by their paths there."""
    kept: object = None
    """What outputs of later kinds show of it."""


class Output(NamedTuple):
    """Files of the site that are made together."""

    name: str
    depends: bytes
    """A digest of all that it depends on."""
    make: Callable[[Site, Any], Made]
    of: Any
    """What it is made of, beside the site: plain, so that it can be sent to another process."""


Kind = Callable[[Site], Iterator[Output]]


def briefings(site: Site) -> Iterator[Output]:
    """Each briefing's page, its former addresses, and what lists show of it."""
    for entry in site.library.published:
        yield Output(f"{entry.key}.yml", site.depends(entry), _briefing, entry.key)


def _briefing(site: Site, key: str) -> Made:
    entry = site.library.by_key[key]
    pages = [site.pages.briefing(entry), *site.pages.former_addresses(entry)]
    return Made([site.page(page) for page in pages], site.shared(entry))


def lists(site: Site) -> Iterator[Output]:
    """The latest, by year, topic and person, and the pages that list those."""
    for plan in site.pages.plans():
        shown = [site.depends(site.library.by_key[key]) for key, _ in plan.entries]
        yield Output(plan.src_uri, digest((site.look, plan, shown)), _list, plan)


def _list(site: Site, plan: Any) -> Made:
    return Made([site.page(site.pages.listing(plan))])


def own_pages(site: Site) -> Iterator[Output]:
    """The pages that people have written as Markdown: MkDocs makes them, and checks their links."""
    for path in site.own_pages:
        yield Output(
            path, digest((site.look, site.sources[path].digest, site.addresses)), _own_page, path
        )


def _own_page(site: Site, path: str) -> Made:
    return Made([site.own_page(path)])


def own_files(site: Site) -> Iterator[Output]:
    """The other files that people have put into the content folder, as they are."""
    for path in site.own_files:
        yield Output(path, digest((site.look, site.sources[path].digest)), _own_file, path)


def _own_file(site: Site, path: str) -> Made:
    return Made([site.own_file(path)])


def theme(site: Site) -> Iterator[Output]:
    """What the theme brings: styles, scripts, fonts, the page for addresses that do not exist."""
    yield Output("theme", digest((site.look, site.own_pages, site.own_files)), _theme, None)


def _theme(site: Site, _: None) -> Made:
    return Made(list(site.theme.theme_files()))


def sitemap(site: Site) -> Iterator[Output]:
    """All addresses for search engines."""
    addresses = site.sitemap()
    yield Output("sitemap", digest((site.look, addresses)), _sitemap, addresses)


def _sitemap(site: Site, addresses: list[Address]) -> Made:
    url = site.config.site_url or ""
    return Made([(name, text.encode()) for name, text in sitemaps(url, addresses)])


KINDS: tuple[Kind, ...] = (briefings, lists, own_pages, own_files, theme, sitemap)
"""In the order in which they are made: a later kind may show what an earlier one has kept."""
