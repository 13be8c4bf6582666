"""A site is built beside the old one and takes its place only when it is whole.

A build that fails, that `--strict` refuses, or that is killed leaves the former site untouched.
"""

import ctypes
import logging
import os
import shutil
from pathlib import Path

from mkdocs.utils import CountHandler

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux' renameat2(2)."""
_HERE = -100
"""AT_FDCWD: paths are those of this process."""


class Staging:
    """The site, and the folder beside it that the running build writes to."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve() if site.is_symlink() else site
        self.new = _beside(site, "new")

    def begin(self) -> None:
        """Make an empty folder beside the site.

        A build that was killed where two folders cannot change places at once has left the former
        site beside its place: it is put back first, so that it is there even if this build fails.
        """
        old = _beside(self.site, "old")
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)
        self.clear()
        self.new.mkdir(parents=True)

    def finish(self) -> None:
        """Let what was written take the site's place; the former site may then stand in its own."""
        old = _beside(self.site, "old")
        shutil.rmtree(old, ignore_errors=True)
        if _exchanged(self.new, self.site):
            return
        if self.site.exists():
            self.site.rename(old)
        self.new.rename(self.site)
        shutil.rmtree(old, ignore_errors=True)

    def clear(self) -> None:
        """Throw away what stands beside the site: what was written, or the former site."""
        shutil.rmtree(self.new, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders have changed places, at once: no moment is without a site."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _beside(site: Path, suffix: str) -> Path:
    return site.with_name(f"{site.name}.{suffix}")


def has_warned() -> bool:
    """Whether MkDocs has counted a warning, for which it aborts a strict build at its very end."""
    return any(
        handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
    )
