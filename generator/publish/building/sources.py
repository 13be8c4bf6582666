"""The files that a build reads, each with a digest of its content.

A folder comes in, with what was known of its files; out goes what they are now. A file whose size
and time are those that are known is not read again.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_SETTLED = 2_000_000_000
"""Nanoseconds. A file that changes twice within the grain of its clock shows one time: a time is
trusted only when it was this old when the file was read (as git does with its index)."""


class Source(NamedTuple):
    """A file as it was when it was read."""

    size: int
    changed: tuple[int, int]
    """When its content and when its inode was changed, in nanoseconds since the epoch; zeros where
    the times cannot be trusted. The latter also changes where a file takes the place of another."""
    digest: bytes


def read_sources(
    folder: Path, known: Mapping[str, Source], *, hidden: bool = False
) -> dict[str, Source]:
    """Every file in the folder by its path there, with forward slashes, in order.

    Hidden files and folders are left out, as MkDocs leaves them out of content, unless they are
    asked for. A file that goes away while it is read is not there.
    """
    now = time.time_ns()
    found = {}
    for path, entry in sorted(_files(folder, "", hidden=hidden)):
        try:
            state = entry.stat()
            if not stat.S_ISREG(state.st_mode):
                continue  # to read a pipe would never end
            changed = (state.st_mtime_ns, state.st_ctime_ns)
            before = known.get(path)
            if before and (before.size, before.changed) == (state.st_size, changed):
                found[path] = before
                continue
            settled = now - max(changed) > _SETTLED
            content = Path(entry.path).read_bytes()
        except OSError:
            continue
        found[path] = Source(
            state.st_size,
            changed if settled else (0, 0),
            hashlib.sha256(content).digest(),
        )
    return found


def changed_paths(before: Mapping[str, Source], after: Mapping[str, Source]) -> set[str]:
    """The paths at which there was or is a file, and not with the same content."""
    if before == after:
        return set()
    digests = ({path: source.digest for path, source in one.items()} for one in (before, after))
    return {path for path, _ in set.symmetric_difference(*(set(one.items()) for one in digests))}


def _files(
    folder: Path | str, inside: str, *, hidden: bool
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and not hidden:
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{inside}{entry.name}/", hidden=hidden)
            else:
                yield f"{inside}{entry.name}", entry


def digest_of_folders(folders: Iterable[str | Path]) -> bytes:
    """A digest of all files in these folders, with their paths there; those in hidden folders, too.

    Themes have such folders. Hidden files are those of editors.
    """
    total = hashlib.sha256()
    for folder in folders:
        for path, source in read_sources(Path(folder), {}, hidden=True).items():
            if "__pycache__" not in path and not path.rpartition("/")[2].startswith("."):
                total.update(path.encode("utf-8", "surrogateescape") + source.digest)
        total.update(b"\0")
    return total.digest()
