"""The whole site in one go, for MkDocs' own build: pages in the place of the YAML files.

`briefings build` makes the same files, but only those that have changed (`building`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.output.lists import plans
from generator.output.pages import Pages
from generator.output.parts import Part, Shared
from generator.output.search import SearchDocument, documents
from generator.output.sitemap import addresses, sitemaps
from generator.problems import ProblemsError
from generator.proof.verification import require_verified
from generator.publish.search import own_document, write_search
from generator.publish.slots import Converter, Html, SlotPage, joined

log = get_plugin_logger("briefings")


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
        shared: dict[Shared, Html] = {}

        def html(part: Part | Shared, file: File) -> Html:
            if isinstance(part, Part):
                return converter.html(part, file)
            if part not in shared:
                shared[part] = joined(converter.html(one, file) for one in self.pages.shared(part))
            return shared[part]

        for page in self.made:
            file = File.generated(
                config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            take_address(file, taken)
            file.edit_uri = page.edit
            file.page = SlotPage(page, file, config, html, converter.page, titles.get(page.src_uri))
            files.append(file)

    def let_search_read(self, page: MkDocsPage) -> None:
        """Keep what search reads of a page that somebody has written."""
        if page.file.generated_by is None and (document := own_document(page)):
            self.own_documents.append(document)

    def write_files(self, config: MkDocsConfig) -> None:
        """Write what is no page into the site: its sitemap and its search index."""
        site = Path(config.site_dir)

        def file(src_uri: str) -> File:
            return File(src_uri, None, "", config.use_directory_urls)

        known = addresses(self.library, self.plans, self.own, lambda src_uri: file(src_uri).url)
        for name, text in sitemaps(config.site_url or "", known):
            (site / name).write_text(text, encoding="utf-8")
        made = documents(self.library, self.plans, lambda src_uri: file(src_uri).dest_uri)
        write_search([*self.own_documents, *made], self.library, site)


def taken_addresses(files: Files) -> dict[str, str]:
    """The address of each file that somebody has put into the content folder, and its name."""
    return {
        file.dest_uri: file.src_uri
        for file in files
        if file.generated_by is None and file.inclusion is not InclusionLevel.EXCLUDED
    }


def take_address(file: File, taken: dict[str, str]) -> None:
    """Note the address of a page that is made from the briefings.

    Raises PluginError where another page has it already.
    """
    other = taken.setdefault(file.dest_uri, "")
    if other:
        raise PluginError(
            f"{other} has the address of a page that is made from the briefings; "
            "give it another name"
        )
    taken[file.dest_uri] = f"a page made from the briefings ({file.src_uri})"


def nav_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """The source path and title of each page that the `nav` setting gives a title.

    MkDocs forgets them for pages that a plugin has made.
    """
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else []:
            if isinstance(target, str):
                yield target, title
            else:
                yield from nav_titles(target)
