"""The development server: on each save only what it reaches is made, and the browser loads it.

MkDocs' server answers and reloads; the build beneath it is that of `briefings build`, in a folder
of its own. A save shows at once; the search index is made after it, while the page is read.

A save that changes nothing, and a file that a build writes, wake the watcher all the same; before
anything is made, the files' contents are compared with what was last built. When a build fails, the
former pages are served on, where MkDocs would hold back every answer until the next good build.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer, _serve_url
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator.problems import ProblemsError
from generator.publish.building.build import build
from generator.publish.building.garbage import collect
from generator.publish.building.sources import Source, read_sources
from generator.publish.settings import prepare
from generator.publish.staging import refusal

log = logging.getLogger("mkdocs.plugins.briefings")

_QUIET = 0.01
"""Seconds without a change after which a save is over: an editor writes a file in several steps."""
_POLL = 3
"""Seconds between two looks at all files, for file systems that do not tell of their changes."""
_CALM = 1
"""Seconds after a save before its search index is made."""


class Server:
    """Serves one project until it is interrupted."""

    def __init__(self, config_file: Path, cache: Path, options: dict[str, Any]) -> None:
        """Take the configuration and its overriding options, and the folder for what is made."""
        self.config_file = config_file
        self.options = options
        config = load_config(str(config_file), **options)
        self.host, self.port = config.dev_addr
        self.mount = urlsplit(config.site_url or "/").path
        self.cache = cache / str(self.port)
        self.site = self.cache / "site"
        self.searching = self.timer()

    def timer(self) -> threading.Timer:
        """What makes the search index when the browser has had the time to ask for the page."""
        timer = threading.Timer(_CALM, self.build_search)
        timer.daemon = True
        return timer

    def configured(self) -> MkDocsConfig:
        """The configuration as it is now, for this server."""
        config = load_config(str(self.config_file), site_dir=str(self.site), **self.options)
        config.site_url = _serve_url(self.host, self.port, self.mount)
        prepare(config, served=True)
        return config

    def build(self) -> None:
        """Make the pages, and then, while they are read, the search index.

        Raises Abort, after logging why, where they cannot be made.
        """
        log.info("Building documentation...")
        try:
            build(self.configured(), self.cache, count=1, search=False)
        except ProblemsError as error:
            log.error("the site cannot be made\n%s", error)
            raise Abort("Aborted with a mistake in a file.") from None
        except OSError as error:
            log.error(refusal(error))
            raise Abort("Aborted by the disk.") from None
        except (PluginError, BuildError, ConfigurationError) as error:
            log.error("%s", error)
            raise Abort("Aborted by what is told above.") from None
        self.searching.cancel()
        self.searching = self.timer()
        self.searching.start()

    def build_search(self) -> None:
        """Make the search index of the pages as they are now."""
        try:
            build(self.configured(), self.cache, count=1)
        except (ProblemsError, Abort, OSError):
            log.info("The search index is made when the mistake is mended")
        except (PluginError, BuildError, ConfigurationError) as error:
            log.error("%s", error)
        finally:
            collect()

    def run(self, cores: int, *, open_browser: bool) -> None:
        """Serve until interrupted.

        Raises ProblemsError where the first build finds an error, and OSError where the address
        is taken.
        """
        config = self.configured()
        build(config, self.cache, count=cores)
        # Not every file system tells of its changes: MkDocs' own watcher, which asks, stays, too.
        server = LiveReloadServer(
            self.build, self.host, self.port, str(self.site), self.mount, polling_interval=_POLL
        )
        server.build_delay = _QUIET
        server.error_handler = self.error_page
        watched = [config.docs_dir, str(self.config_file.absolute()), *config.watch]
        watched.append(config.plugins["briefings"].config.templates)
        if config.theme.custom_dir:
            watched.append(config.theme.custom_dir)
        rebuild_on_real_changes(server, watched)
        observer = _observer(server, watched)
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            observer.stop()
            server.shutdown()

    def error_page(self, code: int) -> bytes | None:
        """The page for an address that does not exist."""
        page = self.site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _observer(server: LiveReloadServer, watched: Iterable[str]) -> BaseObserver:
    """What wakes the server as soon as the system tells of a change."""

    def wake(event: FileSystemEvent) -> None:
        if event.event_type not in {"opened", "closed_no_write"}:
            with server._rebuild_cond:
                server._want_rebuild = True
                server._rebuild_cond.notify_all()

    handler = FileSystemEventHandler()
    handler.on_any_event = wake  # type: ignore[method-assign]
    observer = Observer()
    for path in watched:
        observer.schedule(handler, path, recursive=True)
    observer.start()
    return observer


def rebuild_on_real_changes(server: LiveReloadServer, also: Iterable[str]) -> None:
    """Make the server watch these folders too, and skip a rebuild that would change nothing."""
    for folder in also:
        server.watch(folder)
    build = server.builder
    read = _read(server, {})
    built = _contents(read)

    def build_if_changed() -> None:
        nonlocal read, built
        read = _read(server, read)
        now = _contents(read)
        if now == built:
            log.info("No file has changed")
            _stay(server)
            return
        built = now
        try:
            build()
        except Abort:
            log.error("The former pages stay until this is mended")
            _stay(server)
        except Exception:
            log.error("The former pages stay until this is mended")
            _stay(server)
            raise

    server.builder = build_if_changed

    def is_so(record: logging.LogRecord) -> bool:
        stays = server._wanted_epoch == server._visible_epoch
        return not (stays and record.msg.endswith("Reloading browsers"))

    logging.getLogger("mkdocs.livereload").addFilter(is_so)


def _stay(server: LiveReloadServer) -> None:
    """Let the server answer with what it has, and let no browser load it anew."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch
        server._epoch_cond.notify_all()


_Read = dict[str, dict[str, Source]]
"""By the path that is watched and the path in it."""


def _read(server: LiveReloadServer, known: _Read) -> _Read:
    """The files that the server watches, less hidden ones; what is known is not read again."""
    return {root: _read_path(Path(root), known.get(root, {})) for root in server._watched_paths}


def _read_path(path: Path, known: dict[str, Source]) -> dict[str, Source]:
    try:
        return read_sources(path, known)
    except NotADirectoryError:
        return {"": Source(0, (0, 0), hashlib.sha256(path.read_bytes()).digest())}
    except OSError:
        return {}


def _contents(read: _Read) -> dict[tuple[str, str], bytes]:
    return {
        (root, path): source.digest
        for root, found in read.items()
        for path, source in found.items()
        if "__pycache__" not in path
    }
