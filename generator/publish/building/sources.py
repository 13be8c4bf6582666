"""The files that a build reads, each with a digest of its content.

A folder comes in, with what was known of its files; out goes what they are now. A file whose size
and time are those that are known is not read again.
"""

import hashlib
import os
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
    modified: int
    """Nanoseconds since the epoch; 0 where the time cannot be trusted."""
    digest: bytes


def read_sources(folder: Path, known: Mapping[str, Source]) -> dict[str, Source]:
    """Every file in the folder by its path there, with forward slashes, in order.

    Hidden files and folders are left out, as MkDocs leaves them out. A file that goes away while
    it is read is not there.
    """
    now = time.time_ns()
    found = {}
    for path, entry in sorted(_files(folder, "")):
        try:
            state = entry.stat()
            before = known.get(path)
            if before and (before.size, before.modified) == (state.st_size, state.st_mtime_ns):
                found[path] = before
                continue
            settled = now - state.st_mtime_ns > _SETTLED
            content = Path(entry.path).read_bytes()
        except OSError:
            continue
        found[path] = Source(
            state.st_size,
            state.st_mtime_ns if settled else 0,
            hashlib.sha256(content).digest(),
        )
    return found


def _files(folder: Path | str, inside: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}", entry


def digest_of_folders(folders: Iterable[str | Path]) -> bytes:
    """A digest of all files in these folders, with their paths there."""
    total = hashlib.sha256()
    for folder in folders:
        for path, source in read_sources(Path(folder), {}).items():
            if "__pycache__" not in path:
                total.update(path.encode("utf-8", "surrogateescape") + source.digest)
        total.update(b"\0")
    return total.digest()
