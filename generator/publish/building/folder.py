"""The folder in which a new site is made: that of the site before the last, or else an empty one.

Sites that follow each other have most of their files in common. So the site that is replaced is
kept in the cache, and the build after that only puts and removes what is another file now.
"""

from collections.abc import Iterable
from pathlib import Path

from generator.publish.building.records import File, files_of, keep_files, remove_files
from generator.publish.staging import Staging


class Folder:
    """The folder of the new site, with files of the site that it will replace."""

    def __init__(self, staging: Staging, cache: Path) -> None:
        """Take what lets the new site take its place, and where the former one is kept then."""
        self.path = staging.new
        self._staging = staging
        self._kept = cache / "former"
        self._begun = False
        self._there: frozenset[str] = frozenset()
        """The paths at which the file of the site is."""
        self._left: frozenset[str] = frozenset()
        """The paths at which something is, be it the file of the site or another one."""

    def begin(self, files: Iterable[File]) -> None:
        """Make the folder, in which something may be at the paths of these files of the site."""
        if self._begun:
            return
        self._begun = True
        if self._staging.begin(self._kept):
            try:
                of_site = {file.path: file for file in files}
                found = list(files_of(self.path))
                remove_files(self.path, (one.path for one in found if one.path not in of_site))
                self._left = frozenset(one.path for one in found if one.path in of_site)
                self._there = frozenset(one.path for one in found if of_site.get(one.path) == one)
            except OSError:  # somebody has made it so that it is of no use
                self._staging.begin()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the former site was in it when the build began."""
        return not self._left

    def take_over(self, files: Iterable[File]) -> None:
        """Let the new site have these files of the site."""
        keep_files(
            self._staging.site, (one for one in files if one.path not in self._there), self.path
        )

    def finish(self, files: Iterable[File]) -> None:
        """Let the new site, which is to have these files, take its place; the former is kept."""
        remove_files(self.path, self._left - {file.path for file in files})
        self._staging.finish()
        self._staging.keep(self._kept)
