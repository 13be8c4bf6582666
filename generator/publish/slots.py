"""Pages with slots become HTML, and the values are set into it.

A page's Markdown comes in with slots for all values (see `output.filling`), cut into stretches.
Python-Markdown converts each stretch as it would a page of its own; stretches that differ only in
their values are one text to convert, and are converted once. Then the escaped values are set into
HTML, anchors and table of contents, each once, so that a value that looks like a slot stays text.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.output import pages
from generator.output.filling import SLOT, escape_destination, escape_html

_CUT = re.compile(rf"^{re.escape(pages.CUT)}$\n?", re.MULTILINE)
_TOKEN = re.compile(r"Zq([0-9]+)qZ")
_RELATIVE_LINK = re.compile(r'(?:href|src)="(?!https?:|#|$)')
_TAGS = re.compile(r"(?:\s*</?[a-z]+(?: [a-z]+=\"[^\"<>]*\")*>)+\s*")
_ID = re.compile(r' id="([^"]+)"')

Filled = tuple[str, ...]
"""A text around its slots: literal, number of the slot, literal, …, literal."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What Python-Markdown and MkDocs made of one stretch, parted at its slots."""

    html: Filled
    headings: tuple[tuple[Filled, Filled, int], ...]
    anchors: tuple[Filled, ...]
    links: dict[File, dict[str, str]]


Conversions = dict[tuple[Filled, str], Conversion]
"""Conversions of one build, by the literals of a stretch and, where a link in it is relative to its
page, by the path of that page's folder and its address."""


class SlotPage(Page):
    """A page whose Markdown has slots."""

    def __init__(
        self,
        source: pages.Page,
        file: File,
        config: MkDocsConfig,
        conversions: Conversions,
        title: str | None = None,
    ) -> None:
        self.source = source
        self.conversions = conversions
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take Markdown and meta data from the generated page."""
        self.markdown = self.source.markdown
        self.meta = page_meta(self.source, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the stretches and set the values in."""
        html: list[str] = []
        headings: list[tuple[str, str, int]] = []
        anchors: set[str] = set()
        links: dict[File, dict[str, str]] = {}
        values = self._values(files, links)
        for stretch in _CUT.split(self.markdown or ""):
            parts = _TOKEN.split(stretch)
            conversion = self._conversion(tuple(parts[::2]), config, files)
            fill = _filler([values[int(number)] for number in parts[1::2]])
            html.append(fill(conversion.html))
            for title, anchor, level in conversion.headings:
                headings.append((fill(title), fill(anchor), level))
            anchors.update(map(fill, conversion.anchors))
            for target, named in conversion.links.items():
                links.setdefault(target, {}).update(named)
        self.content = "\n".join(html)
        self.toc = table_of_contents(headings)
        self.present_anchor_ids = anchors
        self.links_to_anchors = links

    def _conversion(self, literals: Filled, config: MkDocsConfig, files: Files) -> Conversion:
        """The conversion of a stretch: a kept one, where it does not depend on the page."""
        place = f"{posixpath.dirname(self.file.src_uri)} {self.url.count('/')}"
        for key in ((literals, ""), (literals, place)):
            if key in self.conversions:
                return self.conversions[key]
        conversion = self._convert(literals, config, files)
        relative = any(map(_RELATIVE_LINK.search, conversion.html[::2]))
        self.conversions[literals, place if relative else ""] = conversion
        return conversion

    def _convert(self, literals: tuple[str, ...], config: MkDocsConfig, files: Files) -> Conversion:
        stretch = literals[0] + "".join(
            f"Zq{number}qZ{literal}" for number, literal in enumerate(literals[1:])
        )
        if _TAGS.fullmatch(stretch):
            html = stretch.strip().replace(' markdown="block"', "")
            return Conversion(_parted(html), (), tuple(map(_parted, _ID.findall(html))), {})
        whole, self.markdown = self.markdown, stretch
        super().render(config, files)
        self.markdown = whole
        return Conversion(
            _parted(self.content or ""),
            tuple(
                (_parted(title), _parted(anchor), level)
                for title, anchor, level in _flattened(self.toc)
            ),
            tuple(map(_parted, self.present_anchor_ids or ())),
            dict(self.links_to_anchors or {}),
        )

    def _values(self, files: Files, links: dict[File, dict[str, str]]) -> list[str]:
        """The page's values as they stand in HTML; notes which anchors its links name."""
        values = []
        for kind, value in self.source.values:
            match kind:
                case "text":
                    values.append(escape_html(value))
                case "anchor":
                    values.append(value)
                case "address":
                    values.append(escape_destination(value))
                case "link":
                    values.append(self._resolved(value, files, links))
        return values

    def _resolved(self, link: str, files: Files, links: dict[File, dict[str, str]]) -> str:
        target, mark, anchor = link.partition("#")
        file = files.get_file_from_path(target) if target else self.file
        if file is None:
            raise KeyError(f"{self.file.src_uri} links to {target}, which no template makes")
        if mark:
            links.setdefault(file, {})[anchor] = link
        url = file.url_relative_to(self.file) if target else ""
        return f"{url}{mark}{anchor}"


def _parted(text: str) -> Filled:
    return tuple(SLOT.split(text))


def _filler(values: list[str]) -> Callable[[Filled], str]:
    """What joins a parted text with these values in its slots."""

    def fill(parted: Filled) -> str:
        if len(parted) == 1:
            return parted[0]
        parts = list(parted)
        parts[1::2] = [values[int(number)] for number in parted[1::2]]
        return "".join(parts)

    return fill


def page_meta(page: pages.Page, config: MkDocsConfig) -> dict[str, object]:
    """The page's meta data; texts escaped, because themes print them into HTML as they are."""
    meta: dict[str, object] = {
        "title": escape_html(page.title),
        "description": escape_html(page.description),
    }
    if page.redirect:
        plain = config.use_directory_urls
        meta["redirect"] = page.redirect if plain else f"{page.redirect.rstrip('/')}.html"
    if not page.searchable:
        meta["search"] = {"exclude": True}
    return meta


def table_of_contents(headings: Iterable[tuple[str, str, int]]) -> TableOfContents:
    """The headings, those of a lower level beneath the one before them."""
    roots: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for title, anchor, level in headings:
        link = AnchorLink(title, anchor, level)
        while open_links and open_links[-1].level >= level:
            open_links.pop()
        (open_links[-1].children if open_links else roots).append(link)
        open_links.append(link)
    if roots:
        roots[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(roots)


def _flattened(links: Iterable[AnchorLink]) -> Iterable[tuple[str, str, int]]:
    for link in links:
        yield link.title, link.id, link.level
        yield from _flattened(link.children)
