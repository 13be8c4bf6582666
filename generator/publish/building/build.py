"""The build: whether the site is as it should be, and when what is made takes its place."""

import logging
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.publish.building.garbage import uncollected
from generator.publish.building.state import Progress, State
from generator.publish.building.store import LostError, Store, alone
from generator.publish.building.versions import version
from generator.publish.staging import has_warned

if TYPE_CHECKING:
    from generator.publish.building.rebuild import Done

log = logging.getLogger("mkdocs.plugins.briefings")


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
    somebody who waits for a page, the next build makes the index.

    Raises ProblemsError where a file or a template has an error, and Abort where the build is
    strict and MkDocs has warned; the former site is then as it was.
    """
    made_with = version(config)
    with uncollected(), alone(cache), closing(Store(cache / "store.sqlite", made_with)) as store:
        state = State(config, cache, store)
        if state.is_done:
            state.staging.clear()  # a build may have been killed before an edit was taken back
            log.info("Nothing has changed")
            _heed_warnings(config)
            return
        try:
            state, done = _rebuild(state, count, progress, search=search)
            _heed_warnings(config, also=done.has_warned)
            state.folder.finish(done.files)
        except BaseException:
            state.staging.clear()
            raise
        # Last: a build that is killed before it leaves nothing that the next one takes for done.
        if done.is_current:
            store.save()
        else:  # nobody knows what was read before the change, and what after it
            log.info("Files have changed meanwhile: the next build makes these pages again")


def _heed_warnings(config: MkDocsConfig, *, also: bool = False) -> None:
    if config.strict and (also or has_warned()):
        raise Abort("Aborted with warnings in strict mode!")


def _rebuild(
    state: State, count: int, progress: Progress | None, *, search: bool
) -> "tuple[State, Done]":
    """Make the site in its folder beside it; where the store has lost something, all anew.

    The state that it was made from is given back.
    """
    # Loaded only now: to load it takes longer than to see that nothing has changed.
    from generator.publish.building.indexing import Indexing

    try:
        with Indexing(state.cache / "search") as indexing:
            if search:
                indexing.begin_as_before(state)
            # Loaded while Pagefind is at work.
            from generator.publish.building.rebuild import Rebuild

            return state, Rebuild(state, indexing, count, progress).run(search=search)
    except LostError:
        log.info("The cache is damaged: everything is made anew")
        state.store.forget()
    except (FileExistsError, IsADirectoryError, NotADirectoryError):
        # What was a file of the former site may be a folder now, and the reverse.
        if state.folder.is_empty:
            raise
        state.store.undo()
    anew = State(state.config, state.cache, state.store)
    return _rebuild(anew, count, progress, search=search)
