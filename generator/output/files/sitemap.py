"""The site's addresses for search engines, by the rules of sitemaps.org.

One file holds at most 50,000 addresses; where there are more, `sitemap.xml` is an index of the
files that hold them.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.output.files.known import Known
from generator.output.filling import escape_html

MOST = 50_000
"""Addresses in one file."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Address(NamedTuple):
    """A page of the site, from its root and encoded, and the day of its last change, if known."""

    path: str
    changed: datetime.date | None = None


class Sitemap(NamedTuple):
    """What the files tell."""

    site_url: str
    addresses: Sequence[Address]


def gather(known: Known) -> Sitemap:
    """All pages that search engines should know, but for former addresses."""
    days = {f"{entry.key}.md": entry.card.changed for entry in known.library.published}
    pages = [*known.own_pages, *days, *(plan.src_uri for plan in known.plans)]
    return Sitemap(
        known.site_url,
        [Address(known.url(page).removeprefix("./"), days.get(page)) for page in pages],
    )


def make(sitemap: Sitemap) -> Iterator[tuple[str, str]]:
    """The name and the text of each file; none where the site's own address is not known."""
    site_url, addresses = sitemap
    if not site_url:
        return
    root = site_url.rstrip("/") + "/"
    if len(addresses) <= MOST:
        yield "sitemap.xml", _file("urlset", "url", root, addresses)
        return
    names = []
    for number, start in enumerate(range(0, len(addresses), MOST), 1):
        names.append(Address(f"sitemap-{number}.xml"))
        yield names[-1].path, _file("urlset", "url", root, addresses[start : start + MOST])
    yield "sitemap.xml", _file("sitemapindex", "sitemap", root, names)


def _file(whole: str, each: str, root: str, addresses: Sequence[Address]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{whole} xmlns="{_SPACE}">']
    for path, changed in addresses:
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        place = escape_html(root + path)
        lines.append(f"<{each}><loc>{place}</loc>{day}</{each}>")
    return "\n".join([*lines, f"</{whole}>", ""])
