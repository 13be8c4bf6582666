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
    """The folder that the running build writes to, and the one that it will become."""

    def __init__(self) -> None:
        self.site: Path | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the site."""
        self.site = Path(config.site_dir)
        config.site_dir = str(self.site.with_name(f"{self.site.name}.new"))

    def finish(self, config: MkDocsConfig) -> None:
        """Let what was written take the site's place, unless `--strict` is about to refuse it."""
        if self.site is None:
            return
        if config.strict and _warnings():
            self.abandon(config)
            return
        new, old = Path(config.site_dir), self.site.with_name(f"{self.site.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self.site.exists():
            self.site.rename(old)
        new.rename(self.site)
        shutil.rmtree(old, ignore_errors=True)
        config.site_dir, self.site = str(self.site), None

    def abandon(self, config: MkDocsConfig) -> None:
        """Throw away what was written; the site stays."""
        if self.site is not None:
            shutil.rmtree(config.site_dir, ignore_errors=True)
            config.site_dir, self.site = str(self.site), None


def _warnings() -> bool:
    """Whether MkDocs has counted a warning, for which it aborts a strict build at its very end."""
    return any(
        handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
    )
