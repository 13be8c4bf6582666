"""A site is built beside the old one and takes its place only when it is whole.

A build that fails, that `--strict` refuses, or that is killed leaves the former site untouched. The
former site, once it is replaced, stands where the new one was built: to be cleared away, or kept
for a later build to begin with.
"""

import ctypes
import errno
import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

from mkdocs.utils import CountHandler

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux' renameat2(2)."""
_HERE = -100
"""AT_FDCWD: paths are those of this process."""
_NOT_OURS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""Why a file or folder cannot be written, where it is there."""


class Staging:
    """The site, and the folder beside it that the running build writes to."""

    def __init__(self, site: Path, suffix: str = "new") -> None:
        """Take the site, and what makes the folder's name of its own; two builds need two."""
        self.site = site.resolve() if site.is_symlink() else site
        self.new = _beside(self.site, suffix)

    def restore(self) -> None:
        """Put the former site back, where a build was killed in between.

        Where two folders cannot change places at once, it stands beside its place for a moment.
        """
        old = _beside(self.site, "old")
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)

    def begin(self, kept: Path | None = None) -> bool:
        """Make a folder beside the site: `kept`, where that can be, or else an empty one.

        Whether it is `kept` is told. Raises PermissionError where what stands there already cannot
        be thrown away.
        """
        self.restore()
        self.clear()
        if os.path.lexists(self.new):  # as when the former site was another user's
            raise PermissionError(errno.EACCES, "cannot be thrown away", str(self.new))
        if kept and _is_folder(kept) and _moved(kept, self.new):
            return True
        self.new.mkdir(parents=True)
        return False

    def finish(self) -> None:
        """Let what was written and the site change places."""
        old = _beside(self.site, "old")
        _remove(old)
        if _exchanged(self.new, self.site):
            return
        if self.site.exists():
            self.site.rename(old)
        try:
            self.new.rename(self.site)
        except OSError:
            _moved(old, self.site)
            raise
        _moved(old, self.new)

    def keep(self, place: Path) -> None:
        """Let what stands beside the site stand at this place, if that can be without a copy."""
        _remove(place)
        _moved(self.new, place)
        self.clear()

    def clear(self) -> None:
        """Throw away what stands beside the site: what was written, or the former site."""
        _remove(self.new)


def _is_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()


def _remove(place: Path) -> None:
    """Let nothing stand at the place, if that can be."""
    if not _is_folder(place):
        with suppress(OSError):
            place.unlink()
        return
    shutil.rmtree(place, ignore_errors=True)
    if place.exists():  # somebody has made folders read-only
        with suppress(OSError):
            place.chmod(0o700)
            for folder, inside, _ in os.walk(place):
                for one in (Path(folder) / name for name in inside):
                    if _is_folder(one):
                        one.chmod(0o700)
        shutil.rmtree(place, ignore_errors=True)


def _moved(folder: Path, place: Path) -> bool:
    """Whether the folder now stands at this place."""
    try:
        folder.rename(place)
    except OSError:
        return False
    return True


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders have changed places, at once: no moment is without a site."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _beside(site: Path, suffix: str) -> Path:
    # Hidden, so that it is no folder of somebody's own.
    return site.with_name(f".{site.name}.{suffix}")


def refusal(error: OSError) -> str:
    """That the disk refuses to have the site made, why, and what can be done."""
    where = f"{error.filename}: " if error.filename else ""
    hint = "\n  hint: remove it, or let yourself write there" if error.errno in _NOT_OURS else ""
    return f"the site cannot be made: {where}{error.strerror or error}{hint}"


def has_warned() -> bool:
    """Whether MkDocs has counted a warning, for which it aborts a strict build at its very end."""
    return any(
        handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
    )
