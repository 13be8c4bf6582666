"""What the site consists of: each kind of output is one function and one line in KINDS.

The function yields the outputs of its kind: for each its name, a digest of all that it depends on,
and what makes it. Equal digests make equal files: that is all that the build needs to know.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.output.lists import Plan
from generator.output.search import Facets, SearchDocument, briefing_document, list_document
from generator.output.sitemap import Address, sitemaps
from generator.publish.building.site import Site
from generator.publish.building.store import digest
from generator.publish.search import NEWEST, bundle_files, bundles, index, search_file, state_of


class Made(NamedTuple):
    """What making an output gave."""

    files: Sequence[tuple[str, bytes | Path]]
    """The files of the site by their paths there: their content, or a file to link to."""
    document: SearchDocument | None = None
    """What search reads of it."""
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
        yield Output(f"{entry.key}.yml", site.depends(entry.key), _briefing, entry.key)


def _briefing(site: Site, key: str) -> Made:
    entry = site.library.by_key[key]
    pages = [site.pages.briefing(entry), *site.pages.former_addresses(entry)]
    files = [site.page(page) for page in pages]
    document = briefing_document(entry, site.library.neighbours(entry), files[0][0])
    return Made(files, document, site.shared(entry))


def lists(site: Site) -> Iterator[Output]:
    """The latest, by year, topic and person, and the pages that list those."""
    for plan in site.plans:
        shown = [site.depends(key) for key, _ in plan.entries]
        yield Output(plan.src_uri, digest((site.look, plan, shown)), _list, plan)


def _list(site: Site, plan: Plan) -> Made:
    path, html = site.page(site.pages.listing(plan))
    document = list_document(path, plan) if plan.searchable else None
    return Made([(path, html)], document)


def own_pages(site: Site) -> Iterator[Output]:
    """The pages that people have written as Markdown: MkDocs makes them, and checks their links."""
    for path in site.own_pages:
        yield Output(
            path, digest((site.look, site.sources[path].digest, site.addressed)), _own_page, path
        )


def _own_page(site: Site, path: str) -> Made:
    address, html, document = site.own_page(path)
    return Made([(address, html)], document)


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


def search(site: Site) -> Iterator[Output]:
    """The search index, in bundles, and the file that names them."""
    documents = {one.address: one for one in site.documents.values()}
    found = bundles({address: one.facets for address, one in documents.items()})
    for name, addresses in found.items():
        held = [documents[address] for address in addresses]
        facets = {one.address: one.facets for one in held}
        yield Output(f"search/{name}", digest(held), _bundle, (name, facets))
    names = (list(found), site.library.topic_names, site.library.people_names)
    yield Output("search", digest(names), _search_file, names)


def _bundle(site: Site, of: tuple[str, dict[str, Facets]]) -> Made:
    name, facets = of
    folder = site.cache / "search" / name
    if site.kept(f"search/{name}") != state_of(folder):
        shutil.rmtree(folder, ignore_errors=True)
    index(site.cache / "documents", facets, folder)
    files = bundle_files(folder, facets, with_programs=name == NEWEST)
    return Made(
        [(f"search/{name}/{path}", content) for path, content in files], kept=state_of(folder)
    )


def _search_file(site: Site, names: tuple[list[str], dict[str, str], dict[str, str]]) -> Made:
    return Made([search_file(*names)])


KINDS: tuple[Kind, ...] = (briefings, lists, own_pages, own_files, theme, sitemap, search)
"""In the order in which they are made: a later kind may show what an earlier one has kept."""
SEARCH: Kind = search
"""The kind that a server makes when the pages are there already."""
