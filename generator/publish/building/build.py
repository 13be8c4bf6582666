"""The build: whether the site is as it should be, and when what is made takes its place."""

import gc
import logging
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.publish.building.records import Record, files_of
from generator.publish.building.sources import read_sources
from generator.publish.building.store import Store, alone, joined
from generator.publish.building.versions import look_of, version
from generator.publish.staging import Staging, has_warned

log = logging.getLogger("mkdocs.plugins.briefings")

Progress = Callable[[int, int], None]
"""Told how many of how many outputs are made."""

_WORTH_COPIES = 100
"""Files to read or outputs to make: for fewer, copies of this process cost more than they save."""
_REGISTRIES = ("topics.yml", "people.yml")


def build(
    config: MkDocsConfig,
    cache: Path,
    *,
    count: int,
    progress: Progress | None = None,
    search: bool = True,
) -> None:
    """Make the site that the configuration describes, with `count` workers.

    `cache` is the folder of what is remembered between builds. Without `search` its index is left
    as it is, and the next build makes it.

    Raises ProblemsError where a file or a template has an error, and Abort where the build is
    strict and MkDocs has warned; the former site is then as it was.
    """
    with alone(cache), closing(Store(cache / "store.sqlite", version(config))) as store:
        state = State(config, store, cache)
        if state.is_done:
            log.info("Nothing has changed")
            return
        # Loaded only now: to load it takes longer than to see that nothing has changed.
        from generator.publish.building.rebuild import Rebuild

        staging = state.staging
        staging.begin()
        # Hundreds of thousands of small objects live until the end of the build: looking through
        # them for garbage, again and again, took a fifth of its time.
        gc.disable()
        try:
            Rebuild(state, state.hands(count), progress).run(search=search)
            if config.strict and has_warned():
                raise Abort("Aborted with warnings in strict mode!")
        except BaseException:
            staging.abandon()
            raise
        finally:
            gc.freeze()
            gc.enable()
        staging.finish()
        store.save()


class State:
    """What there is when a build begins, and what is remembered of the one before."""

    def __init__(self, config: MkDocsConfig, store: Store, cache: Path) -> None:
        """Look at the content, the site and the cache."""
        self.config = config
        self.store = store
        self.cache = cache
        self.staging = Staging(Path(config.site_dir))
        self.look = look_of(config)
        known = store.get("build", "sources") or {}
        self.sources = read_sources(Path(config.docs_dir), known)
        self.changed = {
            path
            for path in {*self.sources, *known}
            if path not in known
            or path not in self.sources
            or known[path].digest != self.sources[path].digest
        }
        self.records: dict[str, Record] = joined(store.all("records"))
        """Of all outputs of the build before."""
        files = set(files_of(self.staging.site))
        self.documents = set(files_of(cache / "documents"))
        """What search reads of the pages, as it lies in the cache."""
        self.standing = {
            name: record
            for name, record in self.records.items()
            if files.issuperset(record.files)
            and (record.document is None or record.document in self.documents)
        }
        """Those of them whose files are as they were written."""
        self.strays = len(files) - sum(len(record.files) for record in self.standing.values())
        """How many files of the site no output has written."""

    @property
    def is_done(self) -> bool:
        """Whether the site is already what the build would make."""
        return (
            self.store.get("build", "look") == self.look
            and not self.changed
            and not self.strays
            and len(self.standing) == len(self.records)
        )

    def hands(self, count: int) -> int:
        """How many of `count` workers the work is worth."""
        work = len(self.changed) + len(self.records) - len(self.standing)
        if self.store.get("build", "look") != self.look or self.changed.intersection(_REGISTRIES):
            work += len(self.sources)
        return hands_for(work, count)


def hands_for(work: int, count: int) -> int:
    """How many of `count` workers so many files to read or outputs to make are worth."""
    return count if work >= _WORTH_COPIES else 1
