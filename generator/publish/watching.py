"""The development server rebuilds once for each real change, and for nothing else.

A save that changes nothing, and a file that a build writes, wake MkDocs' watcher all the same;
before it rebuilds, the files' contents are compared with what was last built.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

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
        build()

    server.builder = build_if_changed


def digests(server: LiveReloadServer) -> dict[Path, bytes]:
    """A digest of each file that the server watches."""
    found = {}
    for root in map(Path, server._watched_paths):
        for path in [root] if root.is_file() else root.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                try:
                    found[path] = hashlib.sha256(path.read_bytes()).digest()
                except OSError:
                    continue
    return found
