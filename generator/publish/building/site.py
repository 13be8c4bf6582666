"""All that the outputs of one build are made of."""

import platform
import re
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import is_markdown_file

from generator.content.library import Entry, Library
from generator.content.load import Registries, shown_path
from generator.output.pages import Page, Pages
from generator.output.sitemap import Address
from generator.proof.verification import Proof
from generator.publish.building.sources import Source, digest_of_folders
from generator.publish.building.store import Store, digest
from generator.publish.building.theme import Kept, SiteFiles, Theme, own_files

_PACKAGE = Path(__file__).parents[2]
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-fA-F]+")


def version(config: MkDocsConfig) -> str:
    """What a store must have been made with to be of use: this package, Python and all others.

    Other packages are told by the names of their folders of metadata, which bear their versions.
    """
    packages = sorted(
        place.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for place in folder.glob("*.dist-info")
    )
    folder = shown_path(Path(config.docs_dir))
    own = digest_of_folders([_PACKAGE])
    return digest((platform.python_version(), packages, own, folder)).hex()


def look_of(config: MkDocsConfig) -> bytes:
    """A digest of all that every page depends on: the settings, the templates and the theme."""
    settings = _ADDRESS_IN_MEMORY.sub("", repr(config.user_configs))
    folders = [config.plugins["briefings"].config.templates]
    if config.theme.custom_dir:
        folders.append(config.theme.custom_dir)
    return digest((settings, config.site_url, config.extra["served"], digest_of_folders(folders)))


class Site:
    """What a build knows of the site, and what makes its pages."""

    def __init__(
        self,
        config: MkDocsConfig,
        look: bytes,
        sources: Mapping[str, Source],
        registries: Registries,
        store: Store,
    ) -> None:
        self.config = config
        self.settings = config.plugins["briefings"].config
        self.look = look
        self.sources = sources
        self.registries = registries
        self.store = store
        self.library = Library((), registries.topics, registries.people)
        self._digests: dict[str, bytes] = {}

    def know(self, library: Library) -> None:
        """Take the library, once its briefings are read."""
        self.library = library

    def depends(self, entry: Entry) -> bytes:
        """A digest of all that the page and the list entries of a briefing depend on."""
        if entry.key not in self._digests:
            source = self.sources[f"{entry.key}.yml"].digest
            self._digests[entry.key] = digest((self.look, source, self.library.neighbours(entry)))
        return self._digests[entry.key]

    @cached_property
    def pages(self) -> Pages:
        """What makes the pages' parts."""
        return Pages(self.library, Proof(), Path(self.settings.templates) / "pages")

    @cached_property
    def own(self) -> list[File]:
        """What people have put into the content folder, less the YAML files.

        Raises PluginError where one of these has the address of a page made from the briefings.
        """
        files = [
            file
            for file in own_files(self.config, self.sources)
            if not file.inclusion.is_excluded() and not file.inclusion.is_draft()
        ]
        taken = {self._file(name).dest_uri for name in self.generated}
        for file in files:
            if file.dest_uri in taken:
                raise PluginError(
                    f"{file.src_uri} has the address of a page that is made from the briefings; "
                    "give it another name"
                )
        return files

    @cached_property
    def generated(self) -> dict[str, str | None]:
        """The source path of each page that is made from the briefings, and its file to edit."""
        raise NotImplementedError
