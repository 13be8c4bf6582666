"""What there is when a build begins: content, site, and what is remembered of the build before."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.publish.building.folder import Folder
from generator.publish.building.records import (
    Record,
    are_there,
    digest_of_files,
    files_in,
    files_of,
)
from generator.publish.building.sources import Source, changed_paths, read_sources
from generator.publish.building.store import Store
from generator.publish.building.versions import REGISTRIES, look_of
from generator.publish.staging import Staging

Progress = Callable[[int, int], None]
"""Told how many of how many outputs are made."""

_WORTH_COPIES = 100
"""Files to read or outputs to make: for fewer, copies of this process cost more than they save."""


class State:
    """What there is when a build begins, and what is remembered of the one before."""

    def __init__(self, config: MkDocsConfig, cache: Path, store: Store) -> None:
        """Look at the content and the site; `cache` is the folder of what is remembered."""
        self.config = config
        self.cache = cache
        self.store = store
        self.staging = Staging(Path(config.site_dir))
        self.staging.restore()  # so that it is there even if this build fails
        self.folder = Folder(self.staging, cache)
        known = store.get("build", "sources") or {}
        self.sources = self._read_sources(known)
        self.look = look_of(config, self.sources)
        self.changed = changed_paths(known, self.sources)

    @property
    def is_done(self) -> bool:
        """Whether the site is already what the build would make."""
        return (
            self.store.get("build", "look") == self.look
            and not self.changed
            and self.store.get("build", "files") == digest_of_files(files_of(self.staging.site))
        )

    def is_current(self) -> bool:
        """Whether the content is still as it was when the build began."""
        return not changed_paths(self.sources, self._read_sources(self.sources))

    def _read_sources(self, known: dict[str, Source]) -> dict[str, Source]:
        # Hidden files are part of a site only where `exclude_docs` says so: `!.well-known`.
        patterns = self.config.exclude_docs.patterns if self.config.exclude_docs else ()
        hidden = any(pattern.include is False for pattern in patterns)
        return read_sources(Path(self.config.docs_dir), known, hidden=hidden)

    def begin(self) -> None:
        """Make the folder for the new site, where that is still to be done."""
        self.folder.begin(files_in(self.records.values()))

    @cached_property
    def records(self) -> dict[str, Record]:
        """Of all outputs of the build before."""
        return self.store.parts("records")

    def standing(self, name: str) -> Record | None:
        """The record of the output of this name, where its files are as they were written."""
        record = self.records.get(name)
        return record if record and are_there(self.staging.site, record.files) else None

    def hands(self, count: int) -> int:
        """How many of `count` workers the work is worth."""
        all_anew = self.all_may_differ or not self.staging.site.is_dir()
        return hands_for(len(self.sources if all_anew else self.changed), count)

    @property
    def all_may_differ(self) -> bool:
        """Whether something has changed that all pages may depend on."""
        look = self.store.get("build", "look")
        return look != self.look or not self.changed.isdisjoint(REGISTRIES)


def hands_for(work: int, count: int) -> int:
    """How many of `count` workers so many files to read or outputs to make are worth."""
    return count if work >= _WORTH_COPIES else 1
