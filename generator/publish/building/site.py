"""All that the outputs of one build are made of."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.pages import Page as MkDocsPage

from generator.content.library import Entry, Library
from generator.content.load import Registries
from generator.output.files.known import Known
from generator.output.filling import escape_html
from generator.output.lists import Plan, plans
from generator.output.pages import Page, Pages
from generator.output.parts import ListEntry, Part
from generator.output.search import SearchDocument
from generator.proof.verification import Proof
from generator.publish.building.indexing import Indexing
from generator.publish.building.records import Document, File
from generator.publish.building.state import State
from generator.publish.building.store import digest, unsealed
from generator.publish.building.theme import Compiled, Theme
from generator.publish.files import (
    SiteFiles,
    check_folders,
    file_at,
    own_files,
    take_address,
    taken_addresses,
)
from generator.publish.search.pages import own_document
from generator.publish.slots import (
    Conversions,
    Converter,
    Html,
    page_meta,
    table_of_contents,
)


class Site:
    """What a build knows of the site, and what makes its pages."""

    def __init__(self, state: State, registries: Registries, indexing: Indexing) -> None:
        """Take what there is, and Pagefind at work."""
        self.state = state
        self.config = state.config
        self.settings = state.config.plugins["briefings"].config
        self.look = state.look
        self.sources = state.sources
        self.registries = registries
        self.store = state.store
        self.indexing = indexing
        self.library = Library((), registries.topics, registries.people)
        self.proof = Proof()
        self.fresh: dict[str, bytes] = {}
        """What outputs of this build have kept, sealed, by their names."""
        self._list_entries: dict[str, dict[str | None, Html]] = {}
        self.documents: dict[str, Document] = {}
        """What search reads of the pages, by the names of their outputs."""
        self._digests: dict[str, bytes] = {}
        made_for, conversions = self.store.get("conversions", "all") or (None, {})
        self.conversions: Conversions = conversions if made_for == self.look else {}
        """What is known of how Markdown becomes HTML; it only grows."""
        self._remembered = len(self.conversions)

    def know(self, entries: Iterable[Entry]) -> None:
        """Take the library's briefings, where it was read in another process."""
        self.library = Library(tuple(entries), self.registries.topics, self.registries.people)

    def depend_as_before(self, keys: Iterable[str]) -> None:
        """Know that the pages of these briefings depend on what they depended on when made.

        To find that by what they depend on takes long for very many.
        """
        for key in keys:
            if record := self.state.records.get(f"{key}.yml"):
                self._digests[key] = record.depends

    def depends(self, key: str) -> bytes:
        """A digest of all that the page and the list entries of a briefing depend on."""
        if key not in self._digests:
            near = self.library.neighbours(self.library.by_key[key])
            self._digests[key] = digest((self.look, self.sources[f"{key}.yml"].digest, *near))
        return self._digests[key]

    def kept(self, name: str) -> Any:
        """What the output of this name has kept, in this build or in an earlier one.

        Raises LostError where the store has lost it.
        """
        fresh = self.fresh.get(name)
        return unsealed(fresh) if fresh else self.store.need("kept", name)

    def former(self, name: str) -> tuple[Any, Sequence[File]]:
        """What the output of this name has kept in the last build, and its files on that site."""
        record = self.state.standing(name)
        return (self.store.get("kept", name), record.files) if record else (None, ())

    def list_entries(self, key: str) -> dict[str | None, Html]:
        """What lists show of a briefing, by the person whose words they show.

        Raises LostError where the store has lost it.
        """
        if key not in self._list_entries:
            self._list_entries[key] = self.kept(f"{key}.yml")
        return self._list_entries[key]

    @cached_property
    def plans(self) -> list[Plan]:
        """All list pages."""
        return list(plans(self.library))

    @cached_property
    def compiled(self) -> Compiled:
        """The compiled templates."""
        return Compiled(self.store)

    @cached_property
    def pages(self) -> Pages:
        """What makes the parts of pages."""
        folder = Path(self.settings.templates) / "pages"
        return Pages(self.library, self.proof, folder, compiled=self.compiled)

    @cached_property
    def generated(self) -> dict[str, str | None]:
        """The source path of each page that is made from the briefings, and the file to edit."""
        found: dict[str, str | None] = {}
        for entry in self.library.published:
            found[f"{entry.key}.md"] = f"{entry.key}.yml"
            found.update((f"{key}.md", None) for key in entry.card.formerly)
        found.update((plan.src_uri, plan.edit) for plan in self.plans)
        return found

    @cached_property
    def addressed(self) -> bytes:
        """A digest of the addresses of all pages, to which others may link."""
        return digest(list(self.generated))

    def _url(self, src_uri: str) -> str:
        """The address of a page, as MkDocs would give it, which is slow for all pages of a site."""
        if src_uri in self._own_urls:
            return self._own_urls[src_uri]
        path = src_uri.removesuffix(".md")
        if not self.config.use_directory_urls:
            return f"{path}.html"
        return f"{path.removesuffix('index')}" if path.endswith("index") else f"{path}/"

    def place(self, src_uri: str) -> str:
        """The file on the site of a page that is made from the briefings."""
        return file_at(self._url(src_uri))

    @cached_property
    def _own_urls(self) -> dict[str, str]:
        return {file.src_uri: file.url.removeprefix("./") for file in self._own}

    @cached_property
    def _own(self) -> list[MkDocsFile]:
        return own_files(self.config, self.sources)

    @cached_property
    def files(self) -> SiteFiles:
        """MkDocs' files of the site.

        Raises PluginError where a file that somebody has written has the address of a page that is
        made from the briefings.
        """
        taken = taken_addresses(self._own)
        for src_uri in self.generated:
            take_address(self.place(src_uri), src_uri, taken)
        check_folders(taken)
        return SiteFiles(self._own, self.generated, self.config)

    @cached_property
    def own_pages(self) -> list[str]:
        """The source paths of the pages that people have written."""
        return [file.src_uri for file in self._own if file.is_documentation_page()]

    @cached_property
    def own_files(self) -> list[str]:
        """The source paths of the other files that people have put into the content folder."""
        others = (file.src_uri for file in self._own if not file.is_documentation_page())
        templates = self.extra_templates
        return [path for path in others if path not in templates]

    @property
    def extra_templates(self) -> list[str]:
        """The source paths of those files that are templates, each of a file of the site."""
        return list(map(str, self.config.extra_templates))

    @cached_property
    def theme(self) -> Theme:
        """MkDocs' part of each page."""
        titles = {plan.src_uri: escape_html(plan.title) for plan in self.plans}
        return Theme(self.config, self.files, self.compiled, titles.get)

    @cached_property
    def converter(self) -> Converter:
        """What makes HTML of parts."""
        return Converter(self.config, self.files, self.conversions)

    def page(self, source: Page) -> tuple[str, bytes]:
        """The path in the site, and the content, of a page that is made from the briefings."""
        file = self._file(source.src_uri)
        page = file.page or MkDocsPage(None, file, self.config)
        parts = (self._shown(part) for part in source.content if not isinstance(part, str))
        html = self.converter.html(parts, file)
        page.meta = page_meta(source, self.config)
        page.content = self.converter.text(html, file)
        page.toc = table_of_contents(html.headings)
        return file.dest_uri, self.theme.html(page)

    def _shown(self, part: Part | ListEntry) -> Part | Html:
        if isinstance(part, ListEntry):
            return self.list_entries(part.key)[part.person]
        return part

    def _file(self, src_uri: str) -> MkDocsFile:
        self.theme.navigation  # noqa: B018 - pages of the navigation are made with it
        file = self.files.get_file_from_path(src_uri)
        if file is None:
            raise KeyError(f"{src_uri} is no page of the site")
        return file

    def make_list_entries(self, entry: Entry) -> dict[str | None, Html]:
        """What lists show of a briefing, by the person whose words they show."""
        file = self._file(f"{entry.key}.md")
        people = self.library.neighbours(entry).people.values()
        return {
            person: self.converter.html(
                self.pages.list_entry(ListEntry(entry.key, person)), file
            ).compact()
            for person in [None, *dict.fromkeys(known.id for known in people)]
        }

    def own_page(self, path: str) -> tuple[str, bytes, SearchDocument | None]:
        """A page that somebody has written: its path in the site, content, and for search."""
        file = self._file(path)
        page = file.page or MkDocsPage(None, file, self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        return file.dest_uri, self.theme.html(page), own_document(page)

    def own_file(self, path: str) -> tuple[str, bytes]:
        """The path in the site, and the content, of another file that somebody has put there."""
        file = self._file(path)
        return file.dest_uri, file.content_bytes

    @property
    def known(self) -> Known:
        """What the files beside the pages can tell."""
        site_url = self.config.site_url or ""
        return Known(self.library, self.plans, self.own_pages, site_url, self._url)

    def remember(self) -> None:
        """Put into the store what the next build can use."""
        if len(self.conversions) > self._remembered:
            self.store.put("conversions", "all", (self.look, self.conversions))
