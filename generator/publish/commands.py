"""`briefings build` and `briefings serve`."""

import errno
import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils import CountHandler

from generator.problems import ProblemsError
from generator.publish.building.build import build
from generator.publish.building.state import Progress
from generator.publish.settings import prepare
from generator.publish.staging import refusal

# Material prints a notice about its own future on each import; the README says what it means here.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.briefings")

_CACHE = Path(".cache") / "build"
_NO_PLACE = frozenset({errno.EACCES, errno.EADDRINUSE, errno.EADDRNOTAVAIL})
"""Why an address cannot be served at."""
_SERVED = Path(".cache") / "serve"


def build_site(
    config_file: Path,
    *,
    strict: bool = False,
    quiet: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Build the site that the configuration describes, of which only what has changed is made.

    The site's folder is given back.

    Raises SystemExit with status 1, after logging why, when it cannot be built, and
    ConfigurationError where the site would stand in the cache; the former site is then as it was.
    """
    _log_to_terminal(quiet=quiet, strict=strict)
    config = load_config(str(config_file), strict=strict or None)
    site = Path(config.site_dir)  # for MkDocs it is another while it builds
    if site.is_relative_to((config_file.parent / _CACHE.parent).absolute()):
        raise ConfigurationError(
            f"site_dir must not be in {_CACHE.parent}/, where builds keep what they remember"
        )
    if reason := why_by_mkdocs(config):
        log.info("MkDocs builds the whole site: %s", reason)
        _build_by_mkdocs(config, progress)
    else:
        prepare(config, served=False)
        with _told():
            build(config, config_file.parent / _CACHE, count=cores(), progress=progress)
    return site


def why_by_mkdocs(config: MkDocsConfig) -> str:
    """Why only a whole build by MkDocs gives what the configuration asks for, or nothing."""
    others = sorted(set(config.plugins) - {"briefings"})
    if "briefings" not in config.plugins:
        return "the plugin briefings is not among its plugins"
    if others:
        return f"the plugin {others[0]} may change any page"
    if config.hooks:
        return "hooks may change any page"
    if config.validation.links.anchors > logging.INFO:
        return "links to anchors of other pages are to be checked"
    return ""


def _build_by_mkdocs(config: MkDocsConfig, progress: Progress | None) -> None:
    from mkdocs.commands import build as whole

    plugin = config.plugins.get("briefings")
    if plugin is not None:
        plugin.progress = progress
    config.plugins.on_startup(command="build", dirty=False)
    try:
        whole.build(config)
    finally:
        config.plugins.on_shutdown()


def cores() -> int:
    """How many cores this process may use; one where processes cannot be forked."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


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
    from mkdocs.commands import serve

    from generator.publish.serving import Server

    _log_to_terminal(quiet=quiet, strict=False)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    config = load_config(str(config_file), **options)
    with _told():
        if reason := why_by_mkdocs(config):
            log.info("MkDocs builds the whole site: %s", reason)
            serve.serve(str(config_file), open_in_browser=open_browser, **options)
        else:
            server = Server(config_file, config_file.parent / _SERVED, options)
            server.run(cores(), open_browser=open_browser)


@contextmanager
def _told() -> Iterator[None]:
    """Log the problems for which a site cannot be made, and end with status 1."""
    try:
        yield
    except (OSError, OverflowError) as error:
        log.error(_sentence(error))
        raise SystemExit(1) from None
    except ProblemsError as error:
        log.error("the site cannot be made\n%s", error)
        raise SystemExit(1) from None


def _sentence(error: OSError | OverflowError) -> str:
    """What the disk or the network refuses, and what can be done."""
    if isinstance(error, OSError) and not _has_no_place(error):
        return refusal(error)
    reason = getattr(error, "strerror", "") or str(error).removeprefix("bind(): ").rstrip(".")
    return f"cannot serve: {reason}; --address chooses another address"


def _has_no_place(error: OSError) -> bool:
    return isinstance(error, socket.gaierror) or (
        error.filename is None and error.errno in _NO_PLACE
    )


def _log_to_terminal(*, quiet: bool, strict: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    if strict:
        counter = CountHandler()
        counter.setLevel(logging.WARNING)
        logger.addHandler(counter)
    logger.propagate = False
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
