"""What a build remembers of the files that it has written, and whether they are still so.

Nothing here looks into a file: that a build has nothing to do is known by names, sizes and times.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.output.search import Facets


class File(NamedTuple):
    """A file as it was when it was written."""

    path: str
    size: int
    modified: int
    """Nanoseconds since the epoch."""


class Document(NamedTuple):
    """What search reads of a page; the store has its HTML as what the output has kept."""

    address: str
    digest: bytes
    """Of all that search reads."""
    facets: "Facets"


class Record(NamedTuple):
    """An output that is made: what it depends on, its files, and what search reads of it."""

    depends: bytes
    files: tuple[File, ...]
    document: Document | None


def files_in(records: Iterable[Record]) -> Iterator[File]:
    """The files of all these outputs."""
    return chain.from_iterable(record.files for record in records)


def written(folder: Path, path: str, content: bytes) -> File:
    """Write the file at this path in the folder."""
    place = f"{folder}/{path}"  # pathlib is slow for very many files
    _put(place, partial(_write, place, content))
    state = os.stat(place)  # noqa: PTH116
    return File(path, state.st_size, state.st_mtime_ns)


def keep_files(site: Path, files: Iterable[File], folder: Path) -> None:
    """Take files of the site over into the folder, without copying them where that can be."""
    for file in files:
        place = f"{folder}/{file.path}"
        _put(place, partial(_link, f"{site}/{file.path}", place))


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove files from the folder, and folders in it that are empty then."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            os.unlink(f"{folder}/{path}")  # noqa: PTH108
        with suppress(OSError):
            while path := os.path.dirname(path):  # noqa: PTH120
                os.rmdir(f"{folder}/{path}")  # noqa: PTH106


def _put(place: str, put: Callable[[], None]) -> None:
    try:
        put()
    except FileExistsError:
        os.unlink(place)  # noqa: PTH108
        put()
    except FileNotFoundError:
        os.makedirs(place.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        put()


def _write(place: str, content: bytes) -> None:
    # Never into a file that is there: a site may have the same file.
    with open(place, "xb") as file:  # noqa: PTH123
        file.write(content)


def _link(source: str, place: str) -> None:
    """Let the place have the file, without a copy where that can be."""
    try:
        os.link(source, place)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        raise
    except OSError:
        shutil.copy2(source, place)


def files_of(site: Path) -> Iterator[File]:
    """All files of the site as they are now; none where there is no site.

    A folder without any, which no site has, is told of as a file without a name.
    """
    return _files(str(site), "")


def are_there(site: Path, files: Iterable[File]) -> bool:
    """Whether the site has all these files as they were when they were written."""
    for file in files:
        try:
            state = os.stat(f"{site}/{file.path}", follow_symlinks=False)  # noqa: PTH116
        except OSError:
            return False
        if (state.st_size, state.st_mtime_ns) != file[1:] or not stat.S_ISREG(state.st_mode):
            return False
    return True


def digest_of_files(files: Iterable[File]) -> bytes:
    """A digest of these files as they were when they were written, in any order."""
    told = sorted(f"{path}\0{size}\0{modified}" for path, size, modified in files)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).digest()


def _files(folder: str, inside: str) -> Iterator[File]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    is_empty = True
    with entries:
        for entry in entries:
            is_empty = False
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                state = entry.stat(follow_symlinks=False)
                yield File(inside + entry.name, state.st_size, state.st_mtime_ns)
    if is_empty and inside:
        yield File(inside, 0, 0)
