"""The whole site in one go, for MkDocs' own build: pages in the place of the YAML files.

`briefings build` makes the same files, but only those that have changed (`building`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.output.files import KINDS
from generator.output.files.known import Known
from generator.output.filling import Link
from generator.output.lists import plans
from generator.output.pages import Page, Pages
from generator.output.parts import ListEntry, Part
from generator.output.search import SearchDocument, documents
from generator.problems import ProblemsError
from generator.proof.verification import require_verified
from generator.publish.files import check_folders, nav_titles, take_address, taken_addresses
from generator.publish.search.bundling import write_search
from generator.publish.search.pages import own_document
from generator.publish.slots import Converter, Html, page_meta, table_of_contents

log = get_plugin_logger("briefings")

_ANCHOR = re.compile(r'(?: id|<a name)="([^"]+)"')


class Whole:
    """All that is made of a content folder."""

    def __init__(self, content: Path, settings: Any) -> None:
        """Read the folder and make all pages.

        Raises PluginError, with all problems in its text, where a file or a template has an error.
        """
        try:
            self.library, proof, problems = require_verified(content, unchecked=settings.unchecked)
            for problem in problems:
                log.info(str(problem))
            self.pages = Pages(self.library, proof, Path(settings.templates) / "pages")
            self.made = list(self.pages)
        except ProblemsError as error:
            raise PluginError(f"the site cannot be made\n{error}") from None
        self.plans = list(plans(self.library))
        self.own: list[str] = []
        self.own_documents: list[SearchDocument] = []

    def replace_files(self, files: Files, config: MkDocsConfig) -> None:
        """Take the YAML files out of the site and put the pages in.

        Raises PluginError where two pages have one address.
        """
        for file in list(files):
            if file.src_uri.endswith((".yml", ".yaml")) and file.generated_by is None:
                files.remove(file)
        taken = taken_addresses(files)
        self.own = [file.src_uri for file in files.documentation_pages()]
        titles = dict(nav_titles(config.nav))
        converter = Converter(config, files, {})
        listed: dict[ListEntry, Html] = {}

        def shown(part: Part | ListEntry) -> Part | Html:
            if isinstance(part, Part):
                return part
            if part not in listed:
                file = files.src_uris[f"{part.key}.md"]
                listed[part] = converter.html(self.pages.list_entry(part), file).compact()
            return listed[part]

        for page in self.made:
            file = File.generated(
                config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            take_address(file.dest_uri, file.src_uri, taken)
            file.edit_uri = page.edit
            file.page = SlotPage(page, file, config, shown, converter, titles.get(page.src_uri))
            files.append(file)
        check_folders(taken)

    def let_search_read(self, page: MkDocsPage) -> None:
        """Keep what search reads of a page that somebody has written."""
        if page.file.generated_by is None and (document := own_document(page)):
            self.own_documents.append(document)

    def write_files(self, config: MkDocsConfig) -> None:
        """Write what is no page into the site: the files for machines and the search index."""
        site = Path(config.site_dir)

        def file(src_uri: str) -> File:
            return File(src_uri, None, "", config.use_directory_urls)

        known = Known(
            self.library,
            self.plans,
            self.own,
            config.site_url or "",
            lambda src_uri: file(src_uri).url,
        )
        for kind in KINDS.values():
            for path, text in kind.make(kind.gather(known)):
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(text.encode())
        made = documents(self.library, self.plans, lambda src_uri: file(src_uri).dest_uri)
        write_search([*self.own_documents, *made], self.library, site)


class SlotPage(MkDocsPage):
    """A page that is made of parts."""

    def __init__(
        self,
        source: Page,
        file: File,
        config: MkDocsConfig,
        shown: Callable[[Part | ListEntry], Part | Html],
        converter: Converter,
        title: str | None = None,
    ) -> None:
        """Take the page, its file, what lists show of a briefing, and what makes HTML of parts."""
        self.source = source
        self._shown = shown
        self._converter = converter
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the meta data from the generated page, and its Markdown with slots."""
        self.markdown = "\n".join(_markdown(self.source.content))
        self.meta = page_meta(self.source, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the parts and set the values in."""
        parts = (self._shown(part) for part in self.source.content if not isinstance(part, str))
        html = self._converter.html(parts, self.file)
        self.content = self._converter.text(html, self.file)
        self.toc = table_of_contents(html.headings)
        self.present_anchor_ids = set(_ANCHOR.findall(self.content))
        self.links_to_anchors = _links_to_anchors(html, self.file, files)


def _links_to_anchors(html: Html, page: File, files: Files) -> dict[File, dict[str, str]]:
    """The anchors that a page links to, for MkDocs to check."""
    named: dict[File, dict[str, str]] = {}
    written = (piece for piece in html.pieces if isinstance(piece, Link))
    for target, anchor in chain(written, html.links):
        file = files.get_file_from_path(target) if target else page
        if file and anchor:
            named.setdefault(file, {})[anchor] = f"{target}#{anchor}"
    return named


def _markdown(content: Sequence[Part | ListEntry] | str) -> Iterator[str]:
    """The Markdown of the page's own parts, for plugins that look at it."""
    for part in content:
        if isinstance(part, Part):
            for stretch in part.skeleton.stretches:
                slots = (f"Zq{slot}qZ" for slot in stretch.slots)
                yield "".join(chain(*zip(stretch.literals, chain(slots, [""]), strict=True)))
