"""The build: whether the site is as it should be, and when what is made takes its place."""

import gc
import logging
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.publish.building.records import Record, digest_of_files, files_of
from generator.publish.building.sources import read_sources
from generator.publish.building.store import LostError, Store, alone, joined
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

    `cache` is the folder of what is remembered between builds. Without `search`, which is for
    somebody who waits for a page, the next build makes the index and clears the former site away.

    Raises ProblemsError where a file or a template has an error, and Abort where the build is
    strict and MkDocs has warned; the former site is then as it was.
    """
    with alone(cache), closing(Store(cache / "store.sqlite", version(config))) as store:
        state = State(config, store)
        if state.is_done:
            log.info("Nothing has changed")
            return
        staging = state.staging
        # Hundreds of thousands of small objects live until the end of the build: looking through
        # them for garbage, again and again, took a fifth of its time.
        gc.disable()
        try:
            _rebuild(state, count, progress, search=search)
            if config.strict and has_warned():
                raise Abort("Aborted with warnings in strict mode!")
        except BaseException:
            staging.clear()
            raise
        finally:
            gc.freeze()
            gc.enable()
        staging.finish()
        store.save()
        if search:
            staging.clear()


def _rebuild(state: "State", count: int, progress: Progress | None, *, search: bool) -> None:
    """Make the site in its folder beside it; where the store has lost something, all anew."""
    # Loaded only now: to load it takes longer than to see that nothing has changed.
    from generator.publish.building.rebuild import Rebuild

    state.staging.begin()
    try:
        Rebuild(state, count, progress).run(search=search)
    except LostError:
        log.info("The cache is damaged: everything is made anew")
        state.store.forget()
        _rebuild(State(state.config, state.store), count, progress, search=search)


class State:
    """What there is when a build begins, and what is remembered of the one before."""

    def __init__(self, config: MkDocsConfig, store: Store) -> None:
        """Look at the content and the site."""
        self.config = config
        self.store = store
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
        self.files = set(files_of(self.staging.site))

    @property
    def is_done(self) -> bool:
        """Whether the site is already what the build would make."""
        return (
            self.store.get("build", "look") == self.look
            and not self.changed
            and self.store.get("build", "files") == digest_of_files(self.files)
        )

    @cached_property
    def records(self) -> dict[str, Record]:
        """Of all outputs of the build before."""
        return joined(self.store.all("records"))

    @cached_property
    def standing(self) -> dict[str, Record]:
        """Those of the records whose files are as they were written."""
        return {
            name: record
            for name, record in self.records.items()
            if self.files.issuperset(record.files)
        }

    def hands(self, count: int) -> int:
        """How many of `count` workers the work is worth."""
        work = len(self.changed) + len(self.records) - len(self.standing)
        if self.store.get("build", "look") != self.look or self.changed.intersection(_REGISTRIES):
            work += len(self.sources)
        return hands_for(work, count)


def hands_for(work: int, count: int) -> int:
    """How many of `count` workers so many files to read or outputs to make are worth."""
    return count if work >= _WORTH_COPIES else 1
