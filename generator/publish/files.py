"""MkDocs' files of the site: those that people have written, and the pages that are generated.

No two of them have one address.
"""

import logging
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key, set_exclusions

log = logging.getLogger("mkdocs.plugins.briefings")

SEARCH_FOLDER = "search/"
"""Of the site: nothing stands in it but what search needs."""


class SiteFiles(Files):
    """The files of the site; a generated page becomes one when it is asked for."""

    def __init__(
        self, own: Iterable[File], generated: Mapping[str, str | None], config: MkDocsConfig
    ) -> None:
        """Take the files that people have written, and the source path of each generated page.

        With each stands the file that its edit button opens.
        """
        super().__init__(own)
        self.generated = generated
        self.config = config

    def get_file_from_path(self, path: str) -> File | None:
        """The file with this source path."""
        file = self.src_uris.get(path) or super().get_file_from_path(path)
        if file is None and path in self.generated:
            file = File(
                path,
                None,
                self.config.site_dir,
                self.config.use_directory_urls,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            file.edit_uri = self.generated[path]
            self.append(file)
        return file


def own_files(config: MkDocsConfig, paths: Iterable[str]) -> list[File]:
    """MkDocs' files of what people have put into the content folder, less the YAML files.

    As `mkdocs.structure.files.get_files` finds them, which would walk through all briefings.

    Raises PluginError where a file cannot have its address.
    """
    files: dict[tuple[str, str], File] = {}
    for path in paths:
        if path.endswith((".yml", ".yaml")):
            continue
        file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        if file.inclusion.is_included():  # type: ignore[no-untyped-call]
            _check_address(file)
            place = (posixpath.dirname(path), file.dest_uri)
            if place in files:  # README.md beside index.md
                log.warning("%s is left out for the sake of %s", files[place].src_uri, path)
            files[place] = file
    return sorted(files.values(), key=file_sort_key)


def file_at(address: str) -> str:
    """The file of the page that has this address, both from the root of the site."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def taken_addresses(files: Iterable[File]) -> dict[str, str]:
    """The address of each file that somebody has put into the content folder, and its name.

    Raises PluginError where a file cannot have its address.
    """
    taken: dict[str, str] = {}
    for file in files:
        if file.generated_by is None and file.inclusion is not InclusionLevel.EXCLUDED:
            _check_address(file)
            taken[file.dest_uri] = file.src_uri
    return taken


def _check_address(file: File) -> None:
    try:
        file.src_uri.encode()
    except UnicodeEncodeError:
        raise PluginError(f"{file.src_uri!r} is no name in UTF-8; give the file another") from None
    if file.dest_uri.startswith(SEARCH_FOLDER):
        raise PluginError(
            f"{file.src_uri} would stand among the files of the search, in {SEARCH_FOLDER}; "
            "put it into another folder"
        )


def take_address(address: str, src_uri: str, taken: dict[str, str]) -> None:
    """Note the address of a page that is made from the briefings.

    Raises PluginError where another page has it already.
    """
    if other := taken.get(address):
        raise PluginError(
            f"{other} has the address of a page that is made from the briefings; "
            "give it another name"
        )
    taken[address] = f"a page made from the briefings ({src_uri})"


def check_folders(taken: Mapping[str, str]) -> None:
    """See that no file stands where the folder of another has to be.

    Raises PluginError where one does.
    """
    seen: set[str] = set()
    for address, name in taken.items():
        folder = posixpath.dirname(address)
        while folder and folder not in seen:
            if folder in taken:
                raise PluginError(
                    f"{taken[folder]} has the address {folder}, which must be the folder of "
                    f"{name}; give one of them another name"
                )
            seen.add(folder)
            folder = posixpath.dirname(folder)


def nav_titles(nav: Any) -> Iterator[tuple[str, str | None]]:
    """The source path of each page in the `nav` setting, and the title that it is given there."""
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else [(None, item)]:
            if isinstance(target, str):
                yield target, title
            else:
                yield from nav_titles(target)
