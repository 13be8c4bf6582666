"""Pages with slots become HTML, and the values are set into it.

A page's Markdown comes in with slots for all values (see `output.filling`), cut into stretches.
Python-Markdown converts each stretch as it would a page of its own; stretches that differ only in
their values are one text to convert, and are converted once. Then the escaped values are set into
HTML, anchors and table of contents in one pass, so that a value that looks like a slot stays text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.output import pages
from generator.output.filling import SLOT, escape_destination, escape_html

_CUT = re.compile(rf"^{re.escape(pages.CUT)}$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What Python-Markdown and MkDocs made of one stretch, slots and all."""

    html: str
    headings: tuple[tuple[str, str, int], ...]
    anchors: frozenset[str]
    links: dict[File, dict[str, str]]


Conversions = dict[tuple[str, str, int], Conversion]
"""Conversions of one build, by the stretch and the place of its page: links depend on both."""


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
        self.meta = page_meta(self.source)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the stretches and set the values in."""
        html: list[str] = []
        headings: list[tuple[str, str, int]] = []
        anchors: set[str] = set()
        links: dict[File, dict[str, str]] = {}
        for stretch in _CUT.split(self.markdown or ""):
            if not stretch.strip():
                continue
            numbers: list[int] = []

            def numbered(match: re.Match[str], numbers: list[int] = numbers) -> str:
                numbers.append(int(match[1]))
                return match[0].replace(f"q{match[1]}q", f"q{len(numbers) - 1}q")

            conversion = self._convert(SLOT.sub(numbered, stretch), config, files)
            filled = _Filler(self, files, numbers, links)
            html.append(filled.fill(conversion.html))
            headings += [
                (filled.fill(title), filled.fill(anchor), level)
                for title, anchor, level in conversion.headings
            ]
            anchors.update(map(filled.fill, conversion.anchors))
            for target, named in conversion.links.items():
                links.setdefault(target, {}).update(named)
        self.content = "\n".join(html)
        self.toc = table_of_contents(headings)
        self.present_anchor_ids = anchors
        self.links_to_anchors = links

    def _convert(self, stretch: str, config: MkDocsConfig, files: Files) -> Conversion:
        key = (stretch, self.file.src_uri.rpartition("/")[0], self.url.count("/"))
        if key not in self.conversions:
            whole = self.markdown
            self.markdown = stretch
            super().render(config, files)
            self.markdown = whole
            self.conversions[key] = Conversion(
                self.content or "",
                tuple(_flattened(self.toc)),
                frozenset(self.present_anchor_ids or ()),
                dict(self.links_to_anchors or {}),
            )
        return self.conversions[key]


class _Filler:
    """Sets the values of one stretch in, and notes the anchors that its links name."""

    def __init__(
        self,
        page: SlotPage,
        files: Files,
        numbers: list[int],
        links: dict[File, dict[str, str]],
    ) -> None:
        self.page = page
        self.files = files
        self.numbers = numbers
        self.links = links

    def fill(self, html: str) -> str:
        return SLOT.sub(self._value, html)

    def _value(self, slot: re.Match[str]) -> str:
        number = int(slot[1])
        if number >= len(self.numbers) or self.numbers[number] >= len(self.page.source.values):
            return slot[0]
        kind, value = self.page.source.values[self.numbers[number]]
        match kind:
            case "text":
                return escape_html(value)
            case "anchor":
                return value
            case "address":
                return escape_destination(value)
            case "link":
                return self._resolved(value)

    def _resolved(self, link: str) -> str:
        target, mark, anchor = link.partition("#")
        file = self.files.get_file_from_path(target) if target else self.page.file
        if file is None:
            raise KeyError(f"{self.page.file.src_uri} links to {target}, which no template makes")
        if mark:
            self.links.setdefault(file, {})[anchor] = link
        url = file.url_relative_to(self.page.file) if target else ""
        return f"{url}{mark}{anchor}"


def page_meta(page: pages.Page) -> dict[str, object]:
    """The page's meta data; texts escaped, because themes print them into HTML as they are."""
    meta: dict[str, object] = {
        "title": escape_html(page.title),
        "description": escape_html(page.description),
    }
    if page.redirect:
        meta["redirect"] = page.redirect
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
