"""`briefings build` and `briefings serve`: MkDocs' own commands, with their log in order."""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands import build, serve
from mkdocs.config import load_config

# Material prints a notice about its own future on each import; the README says what it means here.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.briefings")

Progress = Callable[[int, int], None]
"""Told how many of how many pages are written."""


def build_site(
    config_file: Path,
    *,
    strict: bool = False,
    quiet: bool = False,
    progress: Progress | None = None,
) -> None:
    """Build the site that the configuration describes.

    Raises SystemExit with status 1, after logging why, when it cannot be built; the former site
    is then as it was.
    """
    _log_to_terminal(quiet=quiet)
    config = load_config(str(config_file), strict=strict or None)
    plugin = config.plugins.get("briefings")
    if plugin is not None:
        plugin.progress = progress
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(
    config_file: Path,
    *,
    address: str | None = None,
    open_browser: bool = False,
    quiet: bool = False,
) -> None:
    """Serve the site on this machine until interrupted, and rebuild it on every change.

    Raises SystemExit with status 1 when the first build fails or the address is taken.
    """
    _log_to_terminal(quiet=quiet)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        serve.serve(str(config_file), open_in_browser=open_browser, **options)
    except OSError as error:
        log.error("cannot serve: %s; --address chooses another address", error.strerror or error)
        raise SystemExit(1) from None


def _log_to_terminal(*, quiet: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
