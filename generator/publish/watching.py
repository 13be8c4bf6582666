"""The development server rebuilds once for each real change, and for nothing else.

A save that changes nothing, and a file that a build writes, wake MkDocs' watcher all the same;
before it rebuilds, the files' contents are compared with what was last built. When a build fails,
the former pages are served on, where MkDocs would hold back every answer until the next good build.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("briefings")


def rebuild_on_real_changes(server: LiveReloadServer, also: Iterable[str]) -> None:
    """Make the server watch these folders too, and skip a rebuild that would change nothing."""
    for folder in also:
        server.watch(folder)
    build = server.builder
    built = digests(server)

    def build_if_changed() -> None:
        nonlocal built
        now = digests(server)
        if now == built:
            log.info("No file has changed")
            return
        built = now
        try:
            build()
        except Abort:
            log.error("The former pages stay until this is mended")
        except Exception:
            log.error("The former pages stay until this is mended")
            _serve_on(server)
            raise

    server.builder = build_if_changed


def _serve_on(server: LiveReloadServer) -> None:
    """Let the server answer with what it has, although a build has failed."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch
        server._epoch_cond.notify_all()


def digests(server: LiveReloadServer) -> dict[Path, bytes]:
    """A digest of each file that the server watches, less caches and what editors leave."""
    found = {}
    for root in map(Path, server._watched_paths):
        for path in [root] if root.is_file() else root.rglob("*"):
            inside = path.relative_to(root).parts
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside):
                try:
                    found[path] = hashlib.sha256(path.read_bytes()).digest()
                except OSError:
                    continue
    return found
