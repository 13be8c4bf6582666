"""What everything depends on: this package and all others, settings, templates and theme."""

import platform
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.publish.building.sources import Source, digest_of_folders
from generator.publish.building.store import digest
from generator.publish.files import nav_titles

_PACKAGE = Path(__file__).parents[2]
REGISTRIES = ("topics.yml", "people.yml")
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-fA-F]+")


def version(config: MkDocsConfig) -> str:
    """What a store must have been made with to be of use: this package, Python and all others.

    Other packages are told by the names of their folders of metadata, which bear their versions.
    """
    # Problems name files as seen from where the build was started, and depend on one setting.
    unchecked = config.plugins["briefings"].config.unchecked
    return digest((_programs(), Path.cwd(), config.docs_dir, unchecked)).hex()


@cache
def _programs() -> bytes:
    """A digest of all that runs: what has been loaded stays, whatever its files become."""
    packages = sorted(
        place.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for place in folder.glob("*.dist-info")
    )
    return digest((platform.python_version(), packages, digest_of_folders([_PACKAGE])))


def look_of(config: MkDocsConfig, sources: Mapping[str, Source]) -> bytes:
    """A digest of all that every page depends on: the settings, the templates and the theme.

    Of the content: what files people have put there, beside the YAML ones, since templates may
    link to them, and what the navigation takes titles from.
    """
    with Path(config.config_file_path).open("rb") as file:
        settings = _ADDRESS_IN_MEMORY.sub("", repr(yaml_load(file, get_yaml_loader())))
    folders = [config.plugins["briefings"].config.templates]
    if config.theme.custom_dir:
        folders.append(config.theme.custom_dir)
    own = [path for path in sources if not path.endswith((".yml", ".yaml"))]
    untitled = (
        own if config.nav is None else [path for path, title in nav_titles(config.nav) if not title]
    )
    if not set(untitled) <= set(own):  # the title of a page that is made stands in a registry
        untitled = [*untitled, *REGISTRIES]
    titles = [sources[path].digest for path in untitled if path in sources]
    return digest(
        (settings, config.site_url, config.extra["served"], digest_of_folders(folders), own, titles)
    )
