"""Parts of pages become HTML, and the values are set into it.

A part comes in as Markdown with slots for all values (see `output.parts`), in stretches.
Python-Markdown converts each stretch as it would a page of its own; stretches that differ only in
their values are one text to convert, and are converted once. Then the values are set into HTML and
table of contents, each once, so that a value that looks like a slot stays text.
"""

import logging
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from operator import itemgetter
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from generator.output import pages
from generator.output.filling import DESTINATION, SLOT, Held, Link, escape_html
from generator.output.parts import Part, Skeleton, Stretch

log = logging.getLogger("mkdocs.plugins.briefings")
_PAGE_LOG = logging.getLogger("mkdocs.structure.pages")

_TAGS = re.compile(r"(?:\s*</?[a-z][a-z0-9]*(?: [a-z-]+(?:=\"[^\"<>]*\")?)*>)+\s*")
_MARKDOWN_ATTRIBUTE = re.compile(r' markdown="(?:block|span|1)"')
_HERE = "\ufdd0"
_DEPTH = 7
_NOWHERE = "Zq/" * _DEPTH
"""The address of a page below which there is no other, and from which all links lead up."""
_FIXED_LINK = re.compile(rf'((?:href|src)=")(?:\.\./){{{_DEPTH}}}([^"#]*)#?([^"]*)')
_RELATIVE_LINK = re.compile(r'(?:href|src)="(?!https?:|#|$|Zq)')
"""One that MkDocs has left as it is."""
_LIST_BEGINNINGS = ("<dl>\n", "<ul>\n", "<ol>\n")
_LIST_ENDS = ("</dl>", "</ul>", "</ol>")
_TAG = len("</dl>")

Parted = tuple[str, ...]
"""A text around its slots: literal, number of the slot, literal, …, literal."""
Heading = tuple[str, str, int]
"""Title, anchor and level."""
Notice = tuple[int, str]
"""What MkDocs has logged: the level, and the words, with `_HERE` for the page's source path."""


class Conversion(NamedTuple):
    """What Python-Markdown and MkDocs made of one stretch, parted at its slots."""

    html: Parted
    """The slots with the numbers -1, -2, … are for the fixed links."""
    fixed: tuple[Link, ...]
    """The links to pages of the site that the template itself has written."""
    headings: tuple[tuple[Parted, Parted, int], ...]
    links: tuple[Link, ...]
    """The anchors on pages of the site that it names."""
    notices: tuple[Notice, ...] = ()


Conversions = dict[tuple[tuple[str, ...], str | None], Conversion]
"""Conversions by the literals of a stretch and, where a link in it is relative to its page, by the
path of that page's folder."""


class Html(NamedTuple):
    """Parts with their values set in; their links lead somewhere only where they are on a page."""

    pieces: list[Held]
    """What is one text once the links among it are addresses."""
    destinations: list[int]
    """Which of the pieces may be links."""
    headings: list[Heading]
    links: list[Link]
    """Those that stand within the texts."""

    def compact(self) -> "Html":
        """The same in as few pieces as can be."""
        found: list[Any] = self.pieces
        pieces: list[Held] = []
        start = 0
        for place in self.destinations:
            if isinstance(found[place], Link):
                pieces += ("".join(found[start:place]), found[place])
                start = place + 1
        pieces.append("".join(found[start:]))
        return self._replace(pieces=pieces, destinations=list(range(1, len(pieces), 2)))


class _Form(NamedTuple):
    """A skeleton as HTML: its conversions in one, so that filling it is one look at each slot."""

    pieces: Sequence[str]
    """Texts, each slot between them still empty."""
    values: Callable[[Sequence[Held]], tuple[Held, ...]] | None
    """What takes the values in the order of the slots; None where there is no slot."""
    destinations: Sequence[int]
    """Which of the pieces may become links."""
    fixed: Sequence[Link]
    """Links that stand behind the values, for the last slots."""
    headings: Sequence[tuple[Parted, Parted, int]]
    links: Sequence[Link]
    notices: Sequence[Notice]
    begins_list: bool


class Converter:
    """Makes HTML of parts, for the pages of one site."""

    def __init__(self, config: MkDocsConfig, files: Files, conversions: Conversions) -> None:
        """Take the files of the site, for links, and the conversions that are known already."""
        self.config = config
        self.files = files
        self.conversions = conversions
        self._forms: dict[Skeleton, _Form] = {}
        self._forms_here: dict[tuple[Skeleton, str], _Form] = {}
        self._urls: dict[tuple[str, str], str] = {}

    def html(self, parts: Iterable[Part | Html], file: File) -> Html:
        """The parts, one after the other, to stand on the page of this file."""
        whole = pieces, destinations, headings, links = Html([], [], [], [])
        for part in parts:
            if pieces:
                pieces.append("\n")
            start = len(pieces)
            if isinstance(part, Html):
                pieces += part.pieces
                destinations += [start + place for place in part.destinations]
                headings += part.headings
                links += part.links
                continue
            skeleton, values = part
            form = self._forms.get(skeleton) or self._form_here(skeleton, file)
            pieces += form.pieces
            if form.begins_list and start and _goes_on(str(pieces[start - 2]), form.pieces[0]):
                ended = str(pieces[start - 2])
                pieces[start - 2 : start + 1] = ended[:-_TAG], "", form.pieces[0][_TAG:]
            if form.values:
                every = [*values, *form.fixed] if form.fixed else values
                pieces[start + 1 :: 2] = form.values(every)
                destinations += [start + place for place in form.destinations]
            if form.headings:
                headings += [
                    (_filled(title, values), _filled(anchor, values), level)
                    for title, anchor, level in form.headings
                ]
            links += form.links
            for level, words in form.notices:
                log.log(level, words.replace(_HERE, file.src_uri))
        return whole

    def text(self, html: Html, file: File) -> str:
        """The HTML as it stands on the page of this file."""
        pieces: list[Any] = html.pieces.copy()
        for place in html.destinations:
            if isinstance(link := pieces[place], Link):
                pieces[place] = self.url(link, file)
        return "".join(pieces)

    def url(self, link: Link, file: File) -> str:
        """Where the link leads from the page of this file.

        Raises PluginError where a template links to a page that none makes.
        """
        target, anchor = link
        if not target:
            return f"#{anchor}"
        url = self._urls.get((file.url, target))
        if url is None:
            url = self._urls[file.url, target] = self._relative_url(target, file)
        return f"{url}#{anchor}" if anchor else url

    def _relative_url(self, target: str, file: File) -> str:
        if target.startswith("/"):
            return get_relative_url(target[1:] or "./", file.url)
        found = self.files.get_file_from_path(target)
        if found is None:
            raise PluginError(f"{file.src_uri} links to {target}, which no template makes")
        return found.url_relative_to(file)

    def _form_here(self, skeleton: Skeleton, file: File) -> _Form:
        """The form of a skeleton that is new, or that depends on the folder of its page."""
        folder = posixpath.dirname(file.src_uri)
        return self._forms_here.get((skeleton, folder)) or self._make_form(skeleton, file, folder)

    def _make_form(self, skeleton: Skeleton, file: File, folder: str) -> _Form:
        html, slots, fixed = [""], list[int](), list[Link]()
        destinations: set[int] = set()
        headings: list[tuple[Parted, Parted, int]] = []
        links: list[Link] = []
        notices: list[Notice] = []
        relative = False
        for number, stretch in enumerate(skeleton.stretches):
            conversion, depends = self._conversion(stretch, file, folder)
            relative |= depends
            first, *texts = conversion.html[::2]
            if number and _goes_on(html[-1], first):
                html[-1] = html[-1][:-_TAG] + first[_TAG:]
            else:
                html[-1] += f"\n{first}" if number else first
            html += texts
            for slot in map(int, conversion.html[1::2]):
                slots.append(stretch.slots[slot] if slot >= 0 else slot - len(fixed))
            fixed += conversion.fixed
            destinations.update(_destinations(stretch))
            headings += [
                (_renumbered(title, stretch), _renumbered(anchor, stretch), level)
                for title, anchor, level in conversion.headings
            ]
            links += conversion.links
            notices += conversion.notices
        pieces = [""] * (2 * len(html) - 1)
        pieces[::2] = html
        form = _Form(
            pieces,
            _getter([slot if slot >= 0 else -1 - slot - len(fixed) for slot in slots]),
            [2 * at + 1 for at, slot in enumerate(slots) if slot < 0 or slot in destinations],
            fixed,
            headings,
            links,
            notices,
            pieces[0].startswith(_LIST_BEGINNINGS),
        )
        if relative:
            self._forms_here[skeleton, folder] = form
        else:
            self._forms[skeleton] = form
        return form

    def _conversion(self, stretch: Stretch, file: File, folder: str) -> tuple[Conversion, bool]:
        """The conversion of a stretch, and whether it depends on the folder."""
        for key in ((stretch.literals, None), (stretch.literals, folder)):
            if key in self.conversions:
                return self.conversions[key], key[1] is not None
        conversion = self._convert(stretch.literals, file)
        relative = bool(conversion.fixed) or any(map(_RELATIVE_LINK.search, conversion.html[::2]))
        self.conversions[stretch.literals, folder if relative else None] = conversion
        return conversion, relative

    def _convert(self, literals: tuple[str, ...], file: File) -> Conversion:
        """What becomes of a stretch whose slots are numbered as they come."""
        stretch = literals[0] + "".join(
            f"Zq{number}qZ{literal}" for number, literal in enumerate(literals[1:])
        )
        if _TAGS.fullmatch(stretch):
            return Conversion(_parted(_MARKDOWN_ATTRIBUTE.sub("", stretch.strip())), (), (), ())
        page = _StretchPage(stretch, file, self.config)
        with noticed(file.src_uri) as notices:
            page.render(self.config, self.files)
        fixed: list[Link] = []

        def fix(link: re.Match[str]) -> str:
            fixed.append(Link(f"/{link[2]}", link[3]))
            return f"{link[1]}Zq{-len(fixed)}qZ"

        html = _FIXED_LINK.sub(fix, page.content or "")
        return Conversion(
            _parted(html),
            tuple(fixed),
            tuple(
                (_parted(title), _parted(anchor), level)
                for title, anchor, level in _flattened(page.toc)
            ),
            tuple(
                Link("" if target is page.file else target.src_uri, anchor)
                for target, anchors in (page.links_to_anchors or {}).items()
                for anchor in anchors
            ),
            tuple(notices),
        )


@contextmanager
def noticed(src_uri: str) -> Iterator[list[Notice]]:
    """What MkDocs has to say of the page meanwhile, to be told of each page that it is true of."""
    notices: list[Notice] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.INFO:
            notices.append((record.levelno, record.getMessage().replace(src_uri, _HERE)))
        return False

    _PAGE_LOG.addFilter(keep)
    try:
        yield notices
    finally:
        _PAGE_LOG.removeFilter(keep)


class _StretchPage(Page):
    """A stretch as MkDocs renders it: as if it were all that its page holds.

    Its links are the same wherever the page stands that has this source path.
    """

    def __init__(self, markdown: str, file: File, config: MkDocsConfig) -> None:
        nowhere = copy(file)
        nowhere.url = _NOWHERE
        super().__init__(None, nowhere, config)
        self.markdown = markdown


def _goes_on(html: str, more: str) -> bool:
    """Whether a list that the first HTML ends with goes on in the second."""
    return html.endswith(_LIST_ENDS) and more.startswith(f"<{html[-3:]}\n")


def _destinations(stretch: Stretch) -> Iterator[int]:
    """The slots of the stretch that are for addresses."""
    for literal, slot in zip(stretch.literals, stretch.slots, strict=False):
        if literal.endswith(DESTINATION):
            yield slot


def _getter(slots: Sequence[int]) -> Callable[[Sequence[Held]], tuple[Held, ...]] | None:
    """What takes the values of these slots, in their order; None where there is no slot."""
    if len(slots) > 1:
        return itemgetter(*slots)
    return (lambda values: (values[slots[0]],)) if slots else None


def _parted(text: str) -> Parted:
    return tuple(SLOT.split(text))


def _renumbered(parted: Parted, stretch: Stretch) -> Parted:
    """The same with the numbers that the slots of the stretch have in its part."""
    parts = list(parted)
    parts[1::2] = [str(stretch.slots[int(number)]) for number in parted[1::2]]
    return tuple(parts)


def _filled(parted: Parted, values: Sequence[Held]) -> str:
    """The text with the values in its slots; a link has no place in it."""
    if len(parted) == 1:
        return parted[0]
    parts = list(parted)
    parts[1::2] = [str(values[int(number)]) for number in parted[1::2]]
    return "".join(parts)


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


def table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
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


def _flattened(links: Iterable[AnchorLink]) -> Iterable[Heading]:
    for link in links:
        yield link.title, link.id, link.level
        yield from _flattened(link.children)
