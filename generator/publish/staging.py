"""A site is built beside the old one and takes its place only when it is whole.

MkDocs empties its `site_dir` before it writes; here it is given another folder, which is renamed
at the end. A build that fails, or that `--strict` refuses, leaves the former site untouched.
"""

import logging
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler


class Staging:
    """The site, and the folder beside it that the running build writes to."""

    def __init__(self) -> None:
        self.site: Path | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the site.

        A build that was killed between the two renames has left the former site beside its place:
        it is put back first, so that it is there even if this build fails.
        """
        self.site = Path(config.site_dir)
        old = _beside(self.site, "old")
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)
        config.site_dir = str(_beside(self.site, "new"))

    def finish(self, config: MkDocsConfig) -> None:
        """Let what was written take the site's place, unless `--strict` is about to refuse it."""
        if self.site is None:
            return
        config.site_dir = str(self.site)
        if not (config.strict and _warnings()):
            old = _beside(self.site, "old")
            shutil.rmtree(old, ignore_errors=True)
            if self.site.exists():
                self.site.rename(old)
            _beside(self.site, "new").rename(self.site)
            shutil.rmtree(old, ignore_errors=True)
        self.abandon()

    def abandon(self) -> None:
        """Throw away what was written and has not become the site."""
        if self.site is not None:
            shutil.rmtree(_beside(self.site, "new"), ignore_errors=True)
            self.site = None


def _beside(site: Path, suffix: str) -> Path:
    return site.with_name(f"{site.name}.{suffix}")


def _warnings() -> bool:
    """Whether MkDocs has counted a warning, for which it aborts a strict build at its very end."""
    return any(
        handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
    )
