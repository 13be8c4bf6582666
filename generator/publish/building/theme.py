"""MkDocs' part of a build: its files, navigation and templates; a page comes in, its HTML goes out.

Pages that stand in one folder of the site, equally deep and in no navigation, differ around their
content in a few texts only. MkDocs' templates make the first of them, and the second one once with
marks in the place of these texts; for the others the texts are set in. Where that does not give
what the templates give for these two themselves, the templates make every page.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import jinja2
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.publish.building.store import Store
from generator.publish.slots import noticed

log = logging.getLogger("mkdocs.plugins.briefings")

_SITEMAP = "sitemap.xml"
"""The theme has one too, which would name the few pages only that MkDocs knows of."""
_TO_ITSELF = '="./"'
_RELATIVE = re.compile(r'="((?:\.\./)+[^"]*)"')
_NAMES = re.compile(r"[^/. #?]+")
_MARK = re.compile(r"Zq([a-z]+)qZ")
_MARKS = {name: f"Zq{name}qZ" for name in ("title", "description", "content", "address", "edit")}


class Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept in the store: to compile Material's takes as long as an edit."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take the compiled template from the store, where it is there."""
        code = self._store.get("template", bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Put a compiled template into the store."""
        self._store.put("template", bucket.key, bucket.bytecode_to_string())


class Theme:
    """What MkDocs needs to render the pages of one build."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        templates: Compiled,
        title: Callable[[str], str | None],
    ) -> None:
        """Take the site's files, and what gives the titles of generated pages by source path."""
        self.config = config
        self.files = files
        self._title = title
        self._templates = templates
        self._firsts: dict[tuple[object, ...], _First] = {}
        self._shells: dict[tuple[object, ...], _Shell | None] = {}

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The environment of MkDocs' templates; the theme's files are among the files then."""
        environment = self.config.theme.get_env()
        environment.bytecode_cache = self._templates
        return environment

    @cached_property
    def navigation(self) -> Navigation:
        """The site's navigation, in which each page has its title."""
        navigation = get_navigation(self.files, self.config)
        for page in navigation.pages:
            if page.title is None:
                page.title = self._title(page.file.src_uri) or self._title_of(page)
        return navigation

    def _title_of(self, page: Page) -> str:
        """The title of a page that somebody has written; what is wrong with it is told later."""
        with noticed(page.file.src_uri):
            page.read_source(self.config)
            page.render(self.config, self.files)
        return str(page.title)

    @cached_property
    def _pages(self) -> list[File]:
        """The pages that templates are told of: those people have written, and those in `nav`."""
        return list(self.files.documentation_pages())

    def theme_files(self) -> Iterator[tuple[str, bytes]]:
        """The files that the theme brings, and its templates that make a file of the site."""
        known = {file.src_uri for file in self.files}
        self.files.add_files_from_theme(self.environment, self.config)
        for file in [file for file in self.files if file.src_uri not in known]:
            self.files.remove(file)
            yield file.dest_uri, file.content_bytes
        for name in sorted(self.config.theme.static_templates - {_SITEMAP}):
            yield from self._template(name, self.environment.get_template)
        for name in map(str, self.config.extra_templates):
            if extra := self.files.get_file_from_path(name):
                yield from self._template(name, lambda _: jinja2.Template(extra.content_string))
            else:
                log.warning("the extra template %s is not in %s", name, self.config.docs_dir)

    def _template(
        self, name: str, template: Callable[[str], jinja2.Template]
    ) -> Iterator[tuple[str, bytes]]:
        text = build._build_template(name, template(name), self.files, self.config, self.navigation)
        if text.strip():
            yield name, text.encode()

    def html(self, page: Page) -> bytes:
        """The whole page, whose content has been made."""
        if any(page is one for one in self.navigation.pages) or page.meta.get("redirect"):
            return _encoded(self._rendered(page))
        folders = page.url.rstrip("/").split("/")[:-1]
        key = (*folders[:1], len(folders), *_conditions(page))
        if key not in self._firsts:  # there may be no second one
            html = self._rendered(page)
            self._firsts[key] = _First(page.url, _texts(page), html)
            return _encoded(html)
        if key not in self._shells:
            self._shells[key] = self._shell(page, self._firsts[key])
        shell = self._shells[key]
        usable = shell and shell.is_for(page.url)
        return _encoded(shell.fill(_texts(page)) if shell and usable else self._rendered(page))

    def _rendered(self, page: Page) -> str:
        """The page as `mkdocs.commands.build` renders it."""
        page.active = True
        try:
            context = build.get_context(self.navigation, self._pages, self.config, page)
            template = self.environment.get_template(page.meta.get("template", "main.html"))
            return template.render(context)
        finally:
            page.active = False

    def _shell(self, page: Page, first: "_First") -> "_Shell | None":
        """What this page and the first one like it have in common, or None where they differ."""
        texts = _texts(page)
        meta, content = page.meta, page.content
        page.meta = {**meta, "title": _MARKS["title"], "description": _MARKS["description"]}
        page.content = _MARKS["content"]
        page.canonical_url = page.canonical_url and _MARKS["address"]
        page.edit_url = page.edit_url and _MARKS["edit"]
        html = self._rendered(page)
        shell = _Shell(
            tuple(_MARK.split(html)), frozenset(_NAMES.findall(" ".join(_RELATIVE.findall(html))))
        )
        page.meta, page.content = meta, content
        page.canonical_url, page.edit_url = texts["address"] or None, texts["edit"] or None
        fits = (
            _TO_ITSELF not in html
            and shell.fill(texts) == self._rendered(page)
            and (not shell.is_for(first.address) or shell.fill(first.texts) == first.html)
        )
        return shell if fits else None


class _First(NamedTuple):
    """The first page of its sort."""

    address: str
    texts: dict[str, str]
    html: str


@dataclass(frozen=True, slots=True)
class _Shell:
    """A page around its texts: literal, name of a text, literal, …, literal."""

    parts: tuple[str, ...]
    linked: frozenset[str]
    """The names in its links: links from these pages, or from below them, would be shorter."""

    def is_for(self, address: str) -> bool:
        parts = address.rstrip("/").split("/")
        return self.linked.isdisjoint(parts[1:] or parts)

    def fill(self, texts: Mapping[str, str]) -> str:
        parts = list(self.parts)
        parts[1::2] = [texts[name] for name in self.parts[1::2]]
        return "".join(parts)


def _texts(page: Page) -> dict[str, str]:
    return {
        "title": str(page.meta.get("title", "")),
        "description": str(page.meta.get("description", "")),
        "content": page.content or "",
        "address": page.canonical_url or "",
        "edit": page.edit_url or "",
    }


def _conditions(page: Page) -> tuple[object, ...]:
    """What templates decide by, beside the texts themselves."""
    texts = _texts(page)
    first: Any = next(iter(page.toc), None)
    return (
        *(bool(text) for text in texts.values()),
        first and first.url,
        repr([one for one in page.meta.items() if one[0] not in {"title", "description"}]),
    )


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", errors="xmlcharrefreplace")
